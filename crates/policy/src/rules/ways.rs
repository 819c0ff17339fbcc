//! Ways from a no to a yes that change only what the person can change, or wait for time.
//!
//! The cheapest paths to a yes are read off the diagram: at each test, staying in one's cell costs nothing and moving
//! to another costs the act that does it, if there is one. What is not answered is free. Where no path is left, no way
//! exists, whatever acts are combined.

use crate::{
    Change, Counterfactual, Person, Rules, day,
    diagram::{NO, YES},
    order,
    rules::{
        Root, Ruled,
        flat::{WEIGHS, index},
        moves::Plan,
    },
    walk::MAY_PASS,
};

/// Alternatives shown at most.
const SHOWN: usize = 4;
/// Plans kept below one node.
const KEPT: usize = 8;
/// Combinations of acts tried within one chain.
const COMBINED: usize = 4096;

impl Rules {
    /// The ways to a yes, easiest first; those that wait come last. None is a part of another, each has been
    /// evaluated, and when there is none, none exists.
    pub(crate) fn ways(&self, programme: usize, person: &Person) -> Vec<Counterfactual> {
        let Some(Ruled::Version { whole, .. }) = self.ruled(programme) else {
            return Vec::new();
        };
        let today = day::number(self.as_of);
        let mut found: Vec<_> = self
            .plans(whole, person, today)
            .iter()
            .map(|plan| self.told(person, plan, None))
            .collect();
        self.wait(programme, person, &mut found);
        found
    }

    /// The smallest plans that pass a diagram, easiest first; one empty plan when nothing needs to change.
    pub(crate) fn plans(&self, whole: &Root, person: &Person, today: i64) -> Vec<Plan> {
        let passes = |plan: &Plan| {
            let changed = self.after(person, plan);
            self.outcomes(whole, &changed) & MAY_PASS != 0
        };
        let mut kept: Vec<Plan> = Vec::new();
        for led in self.leads(whole, person) {
            let mut paths = Paths {
                rules: self,
                person: &self.after(person, &led),
                today,
                below: vec![None; whole.nodes],
            };
            for plan in paths.from(whole.at) {
                keep(&mut kept, led.and(&plan, person), SHOWN, self, person);
            }
        }
        kept.retain(passes);
        kept
    }

    /// The answers after a plan.
    fn after(&self, person: &Person, plan: &Plan) -> Person {
        let mut changed = person.clone();
        for step in &plan.steps {
            self.set(&mut changed, step.fact, step.to);
        }
        changed
    }

    pub(crate) fn told(
        &self,
        person: &Person,
        plan: &Plan,
        from: Option<domain::Date>,
    ) -> Counterfactual {
        let mut changes = Vec::new();
        for step in &plan.steps {
            if let (Some(spec), Some(answer)) =
                (self.spec(step.fact), self.answer(person, step.fact))
            {
                changes.push(Change {
                    fact: spec.id.clone(),
                    from: answer,
                    to: spec.decode(step.to),
                    follows: step.follows,
                });
            }
        }
        Counterfactual {
            changes,
            from,
            effort: plan.effort,
        }
    }
}

/// Adds a plan in the order of effort unless a kept one is part of it; drops those it is part of.
fn keep(kept: &mut Vec<Plan>, plan: Plan, most: usize, rules: &Rules, person: &Person) {
    if kept
        .iter()
        .any(|known| known.is_within(&plan, rules, person))
    {
        return;
    }
    kept.retain(|known| !plan.is_within(known, rules, person));
    let key = |plan: &Plan| (plan.effort, plan.steps.len());
    let place = kept.partition_point(|known| key(known) <= key(&plan));
    kept.insert(place, plan);
    kept.truncate(most);
}

/// The cheapest plans from each node on.
struct Paths<'a> {
    rules: &'a Rules,
    person: &'a Person,
    today: i64,
    below: Vec<Option<Vec<Plan>>>,
}

impl Paths<'_> {
    fn from(&mut self, at: u32) -> Vec<Plan> {
        match at {
            NO => return Vec::new(),
            YES => return vec![Plan::default()],
            _ => {}
        }
        let rules = self.rules;
        let number = rules.word(index(at) + 1);
        let slot = index(number & !WEIGHS);
        if let Some(Some(known)) = self.below.get(slot) {
            return known.clone();
        }
        let mut found = Vec::new();
        if let Some(column) = rules.column(rules.word(index(at))) {
            match column.group.filter(|_| number & WEIGHS != 0) {
                Some(group) => self.chain(at, group, &mut found),
                None => {
                    for run in rules.runs(at, column.cells()) {
                        let bounds = column.bounds(run.first, run.past);
                        let step = rules.reach(self.person, self.today, column.kind, bounds);
                        if let Some(step) = step {
                            self.add(&step, run.child, &mut found);
                        }
                    }
                }
            }
        }
        if let Some(slot) = self.below.get_mut(slot) {
            *slot = Some(found.clone());
        }
        found
    }

    /// Adds every plan that takes a step and then goes on from a node.
    fn add(&mut self, step: &Plan, at: u32, found: &mut Vec<Plan>) {
        for rest in self.from(at) {
            let plan = step.and(&rest, self.person);
            keep(found, plan, KEPT, self.rules, self.person);
        }
    }

    /// A chain of compared facts: acts on all of them together, each combination tried.
    fn chain(&mut self, at: u32, group: usize, found: &mut Vec<Plan>) {
        let rules = self.rules;
        let mut free = self.person.clone();
        for fact in rules
            .groups
            .get(group)
            .iter()
            .flat_map(|group| &group.facts)
        {
            let spec = rules.spec(*fact);
            if spec.is_some_and(|spec| spec.change == crate::ChangeKind::Now) {
                rules.set(&mut free, *fact, super::OPEN);
            }
        }
        let points = rules.points(&free, group, &rules.tested(&[at], group, &free));
        let mut plans = vec![Plan::default()];
        for (fact, points) in &points {
            let acts = rules.acts(self.person, self.today, *fact, points);
            let mut more = Vec::new();
            for plan in &plans {
                more.extend(acts.iter().map(|act| plan.and(act, self.person)));
            }
            plans.extend(more);
            plans.truncate(COMBINED);
        }
        order::sort(&mut plans, |one, other| one.effort < other.effort);
        for plan in plans {
            let changed = rules.after(self.person, &plan);
            let mut exits = Vec::new();
            let mut state = super::walk::State::new(rules, &changed);
            rules.exits(at, group, &changed, &mut state, &mut exits);
            for exit in exits {
                self.add(&plan, exit, found);
            }
        }
    }
}

impl Rules {
    /// Where a chain may be left by somebody with these answers.
    fn exits(
        &self,
        at: u32,
        group: usize,
        person: &Person,
        state: &mut super::walk::State,
        exits: &mut Vec<u32>,
    ) {
        let at = self.settle_within(at, group, person);
        let column = self
            .column(self.word(index(at)))
            .filter(|column| at > YES && column.group == Some(group));
        let Some(column) = column else {
            if !exits.contains(&at) {
                exits.push(at);
            }
            return;
        };
        for run in self.runs(at, column.cells()) {
            let (from, until) = column.bounds(run.first, run.past);
            if let Some(undo) = state.narrow(column.kind, from, until) {
                self.exits(run.child, group, person, state, exits);
                state.restore(undo);
            }
        }
    }

    /// Goes down while the answers decide, and no further than the chain.
    fn settle_within(&self, mut at: u32, group: usize, person: &Person) -> u32 {
        loop {
            let place = self.word(index(at));
            let inside = at > YES
                && self
                    .column(place)
                    .is_some_and(|column| column.group == Some(group));
            let cell = person.cell(index(place));
            if !inside || cell == super::column::OPEN_CELL {
                return at;
            }
            at = self.word(index(at) + super::flat::HEAD + usize::from(cell));
        }
    }
}

//! What a person could do about one fact by an act of their own, today.

use crate::{
    ChangeKind, FactKind, FactSpec, Person, Rules,
    day::NEVER,
    rules::{Kind, chain::turn},
};

/// A fact set to another value. `follows` marks one that moves by itself with another (one more hire, one more employee).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) fact: usize,
    pub(crate) to: i64,
    pub(crate) follows: bool,
}

/// Steps taken together, and the effort they cost. At most one step a fact.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    pub(crate) effort: u32,
}

/// Hiring more people than this at once is no advice.
const MOST_AT_ONCE: i64 = 200;

impl FactSpec {
    /// Where an act of today takes a value within `from..until`, and the effort; none when no act does.
    fn act(&self, value: i64, today: i64, from: i64, until: i64) -> Option<(i64, u32)> {
        if self.change != ChangeKind::Now {
            return None;
        }
        let inside = |to: i64| (from <= to && to < until).then_some((to, self.effort));
        match self.kind {
            FactKind::Bool if (value == 0 && self.rises) || (value == 1 && self.falls) => {
                inside(1 - value)
            }
            FactKind::Choice => (from.max(0)..until.min(self.max + 1))
                .find(|option| *option != value && (self.gains >> option) & 1 == 1)
                .and_then(inside),
            // What has not happened can be done today; what has can be done again when the pack says so.
            FactKind::Date if value > today || self.rises => inside(today),
            FactKind::Int | FactKind::Money if self.rises && value < from => inside(from),
            FactKind::Int | FactKind::Money if self.falls && until <= value => inside(until - 1),
            _ => None,
        }
    }
}

impl Rules {
    /// The plan that takes a column into some of its cells, none of it when the answer is there or open; none when no
    /// act does.
    pub(crate) fn reach(
        &self,
        person: &Person,
        today: i64,
        kind: Kind,
        (from, until): (i64, i64),
    ) -> Option<Plan> {
        let fact = kind.fact();
        let (Some(value), Some(spec)) = (person.get(fact), self.spec(fact)) else {
            return Some(Plan::default());
        };
        let number = kind.value(|_| value);
        if kind.second().is_some() || (from <= number && number < until) {
            return Some(Plan::default());
        }
        if let Kind::Bit(_, bit) = kind {
            let allowed = if number == 0 { spec.gains } else { spec.sheds };
            let may = spec.change == ChangeKind::Now && (allowed >> bit) & 1 == 1;
            return may.then(|| Plan::one(fact, value ^ (1 << bit), spec.effort));
        }
        if spec.moves_with.is_some() {
            let more = from.checked_sub(value)?;
            return self.more(person, fact, more);
        }
        let (to, effort) = spec.act(value, today, from, until)?;
        Some(Plan::one(fact, to, effort))
    }

    /// The effort of one step.
    pub(crate) fn effort(&self, person: &Person, step: &Step) -> u32 {
        let (Some(spec), Some(now), false) =
            (self.spec(step.fact), person.get(step.fact), step.follows)
        else {
            return 0;
        };
        let times = match spec.kind {
            FactKind::Set => (step.to ^ now).count_ones(),
            _ if spec.moves_with.is_some() => u32::try_from(step.to - now).unwrap_or(1),
            _ => 1,
        };
        spec.effort * times
    }

    /// So many more of a fact that another moves with.
    fn more(&self, person: &Person, fact: usize, more: i64) -> Option<Plan> {
        let (spec, value) = (self.spec(fact)?, person.get(fact)?);
        let may = spec.change == ChangeKind::Now && spec.rises;
        if !may || !(1..=MOST_AT_ONCE).contains(&more) || value + more > spec.max {
            return None;
        }
        let mut plan = Plan::one(fact, value + more, spec.effort);
        plan.effort *= u32::try_from(more).unwrap_or(1);
        if let Some(other) = spec.moves_with
            && let Some(number) = person.get(other)
        {
            plan.steps.push(Step {
                fact: other,
                to: number + more,
                follows: true,
            });
        }
        Some(plan)
    }

    /// Every act on one fact of a chain that can matter to its comparisons.
    pub(crate) fn acts(
        &self,
        person: &Person,
        free: &Person,
        today: i64,
        group: usize,
        fact: usize,
        cuts: &[Vec<i64>],
    ) -> Vec<Plan> {
        let mut plans = Vec::new();
        let (Some(spec), Some(value)) = (self.spec(fact), person.get(fact)) else {
            return plans;
        };
        if spec.change != ChangeKind::Now {
            return plans;
        }
        if spec.moves_with.is_some() {
            for more in self.steps_up(person, fact) {
                plans.extend(self.more(person, fact, more));
            }
            return plans;
        }
        if spec.kind == FactKind::Date {
            if let Some((to, effort)) = spec.act(value, today, i64::MIN, i64::MAX) {
                plans.push(Plan::one(fact, to, effort));
            }
            return plans;
        }
        let points = self.points(free, group, fact, cuts);
        for (place, point) in points.iter().enumerate() {
            let until = points
                .get(place + 1)
                .map_or(NEVER, |next| *next)
                .max(point + 1);
            if let Some((to, effort)) = spec.act(value, today, *point, until) {
                plans.push(Plan::one(fact, to, effort));
            }
        }
        plans
    }

    /// The steps up of a fact and the one that moves with it at which some test of theirs changes.
    fn steps_up(&self, person: &Person, fact: usize) -> Vec<i64> {
        let other = self.spec(fact).and_then(|spec| spec.moves_with);
        let moves = |of: usize| of == fact || (Some(of) == other && person.get(of).is_some());
        let mut steps = Vec::new();
        for column in &self.columns {
            let value = column.kind.value(|of| person.get(of).unwrap_or(0));
            let rise = match column.kind {
                Kind::Weighed(one, a, two, b) => {
                    a * i64::from(moves(one)) + b * i64::from(moves(two))
                }
                Kind::Value(of) => i64::from(moves(of)),
                Kind::Bit(..) => 0,
            };
            if rise != 0 {
                steps.extend(column.cuts.iter().map(|cut| turn(rise, cut - value)));
            }
        }
        steps.retain(|more| (1..=MOST_AT_ONCE).contains(more));
        crate::order::sort_unique(&mut steps);
        steps
    }
}

impl Plan {
    fn one(fact: usize, to: i64, effort: u32) -> Self {
        let step = Step {
            fact,
            to,
            follows: false,
        };
        Self {
            steps: vec![step],
            effort,
        }
    }

    /// Both plans at once. Steps on one set are joined; on another fact they never meet.
    pub(crate) fn and(&self, other: &Plan, person: &Person) -> Plan {
        let mut joined = self.clone();
        joined.effort += other.effort;
        for step in &other.steps {
            match joined.steps.iter_mut().find(|held| held.fact == step.fact) {
                Some(held) => held.to ^= step.to ^ person.get(step.fact).unwrap_or(0),
                None => joined.steps.push(*step),
            }
        }
        joined
    }

    /// True when every step is at most as far as a step of the other: then the other asks for nothing less.
    pub(crate) fn is_within(&self, other: &Plan, rules: &Rules, person: &Person) -> bool {
        self.steps.iter().all(|step| {
            other.steps.iter().any(|further| {
                further.fact == step.fact && reaches(rules, person, step.fact, step.to, further.to)
            })
        })
    }
}

fn reaches(rules: &Rules, person: &Person, fact: usize, near: i64, far: i64) -> bool {
    let (Some(spec), Some(now)) = (rules.spec(fact), person.get(fact)) else {
        return false;
    };
    match spec.kind {
        FactKind::Set => (near ^ now) & !(far ^ now) == 0,
        FactKind::Choice => true,
        _ => {
            (near - now).signum() == (far - now).signum() && (near - now).abs() <= (far - now).abs()
        }
    }
}

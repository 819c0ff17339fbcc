//! What a person could do about one fact by an act of their own, today.

use crate::{
    ChangeKind, FactKind, FactSpec, Person, Rules,
    day::NEVER,
    rules::{Kind, Root, chain::turn},
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
        if self.change != ChangeKind::Now || self.moves_with.is_some() {
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

    /// What a person could do about facts that others move with, nothing included: so many more of each, wherever
    /// some test of theirs in a diagram changes.
    pub(crate) fn leads(&self, whole: &Root, person: &Person) -> Vec<Plan> {
        let mut plans = vec![Plan::default()];
        for (fact, spec) in self.source.facts.iter().enumerate() {
            let Some(other) = spec.moves_with else {
                continue;
            };
            let tested = (whole.facts >> fact) & 1 == 1 || (whole.facts >> other) & 1 == 1;
            if !tested || spec.change != ChangeKind::Now || !spec.rises {
                continue;
            }
            let mut led = Vec::new();
            for more in self.steps_up(person, fact, other) {
                for plan in &plans {
                    led.push(plan.and(&self.more(person, fact, other, more), person));
                }
            }
            plans.extend(led);
        }
        plans
    }

    /// So many more of a fact, and of the one that moves with it.
    fn more(&self, person: &Person, fact: usize, other: usize, more: i64) -> Plan {
        let mut plan = Plan::default();
        for (fact, follows) in [(fact, false), (other, true)] {
            if let Some(now) = person.get(fact) {
                plan.steps.push(Step {
                    fact,
                    to: now + more,
                    follows,
                });
            }
        }
        let steps = plan.steps.iter();
        plan.effort = steps.map(|step| self.effort(person, step)).sum();
        plan
    }

    /// Every act on one fact of a chain that can matter to its comparisons, by the values that do.
    pub(crate) fn acts(
        &self,
        person: &Person,
        today: i64,
        fact: usize,
        points: &[i64],
    ) -> Vec<Plan> {
        let mut plans = Vec::new();
        let (Some(spec), Some(value)) = (self.spec(fact), person.get(fact)) else {
            return plans;
        };
        let mut act = |from: i64, until: i64| {
            if let Some((to, effort)) = spec.act(value, today, from, until) {
                plans.push(Plan::one(fact, to, effort));
            }
        };
        if spec.kind == FactKind::Date {
            act(i64::MIN, i64::MAX);
            return plans;
        }
        for (place, point) in points.iter().enumerate() {
            act(*point, points.get(place + 1).copied().unwrap_or(NEVER));
        }
        plans
    }

    /// How far a fact and the one that moves with it can rise to where some test of theirs changes.
    fn steps_up(&self, person: &Person, fact: usize, other: usize) -> Vec<i64> {
        let Some(now) = person.get(fact) else {
            return Vec::new();
        };
        let moves = |of: usize| of == fact || (of == other && person.get(of).is_some());
        let room = |of: usize, now: i64| self.spec(of).map_or(0, |spec| spec.max - now);
        let most = MOST_AT_ONCE.min(room(fact, now)).min(
            person
                .get(other)
                .map_or(MOST_AT_ONCE, |now| room(other, now)),
        );
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
            for cut in column.cuts.iter().filter(|_| rise != 0) {
                let more = turn(rise, cut - value);
                if (1..=most).contains(&more) {
                    crate::order::insert(&mut steps, more);
                }
            }
        }
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

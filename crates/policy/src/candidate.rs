//! What a person could do about one fact.

use crate::{ChangeKind, FactKind, Pack, order, person::Person, quantity::Quantity};

/// A fact set to another value. `follows` marks one that moves by itself with another (one more hire, one more employee).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) fact: usize,
    pub(crate) to: i64,
    pub(crate) follows: bool,
}

/// Steps taken together, and the effort they cost.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
    pub(crate) effort: u32,
}

/// Hiring more people than this at once is no advice.
const MOST_AT_ONCE: i64 = 200;

impl Plan {
    pub(crate) fn apply(&self, person: &Person) -> Person {
        let mut changed = person.clone();
        for step in &self.steps {
            changed.set(step.fact, step.to);
        }
        changed
    }

    /// True when every step is at most as far as a step of the other: then the other asks for nothing less.
    pub(crate) fn is_within(&self, other: &Plan, pack: &Pack, person: &Person) -> bool {
        self.steps.iter().all(|step| {
            other.steps.iter().any(|further| {
                further.fact == step.fact && reaches(pack, person, step.fact, step.to, further.to)
            })
        })
    }

    /// Both plans at once; `None` when they set a choice to different options.
    pub(crate) fn and(&self, other: &Plan, pack: &Pack, person: &Person) -> Option<Plan> {
        let mut joined = self.clone();
        joined.effort += other.effort;
        for step in &other.steps {
            let Some(held) = joined.steps.iter_mut().find(|held| held.fact == step.fact) else {
                joined.steps.push(*step);
                continue;
            };
            let (kind, original) = (pack.facts.get(step.fact)?.kind, person.get(step.fact)?);
            held.to = match kind {
                FactKind::Set => original ^ ((held.to ^ original) | (step.to ^ original)),
                FactKind::Choice | FactKind::Bool if held.to != step.to => return None,
                _ if (step.to - original).abs() > (held.to - original).abs() => step.to,
                _ => held.to,
            };
        }
        Some(joined)
    }
}

fn reaches(pack: &Pack, person: &Person, fact: usize, near: i64, far: i64) -> bool {
    let (Some(spec), Some(original)) = (pack.facts.get(fact), person.get(fact)) else {
        return false;
    };
    match spec.kind {
        FactKind::Set => (near ^ original) & !(far ^ original) == 0,
        FactKind::Choice => true,
        _ => {
            (near - original).signum() == (far - original).signum()
                && (near - original).abs() <= (far - original).abs()
        }
    }
}

/// Everything the person can do about one answered fact, nearest first.
pub(crate) fn candidates(pack: &Pack, person: &Person, fact: usize) -> Vec<Plan> {
    let (Some(spec), Some(now)) = (pack.facts.get(fact), person.get(fact)) else {
        return Vec::new();
    };
    if spec.change != ChangeKind::Now {
        return Vec::new();
    }
    let mut plans = Vec::new();
    let mut offer = |to: i64, times: u32| {
        let mut steps = vec![Step {
            fact,
            to,
            follows: false,
        }];
        if let Some(other) = spec.moves_with
            && let Some(value) = person.get(other)
        {
            steps.push(Step {
                fact: other,
                to: value + to - now,
                follows: true,
            });
        }
        plans.push(Plan {
            steps,
            effort: spec.effort * times,
        });
    };
    match spec.kind {
        FactKind::Bool => {
            if (now == 0 && spec.rises) || (now == 1 && spec.falls) {
                offer(1 - now, 1);
            }
        }
        FactKind::Choice => {
            for option in
                (0..=spec.max).filter(|option| *option != now && (spec.gains >> option) & 1 == 1)
            {
                offer(option, 1);
            }
        }
        FactKind::Set => {
            let held = now & spec.sheds;
            // All subsets of what can be given up, by the usual step through the submasks.
            let mut subset = held;
            let mut subsets = Vec::new();
            while subset != 0 {
                subsets.push(subset);
                subset = (subset - 1) & held;
            }
            order::sort(&mut subsets, |one: &i64, other: &i64| {
                (one.count_ones(), *one) < (other.count_ones(), *other)
            });
            for subset in subsets {
                offer(now & !subset, subset.count_ones());
            }
            for bit in 0..spec.options.len() {
                if (spec.gains & !now) >> bit & 1 == 1 {
                    offer(now | (1 << bit), 1);
                }
            }
        }
        FactKind::Int if spec.moves_with.is_some() => {
            for more in 1..=MOST_AT_ONCE.min(spec.max - now) {
                offer(now + more, u32::try_from(more).unwrap_or(1));
            }
        }
        FactKind::Int | FactKind::Money => {
            let place = pack
                .quantities
                .iter()
                .position(|quantity| *quantity == Quantity::Fact(fact));
            let cuts = place
                .and_then(|place| pack.cuts.get(place))
                .map_or(&[][..], |cuts| cuts);
            for cut in cuts.iter().filter(|cut| spec.rises && **cut > now) {
                offer(*cut, 1);
            }
            for cut in cuts.iter().rev().filter(|cut| spec.falls && **cut <= now) {
                offer(*cut - 1, 1);
            }
        }
        FactKind::Date => {}
    }
    plans
}

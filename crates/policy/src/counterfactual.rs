//! Ways from a no to a yes that change only what the person can change, or wait for time.

use domain::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Name, Pack, Programme, Value, Version,
    candidate::{Plan, candidates},
    day::{self, NEVER},
    diagram::Reference,
    evaluate::outcomes,
    order,
    person::Person,
    walk::{MAY_PASS, first_day},
};

/// One fact that would have to be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The fact.
    pub fact: Name,
    /// What it is.
    pub from: Value,
    /// What it would have to be.
    pub to: Value,
    /// True when it moves by itself with another change of the list, and needs no words of its own.
    pub follows: bool,
}

/// Changes that together lead to a yes (or, with facts still open, away from a sure no).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterfactual {
    /// What to change; empty when time alone does it.
    pub changes: Vec<Change>,
    /// The first day on which it holds, when that is not the as-of day.
    pub from: Option<Date>,
    /// The effort, to compare alternatives: higher is harder.
    pub effort: u32,
}

/// Alternatives shown at most.
const SHOWN: usize = 4;
/// Alternatives kept for one condition, and combinations tried over all of them.
const KEPT: usize = 6;
const COMBINED: usize = 96;
/// Days looked ahead at: birthdays, anniversaries, new versions.
const AHEAD: usize = 24;
/// Facts of one condition changed together at most.
const TOGETHER: usize = 3;
const CENTURY_DAYS: i64 = 36_525;

/// The ways to a yes, easiest first; the one that waits comes last.
pub(crate) fn ways(pack: &Pack, programme: &Programme, person: &Person) -> Vec<Counterfactual> {
    let Some(version) = day::date(person.as_of).and_then(|day| programme.version_on(day)) else {
        return Vec::new();
    };
    let mut found: Vec<_> = plans(pack, programme, version, person)
        .iter()
        .map(|plan| told(pack, person, plan, None))
        .collect();
    for later in days_ahead(pack, programme, person) {
        let Some(date) = day::date(later) else {
            continue;
        };
        let Some(version) = programme.version_on(date) else {
            continue;
        };
        let mut then = person.clone();
        then.as_of = later;
        let plan = plans(pack, programme, version, &then).into_iter().next();
        if let Some(plan) = plan
            && (found.is_empty() || plan.steps.is_empty())
        {
            found.push(told(pack, &then, &plan, Some(date)));
            break;
        }
    }
    found
}

/// The plans that pass a version, easiest first; one empty plan when nothing needs to change.
fn plans(pack: &Pack, programme: &Programme, version: &Version, person: &Person) -> Vec<Plan> {
    let passes = |plan: &Plan| outcomes(pack, &plan.apply(person), version.root) & MAY_PASS != 0;
    let mut combined = vec![Plan::default()];
    for condition in programme.conditions_of(version) {
        if outcomes(pack, person, condition.root) & MAY_PASS != 0 {
            continue;
        }
        let fixes = fixes(pack, person, condition.root);
        let mut next = Vec::new();
        for plan in &combined {
            next.extend(fixes.iter().filter_map(|fix| plan.and(fix, pack, person)));
        }
        next.truncate(COMBINED);
        combined = next;
    }
    let mut kept: Vec<Plan> = Vec::new();
    combined.retain(passes);
    for plan in &mut combined {
        shorten(plan, passes);
    }
    order::sort(&mut combined, |one, other| {
        (one.effort, one.steps.len()) < (other.effort, other.steps.len())
    });
    for plan in combined {
        if kept.len() < SHOWN
            && !kept
                .iter()
                .any(|known| known.is_within(&plan, pack, person))
        {
            kept.push(plan);
        }
    }
    kept
}

/// Leaves out every step the plan passes without: two conditions may have asked for the same thing twice.
fn shorten(plan: &mut Plan, passes: impl Fn(&Plan) -> bool) {
    let mut place = 0;
    while let Some(step) = plan.steps.get(place) {
        // What follows a step goes with it, never by itself.
        if step.follows {
            place += 1;
            continue;
        }
        let mut shorter = plan.clone();
        shorter.steps.remove(place);
        while shorter.steps.get(place).is_some_and(|step| step.follows) {
            shorter.steps.remove(place);
        }
        if passes(&shorter) {
            *plan = shorter;
        } else {
            place += 1;
        }
    }
}

/// The smallest plans that one unmet condition passes with.
fn fixes(pack: &Pack, person: &Person, root: Reference) -> Vec<Plan> {
    let facts: Vec<Vec<Plan>> = pack
        .support(root)
        .into_iter()
        .map(|fact| candidates(pack, person, fact))
        .filter(|plans| !plans.is_empty())
        .collect();
    let mut found: Vec<Plan> = Vec::new();
    let mut level = vec![(0, Plan::default())];
    for _ in 0..TOGETHER {
        let mut next = Vec::new();
        for (start, base) in &level {
            for (place, plans) in facts.iter().enumerate().skip(*start) {
                for plan in plans {
                    let Some(joined) = base.and(plan, pack, person) else {
                        continue;
                    };
                    if found
                        .iter()
                        .any(|known| known.is_within(&joined, pack, person))
                    {
                        continue;
                    }
                    if outcomes(pack, &joined.apply(person), root) & MAY_PASS != 0 {
                        found.push(joined);
                    } else {
                        next.push((place + 1, joined));
                    }
                }
            }
        }
        level = next;
    }
    order::sort(&mut found, |one, other| one.effort < other.effort);
    found.truncate(KEPT);
    found
}

/// Days after the as-of day on which a span reaches a cut or a version begins, soonest first.
fn days_ahead(pack: &Pack, programme: &Programme, person: &Person) -> Vec<i64> {
    let mut days: Vec<i64> = programme
        .versions
        .iter()
        .map(|version| day::number(version.from))
        .collect();
    for (quantity, cuts) in pack.quantities.iter().zip(&pack.cuts) {
        if !quantity.is_span() {
            continue;
        }
        let Some(value) = person.get(quantity.fact()).filter(|value| *value < NEVER) else {
            continue;
        };
        let last = person.as_of + CENTURY_DAYS;
        for cut in cuts {
            days.push(first_day(person.as_of + 1, last, |day| {
                quantity.of(value, 0, day) >= *cut
            }));
        }
    }
    days.retain(|day| *day > person.as_of && *day < person.as_of + CENTURY_DAYS);
    order::sort_unique(&mut days);
    days.truncate(AHEAD);
    days
}

fn told(pack: &Pack, person: &Person, plan: &Plan, from: Option<Date>) -> Counterfactual {
    let changes = plan.steps.iter().filter_map(|step| {
        let spec = pack.facts.get(step.fact)?;
        Some(Change {
            fact: spec.id.clone(),
            from: person.answer(pack, step.fact)?,
            to: spec.decode(step.to),
            follows: step.follows,
        })
    });
    Counterfactual {
        changes: changes.collect(),
        from,
        effort: plan.effort,
    }
}

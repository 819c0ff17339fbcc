//! What boundary people of the real pack are told to do: tried against every act and every pair of acts, as the
//! vocabulary's file has them, and against every day of the next years.
#![cfg(test)]

mod common;

use std::collections::BTreeMap;

use common::vocabulary::{Act, Vocabulary};
use domain::Date;
use policy::{
    Counterfactual, Facts, Rules, Value, Verdict,
    boundary::{BoundaryPerson, boundary},
};

/// Of each programme's boundary people with a no, so many are tried.
const TRIED: usize = 9;
/// Days tried for those who are told to wait, or told that nothing helps.
const DAYS: i32 = 1200;

fn passes(rules: &Rules, programme: usize, facts: &Facts) -> bool {
    match rules.verdict(programme, &rules.person(facts)) {
        Verdict::Eligible | Verdict::Unknown => true,
        Verdict::NotEligible | Verdict::NotInForce | Verdict::NotSourced => false,
    }
}

/// Each change must be needed, and so must every option and the whole of every number.
fn is_minimal(rules: &Rules, programme: usize, facts: &Facts, way: &Counterfactual) -> bool {
    let changes: Vec<_> = way
        .changes
        .iter()
        .filter(|change| !change.follows)
        .collect();
    let apply = |skip: Option<usize>, replaced: Option<&Value>| {
        let mut after = facts.clone();
        for change in way.changes.iter().filter(|change| change.follows) {
            after.set(&change.fact, change.to.clone());
        }
        for (place, change) in changes.iter().enumerate() {
            match (skip == Some(place), replaced) {
                (false, _) => after.set(&change.fact, change.to.clone()),
                (true, Some(value)) => after.set(&change.fact, value.clone()),
                (true, None) => {}
            }
        }
        // Who moves with a change left out moves no further than what is left of it.
        for change in way.changes.iter().filter(|change| change.follows) {
            if let (Value::Int(from), Some(short)) = (&change.from, skip) {
                let step = |value: &Value| match value {
                    Value::Int(number) => *number,
                    _ => 0,
                };
                let leader = changes[short];
                let to = replaced.map_or(step(&leader.from), step);
                after.set(&change.fact, Value::Int(from + to - step(&leader.from)));
            }
        }
        passes(rules, programme, &after)
    };
    (0..changes.len()).all(|place| {
        let change = changes[place];
        let nearer: Vec<Value> = match (&change.from, &change.to) {
            (Value::Int(from), Value::Int(to)) => {
                vec![Value::Int(to - (to - from).signum())]
            }
            (Value::Set(from), Value::Set(to)) => from
                .iter()
                .chain(to)
                .filter(|option| from.contains(option) != to.contains(option))
                .map(|option| {
                    let mut less = to.clone();
                    match less.iter().position(|held| held == option) {
                        Some(place) => drop(less.remove(place)),
                        None => less.push(option.clone()),
                    }
                    Value::Set(less)
                })
                .collect(),
            _ => Vec::new(),
        };
        !apply(Some(place), None)
            && nearer
                .iter()
                .filter(|value| **value != change.from)
                .all(|value| !apply(Some(place), Some(value)))
    })
}

/// One ineligible person, what they are told, and what they could do.
struct Case<'a> {
    programme: usize,
    person: &'a BoundaryPerson,
    acts: Vec<Act>,
    now: Vec<Counterfactual>,
    later: Vec<Counterfactual>,
}

type Days = BTreeMap<Date, Rules>;

fn on(days: &mut Days, day: Date) -> &Rules {
    days.entry(day).or_insert_with(|| common::pack().on(day))
}

impl Case<'_> {
    /// No act and no pair of acts does it for less than the first way of today.
    fn least(&self, vocabulary: &Vocabulary, rules: &Rules) {
        let least = self.now.first().map_or(u32::MAX, |way| way.effort);
        for (first, act) in self.acts.iter().enumerate() {
            for other in &self.acts[first..] {
                let alone = act.fact == other.fact;
                let plan = if alone { vec![other] } else { vec![act, other] };
                if plan.iter().map(|act| act.effort).sum::<u32>() >= least {
                    continue;
                }
                let after = vocabulary.done(&self.person.facts, &plan);
                assert!(
                    !passes(rules, self.programme, &after),
                    "{plan:?} would do for {:?}, said {:?}",
                    self.person,
                    self.now
                );
            }
        }
    }

    /// Nothing asked for can be left out, on the day it is asked for.
    fn smallest(&self, days: &mut Days) {
        for way in self.now.iter().chain(&self.later) {
            let rules = on(days, way.from.unwrap_or(self.person.as_of));
            assert!(
                is_minimal(rules, self.programme, &self.person.facts, way),
                "{way:?} asks {:?} for more than it must",
                self.person
            );
        }
    }

    /// No day before the one said helps: by itself, or on a day of each month with an act of today.
    fn soonest(&self, vocabulary: &Vocabulary, days: &mut Days) {
        let facts = &self.person.facts;
        let (alone, acted): (Vec<_>, Vec<_>) =
            self.later.iter().partition(|way| way.changes.is_empty());
        let first = |ways: &[&Counterfactual]| ways.first().and_then(|way| way.from);
        for more in 1..=DAYS {
            let day = self.person.as_of.add_days(more);
            let rules = on(days, day);
            let helps = passes(rules, self.programme, facts);
            assert_eq!(
                helps,
                first(&alone) == Some(day),
                "{day} for {:?}",
                self.person
            );
            if helps {
                return;
            }
            let asked = self.now.is_empty() && first(&acted).is_none_or(|said| day < said);
            for act in self.acts.iter().filter(|_| asked && more % 29 == 0) {
                let after = vocabulary.done(facts, &[act]);
                let helps = passes(rules, self.programme, &after);
                assert!(!helps, "{act:?} from {day} for {:?}", self.person);
            }
        }
    }
}

#[test]
fn boundary_people_are_told_the_least_and_the_first_day() {
    let (pack, vocabulary) = (common::pack(), Vocabulary::read());
    let mut days = Days::new();
    let mut seen = [0; 3];
    for (programme, known) in pack.programmes().iter().enumerate() {
        let file = format!("policies/programmes/{}.toml", known.id);
        let file = std::fs::read_to_string(common::root().join(file)).unwrap();
        let mut people = boundary(pack, &known.id);
        people.retain(|person| person.verdict == Verdict::NotEligible);
        let step = people.len().div_ceil(TRIED).max(1);
        for person in people.iter().step_by(step) {
            let rules = on(&mut days, person.as_of);
            let told = rules.evaluate(programme, &rules.person(&person.facts));
            let ways = told.counterfactuals.into_iter();
            let (now, later): (Vec<_>, Vec<_>) = ways.partition(|way| way.from.is_none());
            seen[0] += now.len();
            seen[1] += usize::from(later.iter().any(|way| way.changes.is_empty()));
            seen[2] += usize::from(now.is_empty() && later.is_empty());
            let case = Case {
                programme,
                person,
                acts: vocabulary.acts(pack, &file, &person.facts, person.as_of),
                now,
                later,
            };
            case.least(&vocabulary, rules);
            case.smallest(&mut days);
            case.soonest(&vocabulary, &mut days);
        }
    }
    let [acting, alone, hopeless] = seen;
    assert!(acting > 30 && alone > 10 && hopeless > 30, "{seen:?}");
}

//! Lines of the amount that nobody gets, people no line is for, and sums above the version's own cap.

use std::collections::BTreeMap;

use super::{Finding, Room};
use crate::{amount, day, diagram::NO, diff::lines, person::Person};

pub(super) fn check(room: &mut Room<'_>, findings: &mut Vec<Finding>) {
    if room.version.amounts.is_empty() {
        return;
    }
    let all = room.all_but(None);
    if room.space.somebody(all).is_none() {
        return;
    }
    let (mut rest, rule) = (all, Some((room.programme, room.version)));
    for (place, line) in lines(&mut room.space, 0, rule, all).into_iter().enumerate() {
        let number = place + 1;
        if room.space.somebody(line.people).is_none() {
            let guard = room.version.amounts.get(place).map_or(NO, |line| line.when);
            let guard = room.space.import(0, guard);
            let caught = room.space.and(all, guard);
            let message = if room.space.somebody(caught).is_some() {
                format!(
                    "line {number} of the amount is for nobody: an earlier line is for this person too"
                )
            } else {
                format!(
                    "line {number} of the amount is for nobody who is eligible, as this person is"
                )
            };
            let witness = room.somebody(caught).or_else(|| room.somebody(all));
            findings.push(Finding {
                witness,
                ..room.finding("dead_amount", true, message)
            });
        }
        findings.extend(above_cap(room, number, line.people, line.unit));
        rest = room.space.except(rest, line.people);
    }
    if let Some(witness) = room.somebody(rest) {
        let message = "no line of the amount is for this person, who is eligible".to_owned();
        findings.push(Finding {
            witness: Some(witness),
            ..room.finding("no_amount", true, message)
        });
    }
}

/// Somebody who gets more than the cap the version names.
fn above_cap(
    room: &Room<'_>,
    number: usize,
    people: crate::diagram::Reference,
    unit: Option<usize>,
) -> Option<Finding> {
    let cap = room.version.cap_fen?;
    let most = unit.and_then(|unit| Some((unit, room.space.slots.get(unit)?.max)));
    let given: BTreeMap<_, _> = most.into_iter().collect();
    let mut answers = room.space.somebody_like(people, &given)?;
    let facts = room.facts(&mut answers);
    let mut person = Person::new(room.pack, room.as_of, &facts);
    person.as_of = day::number(room.as_of);
    let paid = amount::range(room.pack, room.version, &person).exact?;
    (paid > cap).then(|| Finding {
        witness: Some(facts),
        ..room.finding(
            "above_cap",
            true,
            format!("line {number} of the amount pays this person {paid} fen; the cap is {cap}"),
        )
    })
}

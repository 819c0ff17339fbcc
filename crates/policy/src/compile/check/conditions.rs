//! Conditions that nobody meets, everybody meets, nobody is decided by, or that cannot be met together.

use super::{Finding, Room};
use crate::diagram::{NO, Reference, YES};

pub(super) fn check(room: &mut Room<'_>, findings: &mut Vec<Finding>) {
    let all = room.all_but(None);
    let somebody = room.somebody(all);
    let before = findings.len();
    each(room, somebody.is_some(), findings);
    let explained = findings
        .iter()
        .skip(before)
        .any(|finding| finding.code == "impossible_condition");
    if somebody.is_none() && !explained {
        findings.push(contradiction(room));
    }
    if somebody.is_none() {
        let message = "nobody can be eligible; this person comes as near as anybody".to_owned();
        findings.push(Finding {
            witness: nearest_person(room),
            ..room.finding("impossible_version", true, message)
        });
    }
}

fn each(room: &mut Room<'_>, satisfiable: bool, findings: &mut Vec<Finding>) {
    let conditions: Vec<_> = room.programme.conditions_of(room.version).collect();
    for (place, condition) in conditions.iter().enumerate() {
        let root = room.roots.get(place).copied().unwrap_or(NO);
        let mut report = |room: &Room<'_>, code, is_error, message: &str, witness| {
            findings.push(Finding {
                condition: Some(condition.id.to_string()),
                witness,
                ..room.finding(code, is_error, message.to_owned())
            });
        };
        if condition.citations.is_empty() {
            let witness = room.somebody(root);
            report(room, "uncited", true, "names no document", witness);
        }
        let unmet = room.space.not(root);
        let (meets, fails) = (room.somebody(root), room.somebody(unmet));
        match (meets, fails) {
            (None, fails) => report(
                room,
                "impossible_condition",
                true,
                "nobody can meet it; this person neither",
                fails,
            ),
            (meets, None) => report(
                room,
                "empty_condition",
                true,
                "everybody meets it, this person too",
                meets,
            ),
            (Some(_), Some(_)) if satisfiable => {
                let others = room.all_but(Some(place));
                let alone = room.space.except(others, root);
                if room.somebody(alone).is_none() {
                    let (with, witness) = fewest_others(room, place, unmet);
                    let message = format!(
                        "decides for nobody: whoever fails it fails {with} as well, as this person does"
                    );
                    report(room, "unreachable_condition", false, &message, witness);
                }
            }
            _ => {}
        }
    }
}

/// Somebody who fails a condition, and as few others as possible.
fn fewest_others(
    room: &mut Room<'_>,
    place: usize,
    unmet: Reference,
) -> (String, Option<crate::Facts>) {
    let mut people = unmet;
    let mut failed = Vec::new();
    let ids: Vec<_> = room
        .programme
        .conditions_of(room.version)
        .map(|condition| condition.id.to_string())
        .collect();
    for (other, root) in room.roots.clone().into_iter().enumerate() {
        if other == place {
            continue;
        }
        let both = room.space.and(people, root);
        if room.space.somebody(both).is_some() {
            people = both;
        } else {
            failed.extend(ids.get(other).cloned());
        }
    }
    (failed.join(", "), room.somebody(people))
}

/// The conditions that cannot all be met, shown by somebody who meets those before the last.
fn contradiction(room: &mut Room<'_>) -> Finding {
    let conditions: Vec<_> = room
        .programme
        .conditions_of(room.version)
        .map(|condition| condition.id.to_string())
        .collect();
    let mut people = YES;
    for (place, root) in room.roots.clone().into_iter().enumerate() {
        let both = room.space.and(people, root);
        if room.space.somebody(both).is_some() {
            people = both;
            continue;
        }
        let named = |place: usize| conditions.get(place).cloned().unwrap_or_default();
        let with = against(room, place, root);
        let with: Vec<_> = with.into_iter().map(named).collect();
        let message = format!(
            "cannot be met together with {}; this person meets what comes before it",
            with.join(", ")
        );
        return Finding {
            condition: Some(named(place)),
            witness: room.somebody(people),
            ..room.finding("contradiction", true, message)
        };
    }
    room.finding("contradiction", true, "cannot all be met".to_owned())
}

/// The fewest earlier conditions that already exclude this one: one if one does, else all that are needed.
fn against(room: &mut Room<'_>, place: usize, root: Reference) -> Vec<usize> {
    let mut needed: Vec<usize> = (0..place).collect();
    let mut at = 0;
    while at < needed.len() {
        let mut shorter = needed.clone();
        shorter.remove(at);
        let mut people = root;
        for other in &shorter {
            let other = room.roots.get(*other).copied().unwrap_or(YES);
            people = room.space.and(people, other);
        }
        if room.space.somebody(people).is_none() {
            needed = shorter;
        } else {
            at += 1;
        }
    }
    needed
}

/// Somebody who meets as many conditions as one pass over them allows.
fn nearest_person(room: &mut Room<'_>) -> Option<crate::Facts> {
    let mut people = YES;
    for root in room.roots.clone() {
        let both = room.space.and(people, root);
        if room.space.somebody(both).is_some() {
            people = both;
        }
    }
    room.somebody(people)
}

//! The edges of two facts weighed against each other: as near the balance as whole numbers come, small and large.

use std::collections::BTreeMap;

use super::{Edge, People, Side, edges::Cut};
use crate::{FactKind, compile::room::Room, diagram::YES, quantity::Quantity};

/// How far from the balance is looked for people, nearest first.
const NEAR: [i64; 7] = [1, 3, 10, 30, 100, 10_000, 1_000_000_000];
/// Sizes to weigh at: a wrong share shows only when there is enough to share.
const SIZES: [i64; 5] = [1, 10, 40, 100, 1000];

pub(super) fn weighed(
    room: &mut Room<'_>,
    people: &mut People<'_>,
    edge: &Cut<'_>,
    (one, a, other, b): (usize, i64, usize, i64),
) {
    let samples = samples(room, edge, [one, other]);
    for pivot in edge.pivots(room, edge.cut - 1, edge.cut) {
        for given in &samples {
            for above in [false, true] {
                let found = near(room, edge, pivot, given, above);
                let Some(mut answers) = found else { continue };
                let answer = |fact: usize| answers.get(fact).copied().flatten().unwrap_or(0);
                let value = a * answer(one) + b * answer(other);
                let side = match value.cmp(&edge.cut) {
                    std::cmp::Ordering::Less => Side::Below,
                    std::cmp::Ordering::Equal => Side::At,
                    std::cmp::Ordering::Greater => Side::Above,
                };
                let id = |fact: usize| {
                    let slot = room.space.slots.get(fact);
                    slot.map_or_else(String::new, |slot| slot.id.to_string())
                };
                let told = Edge {
                    condition: edge.condition.cloned(),
                    of: format!("{a} * {} + {b} * {}", id(one), id(other)),
                    at: edge.cut.to_string(),
                    side,
                };
                let facts = room.facts(&mut answers);
                people.add(room.as_of, told, &facts);
            }
        }
    }
}

/// Somebody on one side of the balance, as near as there is; meeting everything else if anybody does.
fn near(
    room: &mut Room<'_>,
    edge: &Cut<'_>,
    pivot: crate::diagram::Reference,
    given: &BTreeMap<usize, i64>,
    above: bool,
) -> Option<crate::compile::space::Answers> {
    for company in [edge.others, YES] {
        let people = room.space.and(pivot, company);
        for width in NEAR {
            let (from, until) = if above {
                (edge.cut, edge.cut.saturating_add(width))
            } else {
                (edge.cut.saturating_sub(width), edge.cut)
            };
            let window = room.space.between(edge.quantity, from, until);
            let here = room.space.and(people, window);
            if let Some(answers) = room.space.somebody_like(here, given) {
                return Some(answers);
            }
        }
    }
    None
}

/// Sizes to fix one of the facts at: none, both sides of its own cuts, and a few plain ones.
fn samples(room: &Room<'_>, edge: &Cut<'_>, facts: [usize; 2]) -> Vec<BTreeMap<usize, i64>> {
    let mut found = vec![BTreeMap::new()];
    for fact in facts {
        let Some(slot) = room.space.slots.get(fact) else {
            continue;
        };
        let cuts = edge
            .cuts
            .iter()
            .filter(|(quantity, _)| *quantity == Quantity::Fact(fact))
            .flat_map(|(_, cuts)| cuts.iter().flat_map(|cut| [cut - 1, *cut]));
        let sizes = SIZES.into_iter().filter(|_| slot.kind != FactKind::Date);
        let values = cuts.chain(sizes).filter(|value| slot.has(*value));
        found.extend(values.map(|value| BTreeMap::from([(fact, value)])));
    }
    found.dedup();
    found
}

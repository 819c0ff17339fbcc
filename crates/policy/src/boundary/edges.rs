//! The edges of conditions: one answer moved over one cut.

use super::{Edge, People, Side, weighed::weighed};
use crate::{
    FactKind, Name,
    compile::{
        room::Room,
        space::{Answers, Slot},
    },
    diagram::{NO, Reference, YES},
    quantity::Quantity,
};

pub(super) fn conditions(room: &mut Room<'_>, people: &mut People<'_>) {
    let ids: Vec<Name> = room
        .programme
        .conditions_of(room.version)
        .map(|condition| condition.id.clone())
        .collect();
    for (place, id) in ids.into_iter().enumerate() {
        let root = room.roots.get(place).copied().unwrap_or(NO);
        let others = room.all_but(Some(place));
        edges(room, people, Some(&id), root, others);
    }
}

/// Every cut of a diagram, with people of `others` where there are any.
pub(super) fn edges(
    room: &mut Room<'_>,
    people: &mut People<'_>,
    condition: Option<&Name>,
    root: Reference,
    others: Reference,
) {
    let cuts = room.space.cuts(root);
    for (quantity, at) in &cuts {
        for cut in at {
            let edge = Cut {
                condition,
                quantity: *quantity,
                cut: *cut,
                root,
                others,
                cuts: &cuts,
            };
            match quantity {
                Quantity::Linear(one, a, other, b) => {
                    weighed(room, people, &edge, (*one, *a, *other, *b));
                }
                _ => plain(room, people, &edge),
            }
        }
    }
}

/// A cut to stand at.
pub(super) struct Cut<'a> {
    pub(super) condition: Option<&'a Name>,
    pub(super) quantity: Quantity,
    pub(super) cut: i64,
    pub(super) root: Reference,
    pub(super) others: Reference,
    /// Everything the diagram tests.
    pub(super) cuts: &'a [(Quantity, Vec<i64>)],
}

impl Cut<'_> {
    /// Those for whom crossing this cut turns the diagram, in each cell of each other test.
    pub(super) fn pivots(&self, room: &mut Room<'_>, below: i64, at: i64) -> Vec<Reference> {
        let space = &mut room.space;
        let (one, other) = (
            space.given(self.root, self.quantity, below),
            space.given(self.root, self.quantity, at),
        );
        let pivot = space.differ(one, other);
        if pivot == NO {
            return Vec::new();
        }
        let mut found = vec![pivot];
        for (quantity, cuts) in self.cuts {
            let same_fact =
                quantity.fact() == self.quantity.fact() && !matches!(quantity, Quantity::Bit(..));
            if *quantity == self.quantity || (same_fact && quantity.second().is_none()) {
                continue;
            }
            let mut from = i64::MIN;
            for until in cuts.iter().copied().chain([i64::MAX]) {
                let cell = space.between(*quantity, from, until);
                found.push(space.and(pivot, cell));
                from = until;
            }
        }
        found.retain(|people| *people != NO);
        found.dedup();
        found
    }
}

fn plain(room: &mut Room<'_>, people: &mut People<'_>, edge: &Cut<'_>) {
    let fact = edge.quantity.fact();
    let Some(slot) = room.space.slots.get(fact).cloned() else {
        return;
    };
    let bit = match edge.quantity {
        Quantity::Bit(_, bit) => Some(bit),
        _ => None,
    };
    let (below, at) = match bit {
        Some(_) => (0, 1),
        None => {
            let (Some(below), Some(at)) = (slot.before(edge.cut), slot.from(edge.cut)) else {
                return;
            };
            (below, at)
        }
    };
    let (one, other) = (
        room.space.given(edge.others, edge.quantity, below),
        room.space.given(edge.others, edge.quantity, at),
    );
    let both = room.space.and(one, other);
    for pivot in edge.pivots(room, below, at) {
        let Some(answers) = first_of(room, pivot, [both, one, other, YES]) else {
            continue;
        };
        // `<= 3` and `< 4` cut at the same place; one number further on either side is the other's threshold.
        let is_scale = bit.is_none() && slot.kind != FactKind::Choice;
        let further = |value: Option<i64>| value.filter(|_| is_scale);
        let sides = [
            (further(slot.before(below)), Side::Below),
            (Some(below), Side::Below),
            (Some(at), Side::At),
            (further(slot.from(at + 1)), Side::Above),
        ];
        for (value, side) in sides {
            let Some(value) = value else { continue };
            let mut moved = answers.clone();
            if let Some(answer) = moved.get_mut(fact) {
                *answer = Some(match bit {
                    None => value,
                    Some(bit) => (answer.unwrap_or(0) & !(1 << bit)) | (value << bit),
                });
            }
            let edge = Edge {
                condition: edge.condition.cloned(),
                of: slot.id.to_string(),
                at: told(&slot, bit, at),
                side,
            };
            let facts = room.facts(&mut moved);
            people.add(room.as_of, edge, &facts);
        }
    }
}

/// Somebody of the people who is also in the first company that has any.
pub(super) fn first_of(
    room: &mut Room<'_>,
    people: Reference,
    companies: [Reference; 4],
) -> Option<Answers> {
    companies.into_iter().find_map(|company| {
        let both = room.space.and(people, company);
        room.space.somebody(both)
    })
}

fn told(slot: &Slot, bit: Option<u32>, at: i64) -> String {
    if let Some(bit) = bit {
        let option = usize::try_from(bit)
            .ok()
            .and_then(|bit| slot.options.get(bit));
        return option.map_or_else(String::new, ToString::to_string);
    }
    match slot.decode(at) {
        crate::Value::Bool(value) => value.to_string(),
        crate::Value::Int(value) => value.to_string(),
        crate::Value::Text(text) => text,
        crate::Value::Set(options) => options.join(";"),
    }
}

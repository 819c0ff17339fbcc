//! People who are eligible on both sides, and get more or less.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{InForce, Tell, Witness};
use crate::{compile::space::Space, diagram::Reference};

/// How the amount differs. Each is somebody eligible before and after.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AmountDiff {
    /// Somebody who gets more.
    pub more: Option<Witness>,
    /// Somebody who gets less.
    pub less: Option<Witness>,
    /// Somebody whose amount is paid for something else, or said by a source on one side only.
    pub otherwise: Option<Witness>,
}

impl AmountDiff {
    /// True when it differs for anybody.
    pub fn differs(&self) -> bool {
        self.more.is_some() || self.less.is_some() || self.otherwise.is_some()
    }

    fn is_full(&self) -> bool {
        self.more.is_some() && self.less.is_some() && self.otherwise.is_some()
    }

    fn take(&mut self, witness: Witness) {
        let (before, after) = (&witness.before, &witness.after);
        let slot = match (before.amount_fen, after.amount_fen) {
            (None, None) => return,
            (Some(_), None) | (None, Some(_)) => &mut self.otherwise,
            _ if before.per != after.per => &mut self.otherwise,
            (Some(before), Some(after)) if after > before => &mut self.more,
            (Some(before), Some(after)) if after < before => &mut self.less,
            _ => return,
        };
        slot.get_or_insert(witness);
    }
}

/// People for whom one line of the amount counts: the first whose guard they meet.
pub(crate) struct Line {
    pub(crate) people: Reference,
    /// The slot of the fact the line multiplies, if any.
    pub(crate) unit: Option<usize>,
}

/// The lines of a version among the people of `root`.
pub(crate) fn lines(
    space: &mut Space<'_>,
    view: usize,
    rule: InForce<'_>,
    root: Reference,
) -> Vec<Line> {
    let (mut rest, mut found) = (root, Vec::new());
    for amount in rule.into_iter().flat_map(|(_, version)| &version.amounts) {
        let guard = space.import(view, amount.when);
        found.push(Line {
            people: space.and(rest, guard),
            unit: amount.unit().and_then(|fact| space.slot_of(view, fact)),
        });
        rest = space.except(rest, guard);
    }
    found
}

pub(super) fn differences(
    tell: &Tell<'_>,
    space: &mut Space<'_>,
    before: Reference,
    after: Reference,
) -> AmountDiff {
    let mut found = AmountDiff::default();
    let (old, new) = (
        lines(space, 0, tell.old, before),
        lines(space, 1, tell.new, after),
    );
    for (one, other) in old
        .iter()
        .flat_map(|one| new.iter().map(move |other| (one, other)))
    {
        let people = space.and(one.people, other.people);
        for given in samples(space, [one.unit, other.unit]) {
            if found.is_full() {
                return found;
            }
            if let Some(mut answers) = space.somebody_like(people, &given) {
                found.take(tell.witness(space, &mut answers));
            }
        }
    }
    found
}

/// Answers to try for the facts that amounts multiply: least, largest and a few between. A line is a straight one up
/// to its cap, so two lines that agree on these agree.
fn samples(space: &Space<'_>, units: [Option<usize>; 2]) -> Vec<BTreeMap<usize, i64>> {
    let mut found = vec![BTreeMap::new()];
    for unit in units.into_iter().flatten() {
        let Some(slot) = space.slots.get(unit) else {
            continue;
        };
        let (least, most) = (slot.min, slot.max);
        let mut value = least.max(1);
        let mut values = vec![least, most];
        while value < most {
            values.push(value);
            values.push(value + 1);
            value = value.saturating_mul(4);
        }
        found.extend(
            values
                .into_iter()
                .map(|value| BTreeMap::from([(unit, value)])),
        );
    }
    found
}

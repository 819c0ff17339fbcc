//! A person at a leaf: depth first down the diagram, with everything the way demands of each fact.

use std::collections::{BTreeMap, HashSet};

use super::{
    Answers, Space,
    fit::{Weighing, fit},
};
use crate::{
    FactKind,
    diagram::{NO, Reference, YES},
    quantity::Quantity,
};

/// No group: before the first node.
const OUTSIDE: usize = usize::MAX;

impl Space<'_> {
    /// Somebody the diagram says yes to, with an answer to every fact on the way; `None` when nobody is.
    pub(crate) fn somebody(&self, root: Reference) -> Option<Answers> {
        self.somebody_like(root, &BTreeMap::new())
    }

    /// The same among people with these answers.
    pub(crate) fn somebody_like(
        &self,
        root: Reference,
        given: &BTreeMap<usize, i64>,
    ) -> Option<Answers> {
        let mut search = Search {
            space: self,
            ranges: self
                .slots
                .iter()
                .enumerate()
                .map(|(place, slot)| match (given.get(&place), slot.kind) {
                    (Some(value), _) => (*value, *value),
                    (None, FactKind::Set) => (0, slot.max),
                    (None, _) => (slot.min, slot.ceiling()),
                })
                .collect(),
            weighings: Vec::new(),
            dead: HashSet::new(),
        };
        let mut answers = vec![None; self.slots.len()];
        for (place, value) in given {
            if let Some(slot) = answers.get_mut(*place) {
                *slot = Some(*value);
            }
        }
        search.below(root, OUTSIDE, &mut answers).then_some(answers)
    }

    /// Answers every slot still open the usual way.
    pub(crate) fn complete(&self, answers: &mut Answers, slots: impl IntoIterator<Item = usize>) {
        for slot in slots {
            let usual = self.usual(slot);
            if let Some(answer @ None) = answers.get_mut(slot) {
                *answer = Some(usual);
            }
        }
    }
}

struct Search<'a, 'b> {
    space: &'a Space<'b>,
    /// What is left to each fact; for a set, the options that must and may hold.
    ranges: Vec<(i64, i64)>,
    weighings: Vec<Weighing>,
    /// Nodes entered from another group below which nobody is.
    dead: HashSet<Reference>,
}

impl Search<'_, '_> {
    /// True, and the answers filled in, when somebody reaches a yes from here.
    fn below(&mut self, reference: Reference, group_above: usize, answers: &mut Answers) -> bool {
        if reference == NO {
            return false;
        }
        let node = self.space.node(reference).cloned();
        let group = node
            .as_ref()
            .and_then(|node| self.space.groups.get(node.quantity).copied())
            .unwrap_or(OUTSIDE);
        let entering = group != group_above;
        if entering {
            if self.dead.contains(&reference) {
                return false;
            }
            // The group above is left: its facts can be answered now, and nothing below asks for them again.
            let saved = answers.clone();
            if !self.settle(group_above, answers) {
                *answers = saved;
                return false;
            }
            if reference == YES || self.cells(node, group, answers) {
                return true;
            }
            *answers = saved;
            self.dead.insert(reference);
            return false;
        }
        reference == YES || self.cells(node, group, answers)
    }

    fn cells(
        &mut self,
        node: Option<crate::diagram::Node>,
        group: usize,
        answers: &mut Answers,
    ) -> bool {
        let Some(node) = node else { return false };
        let Some(quantity) = self.space.quantities.get(node.quantity).copied() else {
            return false;
        };
        for (from, until, child) in node.cells() {
            if child == NO {
                continue;
            }
            let (ranges, weighings) = (self.ranges.clone(), self.weighings.len());
            if self.narrow(quantity, from, until) && self.below(child, group, answers) {
                return true;
            }
            self.ranges = ranges;
            self.weighings.truncate(weighings);
        }
        false
    }

    /// Keeps only the people with `from <= quantity < until`; false when there are none.
    fn narrow(&mut self, quantity: Quantity, from: i64, until: i64) -> bool {
        let fact = quantity.fact();
        let (low, high) = self.ranges.get(fact).copied().unwrap_or((0, 0));
        match quantity {
            Quantity::Linear(one, a, other, b) => {
                self.weighings.push(Weighing {
                    one,
                    a,
                    other,
                    b,
                    from,
                    until,
                });
                return self.fitting(fact).is_some();
            }
            Quantity::Bit(_, bit) => {
                let mask = 1_i64 << bit;
                let wanted = from >= 1;
                if wanted && high & mask == 0 || !wanted && low & mask != 0 {
                    return false;
                }
                self.set(
                    fact,
                    if wanted {
                        (low | mask, high)
                    } else {
                        (low, high & !mask)
                    },
                );
            }
            _ => {
                let range = (low.max(from), high.min(until.saturating_sub(1)));
                let range = match self.space.slots.get(fact) {
                    Some(slot) => slot.inside(range),
                    None => range,
                };
                if range.0 > range.1 {
                    return false;
                }
                self.set(fact, range);
            }
        }
        let weighed = self
            .weighings
            .iter()
            .any(|weighing| weighing.one == fact || weighing.other == fact);
        !weighed || self.fitting(fact).is_some()
    }

    fn set(&mut self, fact: usize, range: (i64, i64)) {
        if let Some(slot) = self.ranges.get_mut(fact) {
            *slot = range;
        }
    }

    /// Values for the facts weighed against this one, directly or through others.
    fn fitting(&self, fact: usize) -> Option<BTreeMap<usize, i64>> {
        let mut facts = vec![fact];
        let mut place = 0;
        while let Some(known) = facts.get(place).copied() {
            for weighing in &self.weighings {
                for (one, other) in [
                    (weighing.one, weighing.other),
                    (weighing.other, weighing.one),
                ] {
                    if one == known && !facts.contains(&other) {
                        facts.push(other);
                    }
                }
            }
            place += 1;
        }
        let weighings: Vec<_> = self
            .weighings
            .iter()
            .filter(|weighing| facts.contains(&weighing.one))
            .copied()
            .collect();
        fit(self.space, &self.ranges, &facts, &weighings)
    }

    /// Answers the facts of a group the way has narrowed.
    fn settle(&self, group: usize, answers: &mut Answers) -> bool {
        for (quantity, known) in self.space.quantities.iter().zip(&self.space.groups) {
            if *known != group {
                continue;
            }
            let fact = quantity.fact();
            let open = answers.get(fact).copied().flatten().is_none();
            if !open {
                continue;
            }
            let (low, high) = self.ranges.get(fact).copied().unwrap_or((0, 0));
            let Some(slot) = self.space.slots.get(fact) else {
                continue;
            };
            let whole = (low, high) == (slot.min, slot.ceiling());
            let weighed = self
                .weighings
                .iter()
                .any(|weighing| weighing.one == fact || weighing.other == fact);
            let found = if slot.kind == FactKind::Set {
                BTreeMap::from([(fact, low)])
            } else if weighed {
                match self.fitting(fact) {
                    Some(found) => found,
                    None => return false,
                }
            } else if whole {
                continue;
            } else {
                BTreeMap::from([(fact, nearest(self.space, fact, (low, high)))])
            };
            for (fact, value) in found {
                if let Some(answer) = answers.get_mut(fact) {
                    *answer = Some(value);
                }
            }
        }
        true
    }
}

/// The answer in a range that is nearest the usual one.
pub(crate) fn nearest(space: &Space<'_>, fact: usize, range: (i64, i64)) -> i64 {
    let (low, high) = space
        .slots
        .get(fact)
        .map_or(range, |slot| slot.inside(range));
    let usual = space.usual(fact).clamp(low, high.max(low));
    match space.slots.get(fact) {
        Some(slot) if !slot.has(usual) => low,
        _ => usual,
    }
}

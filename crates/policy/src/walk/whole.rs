//! The walk over a pack's own diagrams, on any day: what the compiler and its checks use, and a second opinion on the
//! rules of a day.
//!
//! Each step narrows the range left to a fact (for a set: the options that must and may hold) or adds a weighing of
//! two facts; a branch is taken only while some person still fits. Quantities that share a fact form a group and are
//! tested one after another, so the outcome below the first node of a group depends on nothing decided before: it is
//! remembered.

use super::{MAY_FAIL, MAY_PASS, first_day};
use crate::{
    FactKind, Pack,
    diagram::{NO, Node, Reference, YES, node},
    person::Person,
    quantity::Quantity,
    weigh::{Range, Weighing, someone_fits},
};

/// No group: before the first node.
const OUTSIDE: usize = usize::MAX;

/// What a step changed, to take it back.
enum Undo {
    Range(usize, Range),
    Weighing,
}

pub(crate) struct Walk<'a> {
    pack: &'a Pack,
    nodes: &'a [Node],
    person: &'a Person,
    ranges: Vec<Range>,
    weighings: Vec<Weighing>,
    outcomes: Vec<u8>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(pack: &'a Pack, person: &'a Person) -> Self {
        let ranges = pack.facts.iter().enumerate().map(|(place, spec)| {
            let last = spec.max;
            let (low, high) = match (person.get(place), spec.kind) {
                (Some(value), _) => (value, value),
                // A set's range is the options that must hold and those that may.
                (None, FactKind::Set) => (0, spec.max),
                (None, _) => (spec.min, spec.ceiling()),
            };
            Range { low, high, last }
        });
        let ranges = ranges.collect();
        Self {
            pack,
            nodes: &pack.nodes,
            person,
            ranges,
            weighings: Vec::new(),
            outcomes: vec![0; pack.nodes.len()],
        }
    }

    /// Which leaves some completion reaches.
    pub(crate) fn outcomes(&mut self, root: Reference) -> u8 {
        self.outcomes_below(root, OUTSIDE)
    }

    fn outcomes_below(&mut self, reference: Reference, group_above: usize) -> u8 {
        match reference {
            NO => return MAY_FAIL,
            YES => return MAY_PASS,
            _ => {}
        }
        let (pack, nodes) = (self.pack, self.nodes);
        let Some(node) = node(nodes, reference) else {
            return MAY_FAIL | MAY_PASS;
        };
        let group = self.group(node.quantity);
        let entering = group != group_above;
        let place = slot(reference);
        if entering && let Some(known @ 1..) = self.outcomes.get(place).copied() {
            return known;
        }
        let quantity = pack.quantity(node.quantity);
        let mut found = 0;
        if let Some(value) = self.person.value(quantity) {
            found = self.outcomes_below(node.child(value), group);
        } else {
            for (from, until, child) in node.cells() {
                if let Some(undo) = self.narrow(quantity, from, until) {
                    found |= self.outcomes_below(child, group);
                    self.restore(undo);
                }
                if found == MAY_FAIL | MAY_PASS {
                    break;
                }
            }
        }
        if entering && let Some(slot) = self.outcomes.get_mut(place) {
            *slot = found;
        }
        found
    }

    fn group(&self, quantity: usize) -> usize {
        self.pack.groups.get(quantity).copied().unwrap_or(OUTSIDE)
    }

    fn range(&self, fact: usize) -> Range {
        self.ranges.get(fact).copied().unwrap_or(Range {
            low: 0,
            high: 0,
            last: 0,
        })
    }

    /// Keeps only the people with `from <= quantity < until`; `None`, and nothing changed, when there are none.
    fn narrow(&mut self, quantity: Quantity, from: i64, until: i64) -> Option<Undo> {
        let fact = quantity.fact();
        let range = self.range(fact);
        let Range { low, high, .. } = range;
        let narrowed = match quantity {
            Quantity::Linear(..) => {
                self.weighings.push(Weighing {
                    quantity,
                    from,
                    until,
                });
                if self.someone_fits(fact) {
                    return Some(Undo::Weighing);
                }
                self.weighings.pop();
                return None;
            }
            Quantity::Fact(_) => range.within(from, until)?,
            Quantity::Bit(_, bit) if from >= 1 => {
                if (high >> bit) & 1 == 0 {
                    return None;
                }
                Range {
                    low: low | (1 << bit),
                    ..range
                }
            }
            Quantity::Bit(_, bit) => {
                if (low >> bit) & 1 == 1 {
                    return None;
                }
                Range {
                    high: high & !(1 << bit),
                    ..range
                }
            }
            // Spans shrink as the date grows: the cell is the days after the first with less than `until`, up to the
            // last with at least `from`.
            Quantity::Years(_)
            | Quantity::Months(_)
            | Quantity::Calendar(_)
            | Quantity::Past(..) => {
                let span = |day| quantity.of(day, 0, self.person.as_of);
                let first = first_day(low, high, |day| span(day) < until);
                let past = first_day(low, high, |day| span(day) < from);
                range.within(first, past)?
            }
        };
        self.set_range(fact, narrowed);
        if self
            .weighings
            .iter()
            .any(|weighing| weighing.quantity.is_about(fact))
            && !self.someone_fits(fact)
        {
            self.set_range(fact, range);
            return None;
        }
        Some(Undo::Range(fact, range))
    }

    fn someone_fits(&self, fact: usize) -> bool {
        someone_fits(fact, &self.weighings, |fact| self.range(fact))
    }

    fn restore(&mut self, undo: Undo) {
        match undo {
            Undo::Range(fact, range) => self.set_range(fact, range),
            Undo::Weighing => {
                self.weighings.pop();
            }
        }
    }

    fn set_range(&mut self, fact: usize, range: Range) {
        if let Some(slot) = self.ranges.get_mut(fact) {
            *slot = range;
        }
    }
}

fn slot(reference: Reference) -> usize {
    usize::try_from(reference).unwrap_or(0).saturating_sub(2)
}

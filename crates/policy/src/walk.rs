//! The walk that leaves unanswered facts open: every branch some completion of the answers can take, and no other.
//!
//! Each step narrows the range left to a fact (for a set: the options that must and may hold) or adds a weighing of
//! two facts; a branch is taken only while some person still fits. Quantities that share a fact form a group and are
//! tested one after another, so the outcome below the first node of a group depends on nothing decided before: it is
//! remembered.

use crate::{
    FactKind, Pack,
    diagram::{NO, Node, Reference, YES, node},
    person::Person,
    quantity::Quantity,
    weigh::{Range, Weighing, someone_fits},
};

/// Some completion ends at "no".
pub(crate) const MAY_FAIL: u8 = 1;
/// Some completion ends at "yes".
pub(crate) const MAY_PASS: u8 = 2;

/// Facts as a bit mask; the compiler refuses vocabularies above 128.
pub(crate) type FactSet = u128;

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
    cheapest: Vec<Option<Option<FactSet>>>,
}

impl<'a> Walk<'a> {
    /// Walks the pack's own diagrams.
    pub(crate) fn new(pack: &'a Pack, person: &'a Person) -> Self {
        Self::over(pack, &pack.nodes, person)
    }

    /// Walks other nodes over the pack's quantities.
    pub(crate) fn over(pack: &'a Pack, nodes: &'a [Node], person: &'a Person) -> Self {
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
            nodes,
            person,
            ranges,
            weighings: Vec::new(),
            outcomes: vec![0; nodes.len()],
            cheapest: Vec::new(),
        }
    }

    /// Which leaves some completion reaches.
    pub(crate) fn outcomes(&mut self, root: Reference) -> u8 {
        self.outcomes_below(root, OUTSIDE)
    }

    /// The fewest unanswered facts on a way to "yes", or `None` when there is no way.
    pub(crate) fn fewest_missing(&mut self, root: Reference) -> Option<FactSet> {
        self.cheapest = vec![None; self.nodes.len()];
        self.fewest_below(root, OUTSIDE, 0)
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

    fn fewest_below(
        &mut self,
        reference: Reference,
        group_above: usize,
        asked: FactSet,
    ) -> Option<FactSet> {
        match reference {
            NO => return None,
            YES => return Some(asked),
            _ => {}
        }
        let (pack, nodes) = (self.pack, self.nodes);
        let node = node(nodes, reference)?;
        let group = self.group(node.quantity);
        let entering = group != group_above;
        let place = slot(reference);
        if entering && let Some(Some(known)) = self.cheapest.get(place) {
            return known.map(|facts| facts | asked);
        }
        let quantity = pack.quantity(node.quantity);
        let carried = if entering { 0 } else { asked };
        let mut best: Option<FactSet> = None;
        if let Some(value) = self.person.value(quantity) {
            best = self.fewest_below(node.child(value), group, carried);
        } else {
            let asked_here = carried
                | self.open(quantity.fact())
                | quantity.second().map_or(0, |fact| self.open(fact));
            for (from, until, child) in node.cells() {
                if let Some(undo) = self.narrow(quantity, from, until) {
                    if let Some(found) = self.fewest_below(child, group, asked_here)
                        && best.is_none_or(|best| found.count_ones() < best.count_ones())
                    {
                        best = Some(found);
                    }
                    self.restore(undo);
                }
            }
        }
        if !entering {
            return best;
        }
        if let Some(slot) = self.cheapest.get_mut(place) {
            *slot = Some(best);
        }
        best.map(|facts| facts | asked)
    }

    fn group(&self, quantity: usize) -> usize {
        self.pack.groups.get(quantity).copied().unwrap_or(OUTSIDE)
    }

    /// The fact as a mask, when it is unanswered.
    fn open(&self, fact: usize) -> FactSet {
        if self.person.get(fact).is_none() {
            1 << (fact & 127)
        } else {
            0
        }
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

/// The first day in the range from which `holds` is true, or the day after the range.
pub(crate) fn first_day(low: i64, high: i64, holds: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut past) = (low, high + 1);
    while low < past {
        let middle = low + (past - low) / 2;
        if holds(middle) {
            past = middle;
        } else {
            low = middle + 1;
        }
    }
    past
}

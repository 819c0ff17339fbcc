//! The walk that leaves unanswered facts open: every branch some completion of the answers can take, and no other.
//!
//! A fact is one column, so any cell of it is open to an unanswered fact. Only comparisons can rule a combination out:
//! inside a chain the walk keeps what is left of each fact and the comparisons taken, and goes on while somebody fits.
//! What is found below a node is remembered wherever it cannot hang on what was decided above.

use crate::{
    diagram::{NO, YES},
    quantity::Quantity,
    rules::{
        Kind, Person, Root, Rules,
        column::OPEN_CELL,
        flat::{HEAD, WEIGHS, index},
    },
    walk::{MAY_FAIL, MAY_PASS},
    weigh::{Range, Weighing, someone_fits},
};

/// Comparisons on one path, and compared facts, that a walk keeps track of. What is beyond is left open: a verdict may
/// then be unknown that need not be, never the other way.
const TRACKED: usize = 24;
/// Nodes of a diagram that fit a walk on the stack.
const SMALL: usize = 128;
const LARGE: usize = 4096;

/// One cell, or several side by side, with where they lead.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) first: usize,
    pub(crate) past: usize,
    pub(crate) child: u32,
}

impl Rules {
    /// Which leaves some completion of the answers reaches.
    pub(crate) fn outcomes(&self, root: &Root, person: &Person) -> u8 {
        let at = self.settle(root.at, person);
        match at {
            NO => MAY_FAIL,
            YES => MAY_PASS,
            _ if root.nodes <= SMALL => Walk::new(self, person, &mut [0; SMALL]).outcomes(at),
            _ if root.nodes <= LARGE => Walk::new(self, person, &mut [0; LARGE]).outcomes(at),
            _ => Walk::new(self, person, &mut vec![0; root.nodes]).outcomes(at),
        }
    }

    /// Goes down while the answers decide: to a leaf, or to the first open test.
    pub(crate) fn settle(&self, at: u32, person: &Person) -> u32 {
        settle(&self.table, &person.cells, at)
    }

    pub(crate) fn word(&self, at: usize) -> u32 {
        self.table.get(at).copied().unwrap_or(NO)
    }

    /// The cells of a node, those that lead to the same child together.
    pub(crate) fn runs(&self, at: u32, cells: usize) -> impl Iterator<Item = Run> + '_ {
        let mut first = 0;
        std::iter::from_fn(move || {
            if first >= cells {
                return None;
            }
            let child = self.word(index(at) + HEAD + first);
            let mut past = first + 1;
            while past < cells && self.word(index(at) + HEAD + past) == child {
                past += 1;
            }
            let run = Run { first, past, child };
            first = past;
            Some(run)
        })
    }
}

/// Goes down the table by the cells of a person.
#[inline]
pub(crate) fn settle(table: &[u32], cells: &[u16], mut at: u32) -> u32 {
    while at > YES {
        let place = index(at);
        let cell = table
            .get(place)
            .and_then(|column| cells.get(index(*column)))
            .copied()
            .unwrap_or(OPEN_CELL);
        if cell == OPEN_CELL {
            break;
        }
        at = table
            .get(place + HEAD + usize::from(cell))
            .copied()
            .unwrap_or(NO);
    }
    at
}

/// A walk of one person over one diagram.
pub(crate) struct Walk<'a> {
    rules: &'a Rules,
    person: &'a Person,
    /// By node of the root: what was found below it.
    known: &'a mut [u8],
    /// Made at the first comparison: most walks meet none.
    state: Option<State>,
}

/// What is left of the compared facts, and the comparisons taken on the way.
pub(crate) struct State {
    facts: [usize; TRACKED],
    ranges: [Range; TRACKED],
    count: usize,
    taken: [Weighing; TRACKED],
    depth: usize,
}

/// What a step changed, to take it back.
pub(crate) enum Undo {
    Range(usize, Range),
    Weighing,
    Nothing,
}

impl State {
    pub(crate) fn new(rules: &Rules, person: &Person) -> Self {
        let nothing = Weighing {
            quantity: Quantity::Fact(0),
            from: 0,
            until: 0,
        };
        let mut state = Self {
            facts: [usize::MAX; TRACKED],
            ranges: [Range {
                low: 0,
                high: 0,
                last: 0,
            }; TRACKED],
            count: 0,
            taken: [nothing; TRACKED],
            depth: 0,
        };
        for fact in rules.groups.iter().flat_map(|group| &group.facts) {
            if let (Some(slot), Some(range)) = (
                state.facts.get_mut(state.count),
                state.ranges.get_mut(state.count),
            ) {
                *slot = *fact;
                *range = rules.range(person, *fact);
                state.count += 1;
            }
        }
        state
    }

    fn place(&self, fact: usize) -> Option<usize> {
        let mut facts = self.facts.iter().take(self.count);
        facts.position(|known| *known == fact)
    }

    fn range(&self, fact: usize) -> Range {
        self.place(fact)
            .and_then(|place| self.ranges.get(place).copied())
            .unwrap_or(Range {
                low: i64::MIN / 4,
                high: i64::MAX / 4,
                last: i64::MAX / 4,
            })
    }

    fn someone_fits(&self, fact: usize) -> bool {
        let taken = self.taken.get(..self.depth).unwrap_or(&[]);
        someone_fits(fact, taken, |fact| self.range(fact))
    }

    /// Keeps only the people with `from <= quantity < until`; `None`, and nothing changed, when there are none.
    pub(crate) fn narrow(&mut self, kind: Kind, from: i64, until: i64) -> Option<Undo> {
        match kind {
            Kind::Bit(..) => Some(Undo::Nothing),
            Kind::Value(fact) => {
                let Some(place) = self.place(fact) else {
                    return Some(Undo::Nothing);
                };
                let slot = self.ranges.get_mut(place)?;
                let before = *slot;
                *slot = before.within(from, until)?;
                if self.depth > 0 && !self.someone_fits(fact) {
                    self.restore(Undo::Range(place, before));
                    return None;
                }
                Some(Undo::Range(place, before))
            }
            Kind::Weighed(one, a, other, b) => {
                let Some(slot) = self.taken.get_mut(self.depth) else {
                    return Some(Undo::Nothing);
                };
                *slot = Weighing {
                    quantity: Quantity::Linear(one, a, other, b),
                    from,
                    until,
                };
                self.depth += 1;
                if self.someone_fits(one) {
                    return Some(Undo::Weighing);
                }
                self.depth -= 1;
                None
            }
        }
    }

    pub(crate) fn restore(&mut self, undo: Undo) {
        match undo {
            Undo::Range(place, range) => {
                if let Some(slot) = self.ranges.get_mut(place) {
                    *slot = range;
                }
            }
            Undo::Weighing => self.depth -= 1,
            Undo::Nothing => {}
        }
    }
}

impl<'a> Walk<'a> {
    pub(crate) fn new(rules: &'a Rules, person: &'a Person, known: &'a mut [u8]) -> Self {
        Self {
            rules,
            person,
            known,
            state: None,
        }
    }

    pub(crate) fn outcomes(&mut self, at: u32) -> u8 {
        self.below(at, None)
    }

    fn state(&mut self) -> &mut State {
        let (rules, person) = (self.rules, self.person);
        self.state.get_or_insert_with(|| State::new(rules, person))
    }

    fn below(&mut self, at: u32, chain_above: Option<usize>) -> u8 {
        match at {
            NO => return MAY_FAIL,
            YES => return MAY_PASS,
            _ => {}
        }
        let rules = self.rules;
        let (place, number) = (rules.word(index(at)), rules.word(index(at) + 1));
        let Some(column) = rules.column(place) else {
            return MAY_FAIL | MAY_PASS;
        };
        let weighs = number & WEIGHS != 0;
        // Inside a chain with comparisons to come, what follows hangs on what was decided above.
        let inside = weighs && column.group == chain_above;
        let slot = index(number & !WEIGHS);
        if !inside && let Some(known @ 1..) = self.known.get(slot).copied() {
            return known;
        }
        let mut found = 0;
        let cell = self.person.cell(index(place));
        if cell != OPEN_CELL {
            found = self.below(
                rules.word(index(at) + HEAD + usize::from(cell)),
                column.group,
            );
        } else {
            for run in rules.runs(at, column.cells()) {
                if weighs {
                    let (from, until) = column.bounds(run.first, run.past);
                    if let Some(undo) = self.state().narrow(column.kind, from, until) {
                        found |= self.below(run.child, column.group);
                        self.state().restore(undo);
                    }
                } else {
                    found |= self.below(run.child, column.group);
                }
                if found == MAY_FAIL | MAY_PASS {
                    break;
                }
            }
        }
        if !inside && let Some(slot) = self.known.get_mut(slot) {
            *slot = found;
        }
        found
    }
}

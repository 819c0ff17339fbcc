//! Every partial person of a few facts in one table: what can still come out, and the fewest answers that make it sure.
//!
//! A person is a row: each fact has one of its numbers or is open. What is open can come out as what any of its numbers
//! can; nothing here knows of diagrams, cells or searches.
#![expect(
    clippy::indexing_slicing,
    reason = "rows and digits are counted out by the table itself; a wrong one must stop the proof"
)]

use crate::people::Dice;

/// Some completion fails.
pub const MAY_FAIL: u8 = 1;
/// Some completion passes.
pub const MAY_PASS: u8 = 2;
/// No answers make it a sure yes.
const HOPELESS: u32 = u32::MAX;

/// The facts of a table with the numbers each may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Places in the vocabulary, rising.
    pub facts: Vec<usize>,
    /// By fact.
    pub numbers: Vec<Vec<i64>>,
}

impl Frame {
    /// A frame of these facts, which rise.
    pub fn new(facts: Vec<(usize, Vec<i64>)>) -> Self {
        let (facts, numbers) = facts.into_iter().unzip();
        Self { facts, numbers }
    }

    /// The part with some of the facts.
    pub fn part(&self, facts: &[usize]) -> Self {
        let all = self.facts.iter().zip(&self.numbers);
        Self::new(
            all.filter(|(fact, _)| facts.contains(fact))
                .map(|(fact, numbers)| (*fact, numbers.clone()))
                .collect(),
        )
    }

    /// How many rows there are: partial people, with those of whom nothing is open.
    pub fn rows(&self) -> u64 {
        let digits = self.numbers.iter().map(|numbers| numbers.len() as u64 + 1);
        digits.fold(1, u64::saturating_mul)
    }

    /// How far apart rows are that differ by one in a fact.
    fn strides(&self) -> Vec<usize> {
        let mut stride = 1;
        let one = |numbers: &Vec<i64>| {
            let this = stride;
            stride *= numbers.len() + 1;
            this
        };
        self.numbers.iter().map(one).collect()
    }

    /// Visits every row in order with its digits: the place of each fact's number, or the count of them when open.
    ///
    /// # Errors
    /// The first that a visit gives.
    pub fn visit<E>(
        &self,
        mut visit: impl FnMut(usize, &[usize]) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut digits = vec![0; self.facts.len()];
        let mut row = 0;
        loop {
            visit(row, &digits)?;
            row += 1;
            let turning = digits.iter().zip(&self.numbers);
            let Some(place) = turning
                .into_iter()
                .position(|(digit, of)| *digit < of.len())
            else {
                return Ok(());
            };
            digits[place] += 1;
            digits[..place].fill(0);
        }
    }

    /// Whether a fact is open in a row.
    fn is_open(&self, place: usize, digits: &[usize]) -> bool {
        digits[place] == self.numbers[place].len()
    }

    /// Writes a row's answers among those of the whole vocabulary; what is open is left alone.
    pub fn write(&self, digits: &[usize], into: &mut [i64]) {
        for (place, fact) in self.facts.iter().enumerate() {
            if !self.is_open(place, digits) {
                into[*fact] = self.numbers[place][digits[place]];
            }
        }
    }

    /// A random row, of which it writes the answers; `open` facts in six are left open.
    pub fn throw(&self, dice: &mut Dice, open: usize, into: &mut [i64]) -> usize {
        let digits: Vec<usize> = self
            .numbers
            .iter()
            .map(|of| {
                if dice.below(6) < open {
                    of.len()
                } else {
                    dice.below(of.len())
                }
            })
            .collect();
        for fact in &self.facts {
            into[*fact] = policy::OPEN;
        }
        self.write(&digits, into);
        let places = digits.iter().zip(self.strides());
        places.map(|(digit, stride)| digit * stride).sum()
    }

    /// The row of a part of the facts, given the digits of all.
    fn row_of(&self, part: &Part, digits: &[usize]) -> usize {
        let parts = part.places.iter().zip(&part.strides);
        parts.map(|(place, stride)| digits[*place] * stride).sum()
    }
}

/// Where the facts of a smaller table are in a larger one.
struct Part {
    places: Vec<usize>,
    strides: Vec<usize>,
}

/// What can come out for every row.
#[derive(Clone, Debug)]
pub struct Table {
    /// The facts.
    pub frame: Frame,
    /// By row, [`MAY_FAIL`] and [`MAY_PASS`].
    pub outcomes: Vec<u8>,
}

impl Table {
    /// A table by what comes out for complete people.
    ///
    /// # Errors
    /// The first that asking gives.
    pub fn new<E>(
        frame: Frame,
        mut passes: impl FnMut(&[usize]) -> Result<bool, E>,
    ) -> Result<Self, E> {
        let strides = frame.strides();
        let mut outcomes: Vec<u8> = Vec::new();
        frame.visit(|row, digits| {
            let open = (0..digits.len()).find(|place| frame.is_open(*place, digits));
            outcomes.push(match open {
                None if passes(digits)? => MAY_PASS,
                None => MAY_FAIL,
                Some(place) => (1..=digits[place])
                    .map(|back| outcomes[row - back * strides[place]])
                    .fold(0, |found, one| found | one),
            });
            Ok(())
        })?;
        Ok(Self { frame, outcomes })
    }

    /// The table of those who pass all of several tables, over the facts of all of them.
    pub fn all(frame: Frame, tables: &[&Table]) -> Self {
        let place = |fact: &usize| frame.facts.iter().position(|known| known == fact);
        let parts: Vec<Part> = tables
            .iter()
            .map(|table| Part {
                places: table.frame.facts.iter().filter_map(place).collect(),
                strides: table.frame.strides(),
            })
            .collect();
        let passes = |digits: &[usize]| {
            let mut each = parts.iter().zip(tables);
            Ok::<_, std::convert::Infallible>(
                each.all(|(part, table)| table.outcomes[frame.row_of(part, digits)] == MAY_PASS),
            )
        };
        match Self::new(frame.clone(), passes) {
            Ok(table) => table,
            Err(never) => match never {},
        }
    }

    /// By row, the fewest open facts that some answers to them make a sure yes with, as a bit for each fact of the
    /// frame; none when there are no such answers. Among equally few those that come first.
    pub fn fewest(&self) -> Vec<u32> {
        let strides = self.frame.strides();
        let mut fewest: Vec<u32> = Vec::with_capacity(self.outcomes.len());
        let visited = self.frame.visit(|row, digits| {
            fewest.push(match self.outcomes[row] {
                MAY_PASS => 0,
                MAY_FAIL => HOPELESS,
                _ => {
                    let open = (0..digits.len()).filter(|place| self.frame.is_open(*place, digits));
                    let told = open.flat_map(|place| {
                        let stride = strides[place];
                        (1..=digits[place]).map(move |back| (place, row - back * stride))
                    });
                    let sets = told
                        .map(|(place, row)| (place, fewest[row]))
                        .filter(|(_, set)| *set != HOPELESS)
                        .map(|(place, set)| set | 1 << place);
                    sets.reduce(better).unwrap_or(HOPELESS)
                }
            });
            Ok::<_, std::convert::Infallible>(())
        });
        match visited {
            Ok(()) => fewest,
            Err(never) => match never {},
        }
    }

    /// The facts of a set of [`Table::fewest`], as places in the vocabulary.
    pub fn facts_of(&self, set: u32) -> impl Iterator<Item = usize> + '_ {
        let facts = self.frame.facts.iter().enumerate();
        facts
            .filter(move |(place, _)| set >> place & 1 == 1)
            .map(|(_, fact)| *fact)
    }
}

/// Fewer facts, then those that come first.
fn better(one: u32, other: u32) -> u32 {
    let key = |set: u32| (set.count_ones(), set.reverse_bits());
    let ((few, first), (many, later)) = (key(one), key(other));
    // The set with the earlier fact in what the two do not share has the larger number read backwards.
    if few < many || (few == many && first >= later) {
        one
    } else {
        other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a && (b || c)`, each of two numbers.
    fn table() -> Table {
        let frame = Frame::new((0..3).map(|fact| (fact, vec![0, 1])).collect());
        let passes =
            |digits: &[usize]| Ok::<_, ()>(digits[0] == 1 && (digits[1] == 1 || digits[2] == 1));
        Table::new(frame, passes).unwrap()
    }

    #[test]
    fn open_facts_come_out_as_any_of_their_numbers() {
        let table = table();
        assert_eq!(table.frame.rows(), 27);
        let row = |digits: [usize; 3]| digits[0] + 3 * digits[1] + 9 * digits[2];
        assert_eq!(table.outcomes[row([2, 2, 2])], MAY_FAIL | MAY_PASS);
        assert_eq!(table.outcomes[row([0, 2, 2])], MAY_FAIL);
        assert_eq!(table.outcomes[row([1, 2, 1])], MAY_PASS);
    }

    #[test]
    fn the_fewest_facts_are_found() {
        let table = table();
        let fewest = table.fewest();
        let row = |digits: [usize; 3]| digits[0] + 3 * digits[1] + 9 * digits[2];
        assert_eq!(fewest[row([2, 2, 2])], 0b011);
        assert_eq!(fewest[row([1, 2, 2])], 0b010);
        assert_eq!(fewest[row([2, 0, 2])], 0b101);
        assert_eq!(fewest[row([0, 2, 2])], HOPELESS);
        assert_eq!(fewest[row([1, 1, 2])], 0);
        assert_eq!(table.facts_of(0b101).collect::<Vec<_>>(), [0, 2]);
    }

    #[test]
    fn tables_are_joined() {
        let frame = |facts: &[usize]| Frame::new(facts.iter().map(|f| (*f, vec![0, 1])).collect());
        let yes = |digits: &[usize]| Ok::<_, ()>(digits.iter().all(|digit| *digit == 1));
        let one = Table::new(frame(&[4, 7]), yes).unwrap();
        let other = Table::new(frame(&[5]), yes).unwrap();
        let both = Table::all(frame(&[4, 5, 7]), &[&one, &other]);
        assert_eq!(
            both.outcomes
                .iter()
                .filter(|found| **found == MAY_PASS)
                .count(),
            1
        );
        assert_eq!(both.outcomes[26], MAY_FAIL | MAY_PASS);
    }
}

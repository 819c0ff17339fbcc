//! Verdicts of many people at once, from columns of answers.

use crate::{
    Person, Rules, Verdict,
    diagram::{NO, YES},
    rules::{OPEN, Ruled, walk::settle},
    walk::{MAY_FAIL, MAY_PASS},
};

/// Many people's answers: for each fact of the vocabulary one number a person, as [`Person`] has them.
///
/// An empty column is a fact nobody has answered.
///
/// ```
/// let ages = [30, 40, policy::OPEN];
/// let people = policy::Columns::new(vec![&ages[..], &[][..]]);
/// assert_eq!(people.len(), 3);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Columns<'a> {
    facts: Vec<&'a [i64]>,
    people: usize,
}

impl<'a> Columns<'a> {
    /// Columns in the order of the vocabulary. The longest tells how many people there are; who is beyond the end of
    /// a column has not answered that fact.
    pub fn new(facts: Vec<&'a [i64]>) -> Self {
        let people = facts.iter().map(|column| column.len()).max().unwrap_or(0);
        Self { facts, people }
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.people
    }

    /// True when there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people == 0
    }

    fn get(&self, fact: usize, person: usize) -> i64 {
        let column = self.facts.get(fact);
        column
            .and_then(|column| column.get(person))
            .copied()
            .unwrap_or(OPEN)
    }
}

/// People whose cells are worked out together: their rows stay in the nearest cache.
const BLOCK: usize = 128;

impl Rules {
    /// The verdicts of every programme: `verdicts[programme][person]`.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules, people: &policy::Columns) {
    /// let verdicts = rules.verdicts(people);
    /// let eligible = verdicts[0].iter().filter(|verdict| **verdict == policy::Verdict::Eligible);
    /// println!("{}", eligible.count());
    /// # }
    /// ```
    pub fn verdicts(&self, people: &Columns<'_>) -> Vec<Vec<Verdict>> {
        let mut all: Vec<Vec<Verdict>> = self
            .ruled
            .iter()
            .map(|_| Vec::with_capacity(people.len()))
            .collect();
        let width = self.columns.len();
        let mut rows = vec![0; width * BLOCK];
        let mut numbers = [OPEN; BLOCK];
        let mut start = 0;
        while start < people.len() {
            let count = BLOCK.min(people.len() - start);
            self.rows(people, start, count, &mut numbers, &mut rows);
            for (ruled, verdicts) in self.ruled.iter().zip(&mut all) {
                let whole = match ruled {
                    Some(Ruled::Version { whole, .. }) => whole,
                    Some(Ruled::Without(verdict)) => {
                        verdicts.resize(start + count, *verdict);
                        continue;
                    }
                    None => {
                        verdicts.resize(start + count, Verdict::NotInForce);
                        continue;
                    }
                };
                for (person, cells) in rows.chunks_exact(width.max(1)).take(count).enumerate() {
                    verdicts.push(match settle(&self.table, cells, whole.at) {
                        NO => Verdict::NotEligible,
                        YES => Verdict::Eligible,
                        _ => self.open_verdict(people, start + person, cells, whole),
                    });
                }
                // Nothing is tested: the rows are empty, and everybody has the same verdict.
                if width == 0 {
                    let verdict = if whole.at == YES {
                        Verdict::Eligible
                    } else {
                        Verdict::NotEligible
                    };
                    verdicts.resize(start + count, verdict);
                }
            }
            start += count;
        }
        all
    }

    /// The cells of a block of people, a row each.
    fn rows(
        &self,
        people: &Columns<'_>,
        start: usize,
        count: usize,
        numbers: &mut [i64; BLOCK],
        rows: &mut [u16],
    ) {
        let width = self.columns.len().max(1);
        for (place, column) in self.columns.iter().enumerate() {
            for (person, number) in numbers.iter_mut().take(count).enumerate() {
                *number = column.kind.value(|fact| people.get(fact, start + person));
            }
            let cells = rows.iter_mut().skip(place).step_by(width);
            for (cell, number) in cells.zip(numbers.iter().take(count)) {
                *cell = column.cell(*number);
            }
        }
    }

    #[cold]
    fn open_verdict(
        &self,
        people: &Columns<'_>,
        place: usize,
        cells: &[u16],
        whole: &crate::rules::Root,
    ) -> Verdict {
        let person = Person {
            values: (0..self.source.facts.len())
                .map(|fact| people.get(fact, place))
                .collect(),
            cells: cells.to_vec(),
        };
        match self.outcomes(whole, &person) {
            MAY_PASS => Verdict::Eligible,
            MAY_FAIL => Verdict::NotEligible,
            _ => Verdict::Unknown,
        }
    }
}

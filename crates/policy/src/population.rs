//! People in columns: a synthetic district, a table from a file, or the answers of filed cases.
//!
//! The synthetic population draws each resident from the shares in `population/liangzhou.toml`, each with its source;
//! what no source gives is marked there as an assumption (假设). It is for weighing one rule against another, not for
//! counting real residents: only shares are drawn from, and most are assumed.

mod csv;
mod dice;
mod marginals;
mod synthetic;

use domain::Date;

pub use csv::PopulationError;
pub use marginals::{Marginal, marginals};

use crate::{FactSpec, Facts, Pack};

/// A number no answer has: not answered.
pub(crate) const OPEN: i64 = i64::MIN;

/// Many people's answers, a column for each fact of the vocabulary they were made with.
///
/// What is always true of it: every column has one number for each person, and each is an answer the fact allows or
/// open.
#[derive(Clone, Debug)]
pub struct Population {
    pub(crate) specs: Vec<FactSpec>,
    pub(crate) columns: Vec<Vec<i64>>,
    count: usize,
}

impl Population {
    /// Residents of working age on a day, the same for the same seed.
    ///
    /// ```no_run
    /// # fn ask(pack: &policy::Pack, today: domain::Date) {
    /// let people = policy::population::Population::synthetic(pack, 1, 100_000, today);
    /// assert_eq!(people.len(), 100_000);
    /// # }
    /// ```
    pub fn synthetic(pack: &Pack, seed: u64, count: usize, as_of: Date) -> Self {
        let mut population = Self::empty(pack);
        let generator = synthetic::Generator::new(pack, as_of);
        for person in 0..count {
            population.push(&generator.person(seed, person));
        }
        population
    }

    /// People whose answers are known, such as the applicants of filed cases. An answer the vocabulary cannot use
    /// counts as open.
    pub fn from_facts(pack: &Pack, people: impl IntoIterator<Item = Facts>) -> Self {
        let mut population = Self::empty(pack);
        for facts in people {
            let answers: Vec<i64> = pack
                .facts
                .iter()
                .map(|spec| {
                    facts
                        .get(&spec.id)
                        .and_then(|value| spec.encode(value).ok())
                        .unwrap_or(OPEN)
                })
                .collect();
            population.push(&answers);
        }
        population
    }

    /// Reads the table that [`Population::to_csv`] writes.
    ///
    /// # Errors
    /// Names the line and the column of the first answer that cannot be used.
    pub fn from_csv(pack: &Pack, text: &str) -> Result<Self, PopulationError> {
        csv::read(pack, text)
    }

    /// The table: lines that begin with `#` say where the shares come from, then the ids of the facts, then a line
    /// for each person. Sets are written `a;b`, an open answer is empty.
    pub fn to_csv(&self) -> String {
        csv::write(self)
    }

    /// How many people.
    pub fn len(&self) -> usize {
        self.count
    }

    /// True when there is nobody.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// One person's answers.
    pub fn person(&self, place: usize) -> Facts {
        let mut facts = Facts::default();
        for (spec, column) in self.specs.iter().zip(&self.columns) {
            if let Some(answer) = column.get(place).filter(|answer| **answer != OPEN) {
                facts.set(&spec.id, spec.decode(*answer));
            }
        }
        facts
    }

    fn empty(pack: &Pack) -> Self {
        Self {
            specs: pack.facts.to_vec(),
            columns: vec![Vec::new(); pack.facts.len()],
            count: 0,
        }
    }

    fn push(&mut self, answers: &[i64]) {
        for (column, place) in self.columns.iter_mut().zip(0..) {
            column.push(answers.get(place).copied().unwrap_or(OPEN));
        }
        self.count += 1;
    }
}

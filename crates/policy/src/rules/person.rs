//! A person's answers as numbers, with the cell each falls into.

use crate::{Facts, Rules, Value, rules::column::OPEN_CELL};

/// The number of a fact that is not answered.
pub const OPEN: i64 = i64::MIN;

/// The number of a date that never came: later than every day.
pub const NEVER: i64 = crate::day::NEVER;

/// Answers ready to be walked with, made by [`Rules::person`] for the rules of one day.
///
/// Each answer is one number: 0 or 1 for a yes or no, days since 1970-01-01 or [`NEVER`] for a date, fen for money,
/// the place of the option for a choice, a bit for each option of a set, [`OPEN`] when it is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub(crate) values: Vec<i64>,
    pub(crate) cells: Vec<u16>,
}

impl Person {
    pub(crate) fn get(&self, fact: usize) -> Option<i64> {
        self.values
            .get(fact)
            .copied()
            .filter(|value| *value != OPEN)
    }

    pub(crate) fn cell(&self, column: usize) -> u16 {
        self.cells.get(column).copied().unwrap_or(OPEN_CELL)
    }
}

impl Rules {
    /// A person's answers for the rules of this day. Answers the vocabulary cannot use count as unanswered.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules) {
    /// let nobody = rules.person(&policy::Facts::default());
    /// let verdict = rules.verdict(0, &nobody);
    /// # }
    /// ```
    pub fn person(&self, facts: &Facts) -> Person {
        let mut values = vec![OPEN; self.source.facts.len()];
        let mut ids = self.source.by_id.iter().peekable();
        for (id, value) in facts.iter() {
            while let Some(place) = ids.peek()
                && let Some(spec) = self.spec(**place)
                && *spec.id < *id
            {
                ids.next();
            }
            if let Some(place) = ids.peek()
                && let Some(spec) = self.spec(**place)
                && spec.id == *id
                && let Ok(number) = spec.encode(value)
                && let Some(slot) = values.get_mut(**place)
            {
                *slot = number;
            }
        }
        self.person_of(values)
    }

    /// A person by the numbers of the answers, in the order of the vocabulary; see [`Person`] for what they mean.
    /// What is missing at the end, or no answer the fact allows, counts as unanswered.
    ///
    /// ```no_run
    /// # fn ask(rules: &policy::Rules) {
    /// let person = rules.person_by_numbers(&[policy::OPEN, 1, 0]);
    /// # }
    /// ```
    pub fn person_by_numbers(&self, numbers: &[i64]) -> Person {
        let mut values = vec![OPEN; self.source.facts.len()];
        for ((slot, spec), number) in values.iter_mut().zip(self.source.facts.iter()).zip(numbers) {
            if spec
                .range()
                .within(*number, number.saturating_add(1))
                .is_some()
            {
                *slot = *number;
            }
        }
        self.person_of(values)
    }

    /// A person by numbers that are known to be answers.
    pub(crate) fn person_of(&self, values: Vec<i64>) -> Person {
        let value = |fact: usize| values.get(fact).copied().unwrap_or(OPEN);
        let cells = self
            .columns
            .iter()
            .map(|column| column.cell(column.kind.value(value)))
            .collect();
        Person { values, cells }
    }

    /// Answers one fact, or opens it with [`OPEN`].
    pub(crate) fn set(&self, person: &mut Person, fact: usize, value: i64) {
        let Person { values, cells } = person;
        if let Some(slot) = values.get_mut(fact) {
            *slot = value;
        }
        let value = |fact: usize| values.get(fact).copied().unwrap_or(OPEN);
        for (column, cell) in self.columns.iter().zip(cells) {
            if column.kind.is_about(fact) {
                *cell = column.cell(column.kind.value(value));
            }
        }
    }

    /// One answer back in the form of `facts.json`.
    pub(crate) fn answer(&self, person: &Person, fact: usize) -> Option<Value> {
        Some(self.spec(fact)?.decode(person.get(fact)?))
    }
}

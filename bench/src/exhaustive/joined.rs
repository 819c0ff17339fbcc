//! The conditions of a version put together: as one table, or as one for each set of facts that conditions join.

use crate::{
    people::Dice,
    table::{Frame, MAY_FAIL, MAY_PASS, Table},
};

/// Throws before a person is taken as they are.
const ATTEMPTS: usize = 30;

/// Tables that share no fact; a person passes who passes all.
pub(super) struct Joined {
    tables: Vec<(Table, Vec<u32>)>,
}

impl Joined {
    pub(super) fn new(frame: &Frame, conditions: &[Table], as_one: bool) -> Self {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        for condition in conditions {
            let mut facts = condition.frame.facts.clone();
            let apart = |set: &Vec<usize>| !set.iter().any(|fact| facts.contains(fact)) && !as_one;
            let (kept, met): (Vec<_>, Vec<_>) = sets.into_iter().partition(apart);
            facts.extend(met.into_iter().flatten());
            sets = kept;
            sets.push(facts);
        }
        let table = |facts: &Vec<usize>| {
            let held: Vec<&Table> = conditions
                .iter()
                .filter(|condition| {
                    condition
                        .frame
                        .facts
                        .iter()
                        .all(|fact| facts.contains(fact))
                })
                .collect();
            let table = Table::all(frame.part(facts), &held);
            let fewest = table.fewest();
            (table, fewest)
        };
        Self {
            tables: sets.iter().map(table).collect(),
        }
    }

    /// What can come out, over everybody who completes the answers of these rows.
    pub(super) fn outcome(&self, rows: &[usize]) -> u8 {
        let outcomes = self
            .tables
            .iter()
            .zip(rows)
            .map(|((table, _), row)| table.outcomes[*row]);
        let (pass, fail) = outcomes.fold((MAY_PASS, 0), |(pass, fail), one| {
            (pass & one, fail | (one & MAY_FAIL))
        });
        pass | fail
    }

    /// The fewest facts that make a sure yes, as places in the vocabulary.
    pub(super) fn fewest(&self, rows: &[usize]) -> Vec<usize> {
        let each = self.tables.iter().zip(rows);
        let mut facts: Vec<usize> = each
            .flat_map(|((table, fewest), row)| table.facts_of(fewest[*row]))
            .collect();
        facts.sort_unstable();
        facts
    }

    /// A random partial person. Left to chance nearly everybody is a sure no: for most a yes is looked for.
    pub(super) fn throw(&self, dice: &mut Dice, numbers: &mut [i64]) -> Vec<usize> {
        let wanted: fn(u8) -> bool = match dice.below(4) {
            0 => |_| true,
            1 => |outcome| outcome == MAY_PASS,
            _ => |outcome| outcome & MAY_PASS != 0,
        };
        let open = dice.below(4);
        let mut rows = Vec::new();
        for (table, _) in &self.tables {
            let mut row = 0;
            for _ in 0..ATTEMPTS {
                row = table.frame.throw(dice, open, numbers);
                if wanted(table.outcomes[row]) {
                    break;
                }
            }
            rows.push(row);
        }
        rows
    }
}

//! Open answers: a verdict is definite exactly when every completion agrees, and what is missing is the fewest facts.
//!
//! The interpreter says what every condition makes of every combination of cells; from there on it is counting. Where a
//! version has too many partial people to try, facts that no condition joins are counted apart, random partial people
//! are tried, and the diagram is proved to be the conjunction of its conditions.
#![expect(
    clippy::indexing_slicing,
    reason = "places come from the pack and the tables themselves; a wrong one must stop the proof"
)]

mod joined;
mod world;

use policy::{ConditionVerdict, OPEN, Pack, Rules, Verdict};

use crate::{
    Fault,
    interpreter::{Interpreter, Written},
    numbers::told,
    people::Dice,
    repository,
    table::{Frame, MAY_FAIL, MAY_PASS, Table},
};
use joined::Joined;
use world::WORLDS;

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// The most partial people of a version that are all tried.
    pub most: u64,
    /// Random partial people of a version that has more.
    pub random: u64,
    /// Of how many open verdicts of a version the missing facts are checked.
    pub missing: u64,
}

/// What was found of one version.
#[derive(Clone, Debug)]
pub struct Proved {
    /// The programme.
    pub programme: String,
    /// The version.
    pub version: String,
    /// Facts its rule tests.
    pub facts: usize,
    /// Partial people there are: combinations of cells, each fact open or not.
    pub there_are: u64,
    /// Whether all were tried.
    pub all: bool,
    /// Partial people tried.
    pub tried: u64,
    /// Sure yes, sure no, open.
    pub verdicts: [u64; 3],
    /// Open verdicts whose missing facts were checked.
    pub missing: u64,
}

/// Tries every version of every programme.
///
/// # Errors
/// On the first wrong answer.
pub fn prove(effort: Effort) -> Result<Vec<Proved>, Fault> {
    let mut proved = Vec::new();
    for world in &WORLDS {
        let sources = world.sources()?;
        let pack = repository::pack(&sources)?;
        let interpreter = Interpreter::new(&sources, &pack)?;
        for (place, programme) in pack.programmes().iter().enumerate() {
            if !world.shows(&programme.id) {
                continue;
            }
            for version in &programme.versions {
                let rules = pack.on(version.from);
                let known = Known {
                    pack: &pack,
                    rules: &rules,
                    place,
                    effort,
                };
                let conditions = interpreter.conditions(&programme.id, &version.id);
                proved.push(known.prove(&interpreter, conditions, &version.id)?);
            }
        }
    }
    Ok(proved)
}

/// A version on its first day.
struct Known<'a> {
    pack: &'a Pack,
    rules: &'a Rules,
    place: usize,
    effort: Effort,
}

impl Known<'_> {
    fn prove(
        &self,
        interpreter: &Interpreter,
        written: &[Written],
        version: &str,
    ) -> Result<Proved, Fault> {
        let programme = &self.rules.programmes()[self.place].id;
        let conjunction = policy::compile::is_conjunction(self.pack, programme, self.rules.as_of());
        Fault::unless(conjunction == Some(true), || {
            format!("{programme} {version} is not the conjunction of its conditions")
        })?;
        let frame = self.frame(written);
        let mut conditions = Vec::new();
        for (number, written) in written.iter().enumerate() {
            let table = self.condition(interpreter, &frame, written)?;
            self.check_condition(number, &table)?;
            conditions.push(table);
        }
        let all = frame.rows() <= self.effort.most;
        let joined = Joined::new(&frame, &conditions, all);
        let mut proved = Proved {
            programme: programme.to_string(),
            version: version.to_owned(),
            facts: frame.facts.len(),
            there_are: frame.rows(),
            all,
            tried: 0,
            verdicts: [0; 3],
            missing: 0,
        };
        if all {
            let every = (frame.rows() / self.effort.missing.max(1)).max(1);
            frame.visit(|row, digits| {
                let mut numbers = vec![OPEN; self.pack.facts().len()];
                frame.write(digits, &mut numbers);
                let with_missing = (row as u64).is_multiple_of(every);
                self.check(&joined, &[row], &numbers, with_missing, &mut proved)
            })?;
        } else {
            let every = (self.effort.random / self.effort.missing.max(1)).max(1);
            let mut dice = Dice::new(self.place as u64 + 77);
            for round in 0..self.effort.random {
                let mut numbers = vec![OPEN; self.pack.facts().len()];
                let rows = joined.throw(&mut dice, &mut numbers);
                let with_missing = round.is_multiple_of(every);
                self.check(&joined, &rows, &numbers, with_missing, &mut proved)?;
            }
        }
        Ok(proved)
    }

    /// The facts of a version: those its diagrams test, and those a condition names without their mattering.
    fn frame(&self, written: &[Written]) -> Frame {
        let mut facts = self.rules.cells(self.place);
        for (place, spec) in self.pack.facts().iter().enumerate() {
            let named = written
                .iter()
                .any(|w| w.facts.iter().any(|id| spec.id == id.as_str()));
            if named && !facts.iter().any(|(known, _)| *known == place) {
                let (least, most) = spec.number_range();
                facts.push((place, vec![least, most]));
            }
        }
        facts.sort();
        Frame::new(facts)
    }

    /// What the interpreter makes of a condition for every combination of cells.
    fn condition(
        &self,
        interpreter: &Interpreter,
        frame: &Frame,
        written: &Written,
    ) -> Result<Table, Fault> {
        let place = |id: &String| {
            self.pack
                .facts()
                .iter()
                .position(|spec| spec.id == id.as_str())
        };
        let facts: Vec<usize> = written.facts.iter().filter_map(place).collect();
        let part = frame.part(&facts);
        let mut numbers = vec![OPEN; self.pack.facts().len()];
        Table::new(part.clone(), |digits| {
            part.write(digits, &mut numbers);
            let facts = told(self.pack.facts(), &numbers);
            let mut person = interpreter.person(self.pack, &facts, self.rules.as_of())?;
            written.holds(&mut person)
        })
    }

    /// The verdict of one condition alone, for everybody its own facts tell apart.
    fn check_condition(&self, number: usize, table: &Table) -> Result<(), Fault> {
        let every = (table.frame.rows() / self.effort.most).max(1);
        table.frame.visit(|row, digits| {
            if !(row as u64).is_multiple_of(every) {
                return Ok(());
            }
            let mut numbers = vec![OPEN; self.pack.facts().len()];
            table.frame.write(digits, &mut numbers);
            let person = self.rules.person_by_numbers(&numbers);
            let expected = match table.outcomes[row] {
                MAY_PASS => ConditionVerdict::Met,
                MAY_FAIL => ConditionVerdict::Unmet,
                _ => ConditionVerdict::Unknown,
            };
            let found = self.rules.explain(self.place, &person);
            let found = found
                .conditions
                .get(number)
                .map(|condition| condition.verdict);
            Fault::unless(found == Some(expected), || {
                self.about(&format!("condition {number}: {found:?}"), &numbers)
            })
        })
    }

    fn check(
        &self,
        joined: &Joined,
        rows: &[usize],
        numbers: &[i64],
        with_missing: bool,
        proved: &mut Proved,
    ) -> Result<(), Fault> {
        let person = self.rules.person_by_numbers(numbers);
        let (expected, kind) = match joined.outcome(rows) {
            MAY_PASS => (Verdict::Eligible, 0),
            MAY_FAIL => (Verdict::NotEligible, 1),
            _ => (Verdict::Unknown, 2),
        };
        let found = self.rules.verdict(self.place, &person);
        Fault::unless(found == expected, || {
            self.about(&format!("{found:?} in place of {expected:?}"), numbers)
        })?;
        proved.tried += 1;
        proved.verdicts[kind] += 1;
        if with_missing && expected == Verdict::Unknown {
            let found = self.rules.explain(self.place, &person).missing;
            let fewest = joined.fewest(rows);
            let wanted: Vec<_> = fewest
                .iter()
                .map(|fact| &self.pack.facts()[*fact].id)
                .collect();
            Fault::unless(found.iter().eq(wanted.iter().copied()), || {
                self.about(&format!("missing {found:?}, fewest {wanted:?}"), numbers)
            })?;
            proved.missing += 1;
        }
        Ok(())
    }

    fn about(&self, what: &str, numbers: &[i64]) -> String {
        let programme = &self.rules.programmes()[self.place].id;
        let facts = told(self.pack.facts(), numbers);
        format!(
            "{what}: {programme} on {} for {facts:?}",
            self.rules.as_of()
        )
    }
}

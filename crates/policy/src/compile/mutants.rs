//! Mutants: every rule changed in every small way, one change at a time. A case that comes out otherwise kills a
//! mutant; a mutant that no person could tell from the rule is equivalent; any other survives, and shows an officer
//! which case is missing.

mod alternatives;
mod edit;
mod graft;
mod spell;
mod subject;
mod trial;

use domain::Date;
use serde::Serialize;

pub use alternatives::MutantKind;

use super::{CompileError, Sources, case, compile, lower, source};
use crate::{Facts, diff::Outcome};
use subject::Subject;
use trial::{Fate, Trial};

/// Which mutants are tried.
#[derive(Clone, Copy, Debug, Default)]
pub struct MutantChoice<'a> {
    /// Of this programme only.
    pub programme: Option<&'a str>,
    /// One of so many; zero and one try all.
    pub one_in: u64,
    /// Another seed, another choice.
    pub seed: u64,
}

/// How the mutants came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MutantReport {
    /// All programmes together.
    pub total: MutantCount,
    /// Each programme.
    pub programmes: Vec<ProgrammeMutants>,
    /// Those that no case notices, though a person could.
    pub survivors: Vec<Survivor>,
    /// Those that nobody can tell from the rule.
    pub equivalents: Vec<Mutant>,
}

/// How many mutants there were, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MutantCount {
    /// How many were tried.
    pub mutants: usize,
    /// A case came out otherwise.
    pub killed: usize,
    /// Nobody can tell it from the rule: the difference of the diagrams is empty.
    pub equivalent: usize,
    /// The compiler refuses it.
    pub refused: usize,
    /// No case noticed, though a person could.
    pub survived: usize,
}

/// The mutants of one programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgrammeMutants {
    /// The programme.
    pub programme: String,
    /// What became of them.
    #[serde(flatten)]
    pub count: MutantCount,
}

/// One small change of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mutant {
    /// The programme.
    pub programme: String,
    /// The version, or the gap that no source dates.
    pub version: String,
    /// Where in it: a condition's id, a line of the amount, the first or the last day.
    pub place: String,
    /// The kind of change.
    pub kind: MutantKind,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// A change that no case notices, with somebody for whom it makes a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Survivor {
    /// The change.
    #[serde(flatten)]
    pub mutant: Mutant,
    /// The day.
    pub as_of: Date,
    /// The person.
    pub facts: Facts,
    /// What the rule says.
    pub said_before: Outcome,
    /// What the mutant says.
    pub said_after: Outcome,
}

/// Tries the mutants of a folder on its cases.
///
/// # Errors
/// As [`compile`](super::compile); when the folder's own cases do not come out; and for a programme it does not have.
///
/// ```no_run
/// # fn ask(sources: &policy::compile::Sources) -> Result<(), Vec<policy::compile::CompileError>> {
/// let report = policy::compile::mutants(sources, &policy::compile::MutantChoice::default())?;
/// assert!(report.survivors.is_empty());
/// # Ok(())
/// # }
/// ```
pub fn mutants(
    sources: &Sources,
    choice: &MutantChoice<'_>,
) -> Result<MutantReport, Vec<CompileError>> {
    let pack = compile(sources)?;
    let parsed = source::parse(sources)?;
    let lowered = lower::lower(&parsed)?;
    let examples = case::examples(&pack, &sources.cases)?;
    let mut report = MutantReport::default();
    for (rule, (file, written)) in lowered.programmes.iter().zip(&parsed.programmes) {
        if choice.programme.is_some_and(|wanted| wanted != rule.id) {
            continue;
        }
        let subject = Subject::new(&parsed, file, written, rule, &pack)?;
        let trial = Trial::new(&subject, &examples)?;
        let count = try_all(&subject, &trial, choice, &mut report);
        report.total.add(&count);
        report.programmes.push(ProgrammeMutants {
            programme: rule.id.clone(),
            count,
        });
    }
    match choice.programme {
        Some(wanted) if report.programmes.is_empty() => Err(vec![CompileError::whole(
            "--programme",
            &format!("no programme `{wanted}`"),
        )]),
        _ => Ok(report),
    }
}

fn try_all(
    subject: &Subject<'_>,
    trial: &Trial<'_>,
    choice: &MutantChoice<'_>,
    report: &mut MutantReport,
) -> MutantCount {
    let mut count = MutantCount::default();
    for (place, edit) in (0..).zip(subject.edits()) {
        if !is_chosen(place, choice) {
            continue;
        }
        count.mutants += 1;
        match trial.fate(&edit) {
            Fate::Refused => count.refused += 1,
            Fate::Killed => count.killed += 1,
            Fate::Equivalent => {
                count.equivalent += 1;
                report.equivalents.push(edit.mutant);
            }
            Fate::Survived(survivor) => {
                count.survived += 1;
                report.survivors.push(*survivor);
            }
        }
    }
    count
}

/// Spreads the choice over all kinds of edits: neighbours in the list are alike.
fn is_chosen(place: u64, choice: &MutantChoice<'_>) -> bool {
    let mixed = (place ^ choice.seed.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    choice.one_in <= 1 || (mixed >> 32).is_multiple_of(choice.one_in)
}

impl MutantCount {
    fn add(&mut self, other: &Self) {
        self.mutants += other.mutants;
        self.killed += other.killed;
        self.equivalent += other.equivalent;
        self.refused += other.refused;
        self.survived += other.survived;
    }
}

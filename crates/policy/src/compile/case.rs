//! The officer's examples: a person, a day, and what must come out.

use std::path::Path;

use domain::{Date, Money};
use serde::{Deserialize, Serialize};

use super::{CompileError, File, source::toml_files};
use crate::{ConditionVerdict, Evaluation, Facts, Pack, Verdict, evaluate};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[serde(default)]
    person: Vec<PersonSource>,
    case: Vec<CaseSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonSource {
    id: String,
    facts: Facts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseSource {
    name: String,
    programme: String,
    as_of: Date,
    /// Starts from this person's answers.
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    facts: Facts,
    /// Facts left unanswered.
    #[serde(default)]
    without: Vec<String>,
    verdict: Verdict,
    #[serde(default)]
    amount_yuan: Option<String>,
    #[serde(default)]
    failing: Option<Vec<String>>,
    #[serde(default)]
    missing: Option<Vec<String>>,
    /// The facts changed by the easiest way to a yes.
    #[serde(default)]
    change: Option<Vec<String>>,
    /// The day on which the first way that waits becomes a yes.
    #[serde(default)]
    from: Option<Date>,
}

/// How one case came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseOutcome {
    /// The file.
    pub file: String,
    /// The case's name.
    pub name: String,
    /// What differs from what the case expects; empty when it passes.
    pub differences: Vec<String>,
}

/// Runs every case of a folder against a pack.
///
/// # Errors
/// When a file cannot be read or is no case file.
///
/// ```no_run
/// # fn run(pack: &policy::Pack) -> Result<(), Vec<policy::compile::CompileError>> {
/// let outcomes = policy::compile::run_cases(pack, std::path::Path::new("policies/cases"))?;
/// assert!(outcomes.iter().all(|outcome| outcome.differences.is_empty()));
/// # Ok(())
/// # }
/// ```
pub fn run_cases(pack: &Pack, folder: &Path) -> Result<Vec<CaseOutcome>, Vec<CompileError>> {
    run_cases_in(pack, &toml_files(folder)?)
}

/// Runs the cases of files already read.
///
/// # Errors
/// As [`run_cases`].
pub fn run_cases_in(pack: &Pack, files: &[File]) -> Result<Vec<CaseOutcome>, Vec<CompileError>> {
    let mut outcomes = Vec::new();
    for file in files {
        let cases: CaseFile = file.parse().map_err(|error| vec![error])?;
        for case in &cases.case {
            let differences = match case
                .person
                .as_ref()
                .map(|id| (id, cases.person.iter().find(|p| p.id == *id)))
            {
                Some((id, None)) => vec![format!("no [[person]] has the id \"{id}\"")],
                Some((_, Some(person))) => case.differences(pack, person.facts.clone()),
                None => case.differences(pack, Facts::default()),
            };
            outcomes.push(CaseOutcome {
                file: file.path.clone(),
                name: case.name.clone(),
                differences,
            });
        }
    }
    Ok(outcomes)
}

impl CaseSource {
    fn differences(&self, pack: &Pack, mut facts: Facts) -> Vec<String> {
        for (id, value) in self.facts.iter() {
            facts.set(id, value.clone());
        }
        for id in &self.without {
            facts.clear(id);
        }
        let problems = pack.problems(&facts);
        if !problems.is_empty() {
            return problems
                .iter()
                .map(|(id, error)| format!("{id}: {error}"))
                .collect();
        }
        match evaluate(pack, &self.programme, self.as_of, &facts) {
            Some(found) => self.compare(&found),
            None => vec![format!("no programme \"{}\"", self.programme)],
        }
    }

    fn compare(&self, found: &Evaluation) -> Vec<String> {
        let mut differences = Vec::new();
        let mut expect = |what: &str, wanted: String, got: String| {
            if wanted != got {
                differences.push(format!("{what}: expected {wanted}, got {got}"));
            }
        };
        expect(
            "verdict",
            format!("{:?}", self.verdict),
            format!("{:?}", found.verdict),
        );
        if let Some(yuan) = &self.amount_yuan {
            let wanted = Money::parse_yuan(yuan).ok().map(Money::fen);
            expect(
                "amount in fen",
                format!("{wanted:?}"),
                format!("{:?}", found.amount_fen),
            );
        }
        if let Some(failing) = &self.failing {
            let unmet = found
                .conditions
                .iter()
                .filter(|condition| condition.verdict == ConditionVerdict::Unmet);
            expect(
                "failing",
                failing.join(", "),
                unmet
                    .map(|condition| condition.id.to_string())
                    .collect::<Vec<_>>()
                    .join(", "),
            );
        }
        let names = |names: &[crate::Name]| {
            names
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        };
        if let Some(missing) = &self.missing {
            expect("missing", missing.join(", "), names(&found.missing));
        }
        if let Some(change) = &self.change {
            let first = found.counterfactuals.first();
            let facts: Vec<_> = first
                .iter()
                .flat_map(|way| &way.changes)
                .map(|change| change.fact.clone())
                .collect();
            expect("easiest change", change.join(", "), names(&facts));
        }
        if let Some(from) = self.from {
            let day = found.counterfactuals.iter().find_map(|way| way.from);
            expect(
                "from",
                from.to_string(),
                day.map_or_else(|| "no day".into(), |day| day.to_string()),
            );
        }
        differences
    }
}

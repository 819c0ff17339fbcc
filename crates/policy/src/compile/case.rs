//! The officer's examples: a person, a day, and what must come out.

use std::path::Path;

use domain::{Date, Money};
use serde::{Deserialize, Serialize};

use super::{CompileError, File, source::toml_files};
use crate::{ConditionVerdict, Evaluation, Facts, Pack, Verdict, evaluate, outcome::Outcome};

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
    /// In yuan; `none` when no source says the amount, or an answer leaves it open.
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
    let told = read(files)?.into_iter();
    Ok(told
        .map(|told| CaseOutcome {
            differences: match &told.facts {
                Ok(facts) => told.case.differences(pack, facts),
                Err(mistake) => vec![mistake.clone()],
            },
            file: told.file,
            name: told.case.name,
        })
        .collect())
}

/// A case with the answers of its person.
struct Told {
    file: String,
    case: CaseSource,
    facts: Result<Facts, String>,
}

fn read(files: &[File]) -> Result<Vec<Told>, Vec<CompileError>> {
    let mut told = Vec::new();
    for file in files {
        let CaseFile { person, case } = file.parse().map_err(|error| vec![error])?;
        told.extend(case.into_iter().map(|case| Told {
            file: file.path.clone(),
            facts: case.facts(&person),
            case,
        }));
    }
    Ok(told)
}

/// A case that can be put to changed rules.
pub(crate) struct Example {
    file: String,
    case: CaseSource,
    facts: Facts,
}

/// The cases as examples.
pub(crate) fn examples(pack: &Pack, files: &[File]) -> Result<Vec<Example>, Vec<CompileError>> {
    let mut found = Vec::new();
    for Told { file, case, facts } in read(files)? {
        let facts = facts.and_then(|facts| match pack.problems(&facts).first() {
            Some((id, error)) => Err(format!("{id}: {error}")),
            None => Ok(facts),
        });
        match facts {
            Ok(facts) => found.push(Example { file, case, facts }),
            Err(mistake) => {
                let message = format!("the case \"{}\": {mistake}", case.name);
                return Err(vec![CompileError::whole(&file, &message)]);
            }
        }
    }
    Ok(found)
}

impl Example {
    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    pub(crate) fn name(&self) -> &str {
        &self.case.name
    }

    pub(crate) fn programme(&self) -> &str {
        &self.case.programme
    }

    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Whether verdict, amount or failing conditions come out otherwise. Cheap: over the pack's own diagrams.
    pub(crate) fn notices(&self, pack: &Pack) -> bool {
        let case = &self.case;
        let said = Outcome::ask(pack, &case.programme, case.as_of, &self.facts);
        said.verdict != Some(case.verdict)
            || (case.amount_yuan.as_deref()).is_some_and(|yuan| amount(yuan) != Ok(said.amount_fen))
            || (case.failing.as_ref()).is_some_and(|failing| {
                !failing
                    .iter()
                    .map(String::as_str)
                    .eq(said.unmet.iter().map(|id| &**id))
            })
    }

    /// Whether anything else that the case says comes out otherwise: what is missing, what would change it.
    pub(crate) fn notices_more(&self, pack: &Pack) -> bool {
        let case = &self.case;
        let says_more = case.missing.is_some() || case.change.is_some() || case.from.is_some();
        says_more && !case.differences(pack, &self.facts).is_empty()
    }
}

impl CaseSource {
    /// The answers: the person's, the case's own over them, without those left open.
    fn facts(&self, people: &[PersonSource]) -> Result<Facts, String> {
        let mut facts = match &self.person {
            None => Facts::default(),
            Some(id) => match people.iter().find(|person| person.id == *id) {
                Some(person) => person.facts.clone(),
                None => return Err(format!("no [[person]] has the id \"{id}\"")),
            },
        };
        for (id, value) in self.facts.iter() {
            facts.set(id, value.clone());
        }
        for id in &self.without {
            facts.clear(id);
        }
        Ok(facts)
    }

    fn differences(&self, pack: &Pack, facts: &Facts) -> Vec<String> {
        let problems = pack.problems(facts);
        if !problems.is_empty() {
            return problems
                .iter()
                .map(|(id, error)| format!("{id}: {error}"))
                .collect();
        }
        match evaluate(pack, &self.programme, self.as_of, facts) {
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
            let wanted = match amount(yuan) {
                Ok(wanted) => format!("{wanted:?}"),
                Err(mistake) => mistake,
            };
            expect("amount in fen", wanted, format!("{:?}", found.amount_fen));
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

/// The amount a case expects, in fen.
fn amount(yuan: &str) -> Result<Option<i64>, String> {
    if yuan == "none" {
        return Ok(None);
    }
    match Money::parse_yuan(yuan) {
        Ok(money) => Ok(Some(money.fen())),
        Err(_) => Err(format!(
            "an amount in yuan or \"none\" (\"{yuan}\" is neither)"
        )),
    }
}

//! The command line's work: JSON in, JSON out. Printing and exit codes are the server binary's.

use domain::Date;
use serde_json::{Value, json};

use crate::{Evaluation, Facts, Pack, Receipt, compile, evaluate, next_question};

/// Why a request of the command line cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CliError {
    /// The facts are no JSON object of answers.
    #[error("the facts cannot be read: {0}")]
    Facts(String),
    /// An answer the vocabulary cannot use.
    #[error("fact `{0}`: {1}")]
    Answer(String, &'static str),
    /// The pack has no such programme.
    #[error("no programme `{0}`")]
    Programme(String),
}

/// The answer to `fumin policy evaluate`: an array, one entry for each programme, each with its receipt.
///
/// # Errors
/// When the facts or the programme cannot be used.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, day: domain::Date) -> Result<(), policy::cli::CliError> {
/// println!("{}", policy::cli::evaluate_json(pack, day, r#"{"in_school":false}"#, None)?);
/// # Ok(())
/// # }
/// ```
pub fn evaluate_json(
    pack: &Pack,
    as_of: Date,
    facts: &str,
    programme: Option<&str>,
) -> Result<Value, CliError> {
    let facts = read(pack, facts)?;
    let mut answers = Vec::new();
    for id in chosen(pack, programme)? {
        if let Some(found) = evaluate(pack, &id, as_of, &facts) {
            answers.push(answer(pack, as_of, &facts, &found));
        }
    }
    Ok(Value::Array(answers))
}

/// The answer to `fumin policy next`: the fact to ask for, its question in both languages and what it settles; `null`
/// when no answer can change anything.
///
/// # Errors
/// When the facts or the programme cannot be used.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, day: domain::Date) -> Result<(), policy::cli::CliError> {
/// println!("{}", policy::cli::next_json(pack, day, "{}", None)?);
/// # Ok(())
/// # }
/// ```
pub fn next_json(
    pack: &Pack,
    as_of: Date,
    facts: &str,
    programme: Option<&str>,
) -> Result<Value, CliError> {
    let facts = read(pack, facts)?;
    let ids = chosen(pack, programme)?;
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let Some(next) = next_question(pack, &ids, as_of, &facts, &[]) else {
        return Ok(Value::Null);
    };
    let question = |language| pack.words(language).map(|words| words.question(&next.fact));
    Ok(json!({
        "fact": next.fact,
        "settles": next.settles,
        "question": { "zh": question("zh"), "en": question("en") },
    }))
}

/// The answer to `fumin policy check`: findings, and whether any of them is an error.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, day: domain::Date) {
/// let (findings, ok) = policy::cli::check_json(pack, day);
/// # }
/// ```
pub fn check_json(pack: &Pack, today: Date) -> (Value, bool) {
    let findings = compile::check(pack, today);
    let ok = findings.iter().all(|finding| !finding.is_error);
    (
        json!({ "pack": pack.hash(), "ok": ok, "findings": findings }),
        ok,
    )
}

fn read(pack: &Pack, facts: &str) -> Result<Facts, CliError> {
    let facts: Facts =
        serde_json::from_str(facts).map_err(|error| CliError::Facts(error.to_string()))?;
    match pack.problems(&facts).into_iter().next() {
        Some((id, error)) => Err(CliError::Answer(id, error.code())),
        None => Ok(facts),
    }
}

fn chosen(pack: &Pack, programme: Option<&str>) -> Result<Vec<String>, CliError> {
    match programme {
        None => Ok(pack
            .programmes()
            .iter()
            .map(|programme| programme.id.to_string())
            .collect()),
        Some(id) if pack.programme(id).is_some() => Ok(vec![id.into()]),
        Some(id) => Err(CliError::Programme(id.into())),
    }
}

fn answer(pack: &Pack, as_of: Date, facts: &Facts, found: &Evaluation) -> Value {
    let receipt = Receipt::new(pack, as_of, facts, found);
    let mut value = serde_json::to_value(found).unwrap_or_default();
    if let Some(object) = value.as_object_mut() {
        object.insert(
            "receipt".into(),
            json!({ "hash": receipt.hash(), "body": receipt }),
        );
    }
    value
}

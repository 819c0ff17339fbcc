//! The command line's work: JSON in, JSON out. Printing and exit codes are the server binary's.
//!
//! Every mistake names file, line and key and says what to write instead: see [`CompileError`].

mod answers;
mod change;

use domain::Date;
use serde_json::{Value, json};

pub use change::{boundary_json, diff_json, read_population, simulate_json};

use crate::{
    Evaluation, Facts, Pack, Receipt, Verdict,
    compile::{self, CaseOutcome, CompileError, File},
    evaluate, next_question,
};

type Answer<T> = Result<T, Vec<CompileError>>;

/// The answer to `fumin policy evaluate`: an array, one entry for each programme, each with its receipt. Where no rule
/// is in force, the entry says which versions there are.
///
/// # Errors
/// When the facts or the programme cannot be used.
///
/// ```no_run
/// # fn ask(pack: &policy::Pack, day: domain::Date) -> Result<(), Vec<policy::compile::CompileError>> {
/// use policy::compile::File;
/// let facts = File { path: "facts.json".into(), text: r#"{"in_school":false}"#.into() };
/// println!("{}", policy::cli::evaluate_json(pack, day, &facts, None)?);
/// # Ok(())
/// # }
/// ```
pub fn evaluate_json(
    pack: &Pack,
    as_of: Date,
    facts: &File,
    programme: Option<&str>,
) -> Answer<Value> {
    let facts = answers::read(pack, facts)?;
    let mut answers = Vec::new();
    for id in chosen(pack, programme)? {
        if let Some(found) = evaluate(pack, id, as_of, &facts) {
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
/// # fn ask(pack: &policy::Pack, day: domain::Date) -> Result<(), Vec<policy::compile::CompileError>> {
/// use policy::compile::File;
/// let facts = File { path: "facts.json".into(), text: "{}".into() };
/// println!("{}", policy::cli::next_json(pack, day, &facts, None)?);
/// # Ok(())
/// # }
/// ```
pub fn next_json(pack: &Pack, as_of: Date, facts: &File, programme: Option<&str>) -> Answer<Value> {
    let facts = answers::read(pack, facts)?;
    let ids = chosen(pack, programme)?;
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

/// The answer to `fumin policy check`: findings, and whether none of them is an error.
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
        json!({ "pack": pack.hash(), "ok": ok, "findings": findings, "errors": [] }),
        ok,
    )
}

/// What `fumin policy check` says of a folder that is no pack.
pub fn refused_json(errors: &[CompileError]) -> Value {
    json!({ "pack": null, "ok": false, "findings": [], "errors": errors })
}

/// The answer to `fumin policy cases`: every case with what differs, those that failed first; and whether all passed.
pub fn cases_json(pack: &Pack, mut cases: Vec<CaseOutcome>) -> (Value, bool) {
    cases.sort_by_key(|case| case.differences.is_empty());
    let failed = cases.iter().filter(|case| !case.differences.is_empty());
    let failed = failed.count();
    let said = json!({
        "pack": pack.hash(),
        "total": cases.len(),
        "passed": cases.len() - failed,
        "failed": failed,
        "cases": cases,
    });
    (said, failed == 0)
}

/// The programmes asked for: the one named, or all.
fn chosen<'a>(pack: &'a Pack, programme: Option<&str>) -> Answer<Vec<&'a str>> {
    let all = pack.programmes().iter().map(|programme| &*programme.id);
    let Some(wanted) = programme else {
        return Ok(all.collect());
    };
    match pack.programme(wanted) {
        Some(known) => Ok(vec![&known.id]),
        None => {
            let known: Vec<&str> = all.collect();
            let message = format!("no programme `{wanted}`; write one of {}", known.join(", "));
            Err(vec![CompileError::whole("--programme", &message)])
        }
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
        if matches!(found.verdict, Verdict::NotInForce | Verdict::NotSourced) {
            object.insert("versions".into(), versions(pack, &found.programme));
            object.insert("why".into(), why(pack, &found.programme, as_of));
        }
    }
    value
}

/// The versions a programme has.
fn versions(pack: &Pack, programme: &str) -> Value {
    let versions = pack.programme(programme).map(|programme| {
        let told = programme.versions.iter().map(|version| {
            json!({ "version": version.id, "from": version.from, "until": version.until })
        });
        told.collect()
    });
    Value::Array(versions.unwrap_or_default())
}

/// Why no source says anything of a day, where the pack says why.
fn why(pack: &Pack, programme: &str, as_of: Date) -> Value {
    let gaps = pack
        .programme(programme)
        .into_iter()
        .flat_map(|programme| &programme.gaps);
    let Some(gap) = gaps.into_iter().find(|gap| gap.covers(as_of)) else {
        return Value::Null;
    };
    let told = |language| {
        let words = pack.words(language)?;
        Some(words.gap(programme, &gap.id))
    };
    json!({ "zh": told("zh"), "en": told("en") })
}

//! Ids written twice: which of the two is meant, nobody can tell.

use std::collections::BTreeSet;

use toml::Spanned;

use crate::compile::{
    CompileError,
    source::{File, Parsed, ProgrammeSource},
};

const MESSAGE: &str = "is written twice; keep one";

pub(super) fn mistakes(parsed: &Parsed<'_>) -> Vec<CompileError> {
    let mut errors = Vec::new();
    let facts = parsed.facts_file;
    // Facts, spans and schedules share their names: an expression could mean either.
    let names = parsed.facts.iter().map(|fact| &fact.id);
    let names = names.chain(parsed.derived.iter().map(|derived| &derived.id));
    again(facts, "fact", names, &mut errors);
    let schedules = parsed.schedules.iter().map(|schedule| &schedule.id);
    again(facts, "schedule", schedules, &mut errors);
    for fact in &parsed.facts {
        let options = fact.option.iter().map(|option| option.id.as_str());
        for option in repeated(options) {
            let key = format!("fact.{}.option", fact.id.as_ref());
            let message = format!("\"{option}\" {MESSAGE}");
            errors.push(facts.error(fact.id.span().start, &key, message));
        }
    }
    let documents = parsed.documents.iter().map(|document| &document.id);
    again(parsed.documents_file, "document", documents, &mut errors);
    let mut seen = BTreeSet::new();
    for (file, programme) in &parsed.programmes {
        if !seen.insert(&programme.id) {
            let message = format!("\"{}\" {MESSAGE} file", programme.id);
            errors.push(file.error(0, "id", message));
        }
        in_programme(file, programme, &mut errors);
    }
    errors
}

fn in_programme(file: &File, programme: &ProgrammeSource, errors: &mut Vec<CompileError>) {
    let keys = programme.condition.iter().map(|condition| &condition.key);
    again(file, "condition", keys, errors);
    let mut seen = BTreeSet::new();
    for version in &programme.version {
        let (from, at) = (*version.from.as_ref(), version.from.span().start);
        let key = format!("version.{from}");
        if !seen.insert(from) {
            let message = "begins on the same day as another version; write one first day each";
            errors.push(file.error(at, &key, message.into()));
        }
        let listed = version.conditions.iter().map(|key| key.as_ref().as_str());
        for condition in repeated(listed) {
            let message = format!("\"{condition}\" is listed twice; list it once");
            errors.push(file.error(at, &format!("{key}.conditions"), message));
        }
    }
}

fn again<'a>(
    file: &File,
    kind: &str,
    ids: impl Iterator<Item = &'a Spanned<String>>,
    errors: &mut Vec<CompileError>,
) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id.as_ref()) {
            let key = format!("{kind}.{}", id.as_ref());
            errors.push(file.error(id.span().start, &key, MESSAGE.into()));
        }
    }
}

fn repeated<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).collect()
}

//! Sources that are missing, or that nobody has looked at in time.

use domain::Date;

use super::{Finding, eligible, finding, nearest_day};
use crate::{Citation, Pack, Programme, Version};

pub(super) fn check(pack: &Pack, today: Date, findings: &mut Vec<Finding>) {
    for programme in pack.programmes.iter() {
        for version in &programme.versions {
            if version.citations.is_empty() {
                findings.push(shown(
                    pack,
                    programme,
                    version,
                    today,
                    "uncited",
                    "names no document".into(),
                ));
            }
            let conditions = programme.conditions_of(version);
            let cited = conditions.flat_map(|condition| condition.citations.iter());
            for citation in cited.chain(version.citations.iter()) {
                if let Some(message) = missing(pack, citation) {
                    findings.push(shown(
                        pack,
                        programme,
                        version,
                        today,
                        "missing_document",
                        message,
                    ));
                }
            }
        }
        let shared = programme.apply_citations.iter();
        for citation in shared.chain(programme.not_with.iter().map(|other| &other.citation)) {
            if let Some(message) = missing(pack, citation) {
                findings.push(finding("missing_document", true, &programme.id, message));
            }
        }
    }
    for parameter in &pack.parameters {
        for value in &parameter.values {
            if let Some(message) = missing(pack, &value.citation) {
                findings.push(finding("missing_document", true, &parameter.id, message));
            }
        }
    }
    for document in &pack.documents {
        if let Some(by) = document.verify_by.filter(|by| *by < today) {
            let message = format!("should have been looked at again by {by}");
            let leaning = leans_on(pack, &document.id, today);
            findings.push(Finding {
                version: leaning.map(|(_, version)| version.id.to_string()),
                witness: leaning.and_then(|(programme, version)| {
                    eligible(pack, programme, version, nearest_day(version, today))
                }),
                as_of: leaning.map(|(_, version)| nearest_day(version, today)),
                ..finding("overdue", false, &document.id, message)
            });
        }
    }
}

fn missing(pack: &Pack, citation: &Citation) -> Option<String> {
    let is_known = pack.document(&citation.document).is_some();
    (!is_known).then(|| {
        format!(
            "cites \"{}\", which documents.toml does not have",
            citation.document
        )
    })
}

/// The version in force, else any, that rests on a document.
fn leans_on<'a>(
    pack: &'a Pack,
    document: &str,
    today: Date,
) -> Option<(&'a Programme, &'a Version)> {
    let rests = |(programme, version): &(&'a Programme, &'a Version)| {
        let conditions = programme.conditions_of(version);
        let cited = conditions.flat_map(|condition| condition.citations.iter());
        cited
            .chain(version.citations.iter())
            .any(|citation| citation.document == document)
    };
    let all = || {
        pack.programmes.iter().flat_map(|programme| {
            programme
                .versions
                .iter()
                .map(move |version| (programme, version))
        })
    };
    all()
        .filter(|(_, version)| version.is_in_force(today))
        .find(rests)
        .or_else(|| all().find(rests))
}

fn shown(
    pack: &Pack,
    programme: &Programme,
    version: &Version,
    today: Date,
    code: &'static str,
    message: String,
) -> Finding {
    let as_of = nearest_day(version, today);
    Finding {
        version: Some(version.id.to_string()),
        witness: eligible(pack, programme, version, as_of),
        as_of: Some(as_of),
        ..finding(code, true, &programme.id, message)
    }
}

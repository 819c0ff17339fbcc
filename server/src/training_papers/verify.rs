//! Whether the papers of the files of training are there and are those that were received, and stand with the events that
//! name them. It changes nothing.

use store::backup::Reads;
use store::training_papers::{self as rows, TrainingPaper};
use store::{Connection, StoreError};
use vault::Keyring;

use super::FileName;
use crate::applications::sealed::document_bytes_place;
use crate::applications::verdict::sha256;
use crate::event_log::verify::{Wrong, holds};
use crate::uploads::PaperReader;

/// Papers read in one go.
const PART: i64 = 200;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Papers.
    pub papers: usize,
    /// One line for each thing wrong: the id and what.
    pub findings: Vec<String>,
}

/// Goes through the bytes of every paper.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(
    store: &impl Reads,
    keyring: &Keyring,
    papers: &PaperReader,
) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let mut after = String::new();
    loop {
        let part = store.read(|connection| rows::list_all(connection, &after, PART))?;
        let Some(last) = part.last() else {
            return Ok(report);
        };
        after.clone_from(&last.paper.id);
        for one in &part {
            report.papers += 1;
            let wrong = wrong_with(keyring, papers, one);
            let line = wrong.map(|what| format!("paper {} of training: {what}", one.paper.id));
            report.findings.extend(line);
        }
    }
}

fn wrong_with(
    keyring: &Keyring,
    papers: &PaperReader,
    one: &TrainingPaper,
) -> Option<&'static str> {
    let paper = &one.paper;
    let Ok(key) = keyring.unwrap_file_key(&paper.id, &one.wrapped_key) else {
        return Some("its key does not open");
    };
    let Ok(sealed) = papers.read(&paper.storage_path) else {
        return Some("the bytes cannot be read");
    };
    let Ok(bytes) = key.open(&document_bytes_place(&paper.id), &sealed) else {
        return Some("the bytes do not open");
    };
    (sha256(&bytes) != paper.sha256).then_some("the bytes have changed")
}

/// Whether the papers of a file are those that its events name: `named` has the papers of each event, from the first.
///
/// # Errors
/// When they are not.
pub fn check_papers(
    connection: &Connection,
    (kind, id): FileName<'_>,
    named: &[&[String]],
) -> Result<(), Wrong> {
    let mut kept = Vec::new();
    for one in rows::list(connection, kind.as_str(), id)? {
        kept.extend(one.paper.event_seq.map(|seq| (seq, one.paper.id)));
    }
    let mut said: Vec<(i64, String)> = Vec::new();
    for (seq, papers) in (1..).zip(named) {
        said.extend(papers.iter().map(|id| (seq, id.clone())));
    }
    kept.sort();
    said.sort();
    let otherwise = "the papers are not those that the events name";
    holds(kept == said, otherwise)
}

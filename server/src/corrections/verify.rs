//! Whether the corrections of a file still hold together: chains, folds, columns, and that the answers are the form as it was
//! handed in and what was corrected since. It changes nothing.

use application::{Answers, Field};
use store::corrections::{self as rows, Correction};
use store::events::{CORRECTIONS, Chain};
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::correction::{CorrectionEvent, CorrectionFile};

use super::file::{as_it_stands, event_place, write};
use crate::applications::sealed::open_json;

/// One line for each thing wrong with the chains, which need no key.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify_chains(
    connection: &Connection,
    application_id: &str,
) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    for row in rows::list(connection, application_id)? {
        if let Chain::Broken { seq } = CORRECTIONS.verify_chain(connection, &row.id)? {
            let what = format!("the chain of events is broken at event {seq}");
            wrong.push(format!("correction {}: {what}", row.id));
        }
    }
    Ok(wrong)
}

/// What was handed in last, as which version, and the answers as they stand: for a file that is not the resident's to change.
#[derive(Debug)]
pub struct Held {
    /// The version that the handing in made.
    pub version: u32,
    /// What was handed in.
    pub handed_in: Answers,
    /// What stands there.
    pub now: Answers,
}

/// One line for each thing wrong with what the key opens.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(
    connection: &Connection,
    key: &FileKey,
    application_id: &str,
    held: Option<Held>,
) -> Result<Vec<String>, StoreError> {
    let (mut wrong, mut made) = (Vec::new(), Vec::new());
    for row in rows::list(connection, application_id)? {
        match open_one(connection, key, &row)? {
            Ok(file) => made.push(file),
            Err(what) => wrong.push(format!("correction {}: {what}", row.id)),
        }
    }
    if let Some(mut held) = held.filter(|_| wrong.is_empty() && !made.is_empty()) {
        for file in &made {
            write(&mut held.handed_in, file.writes_since(held.version));
        }
        let is_same = |field: &&Field| {
            as_it_stands(&held.handed_in, **field) == as_it_stands(&held.now, **field)
        };
        if !Field::ALL.iter().all(|field| is_same(&field)) {
            wrong.push("the answers are not the form handed in and its corrections".to_owned());
        }
    }
    Ok(wrong)
}

fn open_one(
    connection: &Connection,
    key: &FileKey,
    row: &Correction,
) -> Result<Result<CorrectionFile, String>, StoreError> {
    let mut log: Vec<CorrectionEvent> = Vec::new();
    for event in CORRECTIONS.list(connection, &row.id)? {
        let place = event_place(&row.id, event.seq);
        match open_json(key, &place, &event.sealed_payload) {
            Ok(event) => log.push(event),
            Err(_) => return Ok(Err(format!("event {} does not open", event.seq))),
        }
    }
    Ok(match CorrectionFile::fold(&log) {
        Err(error) => Err(error.to_string()),
        Ok(folded) => {
            let is_same = row.state == folded.state().as_str()
                && row.version == i64::from(folded.version())
                && row.updated_ms == folded.changed_ms()
                && folded.until() == Some(row.until_on);
            if is_same {
                Ok(folded)
            } else {
                Err("the columns are not what the events fold into".to_owned())
            }
        }
    })
}

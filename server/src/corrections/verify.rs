//! Whether the corrections of a file still hold together: chains, folds, columns, and that the answers are the form as it was
//! handed in and what was corrected since. It changes nothing.

use application::{Answers, Field};
use store::corrections as rows;
use store::events::CORRECTIONS;
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::correction::CorrectionFile;

use super::file::{as_it_stands, write};
use crate::event_log::verify::{check_chain, check_fold, found, line};

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
        let checked = check_chain(CORRECTIONS, connection, &row.id);
        wrong.extend(line("correction", &row.id, checked)?);
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
        match found(check_fold::<CorrectionFile>(connection, key, &row))? {
            Ok((file, _)) => made.push(file),
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

//! Whether loans still hold together: chains, folds, columns. It changes nothing.

use store::backup::Reads;
use store::events::LOANS;
use store::file_keys::{self, StoredFileKey};
use store::loans::{self as rows, Loan};
use store::{Connection, StoreError};
use vault::{FileKey, Keyring};
use workflow::servicing::{ServicingEvent, ServicingFile};

use super::file::fill_row;
use crate::event_log::verify::{COLUMNS, Wrong, check_chain, each, holds, open_log, wrong_with};

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Loans.
    pub loans: usize,
    /// One line for each thing wrong: the id and what.
    pub findings: Vec<String>,
}

/// Goes through every loan, each as of one moment.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    let check = |connection: &Connection, row: &Loan| verify_loan(connection, keyring, row);
    let (loans, findings) = each(store, "loan", rows::list_ids, rows::find, check)?;
    Ok(Report { loans, findings })
}

fn verify_loan(
    connection: &Connection,
    keyring: &Keyring,
    row: &Loan,
) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    wrong.extend(wrong_with(check_chain(LOANS, connection, &row.id))?);
    // A key that is missing or does not open is the application's finding; one destroyed on purpose leaves the chain alone.
    let Some(StoredFileKey::Wrapped(wrapped)) = file_keys::find(connection, &row.id)? else {
        return Ok(wrong);
    };
    let Ok(key) = keyring.unwrap_file_key(&row.id, &wrapped) else {
        return Ok(wrong);
    };
    wrong.extend(wrong_with(check_fold(connection, &key, row))?);
    Ok(wrong)
}

fn check_fold(connection: &Connection, key: &FileKey, row: &Loan) -> Result<(), Wrong> {
    let log: Vec<ServicingEvent> = open_log(LOANS, connection, key, &row.id)?;
    let folded = ServicingFile::fold(&log).map_err(|(index, error)| {
        let seq = index + 1;
        let what = format!("event {seq} does not follow from those before it: {error}");
        Wrong::Found(what)
    })?;
    let mut wanted = row.clone();
    fill_row(&mut wanted, &folded, row.updated_ms);
    holds(wanted == *row, COLUMNS)
}

//! Whether loans still hold together: chains, folds, columns. It changes nothing.

use store::backup::Reads;
use store::events::LOANS;
use store::file_keys::{self, StoredFileKey};
use store::loans::{self as rows, Loan};
use store::{Connection, StoreError, applications, subsidy_batches};
use vault::{FileKey, Keyring};
use workflow::loan::LoanFile;
use workflow::servicing::{ServicingEvent, ServicingFile};

use super::file::fill_row;
use super::verify_paid::{PaidLine, PaidLists, lines_of};
use crate::applications::sealed::{open_json, state_place};
use crate::event_log::verify::{COLUMNS, Wrong, check_chain, found, open_log, wrong_with};

/// Loans read in one go.
const PART: i64 = 200;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Loans.
    pub loans: usize,
    /// One line for each thing wrong: the id and what.
    pub findings: Vec<String>,
}

/// Goes through every loan, each as of one moment, and holds against them what was paid of the subsidies.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(store: &impl Reads, keyring: &Keyring) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let mut paid = PaidLists::of(store.read(subsidy_batches::list_all)?);
    let mut after = String::new();
    loop {
        let ids = store.read(|connection| rows::list_ids(connection, &after, PART))?;
        let Some(last) = ids.last() else {
            report.findings.extend(paid.findings());
            return Ok(report);
        };
        after.clone_from(last);
        for id in &ids {
            let (wrong, lines) = store.read::<_, StoreError>(|connection| {
                let row = rows::find(connection, id)?;
                row.map_or_else(
                    || Ok((Vec::new(), None)),
                    |row| verify_loan(connection, keyring, &row),
                )
            })?;
            report.loans += 1;
            paid.add(lines);
            let lines = wrong.into_iter().map(|what| format!("loan {id}: {what}"));
            report.findings.extend(lines);
        }
    }
}

/// What is wrong with a loan, and what it has of the lists that were paid; none of those where it does not open.
type Seen = (Vec<String>, Option<Vec<PaidLine>>);

fn verify_loan(connection: &Connection, keyring: &Keyring, row: &Loan) -> Result<Seen, StoreError> {
    let mut wrong = Vec::new();
    wrong.extend(wrong_with(check_chain(LOANS, connection, &row.id))?);
    // A key that is missing or does not open is the application's finding; one destroyed on purpose leaves the chain alone.
    let Some(StoredFileKey::Wrapped(wrapped)) = file_keys::find(connection, &row.id)? else {
        return Ok((wrong, None));
    };
    let Ok(key) = keyring.unwrap_file_key(&row.id, &wrapped) else {
        return Ok((wrong, None));
    };
    let (folded, log) = match found(read_log(connection, &key, row))? {
        Ok(read) => read,
        Err(what) => {
            wrong.push(what);
            return Ok((wrong, None));
        }
    };
    let mut wanted = row.clone();
    fill_row(&mut wanted, &folded, row.updated_ms);
    if wanted != *row {
        wrong.push(COLUMNS.to_owned());
    }
    let application = open_application(connection, &key, &row.id)?;
    let lines = application.map(|file| lines_of(row, &log, &folded, &file));
    Ok((wrong, lines))
}

/// The file that a loan came from, as stored; whether that is what its events fold into is the application's finding.
fn open_application(
    connection: &Connection,
    key: &FileKey,
    id: &str,
) -> Result<Option<LoanFile>, StoreError> {
    let application = applications::find(connection, id)?;
    let sealed = application.and_then(|row| row.sealed_state);
    Ok(sealed.and_then(|sealed| open_json(key, &state_place(id), &sealed).ok()))
}

fn read_log(
    connection: &Connection,
    key: &FileKey,
    row: &Loan,
) -> Result<(ServicingFile, Vec<ServicingEvent>), Wrong> {
    let log: Vec<ServicingEvent> = open_log(LOANS, connection, key, &row.id)?;
    let folded = ServicingFile::fold(&log).map_err(|(index, error)| {
        let seq = index + 1;
        let what = format!("event {seq} does not follow from those before it: {error}");
        Wrong::Found(what)
    })?;
    Ok((folded, log))
}

//! Whether the complaint of an enrolment still holds together: chain, fold, columns. It changes nothing.

use store::complaints::{self as rows, Complaint};
use store::events::COMPLAINTS;
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::complaint::ComplaintFile;

use crate::event_log::verify::{Wrong, check_chain, check_fold, line};

/// What is wrong with it; without a key, which is gone with an erased enrolment, only the chain is looked at.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(
    connection: &Connection,
    key: Option<&FileKey>,
    enrolment_id: &str,
) -> Result<Option<String>, StoreError> {
    let Some(row) = rows::find_of(connection, enrolment_id)? else {
        return Ok(None);
    };
    line("complaint", &row.id, check(connection, key, &row))
}

fn check(connection: &Connection, key: Option<&FileKey>, row: &Complaint) -> Result<(), Wrong> {
    check_chain(COMPLAINTS, connection, &row.id)?;
    if let Some(key) = key {
        check_fold::<ComplaintFile>(connection, key, row)?;
    }
    Ok(())
}

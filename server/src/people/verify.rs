//! Whether the consents of a file still hold together: chains, folds, columns. It changes nothing.

use store::events::CONSENTS;
use store::file_consents::{self, FileConsent};
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::consent::{ConsentEvent, ConsentFile};

use crate::event_log::verify::{COLUMNS, Wrong, check_chain, holds, line, open_log};

/// One line for each thing wrong.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(
    connection: &Connection,
    key: &FileKey,
    application_id: &str,
) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    for row in file_consents::list(connection, application_id)? {
        wrong.extend(line("consent", &row.id, check(connection, key, &row))?);
    }
    Ok(wrong)
}

fn check(connection: &Connection, key: &FileKey, row: &FileConsent) -> Result<(), Wrong> {
    check_chain(CONSENTS, connection, &row.id)?;
    let log: Vec<ConsentEvent> = open_log(CONSENTS, connection, key, &row.id)?;
    let folded = ConsentFile::fold(&log)?;
    let is_same = row.state == folded.state().as_str()
        && row.version == i64::from(folded.version())
        && row.updated_ms == folded.changed_ms()
        && row.until_ms == folded.until_ms();
    holds(is_same, COLUMNS)
}

//! Whether the consents of a file still hold together: chains, folds, columns. It changes nothing.

use store::events::{CONSENTS, Chain};
use store::file_consents::{self, FileConsent};
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::consent::{ConsentEvent, ConsentFile};

use super::asked::event_place;
use crate::applications::sealed::open_json;

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
        let found = verify_one(connection, key, &row)?;
        wrong.extend(found.map(|what| format!("consent {}: {what}", row.id)));
    }
    Ok(wrong)
}

fn verify_one(
    connection: &Connection,
    key: &FileKey,
    row: &FileConsent,
) -> Result<Option<String>, StoreError> {
    if let Chain::Broken { seq } = CONSENTS.verify_chain(connection, &row.id)? {
        let what = format!("the chain of events is broken at event {seq}");
        return Ok(Some(what));
    }
    let mut log: Vec<ConsentEvent> = Vec::new();
    for event in CONSENTS.list(connection, &row.id)? {
        let place = event_place(&row.id, event.seq);
        match open_json(key, &place, &event.sealed_payload) {
            Ok(event) => log.push(event),
            Err(_) => return Ok(Some(format!("event {} does not open", event.seq))),
        }
    }
    Ok(match ConsentFile::fold(&log) {
        Err(error) => Some(error.to_string()),
        Ok(folded) => {
            let is_same = row.state == folded.state().as_str()
                && row.version == i64::from(folded.version())
                && row.updated_ms == folded.changed_ms()
                && row.until_ms == folded.until_ms();
            let what = "the columns are not what the events fold into";
            (!is_same).then(|| what.to_owned())
        }
    })
}

//! Whether the complaint of an enrolment still holds together: chain, fold, columns. It changes nothing.

use store::complaints::{self as rows, Complaint};
use store::events::{COMPLAINTS, Chain};
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::complaint::{ComplaintEvent, ComplaintFile};

use super::file::event_place;
use crate::applications::sealed::open_json;

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
    let wrong = if let Chain::Broken { seq } = COMPLAINTS.verify_chain(connection, &row.id)? {
        Some(format!("the chain of events is broken at event {seq}"))
    } else {
        let opened = key.map(|key| verify_fold(connection, key, &row));
        opened.transpose()?.flatten()
    };
    Ok(wrong.map(|what| format!("complaint {}: {what}", row.id)))
}

fn verify_fold(
    connection: &Connection,
    key: &FileKey,
    row: &Complaint,
) -> Result<Option<String>, StoreError> {
    let mut log: Vec<ComplaintEvent> = Vec::new();
    for event in COMPLAINTS.list(connection, &row.id)? {
        let place = event_place(&row.id, event.seq);
        match open_json(key, &place, &event.sealed_payload) {
            Ok(event) => log.push(event),
            Err(_) => return Ok(Some(format!("event {} does not open", event.seq))),
        }
    }
    Ok(match ComplaintFile::fold(&log) {
        Err(error) => Some(error.to_string()),
        Ok(folded) => {
            let is_same = row.state == folded.state().as_str()
                && row.version == i64::from(folded.version())
                && row.updated_ms == folded.changed_ms()
                && row.decided_on == folded.decided_on()
                && Some(row.due_on) == folded.due_on();
            let what = "the columns are not what the events fold into";
            (!is_same).then(|| what.to_owned())
        }
    })
}

//! Whether the re-reviews of a file still hold together: chains, folds, columns, and that what was drawn was decided. It
//! changes nothing.

use store::events::{Chain, RE_REVIEWS};
use store::re_reviews::{self as rows, ReReview};
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::re_review::{ReReviewEvent, ReReviewFile};

use super::file::event_place;
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
    for row in rows::list_by_application(connection, application_id)? {
        if let Chain::Broken { seq } = RE_REVIEWS.verify_chain(connection, &row.id)? {
            let what = format!("the chain of events is broken at event {seq}");
            wrong.push(format!("re-review {}: {what}", row.id));
        }
    }
    Ok(wrong)
}

/// One line for each thing wrong with what the key opens.
///
/// # Errors
/// When the store does not answer; everything else is a finding.
pub fn verify(
    connection: &Connection,
    key: &FileKey,
    application_id: &str,
) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    for row in rows::list_by_application(connection, application_id)? {
        let found = verify_one(connection, key, &row)?;
        wrong.extend(found.map(|what| format!("re-review {}: {what}", row.id)));
    }
    Ok(wrong)
}

fn verify_one(
    connection: &Connection,
    key: &FileKey,
    row: &ReReview,
) -> Result<Option<String>, StoreError> {
    let mut log: Vec<ReReviewEvent> = Vec::new();
    for event in RE_REVIEWS.list(connection, &row.id)? {
        let place = event_place(&row.id, event.seq);
        match open_json(key, &place, &event.sealed_payload) {
            Ok(event) => log.push(event),
            Err(_) => return Ok(Some(format!("event {} does not open", event.seq))),
        }
    }
    Ok(match ReReviewFile::fold(&log) {
        Err(error) => Some(error.to_string()),
        Ok(folded) => {
            let is_drawn = folded.drawn().is_some_and(|drawn| {
                i64::from(drawn.ended_version) == row.ended_version
                    && drawn.stage.as_str() == row.stage
                    && drawn.due_on == row.due_on
            });
            let is_same = row.state == folded.state().as_str()
                && row.version == i64::from(folded.version())
                && row.updated_ms == folded.changed_ms()
                && is_drawn;
            let what = "the columns are not what the events fold into";
            (!is_same).then(|| what.to_owned())
        }
    })
}

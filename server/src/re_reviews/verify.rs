//! Whether the re-reviews of a file still hold together: chains, folds, columns, and that what was drawn was decided. It
//! changes nothing.

use store::events::RE_REVIEWS;
use store::re_reviews as rows;
use store::{Connection, StoreError};
use vault::FileKey;
use workflow::re_review::ReReviewFile;

use crate::event_log::verify::{check_chain, check_fold, line};

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
        let checked = check_chain(RE_REVIEWS, connection, &row.id);
        wrong.extend(line("re-review", &row.id, checked)?);
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
        let checked = check_fold::<ReReviewFile>(connection, key, &row);
        wrong.extend(line("re-review", &row.id, checked)?);
    }
    Ok(wrong)
}

//! Saving what was typed.

use api::ProblemCode;
use api::application::{SaveAnswersRequest, SaveAnswersResponse};
use application::Field;
use domain::Date;
use store::Tx;

use super::file::ApplicationFile;
use super::limits::FormLimits;
use super::pinned;
use super::view::is_editable;
use crate::people::name::contact_error;
use crate::problem::ApiError;
use crate::state::Parts;

/// Takes over what was typed, right or wrong, and says what is wrong with it. An answer that may not change now is not taken
/// over, which is said of it and costs nothing else.
///
/// # Errors
/// When the file is not the resident's to change now, or the form has no such field.
pub fn save_answers(
    tx: &Tx,
    parts: &Parts,
    file: &mut ApplicationFile,
    request: &SaveAnswersRequest,
    now_ms: i64,
) -> Result<SaveAnswersResponse, ApiError> {
    if !is_editable(file.loan.state()) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let today = Date::from_unix_ms_shanghai(now_ms);
    let (request, locked) = pinned::take_out(tx, file, request)?;
    // The cap follows from the answers as they will be.
    let mut merged = file.draft.clone();
    let first = FormLimits::new(parts, file.product, &merged.answers, today);
    merged
        .merge(file.product, &request, &first.as_limits())
        .map_err(ApiError::invalid)?;
    let limits = FormLimits::new(parts, file.product, &merged.answers, today);
    let mut merged = file
        .draft
        .merge(file.product, &request, &limits.as_limits())
        .map_err(ApiError::invalid)?;
    if request.answers.contains_key(Field::ContactPhone.id()) {
        merged.errors.extend(contact_error(file));
    }
    merged.errors.extend(locked);
    file.save_draft(tx, parts, now_ms)?;
    Ok(SaveAnswersResponse {
        saved_at_ms: now_ms,
        errors: merged.errors,
        conflicts: merged.conflicts,
    })
}

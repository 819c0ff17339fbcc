//! What of a file that the bureau has passed on may change when a later office returns it: an answer that was judged only
//! where the return pins it.
//!
//! A returned file goes back to the office that returned it, and nobody asks the bureau again. What was not answered when
//! the form was handed in may be answered: whatever is pinned can call for it.

use api::FieldError;
use api::application::SaveAnswersRequest;
use application::{Answer, Answers, Field};
use store::Connection;
use workflow::loan::LoanState;

use super::file::ApplicationFile;
use super::handed_in;
use super::view::is_editable;
use crate::problem::ApiError;

/// How the roster is called where it is pinned.
const ROSTER: &str = "roster";

/// Takes out of a save what may not change now, and says so of each.
///
/// # Errors
/// When the store does not answer.
pub fn take_out(
    connection: &Connection,
    file: &ApplicationFile,
    request: &SaveAnswersRequest,
) -> Result<(SaveAnswersRequest, Vec<FieldError>), ApiError> {
    let mut request = request.clone();
    if !is_passed_on(file.loan.state()) {
        return Ok((request, Vec::new()));
    }
    let handed_in = handed_in::last(connection, &file.key, &file.row.id)?;
    // Of a form that was handed in before forms were kept there is what stands.
    let handed_in = handed_in.map_or_else(|| file.draft.answers.clone(), |(_, form)| form.answers);
    let mut errors = Vec::new();
    request.answers.retain(|id, answer| {
        let field = Field::from_id(id);
        let is_kept = field.is_none_or(|field| {
            is_same(file.draft.answers.get(field), answer.as_ref())
                || !is_locked(file, &handed_in, field)
        });
        if !is_kept {
            errors.push(FieldError {
                pointer: format!("/answers/{id}"),
                code: "not_pinned".to_owned(),
            });
        }
        is_kept
    });
    Ok((request, errors))
}

/// Whether the roster of an enterprise may be another now, which counts for the rules as an answer does.
#[must_use]
pub fn is_roster_open(file: &ApplicationFile) -> bool {
    let state = file.loan.state();
    let is_judged = is_passed_on(state) && file.draft.roster.is_some();
    is_editable(state) && (!is_judged || pins(file).any(|pinned| pinned == ROSTER))
}

const fn is_passed_on(state: LoanState) -> bool {
    matches!(
        state,
        LoanState::ReturnedGuarantee | LoanState::ReturnedBank
    )
}

fn pins(file: &ApplicationFile) -> impl Iterator<Item = &str> {
    file.loan
        .open_defects()
        .iter()
        .map(|defect| defect.field.as_str())
}

fn is_locked(file: &ApplicationFile, handed_in: &Answers, field: Field) -> bool {
    field.is_judged()
        && field.applies(file.product, handed_in)
        && handed_in.has(field)
        && !pins(file).any(|pinned| field.is_asked_by(pinned))
}

fn is_same(stands: Option<&Answer>, sent: Option<&Answer>) -> bool {
    let seen = |answer: Option<&Answer>| answer.map(Answer::as_seen).unwrap_or_default();
    seen(stands).trim() == seen(sent).trim()
}

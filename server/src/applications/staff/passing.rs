//! Whose pass takes a second officer of the bureau: a file that the rules find not eligible, as it was handed in and
//! corrected since.
//!
//! Whoever opened, returned or held it since it was handed in counts as the other; so nobody takes such a file from the first
//! look to the guarantee agency alone. An application taken up again is a new one, at which nobody has looked.

use api::policy::VerdictView;
use api::{FieldError, ProblemCode};
use store::Connection;
use workflow::Role;
use workflow::loan::{LoanAction, Stage};

use crate::applications::file::ApplicationFile;
use crate::corrections;
use crate::problem::ApiError;
use crate::state::Parts;

const NOT_ELIGIBLE: &str = "not_eligible";

/// Whether passing the file on is left to a colleague of this officer. The verdict is that of the answers as they stand,
/// where corrections made another of it.
#[must_use]
pub fn is_left(
    file: &ApplicationFile,
    officer_id: &str,
    action: LoanAction,
    corrected: Option<&VerdictView>,
) -> bool {
    let passes = matches!(action, LoanAction::Pass | LoanAction::PostPublicNotice);
    let verdict = corrected.or(file.verdict.as_ref());
    let is_flagged = verdict.is_some_and(|verdict| verdict.verdict == NOT_ELIGIBLE);
    let has_other = || {
        let events = file.events.iter().rev();
        let mut since = events.take_while(|event| event.action != LoanAction::Submit);
        since.any(|event| event.role == Role::HrOfficer && event.actor_id != officer_id)
    };
    passes && file.loan.state().stage() == Some(Stage::Hr) && is_flagged && !has_other()
}

/// Refuses an officer who would pass it on alone.
///
/// # Errors
/// `second_person_needed` with `second_officer_needed`; when the store does not answer.
pub fn check(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    officer_id: &str,
    action: LoanAction,
) -> Result<(), ApiError> {
    let corrected = corrections::view::verdict_now(parts, connection, file)?;
    if !is_left(file, officer_id, action, corrected.as_ref()) {
        return Ok(());
    }
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: "second_officer_needed".to_owned(),
    };
    Err(ApiError::Fields(
        ProblemCode::SecondPersonNeeded,
        vec![error],
    ))
}

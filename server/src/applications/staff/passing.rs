//! Whose pass takes a second officer: a file that the rules find not eligible, as it was handed in and corrected since. In a
//! later office it does where the office before passed it on as something else.
//!
//! Whoever opened, returned or held it since it was handed in counts as the other; so nobody takes such a file from the first
//! look to the guarantee agency alone. An application taken up again is a new one, at which nobody has looked.

use api::policy::VerdictView;
use api::{FieldError, ProblemCode};
use store::Connection;
use workflow::loan::{LoanAction, Stage};

use crate::applications::file::ApplicationFile;
use crate::applications::moment::Moment;
use crate::applications::past::as_of;
use crate::corrections;
use crate::problem::ApiError;
use crate::state::Parts;

const NOT_ELIGIBLE: &str = "not_eligible";

/// Whether passing the file on in its stage is a decision of two people. The verdict is that of the answers as they stand,
/// where corrections made another of it.
///
/// # Errors
/// When the store does not answer or the past of the file does not open.
pub fn takes_two(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    corrected: Option<&VerdictView>,
) -> Result<bool, ApiError> {
    let stage = file.loan.state().stage();
    if stage.is_none() || !is_flagged(file, corrected) {
        return Ok(false);
    }
    Ok(stage == Some(Stage::Hr) || !was_flagged(parts, connection, file)?)
}

fn is_flagged(file: &ApplicationFile, corrected: Option<&VerdictView>) -> bool {
    let verdict = corrected.or(file.verdict.as_ref());
    verdict.is_some_and(|verdict| verdict.verdict == NOT_ELIGIBLE)
}

/// Whether the office before knew: two people of it have passed it on, and what they decided is not decided again.
fn was_flagged(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
) -> Result<bool, ApiError> {
    let passed = file.events.iter().enumerate().rev();
    let mut passed = passed.filter(|(_, event)| passes(event.action));
    let Some((events, event)) = passed.next() else {
        return Ok(false);
    };
    let at_ms = event.at_ms;
    let Some(now) = ApplicationFile::load(parts, connection, &file.row.id)? else {
        return Ok(false);
    };
    let then = as_of(parts, connection, now, Moment { events, at_ms })?.file;
    let corrected = corrections::view::verdict_now(parts, connection, &then)?;
    Ok(is_flagged(&then, corrected.as_ref()))
}

const fn passes(action: LoanAction) -> bool {
    matches!(
        action,
        LoanAction::Pass | LoanAction::PostPublicNotice | LoanAction::Approve
    )
}

/// Whether passing on a file that takes two is left to a colleague of this officer.
#[must_use]
pub fn is_left(file: &ApplicationFile, officer_id: &str, action: LoanAction) -> bool {
    let role = file.loan.state().stage().map(Stage::officer);
    let has_other = || {
        let events = file.events.iter().rev();
        let mut since = events.take_while(|event| event.action != LoanAction::Submit);
        since.any(|event| role == Some(event.role) && event.actor_id != officer_id)
    };
    passes(action) && !has_other()
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
    if !is_left(file, officer_id, action) {
        return Ok(());
    }
    let corrected = corrections::view::verdict_now(parts, connection, file)?;
    if !takes_two(parts, connection, file, corrected.as_ref())? {
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

//! What the refusals of classes and enrolments become on the way out.

use api::{FieldError, ProblemCode};
use store::UpdateError;
use workflow::StepError;

use crate::problem::ApiError;

/// The problem of a refused step. The workflow's own code travels along, because "not possible" alone helps nobody.
#[must_use]
pub fn refused_step(refusal: StepError) -> ApiError {
    let field = |pointer: &str| {
        vec![FieldError {
            pointer: pointer.to_owned(),
            code: refusal.code().to_owned(),
        }]
    };
    match refusal {
        StepError::ClassClosed => ProblemCode::ClassClosed.into(),
        StepError::WaitListFull => ProblemCode::WaitlistFull.into(),
        StepError::WrongRole => ApiError::Fields(ProblemCode::NotAllowed, field("/action")),
        StepError::DetailInvalid { part } => ApiError::invalid(field(&format!("/{part}"))),
        StepError::SamePerson => {
            ApiError::Fields(ProblemCode::SecondPersonNeeded, field("/action"))
        }
        StepError::WrongDetail => ApiError::invalid(field("/action")),
        _ => ApiError::Fields(ProblemCode::ActionNotPossible, field("/action")),
    }
}

/// Another write came first.
pub(crate) fn refused_update(error: UpdateError) -> ApiError {
    match error {
        UpdateError::Stale { .. } => ProblemCode::Stale.into(),
        UpdateError::NotFound => ProblemCode::NotFound.into(),
        UpdateError::Store(error) => error.into(),
    }
}

//! What the workflow's refusals and broken data become on the way out.

use std::error::Error;

use api::{FieldError, ProblemCode};
use workflow::loan::TransitionError;

use crate::problem::ApiError;

/// Maps whatever goes wrong; `doing` completes "could not …".
pub(crate) fn while_doing<E: Into<Box<dyn Error + Send + Sync>>>(
    doing: &'static str,
) -> impl Fn(E) -> ApiError {
    move |source| ApiError::internal(doing, source)
}

/// Something stored that cannot be; `doing` completes "could not …".
pub(crate) fn impossible(doing: &'static str) -> ApiError {
    ApiError::internal(doing, "it cannot be")
}

/// One line for a person at the terminal, where no browser puts a code into words.
pub(crate) fn describe(error: &ApiError) -> String {
    match error {
        ApiError::Internal { doing, source } => format!("could not {doing}: {source}"),
        ApiError::Fields(code, errors) => format!("{}: {errors:?}", code.id()),
        ApiError::OutcomeUnknown => "nobody knows whether it was done; try again".to_owned(),
        ApiError::Refused(code) | ApiError::Later(code, _) => code.id().to_owned(),
    }
}

/// The problem of a refused transition. The workflow's own code travels along, because "not possible" alone helps
/// nobody.
#[must_use]
pub fn refused_transition(refusal: TransitionError) -> ApiError {
    let field = |pointer: String| {
        vec![FieldError {
            pointer,
            code: refusal.code().to_owned(),
        }]
    };
    let action = || field("/action".to_owned());
    match refusal {
        TransitionError::SamePerson => ApiError::Fields(ProblemCode::SecondPersonNeeded, action()),
        TransitionError::WrongRole => ApiError::Fields(ProblemCode::NotAllowed, action()),
        TransitionError::DetailInvalid { part } => ApiError::invalid(field(format!("/{part}"))),
        TransitionError::SupervisorReasonMissing => {
            ApiError::invalid(field("/supervisor_reason".to_owned()))
        }
        TransitionError::NewFactsMissing => ApiError::invalid(field("/new_facts".to_owned())),
        TransitionError::WrongDetail => ApiError::invalid(action()),
        _ => ApiError::Fields(ProblemCode::ActionNotPossible, action()),
    }
}

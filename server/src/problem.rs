//! How a request fails: [`ApiError`] knows the code and keeps the cause; the browser gets the code, the log the cause.

use std::error::Error;

use api::{FieldError, Problem, ProblemCode};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use store::StoreError;
use tokio::task::JoinError;

use crate::antivirus::ScanError;
use crate::uploads::UploadsError;

pub(crate) mod json;

pub use self::json::JsonBody;

/// Why a request is not answered with what it asked for.
///
/// Only store, uploads and scanner convert by themselves; whoever meets another error says what was being done.
#[derive(Debug)]
pub enum ApiError {
    /// Refused for the reason the code gives.
    Refused(ProblemCode),
    /// Refused because of these fields.
    Fields(ProblemCode, Vec<FieldError>),
    /// Refused for now; come back after so many seconds.
    Later(ProblemCode, u32),
    /// The database went away while the change was being made durable: it may stand or not. The same request under the
    /// same key finds out.
    OutcomeUnknown,
    /// Our fault. The cause is logged where the answer is made, once.
    Internal {
        /// Completes "could not …".
        doing: &'static str,
        /// The cause.
        source: Box<dyn Error + Send + Sync>,
    },
}

impl ApiError {
    /// Fields that are not right, all at once (422).
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self::Fields(ProblemCode::InvalidInput, errors)
    }

    /// One field that is not right (422).
    #[must_use]
    pub fn invalid_field(pointer: &str, code: &str) -> Self {
        Self::invalid(vec![FieldError {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
        }])
    }

    /// Something that should not happen; `doing` completes "could not …".
    pub fn internal(doing: &'static str, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal {
            doing,
            source: source.into(),
        }
    }

    /// What the log says of it.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Internal { doing, source } => {
                format!("could not {doing}: {}", told(source.as_ref()))
            }
            refused => refused.problem().code.id().to_owned(),
        }
    }

    /// Whether what was asked for may have been done all the same.
    pub(crate) fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::OutcomeUnknown)
    }

    /// The problem as the browser sees it.
    pub(crate) fn problem(&self) -> Problem {
        match self {
            Self::Refused(code) => Problem::new(*code),
            Self::Fields(code, errors) => Problem {
                errors: errors.clone(),
                ..Problem::new(*code)
            },
            Self::Later(code, seconds) => Problem {
                retry_after_s: Some(*seconds),
                ..Problem::new(*code)
            },
            Self::OutcomeUnknown => Problem {
                retry_after_s: Some(1),
                ..Problem::new(ProblemCode::Overloaded)
            },
            Self::Internal { .. } => Problem::new(ProblemCode::Internal),
        }
    }
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self::Refused(code)
    }
}

/// The words of a cause. What a lost task panicked with may quote somebody; where it did, the log has already.
pub(crate) fn told(source: &(dyn Error + Send + Sync + 'static)) -> String {
    if source.is::<JoinError>() {
        "a task was lost".to_owned()
    } else {
        source.to_string()
    }
}

/// Leaves the problem with the response; `middleware/problems.rs` writes the body, because only there the request's id
/// is known.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Internal { doing, source } = &self {
            tracing::error!(error = told(source.as_ref()), "could not {doing}");
        }
        let problem = self.problem();
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(problem);
        response
    }
}

/// When to send a paper again after its store did not answer.
const PAPERS_RETRY_S: u32 = 5;

/// Said by the error itself, as the store's: a failure of the place of papers.
impl From<UploadsError> for ApiError {
    fn from(error: UploadsError) -> Self {
        match error {
            UploadsError::Full => Self::Refused(ProblemCode::StorageFull),
            UploadsError::Away(source) => {
                // What the browser is told is no fault of ours, so it is not logged with the answer.
                tracing::error!(
                    error = source.as_ref() as &dyn Error,
                    "the store of papers does not answer"
                );
                Self::Later(ProblemCode::PapersUnavailable, PAPERS_RETRY_S)
            }
            error => Self::internal("use the papers", error),
        }
    }
}

/// A paper that nobody could scan is neither taken nor shown; to whoever waits it is as if the papers were away.
impl From<ScanError> for ApiError {
    fn from(error: ScanError) -> Self {
        tracing::error!(error = &error as &dyn Error, "a paper could not be scanned");
        Self::Later(ProblemCode::PapersUnavailable, PAPERS_RETRY_S)
    }
}

/// The one conversion that the store's writes need: a `StoreError` says itself what failed.
impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Overloaded
            | StoreError::Closed
            | StoreError::Unavailable
            | StoreError::Unreachable { .. }
            | StoreError::DiskFailed => Self::Later(ProblemCode::Overloaded, 1),
            StoreError::OutcomeUnknown => Self::OutcomeUnknown,
            StoreError::DiskFull => Self::Refused(ProblemCode::StorageFull),
            error => Self::internal("use the database", error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_log_hears_nothing_of_what_a_lost_task_was_about() {
        let task = tokio::spawn(async { assert_eq!("示例甲", "示例乙") });
        let lost = task.await.unwrap_err();
        assert!(lost.to_string().contains("示例甲"), "{lost}");
        let error = ApiError::internal("keep a paper", lost);
        assert_eq!(error.told(), "could not keep a paper: a task was lost");
    }

    #[test]
    fn a_refusal_is_told_by_its_code() {
        let error = ApiError::invalid_field("/phone", "required");
        assert_eq!(error.told(), "invalid_input");
    }
}

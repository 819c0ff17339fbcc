//! A handler that panics costs its own request and nothing else.

use axum::response::{IntoResponse as _, Response};

use crate::problem::ApiError;

/// The answer in place of the one that was lost. What the panic said may quote somebody; where it was, the log has.
pub(super) fn answer_panic() -> Response {
    ApiError::internal("finish a handler", "it panicked").into_response()
}

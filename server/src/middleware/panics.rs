//! A handler that panics costs its own request and nothing else.

use std::any::Any;

use axum::response::{IntoResponse as _, Response};

use crate::problem::ApiError;

/// The answer in place of the one that was lost.
pub(super) fn answer_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    ApiError::internal("finish a handler, which panicked", words.to_owned()).into_response()
}

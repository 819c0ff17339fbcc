//! A paper whose bytes lie where papers are kept, and the row that makes them count.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use store::Tx;

use crate::applications::access::{self, Access};
use crate::applications::papers;
use crate::idempotency::{self, Request};
use crate::problem::ApiError;
use crate::state::AppState;

/// Writes the row by `add`, once; without a row the bytes at `storage_path` go again. A paper of the staff that came new is
/// noted as `look` says.
///
/// # Errors
/// Those of `add` and of [`idempotency::once`].
pub(super) async fn keep_once<T, F>(
    state: &AppState,
    once: Request,
    storage_path: &str,
    look: Option<Access>,
    add: F,
) -> Result<Response, ApiError>
where
    T: Serialize,
    F: Fn(&Tx) -> Result<T, ApiError> + Send + Sync + 'static,
{
    let is_added = Arc::new(AtomicBool::new(false));
    let added = is_added.clone();
    let response = idempotency::once(state, once, StatusCode::CREATED, move |tx| {
        let view = add(tx)?;
        added.store(true, Ordering::SeqCst);
        Ok(view)
    })
    .await;
    let is_added = is_added.load(Ordering::SeqCst);
    if is_unused(&response, is_added) {
        papers::drop_unused(state, storage_path).await;
    }
    if let Some(look) = look.filter(|_| is_added) {
        access::log(state, look).await?;
    }
    response
}

/// Whether bytes are nobody's: their paper was refused, or the same request was answered before with an earlier copy.
fn is_unused(response: &Result<Response, ApiError>, is_added: bool) -> bool {
    let is_refused = matches!(response, Err(error) if !error.is_outcome_unknown());
    is_refused || (response.is_ok() && !is_added)
}

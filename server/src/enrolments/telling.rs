//! A write that is done once, and then told to whom it concerns.

use std::sync::{Arc, Mutex, PoisonError};

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use store::Tx;

use super::notice::{Notice, owe, tell};
use crate::idempotency::{self, Request};
use crate::problem::ApiError;
use crate::sms::message::Owed;
use crate::state::AppState;

/// Does it once and answers with what it returns; who is to be told is written down with it, and told then.
///
/// # Errors
/// Those of the work; [`api::ProblemCode::KeyReused`] when the key came with another request.
pub async fn do_and_tell<T, F>(
    state: &AppState,
    once: Request,
    status: StatusCode,
    work: F,
) -> Result<Response, ApiError>
where
    T: Serialize + 'static,
    F: Fn(&Tx) -> Result<(T, Vec<Notice>), ApiError> + Send + Sync + 'static,
{
    let state = state.clone();
    let do_and_tell = async move {
        let (response, owed) = do_and_owe(&state, once, status, work).await?;
        tell(&state, owed).await;
        Ok(response)
    };
    // On its own, so that a browser that goes away between change and message does not keep the message back.
    tokio::spawn(do_and_tell)
        .await
        .map_err(|source| ApiError::internal("change something and tell of it", source))?
}

/// The same for a write that concerns many: whoever makes it need not wait for their messages.
///
/// # Errors
/// Those of [`do_and_tell`].
pub async fn do_and_tell_after<T, F>(
    state: &AppState,
    once: Request,
    status: StatusCode,
    work: F,
) -> Result<Response, ApiError>
where
    T: Serialize + 'static,
    F: Fn(&Tx) -> Result<(T, Vec<Notice>), ApiError> + Send + Sync + 'static,
{
    let (response, owed) = do_and_owe(state, once, status, work).await?;
    let state = state.clone();
    tokio::spawn(async move { tell(&state, owed).await });
    Ok(response)
}

async fn do_and_owe<T, F>(
    state: &AppState,
    once: Request,
    status: StatusCode,
    work: F,
) -> Result<(Response, Vec<Owed>), ApiError>
where
    T: Serialize + 'static,
    F: Fn(&Tx) -> Result<(T, Vec<Notice>), ApiError> + Send + Sync + 'static,
{
    // Stays empty when the same request was answered before: nobody is told twice.
    let owed = Arc::new(Mutex::new(Vec::new()));
    let (parts, told) = (state.clone(), owed.clone());
    let response = idempotency::once(state, once, status, move |tx| {
        let (answer, notices) = work(tx)?;
        let owed = owe(tx, &parts, notices, parts.clock.now_ms())?;
        // A write that is done again says anew who is to be told.
        *told.lock().unwrap_or_else(PoisonError::into_inner) = owed;
        Ok(answer)
    })
    .await?;
    let owed = std::mem::take(&mut *owed.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((response, owed))
}

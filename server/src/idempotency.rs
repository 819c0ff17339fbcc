//! Writes that may arrive twice: the answer is stored in the same write as the effect and given again.

use std::sync::Arc;

use api::{IDEMPOTENCY_KEY, ProblemCode};
use axum::Json;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use store::helped_sessions::{self, HelpedAct};
use store::idempotency::{self, Answer, Known};
use store::{Connection, StoreError, Tx};
use vault::Keyring;

use crate::problem::ApiError;
use crate::session;
use crate::state::AppState;

/// How often an unknown outcome is asked after before the device is told to.
const TRIES: u32 = 3;

/// The key made on the device. `authorize` refuses writes without one and leaves it for the handler.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// 16 to 64 characters of `[A-Za-z0-9-]`, or nothing.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        Self::of_text(headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?)
    }

    /// The same for a key that stands in a form.
    pub(crate) fn of_text(text: &str) -> Option<Self> {
        let is_right = (16..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_right.then(|| Self(text.to_owned()))
    }

    /// The key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(ProblemCode::MalformedRequest.into())
    }
}

/// One write as it came: who sent it, its key, and a hash of what it asks.
#[derive(Clone, Debug)]
pub struct Request {
    subject: String,
    key: IdempotencyKey,
    hash: [u8; 32],
    /// Name of the call, and what it is done to.
    operation: String,
    /// What was done, where the call's name does not say it.
    act: Option<String>,
}

impl Request {
    /// Says what the call does, for calls that do one thing or another.
    #[must_use]
    pub fn doing(self, act: &str) -> Self {
        Self {
            act: Some(act.to_owned()),
            ..self
        }
    }

    /// The helped session it comes from, if a clerk sends it.
    fn helped_session(&self) -> Option<&str> {
        self.subject
            .strip_prefix(session::HELPED)?
            .strip_prefix('/')
    }

    /// What is noted of it in the helped session.
    fn act(&self, answer: &Value, at_ms: i64) -> HelpedAct {
        let mut parts = self.operation.split('/');
        let name = parts.next().unwrap_or_default();
        let made = || answer.get("id").and_then(Value::as_str);
        HelpedAct {
            action: self.act.clone().unwrap_or_else(|| name.to_owned()),
            subject_id: parts.next().or_else(made).map(str::to_owned),
            at_ms,
        }
    }

    /// `operation` names the call and its path parameters, `body` is what came; both decide whether a key is reused.
    ///
    /// # Errors
    /// When the body cannot be written as JSON.
    pub fn new(
        subject: String,
        key: IdempotencyKey,
        operation: &str,
        body: &impl Serialize,
    ) -> Result<Self, ApiError> {
        let body = serde_json::to_vec(body)
            .map_err(|source| ApiError::internal("hash a request for its key", source))?;
        Ok(Self::of_bytes(subject, key, operation, &body))
    }

    /// The same for a body that is no JSON.
    #[must_use]
    pub fn of_bytes(subject: String, key: IdempotencyKey, operation: &str, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(operation.as_bytes());
        hash.update([0]);
        hash.update(body);
        Self {
            subject,
            key,
            hash: hash.finalize().into(),
            operation: operation.to_owned(),
            act: None,
        }
    }

    /// Whether this very write was answered before, or its key came with another one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub fn is_known(&self, connection: &Connection, keyring: &Keyring) -> Result<bool, StoreError> {
        Ok(self.find(connection, keyring)? != Known::No)
    }

    fn find(&self, connection: &Connection, keyring: &Keyring) -> Result<Known, StoreError> {
        let find =
            |hash: &[u8; 32]| idempotency::find(connection, &self.subject, &self.key.0, hash);
        match find(&self.kept_hash(keyring))? {
            // A row of before the hash was keyed.
            Known::KeyReused => find(&self.hash),
            known => Ok(known),
        }
    }

    /// The hash as it is kept: keyed, because whoever has the database alone could try every card or ID number.
    fn kept_hash(&self, keyring: &Keyring) -> [u8; 32] {
        keyring.blind_index("idempotency_request", &STANDARD.encode(self.hash))
    }

    fn aad(&self) -> String {
        format!("idempotency_keys/{}/{}/response", self.subject, self.key.0)
    }
}

/// Does `work` once and answers with `status` and what it returns; a repeated request is answered with the first answer.
///
/// An `Err` of the work undoes all of it and is not stored: the device may try again under the same key.
///
/// # Errors
/// Those of the work; [`ProblemCode::KeyReused`] when the key came with another request.
pub async fn once<T, F>(
    state: &AppState,
    request: Request,
    status: StatusCode,
    work: F,
) -> Result<Response, ApiError>
where
    T: Serialize,
    F: Fn(&Tx) -> Result<T, ApiError> + Send + Sync + 'static,
{
    let (keyring, now_ms) = (state.keyring.clone(), state.clock.now_ms());
    let done_once = Arc::new(move |tx: &Tx| do_once(tx, &keyring, &request, status, now_ms, &work));
    let mut tries = 0;
    let (status, body) = loop {
        let write = done_once.clone();
        match state.store.write(move |tx| write(tx)).await {
            // The key knows whether it was done.
            Err(error) if error.is_outcome_unknown() && tries < TRIES => tries += 1,
            answer => break answer?,
        }
    };
    Ok(if status == StatusCode::NO_CONTENT {
        status.into_response()
    } else {
        (status, Json(body)).into_response()
    })
}

/// Gives the answer of before, or does the work and keeps its answer.
fn do_once<T: Serialize>(
    tx: &Tx,
    keyring: &Keyring,
    request: &Request,
    status: StatusCode,
    now_ms: i64,
    work: &impl Fn(&Tx) -> Result<T, ApiError>,
) -> Result<(StatusCode, Value), ApiError> {
    let doing = "keep an answer for its key";
    let internal = |source| ApiError::internal(doing, source);
    match request.find(tx, keyring)? {
        Known::Answered(answer) => return reopen(keyring, request, &answer),
        Known::KeyReused => return Err(ProblemCode::KeyReused.into()),
        Known::No => {}
    }
    // Asked inside the write: a helper revoked a moment ago does nothing more.
    if let Some(helped) = request.helped_session()
        && session::helped::find_open(tx, helped)?.is_none()
    {
        let ended = helped_sessions::find(tx, helped)?.and_then(|helped| helped.end_reason);
        return Err(session::helped::out(ended.as_deref().unwrap_or("revoked")));
    }
    let body = serde_json::to_value(work(tx)?).map_err(internal)?;
    if let Some(helped) = request.helped_session() {
        helped_sessions::note_act(tx, helped, &request.act(&body, now_ms))?;
    }
    let bytes = serde_json::to_vec(&body).map_err(internal)?;
    let answer = Answer {
        status: i64::from(status.as_u16()),
        response: keyring.seal(&request.aad(), &bytes),
    };
    idempotency::insert(
        tx,
        &request.subject,
        &request.key.0,
        &request.kept_hash(keyring),
        &answer,
        now_ms,
    )?;
    Ok((status, body))
}

fn reopen(
    keyring: &Keyring,
    request: &Request,
    answer: &Answer,
) -> Result<(StatusCode, Value), ApiError> {
    let doing = "give an answer again";
    let bytes = keyring
        .open(&request.aad(), &answer.response)
        .map_err(|source| ApiError::internal(doing, source))?;
    let body =
        serde_json::from_slice(&bytes).map_err(|source| ApiError::internal(doing, source))?;
    let status = u16::try_from(answer.status)
        .ok()
        .and_then(|status| StatusCode::from_u16(status).ok());
    Ok((status.unwrap_or(StatusCode::OK), body))
}

//! One place that speaks HTTP.

use api::{IDEMPOTENCY_KEY, Problem};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use crate::{ClientError, IdempotencyKey};

/// A village 3G line needs seconds for what a city line does in a blink; longer than this and waiting is no help.
const LIMIT_MS: u32 = 20_000;
/// A photo of 400 KB at 30 KB/s, with room.
const UPLOAD_LIMIT_MS: u32 = 120_000;
/// How long a report over many people may take.
const COMPUTED_LIMIT_MS: u32 = 120_000;

pub(crate) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ClientError> {
    parsed(&get_text(path).await?)
}

/// The same for what the server computes for a while.
pub(crate) async fn get_computed<T: DeserializeOwned>(path: &str) -> Result<T, ClientError> {
    let response = send(builder(Method::GET, path), None, COMPUTED_LIMIT_MS).await?;
    parsed(&text(response).await?)
}

pub(crate) async fn get_text(path: &str) -> Result<String, ClientError> {
    text(send(builder(Method::GET, path), None, LIMIT_MS).await?).await
}

pub(crate) async fn write<T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &impl Serialize,
    key: &IdempotencyKey,
) -> Result<T, ClientError> {
    write_text(method, path, &written(body)?, key).await
}

/// The body is JSON already.
pub(crate) async fn write_text<T: DeserializeOwned>(
    method: Method,
    path: &str,
    body: &str,
    key: &IdempotencyKey,
) -> Result<T, ClientError> {
    parsed(&text(write_raw(method, path, body, key).await?).await?)
}

pub(crate) async fn write_no_content(
    method: Method,
    path: &str,
    body: &impl Serialize,
    key: &IdempotencyKey,
) -> Result<(), ClientError> {
    accepted(write_raw(method, path, &written(body)?, key).await?)
        .await
        .map(drop)
}

fn written(body: &impl Serialize) -> Result<String, ClientError> {
    serde_json::to_string(body).map_err(|_| ClientError::Unreadable)
}

async fn write_raw(
    method: Method,
    path: &str,
    body: &str,
    key: &IdempotencyKey,
) -> Result<Response, ClientError> {
    let builder = builder(method, path)
        .header(IDEMPOTENCY_KEY, key.as_str())
        .header("content-type", "application/json");
    send(builder, Some(JsValue::from_str(body)), LIMIT_MS).await
}

pub(crate) async fn upload<T: DeserializeOwned>(
    path: &str,
    blob: web_sys::Blob,
    key: &IdempotencyKey,
) -> Result<T, ClientError> {
    let builder = builder(Method::POST, path)
        .header(IDEMPOTENCY_KEY, key.as_str())
        .header("content-type", "application/octet-stream");
    let response = send(builder, Some(blob.into()), UPLOAD_LIMIT_MS).await?;
    parsed(&text(response).await?)
}

pub(crate) async fn delete(path: &str, key: &IdempotencyKey) -> Result<(), ClientError> {
    let builder = builder(Method::DELETE, path).header(IDEMPOTENCY_KEY, key.as_str());
    accepted(send(builder, None, LIMIT_MS).await?)
        .await
        .map(drop)
}

fn builder(method: Method, path: &str) -> RequestBuilder {
    RequestBuilder::new(path).method(method)
}

async fn send(
    builder: RequestBuilder,
    body: Option<JsValue>,
    limit_ms: u32,
) -> Result<Response, ClientError> {
    let abort = web_sys::AbortController::new().ok();
    let builder = builder.abort_signal(
        abort
            .as_ref()
            .map(web_sys::AbortController::signal)
            .as_ref(),
    );
    let request: Request = match body {
        Some(body) => builder.body(body),
        None => builder.build(),
    }
    .map_err(|_| ClientError::Unreadable)?;
    let timeout = abort.map(|abort| Timeout::new(limit_ms, move || abort.abort()));
    let response = request.send().await.map_err(|_| ClientError::Offline);
    drop(timeout);
    response
}

async fn accepted(response: Response) -> Result<Response, ClientError> {
    if response.ok() {
        return Ok(response);
    }
    let text = response.text().await.map_err(|_| ClientError::Offline)?;
    match json::from_str::<Problem>(&text) {
        Ok(problem) => Err(ClientError::Refused(Box::new(problem))),
        // A proxy between here and the server answers 502 and 504 in its own words: the server is away.
        Err(_) if response.status() >= 500 => Err(ClientError::Offline),
        Err(_) => Err(ClientError::Unreadable),
    }
}

async fn text(response: Response) -> Result<String, ClientError> {
    let response = accepted(response).await?;
    response.text().await.map_err(|_| ClientError::Offline)
}

/// Reads an answer. Waiting for one is not here: it would be compiled again for every type.
pub(crate) fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, ClientError> {
    json::from_str(text).map_err(|_| ClientError::Unreadable)
}

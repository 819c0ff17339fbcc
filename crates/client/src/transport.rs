//! One place that speaks HTTP.

use api::{IDEMPOTENCY_KEY, Problem, ProblemCode};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::{callback::Timeout, future::TimeoutFuture};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{ClientError, IdempotencyKey};

/// A village 3G line needs seconds for what a city line does in a blink; longer than this and waiting is no help. What has
/// begun to come has as long again.
const LIMIT_MS: u32 = 20_000;
/// A photo of 400 KB at 30 KB/s, with room.
const UPLOAD_LIMIT_MS: u32 = 120_000;
/// How long a report over many people may take.
const COMPUTED_LIMIT_MS: u32 = 120_000;
/// How often a busy server is asked again before the person is told.
const BUSY_TRIES: usize = 2;
/// Whoever waits longer than this is better told.
const LONGEST_PAUSE_MS: u32 = 10_000;

pub(crate) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ClientError> {
    parsed(&get_text(path).await?)
}

/// The same for what the server computes for a while.
pub(crate) async fn get_computed<T: DeserializeOwned>(path: &str) -> Result<T, ClientError> {
    let response = send(&Call::get(path, COMPUTED_LIMIT_MS)).await?;
    parsed(&text(response).await?)
}

/// Bytes to save.
pub(crate) async fn get_file(path: &str) -> Result<web_sys::Blob, ClientError> {
    let response = send(&Call::get(path, COMPUTED_LIMIT_MS)).await?;
    let response: web_sys::Response = accepted(response).await?.into();
    let blob = response.blob().map_err(|_| ClientError::Unreadable)?;
    let blob = JsFuture::from(blob)
        .await
        .map_err(|_| ClientError::Offline)?;
    blob.dyn_into().map_err(|_| ClientError::Unreadable)
}

pub(crate) async fn get_text(path: &str) -> Result<String, ClientError> {
    text(send(&Call::get(path, LIMIT_MS)).await?).await
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

/// A write that takes no body.
pub(crate) async fn write_empty<T: DeserializeOwned>(
    method: Method,
    path: &str,
    key: &IdempotencyKey,
) -> Result<T, ClientError> {
    let call = Call::write(method, path, key, None, LIMIT_MS);
    parsed(&text(send(&call).await?).await?)
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
    let body = Some(("application/json", JsValue::from_str(body)));
    send(&Call::write(method, path, key, body, LIMIT_MS)).await
}

pub(crate) async fn upload<T: DeserializeOwned>(
    path: &str,
    blob: web_sys::Blob,
    key: &IdempotencyKey,
) -> Result<T, ClientError> {
    let body = Some(("application/octet-stream", blob.into()));
    let call = Call::write(Method::POST, path, key, body, UPLOAD_LIMIT_MS);
    parsed(&text(send(&call).await?).await?)
}

pub(crate) async fn delete(path: &str, key: &IdempotencyKey) -> Result<(), ClientError> {
    let call = Call::write(Method::DELETE, path, key, None, LIMIT_MS);
    accepted(send(&call).await?).await.map(drop)
}

/// A request in a form that can be sent again.
struct Call<'a> {
    method: Method,
    path: &'a str,
    key: Option<&'a str>,
    /// Content type and bytes.
    body: Option<(&'static str, JsValue)>,
    limit_ms: u32,
}

impl<'a> Call<'a> {
    fn get(path: &'a str, limit_ms: u32) -> Self {
        Self {
            method: Method::GET,
            path,
            key: None,
            body: None,
            limit_ms,
        }
    }

    fn write(
        method: Method,
        path: &'a str,
        key: &'a IdempotencyKey,
        body: Option<(&'static str, JsValue)>,
        limit_ms: u32,
    ) -> Self {
        Self {
            method,
            path,
            key: Some(key.as_str()),
            body,
            limit_ms,
        }
    }
}

/// Sends, and again when the server is too busy and says when to come back: a write does it under the same key, so it
/// happens once.
async fn send(call: &Call<'_>) -> Result<Response, ClientError> {
    for _ in 0..BUSY_TRIES {
        let response = send_once(call).await?;
        let retry_after = response.headers().get("retry-after");
        match pause_ms(response.status(), retry_after, js_sys::Math::random()) {
            Some(pause_ms) => TimeoutFuture::new(pause_ms).await,
            None => return Ok(response),
        }
    }
    send_once(call).await
}

/// How long to wait before the same request is worth sending again. Those refused together must not come back
/// together, so up to as much again is added by chance.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of at most ten thousand"
)]
fn pause_ms(status: u16, retry_after: Option<String>, chance: f64) -> Option<u32> {
    if status != ProblemCode::Overloaded.status() {
        return None;
    }
    let seconds: u32 = retry_after?.parse().ok()?;
    let least_ms = seconds
        .checked_mul(1000)
        .filter(|ms| *ms <= LONGEST_PAUSE_MS)?;
    Some(least_ms + (f64::from(least_ms) * chance) as u32)
}

async fn send_once(call: &Call<'_>) -> Result<Response, ClientError> {
    let abort = web_sys::AbortController::new().ok();
    let mut builder = RequestBuilder::new(call.path)
        .method(call.method.clone())
        .abort_signal(
            abort
                .as_ref()
                .map(web_sys::AbortController::signal)
                .as_ref(),
        );
    if let Some(key) = call.key {
        builder = builder.header(IDEMPOTENCY_KEY, key);
    }
    let request: Request = match &call.body {
        Some((content_type, body)) => builder
            .header("content-type", content_type)
            .body(body.clone()),
        None if call.key.is_some() => builder.build().map(outliving),
        None => builder.build(),
    }
    .map_err(|_| ClientError::Unreadable)?;
    let limit = || {
        let abort = abort.clone()?;
        Some(Timeout::new(call.limit_ms, move || abort.abort()))
    };
    let timeout = limit();
    let response = request.send().await.map_err(|_| ClientError::Offline);
    drop(timeout);
    // The body may stall as well; one that was read to its end does not mind.
    if let Some(timeout) = limit() {
        timeout.forget();
    }
    response
}

/// The request, sent to its end even when the page goes meanwhile: whoever signs out and closes the page is signed out.
/// For what has no body: browsers keep only few bytes of them.
fn outliving(request: Request) -> Request {
    let request: web_sys::Request = request.into();
    let init = web_sys::RequestInit::new();
    // The bindings have no word for it.
    let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &true.into());
    match web_sys::Request::new_with_request_and_init(&request, &init) {
        Ok(outliving) => outliving.into(),
        Err(_) => request.into(),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_server_is_asked_again_when_it_says_so() {
        let after = |seconds: &str| Some(seconds.to_owned());
        let table = [
            (503, after("1"), 0.0, Some(1_000)),
            (503, after("2"), 0.5, Some(3_000)),
            // Something between here and the server that says no time, or a date, or too long.
            (503, None, 0.5, None),
            (503, after("Tue, 24 Nov 2026 02:00:00 GMT"), 0.5, None),
            (503, after("15"), 0.5, None),
            (503, after("4294968"), 0.5, None),
            // What waiting does not change within a page's patience.
            (429, after("1"), 0.5, None),
            (200, after("1"), 0.5, None),
        ];
        for (status, retry_after, chance, pause) in table {
            let name = format!("{status} {retry_after:?}");
            assert_eq!(pause_ms(status, retry_after, chance), pause, "{name}");
        }
    }
}

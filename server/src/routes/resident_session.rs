//! The resident's session: ask for a code, sign in with it, see it, end it.

use api::ProblemCode;
use api::session::{ResidentSessionResponse, SendCodeRequest, SignInRequest};
use axum::Json;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::PhoneNumber;
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderName, StatusCode};

use crate::login_code;
use crate::middleware::client_address::ClientAddress;
use crate::problem::{ApiError, JsonBody};
use crate::session::cookie::SessionCookie;
use crate::session::{self, ResidentSession};
use crate::state::AppState;

/// What the browser forgets at sign-out: drafts and cached answers belong to who signed in.
pub(crate) const FORGET: (HeaderName, &str) = (
    HeaderName::from_static("clear-site-data"),
    "\"cache\", \"storage\"",
);

pub(crate) fn parse_phone(text: &str) -> Result<PhoneNumber, ApiError> {
    PhoneNumber::parse(text).map_err(|error| ApiError::invalid_field("/phone", error.code()))
}

/// Sends a one-time code.
#[utoipa::path(post, path = api::path::SESSION_CODE, operation_id = "send_code", tag = "session",
    request_body = SendCodeRequest,
    responses((status = 204, description = "On its way, whether or not the phone is known."),
        (status = 422, description = "No mainland mobile number.", body = api::Problem),
        (status = 429, description = "Too many codes.", body = api::Problem)))]
pub(crate) async fn send_code(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    JsonBody(request): JsonBody<SendCodeRequest>,
) -> Result<StatusCode, ApiError> {
    login_code::send(&state, &parse_phone(&request.phone)?, from).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs a resident in.
#[utoipa::path(post, path = api::path::SESSION, operation_id = "sign_in", tag = "session",
    request_body = SignInRequest,
    responses((status = 200, description = "Signed in; the cookie comes along.", body = ResidentSessionResponse),
        (status = 401, description = "Wrong, spent or expired code.", body = api::Problem),
        (status = 403, description = "This tab is in a helped session.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn sign_in(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SignInRequest>,
) -> Result<Response, ApiError> {
    if session::helped::mark(&headers).is_some() {
        return Err(ProblemCode::NotAllowed.into());
    }
    let phone = parse_phone(&request.phone)?;
    let session = login_code::sign_in(&state, &phone, &request.code, from).await?;
    // Whoever is signed in now, this browser is no longer in the session it was in.
    session::helped::end(&state, &headers, "other").await?;
    let body = ResidentSessionResponse {
        phone_masked: phone.masked(),
        idle_until_ms: session.idle_until_ms(&state),
        ends_ms: session.ends_ms(),
        now_ms: state.clock.now_ms(),
        device_key: device_key(&state, session.person_id()),
        device_mark: device_mark(&state, session.person_id()),
    };
    Ok(with_cookie(
        Json(body).into_response(),
        SessionCookie::Resident.set(&session.token),
    ))
}

/// The session the browser holds. Without one it is told so with an answer like any other: a page that everybody may read asks
/// too, and a refusal would stand in the browser's log as an error.
#[utoipa::path(get, path = api::path::SESSION, operation_id = "find_session", tag = "session",
    responses((status = 200, description = "Signed in.", body = ResidentSessionResponse),
        (status = 204, description = "Nobody says to be signed in."),
        (status = 401, description = "The session has ended.", body = api::Problem)))]
pub(crate) async fn find_session(
    State(state): State<AppState>,
    session: Option<ResidentSession>,
) -> Result<Response, ApiError> {
    let Some(session) = session else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let phone = session::find_phone(&state, &session.person_id)?;
    let phone_masked = phone.expose().masked();
    Ok(Json(ResidentSessionResponse {
        phone_masked,
        idle_until_ms: session.idle_until_ms,
        ends_ms: session.ends_ms,
        now_ms: state.clock.now_ms(),
        // A shared computer keeps nothing, so it gets no key to keep it under.
        device_key: own(&session, || device_key(&state, &session.person_id)),
        device_mark: own(&session, || device_mark(&state, &session.person_id)),
    })
    .into_response())
}

fn own(session: &ResidentSession, text: impl FnOnce() -> String) -> String {
    match session.helper {
        Some(_) => String::new(),
        None => text(),
    }
}

/// The key of what a person's forms keep on a device. It is not stored anywhere: whoever signs in again gets the same.
fn device_key(state: &AppState, person_id: &str) -> String {
    key_of(state, "device key", person_id)
}

fn device_mark(state: &AppState, person_id: &str) -> String {
    mark_of(state, "device mark", person_id)
}

pub(crate) fn key_of(state: &AppState, purpose: &str, id: &str) -> String {
    STANDARD.encode(state.keyring.blind_index(purpose, id))
}

pub(crate) fn mark_of(state: &AppState, purpose: &str, id: &str) -> String {
    let mark = state.keyring.blind_index(purpose, id);
    mark.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Signs out here.
#[utoipa::path(delete, path = api::path::SESSION, operation_id = "sign_out", tag = "session",
    responses((status = 204, description = "Signed out, whether or not one was signed in.")))]
pub(crate) async fn sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    if !session::helped::end(&state, &headers, "ended").await? {
        // The browser is in another person's session by now: that one goes on.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    session::end(&state, &headers, SessionCookie::Resident).await?;
    let response = (StatusCode::NO_CONTENT, [FORGET]).into_response();
    Ok(with_cookie(response, SessionCookie::Resident.clear()))
}

pub(crate) fn with_cookie(mut response: Response, cookie: Option<http::HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

//! The page on which somebody says that what the phone shows is another person's.

use api::ProblemCode;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::json;

use super::own_pages::fresh_key;
use super::resident_session::{FORGET, with_cookie};
use crate::applications::access::{self, Access};
use crate::idempotency::{self, IdempotencyKey};
use crate::plain::{self, Look, answer_personal_page, not_mine_page, separated_page};
use crate::problem::ApiError;
use crate::session::cookie::SessionCookie;
use crate::session::{ResidentSession, give_up_phone};
use crate::state::AppState;

/// What happens when I say that what this phone shows is not mine.
#[utoipa::path(get, path = plain::NOT_MINE, operation_id = "show_not_mine", tag = "plain",
    responses((status = 200, description = "The page.", content_type = "text/html", body = String),
        (status = 403, description = "At a terminal, or in a helped session.", content_type = "text/html", body = String)))]
pub(crate) async fn show_not_mine(
    _session: ResidentSession,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let look = at_home(Look::of(&address))?;
    let page = i18n::speak(look.language, || not_mine_page(look, &fresh_key(), false));
    Ok(answer_personal_page(&headers, StatusCode::OK, page))
}

/// What cannot be taken back is not pressed where somebody else may still be signed in.
fn at_home(look: Look) -> Result<Look, ApiError> {
    if look.is_terminal {
        return Err(ProblemCode::NotAllowed.into());
    }
    Ok(look)
}

/// What somebody pressed, as the browser sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct TypedNotMine {
    #[serde(default)]
    key: String,
    #[serde(default)]
    sure: String,
}

/// Takes my phone from everything that came before.
#[utoipa::path(post, path = plain::NOT_MINE, operation_id = "give_up_own_phone", tag = "plain",
    request_body(content = Object, content_type = "application/x-www-form-urlencoded", description = "`key` and `sure`."),
    responses((status = 200, description = "Separated and signed out everywhere; the page says so.", content_type = "text/html", body = String),
        (status = 403, description = "At a terminal, or in a helped session.", content_type = "text/html", body = String),
        (status = 422, description = "Without the tick; nothing was done.", content_type = "text/html", body = String)))]
pub(crate) async fn give_up_own_phone(
    State(state): State<AppState>,
    session: ResidentSession,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
    typed: Result<Form<TypedNotMine>, FormRejection>,
) -> Result<Response, ApiError> {
    let typed = typed.map(|Form(typed)| typed).unwrap_or_default();
    let key = IdempotencyKey::of_text(&typed.key).ok_or(ProblemCode::MalformedRequest)?;
    let look = at_home(Look::of(&address))?;
    if typed.sure.is_empty() {
        let page = i18n::speak(look.language, || not_mine_page(look, &fresh_key(), true));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(answer_personal_page(&headers, status, page));
    }
    access::log(&state, Access::resident(&session, "give_up_phone", None)).await?;
    let once = idempotency::Request::new(session.subject(), key, "give_up_phone", &typed.sure)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        give_up_phone(tx, &parts.keyring, &session.person_id, now_ms)?;
        Ok(json!({}))
    })
    .await?;
    let page = i18n::speak(look.language, || separated_page(look));
    let page = answer_personal_page(&headers, StatusCode::OK, page);
    let response = ([FORGET], page).into_response();
    Ok(with_cookie(response, SessionCookie::Resident.clear()))
}

//! The page of a helped session on which a file comes to the phone at the window.

use api::{FieldError, ProblemCode};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::own_pages::{fresh_key, leave_for};
use crate::applications::access::{self, Access};
use crate::idempotency::{self, IdempotencyKey};
use crate::plain::{self, Look, TypedMove, answer_personal_page, moved_page};
use crate::problem::ApiError;
use crate::service_point::moved::{Wanted, bring, count};
use crate::session::{Helper, ResidentSession};
use crate::state::AppState;

/// What is asked before a file comes to the phone at the window.
#[utoipa::path(get, path = plain::MOVED, operation_id = "show_moved", tag = "plain",
    responses((status = 200, description = "The page.", content_type = "text/html", body = String),
        (status = 401, description = "In no helped session.", content_type = "text/html", body = String)))]
pub(crate) async fn show_moved(
    State(state): State<AppState>,
    _helper: Helper,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let shown = (StatusCode::OK, None);
    draw(
        &state,
        &headers,
        Look::of(&address),
        &TypedMove::default(),
        shown,
    )
}

fn draw(
    state: &AppState,
    headers: &HeaderMap,
    look: Look,
    typed: &TypedMove<'_>,
    (status, done): (StatusCode, Option<&str>),
) -> Response {
    let key = fresh_key();
    let idle_s = state.config.sessions.helped_idle_ms() / 1_000;
    let page = i18n::speak(look.language, || {
        moved_page(look, (&key, idle_s), typed, done)
    });
    let mut answer = answer_personal_page(headers, status, page);
    leave_for(&mut answer, idle_s, "/my/");
    answer
}

/// What the clerk typed, as the browser sends it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct SentMove {
    #[serde(default)]
    key: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    id_number: String,
    #[serde(default)]
    seen: String,
}

/// Brings a file to the phone at the window.
#[utoipa::path(post, path = plain::MOVED, operation_id = "bring_file", tag = "plain",
    request_body(content = Object, content_type = "application/x-www-form-urlencoded",
        description = "`key`, `number`, `id_number` and `seen`."),
    responses((status = 200, description = "It has come; the page says so.", content_type = "text/html", body = String),
        (status = 401, description = "In no helped session.", content_type = "text/html", body = String),
        (status = 404, description = "Number, identity card and name are of no one file.", content_type = "text/html", body = String),
        (status = 422, description = "Everything that is missing or wrong.", content_type = "text/html", body = String),
        (status = 429, description = "Too many tries.", content_type = "text/html", body = String)))]
pub(crate) async fn bring_file(
    State(state): State<AppState>,
    session: ResidentSession,
    helper: Helper,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
    sent: Result<Form<SentMove>, FormRejection>,
) -> Result<Response, ApiError> {
    let look = Look::of(&address);
    let sent = sent.map(|Form(sent)| sent).unwrap_or_default();
    let key = IdempotencyKey::of_text(&sent.key).ok_or(ProblemCode::MalformedRequest)?;
    let (status, errors) = match carry(&state, &session, &helper, key, &sent).await {
        Ok(number) => {
            let shown = (StatusCode::OK, Some(number.as_str()));
            return Ok(draw(&state, &headers, look, &TypedMove::default(), shown));
        }
        Err(ApiError::Fields(ProblemCode::InvalidInput, errors)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, errors)
        }
        Err(ApiError::Refused(ProblemCode::NotFound)) => {
            let error = FieldError {
                pointer: "/number".to_owned(),
                code: "not_found".to_owned(),
            };
            (StatusCode::NOT_FOUND, vec![error])
        }
        Err(other) => return Err(other),
    };
    let typed = TypedMove {
        number: &sent.number,
        id_number: &sent.id_number,
        seen: !sent.seen.is_empty(),
        errors: &errors,
    };
    Ok(draw(&state, &headers, look, &typed, (status, None)))
}

async fn carry(
    state: &AppState,
    session: &ResidentSession,
    helper: &Helper,
    key: IdempotencyKey,
    sent: &SentMove,
) -> Result<String, ApiError> {
    let today = state.clock.today();
    let seen = !sent.seen.is_empty();
    let wanted = Wanted::read(&sent.number, &sent.id_number, seen, today)?;
    count(state, helper, &wanted).await?;
    access::log(state, Access::resident(session, "bring_file", None)).await?;
    let once = idempotency::Request::new(session.subject(), key, "bring_file", sent)?;
    let number = wanted.number.clone();
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    let (helper, person_id) = (helper.clone(), session.person_id.clone());
    idempotency::once(state, once, StatusCode::OK, move |tx| {
        let id = bring(tx, &parts, &helper, &person_id, &wanted, now_ms)?;
        Ok(json!({ "id": id }))
    })
    .await?;
    Ok(number)
}

//! The page of what is held about me, the ZIP of it, and deleting it.

use api::{FieldError, ProblemCode};
use axum::Form;
use axum::body::Body;
use axum::extract::rejection::FormRejection;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use serde::Deserialize;
use store::StoreError;

use super::own_pages::{fresh_key, is_wechat, see_other};
use super::resident_session::{FORGET, with_cookie};
use crate::applications::actor::Actor;
use crate::applications::clocks::loan_clocks;
use crate::applications::{access, papers};
use crate::idempotency::IdempotencyKey;
use crate::jobs::housekeeping::SESSION_DAYS;
use crate::own_data::archive::archive;
use crate::own_data::code;
use crate::own_data::erase::{Plan, erase};
use crate::own_data::held::Held;
use crate::plain::{
    self, CodeForm, ERASE, Look, OwnDataPage, answer_personal_page, erase_page, erased_page,
    own_data_page,
};
use crate::problem::ApiError;
use crate::session::cookie::SessionCookie;
use crate::session::{self, ResidentSession};
use crate::state::AppState;

/// What the page adds to its address once a code was sent.
const SENT: &str = "sent=1";

/// Which of the two pages it is, how it is read, and in what.
#[derive(Clone, Copy)]
struct Place<'a> {
    look: Look,
    headers: &'a HeaderMap,
    is_erasing: bool,
}

impl<'a> Place<'a> {
    fn of(address: &Uri, headers: &'a HeaderMap) -> Self {
        Self {
            look: Look::of(address),
            headers,
            is_erasing: asks(address, ERASE),
        }
    }
}

fn asks(address: &Uri, pair: &str) -> bool {
    let query = address.query().unwrap_or_default();
    query.split('&').any(|each| each == pair)
}

/// What is held about me, how long, and the way to have it; with `part=erase`, what of it can go.
#[utoipa::path(get, path = plain::OWN_DATA, operation_id = "show_own_data", tag = "plain",
    params(("part" = Option<String>, Query, description = "`erase`: the page before deleting.")),
    responses((status = 200, description = "The page.", content_type = "text/html", body = String)))]
pub(crate) async fn show_own_data(
    State(state): State<AppState>,
    session: ResidentSession,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let place = Place::of(&address, &headers);
    let page = as_it_is(
        &state,
        &session,
        place,
        &Said {
            is_sent: asks(&address, SENT),
            ..Said::default()
        },
    )?;
    let look = access::Access::resident(&session, "view_own_data", None);
    access::log(&state, look).await?;
    Ok(answer_personal_page(&headers, StatusCode::OK, page))
}

/// What came of a press before.
#[derive(Default)]
struct Said<'a> {
    is_sent: bool,
    typed: &'a str,
    errors: &'a [FieldError],
}

fn as_it_is(
    state: &AppState,
    session: &ResidentSession,
    place: Place<'_>,
    said: &Said<'_>,
) -> Result<String, ApiError> {
    let look = place.look;
    let phone = session::find_phone(state, &session.person_id)?;
    let phone = phone.expose().masked();
    let key = fresh_key();
    let form = CodeForm {
        phone: &phone,
        minutes: code::VALID_MINUTES,
        is_sent: said.is_sent,
        typed: said.typed,
        key: &key,
    };
    if place.is_erasing {
        let now_ms = state.clock.now_ms();
        let plan = state.store.read::<_, StoreError>(|connection| {
            Plan::read(connection, &session.person_id, now_ms)
        })?;
        return Ok(i18n::speak(look.language, || {
            erase_page(look, &plan, &form, said.errors)
        }));
    }
    let held = Held::read(state, &session.person_id)?;
    let page = OwnDataPage {
        held: &held,
        draft_days: loan_clocks(&state.district).draft_days,
        session_days: SESSION_DAYS,
        in_wechat: is_wechat(place.headers),
        form,
    };
    Ok(i18n::speak(look.language, || {
        own_data_page(look, &page, said.errors)
    }))
}

/// What somebody pressed and typed, as the browser sends it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct TypedOwnData {
    #[serde(default)]
    key: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    code: String,
}

/// Sends a code to my phone; for the code, gives me the ZIP, or deletes what nobody else needs. A code is good once, so each is
/// done once.
#[utoipa::path(post, path = plain::OWN_DATA, operation_id = "have_own_data", tag = "plain",
    request_body(content = Object, content_type = "application/x-www-form-urlencoded",
        description = "`key` and `what`: `code`, or `download` or `erase` with `code`."),
    responses((status = 200, description = "A ZIP: a page to read, `data.json`, my papers. After deleting, a page, and no session.",
            content_type = "application/zip", body = String),
        (status = 303, description = "A code is on its way: the page asks for it."),
        (status = 403, description = "A terminal that many use; the page says so.", content_type = "text/html", body = String),
        (status = 422, description = "No code, or not the one.", content_type = "text/html", body = String),
        (status = 429, description = "Too many codes, or too many downloads.", content_type = "text/html", body = String)))]
pub(crate) async fn have_own_data(
    State(state): State<AppState>,
    session: ResidentSession,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
    typed: Result<Form<TypedOwnData>, FormRejection>,
) -> Result<Response, ApiError> {
    let place = Place::of(&address, &headers);
    let typed = typed.map(|Form(typed)| typed).unwrap_or_default();
    let key = IdempotencyKey::of_text(&typed.key).ok_or(ProblemCode::MalformedRequest)?;
    if place.look.is_terminal {
        let page = as_it_is(&state, &session, place, &Said::default())?;
        return Ok(answer_personal_page(&headers, StatusCode::FORBIDDEN, page));
    }
    let done = match typed.what.as_str() {
        "code" => send(&state, &session, place).await,
        "download" => download(&state, &session, &typed.code, place.look).await,
        "erase" => erase_all(&state, &session, (&typed.code, &key), place).await,
        _ => Err(ProblemCode::MalformedRequest.into()),
    };
    let refused = match done {
        Ok(response) => return Ok(response),
        Err(refused) => refused,
    };
    let problem = refused.problem();
    let (status, errors) = match problem.code {
        ProblemCode::InvalidInput => (StatusCode::UNPROCESSABLE_ENTITY, problem.errors),
        ProblemCode::TooManyRequests => {
            let error = FieldError {
                pointer: "/code".to_owned(),
                code: ProblemCode::TooManyRequests.id().to_owned(),
            };
            (StatusCode::TOO_MANY_REQUESTS, vec![error])
        }
        _ => return Err(refused),
    };
    let said = Said {
        is_sent: false,
        typed: &typed.code,
        errors: &errors,
    };
    let page = as_it_is(&state, &session, place, &said)?;
    let mut response = answer_personal_page(&headers, status, page);
    if let Some(seconds) = problem.retry_after_s {
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

async fn send(
    state: &AppState,
    session: &ResidentSession,
    place: Place<'_>,
) -> Result<Response, ApiError> {
    let phone = session::find_phone(state, &session.person_id)?;
    code::send(state, phone.expose()).await?;
    let here = if place.is_erasing {
        format!("{}?{ERASE}&{SENT}", plain::OWN_DATA)
    } else {
        format!("{}?{SENT}", plain::OWN_DATA)
    };
    Ok(see_other(&place.look.link(&here)))
}

async fn download(
    state: &AppState,
    session: &ResidentSession,
    typed: &str,
    look: Look,
) -> Result<Response, ApiError> {
    let phone = session::find_phone(state, &session.person_id)?;
    code::prove(state, &session.person_id, phone.expose(), typed).await?;
    let held = Held::read(state, &session.person_id)?;
    let files = held.files.iter().map(|one| one.file.row.id.as_str());
    let looks = files.map(|id| access::Access::resident(session, "download_own_data", Some(id)));
    let all = access::Access::resident(session, "download_own_data", None);
    access::log_all(state, looks.chain([all]).collect()).await?;
    let body: Body = archive(state, &held, phone.expose(), look)?;
    let head = [
        (CONTENT_TYPE, "application/zip"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"fumin-my-data.zip\"",
        ),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((head, body).into_response())
}

async fn erase_all(
    state: &AppState,
    session: &ResidentSession,
    (typed, key): (&str, &IdempotencyKey),
    place: Place<'_>,
) -> Result<Response, ApiError> {
    let phone = session::find_phone(state, &session.person_id)?;
    code::prove(state, &session.person_id, phone.expose(), typed).await?;
    let look = access::Access::resident(session, "erase_own_data", None);
    access::log(state, look).await?;
    let actor = Actor::resident(state, session, place.headers, key);
    let parts = state.clone();
    let plan = state
        .store
        .write::<_, _, ApiError>(move |tx| erase(tx, &parts, &actor))
        .await?;
    // What stays of the papers goes within the hour.
    if let Err(error) = papers::sweep(state).await {
        tracing::warn!(
            error = error.told(),
            "papers of erased drafts are kept a while"
        );
    }
    let page = i18n::speak(place.look.language, || erased_page(place.look, &plan));
    let mut response = answer_personal_page(place.headers, StatusCode::OK, page);
    let (name, what) = FORGET;
    response
        .headers_mut()
        .insert(name, HeaderValue::from_static(what));
    Ok(with_cookie(response, SessionCookie::Resident.clear()))
}

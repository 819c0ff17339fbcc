//! The page of the roster of an enterprise: what was sent, what it comes to, the way to send another.

use api::{FieldError, ProblemCode};
use application::Roster;
use axum::extract::{OriginalUri, Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode, Uri};
use serde_json::json;

use super::own_pages::{fresh_key, is_wechat, leave_for, see_other};
use crate::applications::error::while_doing;
use crate::applications::own::open_own;
use crate::applications::pinned::is_roster_open;
use crate::applications::{access, papers};
use crate::idempotency::{self, IdempotencyKey};
use crate::multipart::SentForm;
use crate::plain::{self, Look, NotKept, RosterPage, answer_personal_page, roster_page};
use crate::problem::ApiError;
use crate::problem::json::read_body;
use crate::rosters::keep::{check_product, keep};
use crate::rosters::sheet::{ReadSheet, read};
use crate::rosters::template::template;
use crate::rosters::view::roster_view;
use crate::session::ResidentSession;
use crate::state::AppState;

const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MOST_NAME_CHARS: usize = 100;

/// The new hires of an enterprise's application: what was sent, what it comes to, the way to send another.
#[utoipa::path(get, path = plain::ROSTER, operation_id = "show_roster", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "The page.", content_type = "text/html", body = String),
        (status = 404, description = "No such application of mine, or one without a roster.", content_type = "text/html", body = String)))]
pub(crate) async fn show_roster(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let place = (id.as_str(), &address, &headers);
    let page = as_it_is(&state, &session, place, None)?;
    let look = access::Access::resident(&session, "view_roster", Some(&id));
    access::log(&state, look).await?;
    let answer = answer_personal_page(&headers, StatusCode::OK, page);
    Ok(left_alone(&state, &session, &id, answer))
}

/// After so many seconds without a request a helped session is over; nothing where a resident is alone.
fn helped_idle_s(state: &AppState, session: &ResidentSession) -> Option<i64> {
    let idle_s = state.config.sessions.helped_idle_ms() / 1_000;
    session.helper.is_some().then_some(idle_s)
}

fn left_alone(
    state: &AppState,
    session: &ResidentSession,
    id: &str,
    mut answer: Response,
) -> Response {
    if let Some(idle_s) = helped_idle_s(state, session) {
        leave_for(&mut answer, idle_s, &format!("/apply/{id}"));
    }
    answer
}

/// Draws the page; with what was wrong about a file that was sent a moment ago.
fn as_it_is(
    state: &AppState,
    session: &ResidentSession,
    (id, address, headers): (&str, &Uri, &HeaderMap),
    not_kept: Option<&NotKept<'_>>,
) -> Result<String, ApiError> {
    let today = state.clock.today();
    let (kept, may_change) = state.store.read::<_, ApiError>(|connection| {
        let file = open_own(state, connection, id, &session.person_id)?;
        check_product(&file)?;
        let may_change = is_roster_open(&file);
        Ok((roster_view(state, &file, today), may_change))
    })?;
    let key = fresh_key();
    let page = RosterPage {
        id,
        kept: kept.as_ref(),
        may_change,
        helped_idle_s: helped_idle_s(state, session),
        in_wechat: is_wechat(headers),
        query: address.query().unwrap_or_default(),
        key: &key,
    };
    let look = Look::of(address);
    Ok(i18n::speak(look.language, || {
        roster_page(look, &page, not_kept)
    }))
}

/// The sheet to fill in.
#[utoipa::path(get, path = plain::ROSTER_TEMPLATE, operation_id = "find_roster_template", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "A workbook.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, description = "No such application of mine, or one without a roster.", content_type = "text/html", body = String)))]
pub(crate) async fn find_roster_template(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    state.store.read::<_, ApiError>(|connection| {
        check_product(&open_own(&state, connection, &id, &session.person_id)?)
    })?;
    let make = || template().map_err(while_doing("make the template of a roster"));
    let bytes = state.readers.run(make).await?;
    let head = [
        (CONTENT_TYPE, SHEET_TYPE),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"fumin-new-hires.xlsx\"",
        ),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((head, bytes).into_response())
}

/// Takes a sheet: kept when nothing in it is wrong, otherwise everything that is, at its row and column.
#[utoipa::path(post, path = plain::ROSTER, operation_id = "send_roster", tag = "plain",
    params(("id" = String, Path, description = "Application id")),
    request_body(content = Object, content_type = "multipart/form-data",
        description = "`key`, and `sheet` or `remove`."),
    responses((status = 303, description = "Kept, or taken away: the page shows it."),
        (status = 404, description = "No such application of mine, or one without a roster.", content_type = "text/html", body = String),
        (status = 409, description = "Not the resident's to change now.", content_type = "text/html", body = String),
        (status = 413, description = "Too large.", content_type = "text/html", body = String),
        (status = 422, description = "Everything wrong in it; nothing was kept.", content_type = "text/html", body = String)))]
pub(crate) async fn send_roster(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
    OriginalUri(address): OriginalUri,
    request: Request,
) -> Result<Response, ApiError> {
    let look = Look::of(&address);
    state.store.read::<_, ApiError>(|connection| {
        let file = open_own(&state, connection, &id, &session.person_id)?;
        check_product(&file)?;
        if is_roster_open(&file) {
            Ok(())
        } else {
            Err(ProblemCode::ActionNotPossible.into())
        }
    })?;
    papers::count_upload(&state, &session.person_id).await?;
    let headers = request.headers().clone();
    let bytes = read_body(request.into_body()).await?;
    let form = read_form(&headers, &bytes)?;
    let key = IdempotencyKey::of_text(form.text("key")).ok_or(ProblemCode::MalformedRequest)?;
    let roster = if form.text("remove").is_empty() {
        match checked(&state, &form).await? {
            Ok(roster) => Some(roster),
            Err(not_kept) => {
                let not_kept = not_kept.shown();
                let place = (id.as_str(), &address, &headers);
                let page = as_it_is(&state, &session, place, Some(&not_kept))?;
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let answer = answer_personal_page(&headers, status, page);
                return Ok(left_alone(&state, &session, &id, answer));
            }
        }
    } else {
        None
    };
    let here = plain::ROSTER.replace("{id}", &id);
    let operation = format!("save_roster/{id}");
    let once = idempotency::Request::of_bytes(session.subject(), key, &operation, &bytes);
    let (parts, now_ms, person_id) = (state.clone(), state.clock.now_ms(), session.person_id);
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let mut file = open_own(&parts, tx, &id, &person_id)?;
        keep(tx, &parts, &mut file, roster.clone(), now_ms)?;
        Ok(json!({ "id": id }))
    })
    .await?;
    Ok(see_other(&look.link(&here)))
}

fn read_form(headers: &HeaderMap, bytes: &Bytes) -> Result<SentForm, ApiError> {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let form = SentForm::read(content_type.unwrap_or_default(), bytes);
    form.ok_or_else(|| ProblemCode::MalformedBody.into())
}

/// Why a file was not kept.
enum Wrong {
    Refused(Vec<FieldError>),
    Mistakes(ReadSheet),
}

impl Wrong {
    fn shown(&self) -> NotKept<'_> {
        match self {
            Self::Refused(errors) => NotKept::Refused(errors),
            Self::Mistakes(sheet) => NotKept::Mistakes(sheet),
        }
    }
}

/// Reads the file of a form off the async threads: it may unfold to many megabytes.
async fn checked(state: &AppState, form: &SentForm) -> Result<Result<Roster, Wrong>, ApiError> {
    let file = form.file.clone().filter(|file| !file.bytes.is_empty());
    let Some(file) = file else {
        let error = FieldError {
            pointer: "/sheet".to_owned(),
            code: "no_file".to_owned(),
        };
        return Ok(Err(Wrong::Refused(vec![error])));
    };
    let (today, received_ms) = (state.clock.today(), state.clock.now_ms());
    let bytes = file.bytes;
    let sheet = match state.readers.run(move || read(&bytes, today)).await {
        Err(ApiError::Fields(ProblemCode::InvalidInput, errors)) => {
            return Ok(Err(Wrong::Refused(errors)));
        }
        found => found?,
    };
    if sheet.has_mistakes() {
        return Ok(Err(Wrong::Mistakes(sheet)));
    }
    Ok(Ok(Roster {
        name: file.name.chars().take(MOST_NAME_CHARS).collect(),
        received_ms,
        hires: sheet.hires(),
    }))
}

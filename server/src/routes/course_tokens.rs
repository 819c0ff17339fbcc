//! Courses from a trainer's own system: the tokens, and the call they open.

use api::ProblemCode;
use api::course_sheet::{RowState, SheetState};
use api::course_token::{
    CourseTokenView, ListCourseTokensResponse, MOST_SENT_ROWS, MadeCourseToken,
    MakeCourseTokenRequest, SendCoursesRequest, SentCourses,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use listing::sheet::SheetRow;
use store::course_tokens::{self as rows, CourseToken};
use store::uploads::{self, Upload};
use store::{Connection, staff};
use vault::Token;

use crate::applications::actor::Actor;
use crate::course_sheets::check::Known;
use crate::course_sheets::row::KnownRow;
use crate::course_sheets::take_in::take_in;
use crate::course_sheets::view::sheet_view;
use crate::idempotency::{self, IdempotencyKey};
use crate::ids;
use crate::organisations::Desk;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

const MOST_NAME_CHARS: usize = 40;
/// More are forgotten ones.
const MOST_TOKENS: usize = 10;
/// The name of the sheet in which sent rows stand.
const SHEET_NAME: &str = "接口";

/// Tokens of the own organisation.
#[utoipa::path(get, path = api::path::STAFF_COURSE_TOKENS, operation_id = "list_course_tokens", tag = "course sheets",
    responses((status = 200, description = "The newest first.", body = ListCourseTokensResponse)))]
pub(crate) async fn list_course_tokens(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListCourseTokensResponse>, ApiError> {
    let tokens = state.store.read(|connection| {
        let own = Desk::of_session(connection, &session)?.own()?;
        let found = rows::list(connection, &own.row.id)?.into_iter();
        let views = found.map(|token| view(connection, token));
        views.collect::<Result<_, ApiError>>()
    })?;
    Ok(Json(ListCourseTokensResponse { tokens }))
}

fn view(connection: &Connection, token: CourseToken) -> Result<CourseTokenView, ApiError> {
    let author = staff::find(connection, &token.author_id)?;
    Ok(CourseTokenView {
        id: token.id,
        name: token.name,
        author: author.map(|author| author.display_name).unwrap_or_default(),
        created_at_ms: token.created_ms,
        used_at_ms: token.used_ms,
    })
}

/// Makes a token that acts for whoever asks. Its text is in this answer alone.
#[utoipa::path(post, path = api::path::STAFF_COURSE_TOKENS, operation_id = "make_course_token", tag = "course sheets",
    request_body = MakeCourseTokenRequest,
    responses((status = 201, description = "Made.", body = MadeCourseToken),
        (status = 422, description = "No name, too long a one, or too many tokens.", body = api::Problem)))]
pub(crate) async fn make_course_token(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<MakeCourseTokenRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "make_course_token", &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let own = Desk::of_session(tx, &session)?.own()?;
        let name = request.name.trim();
        let wrong = match name.chars().count() {
            0 => Some("required"),
            1..=MOST_NAME_CHARS => None,
            _ => Some("too_long"),
        };
        let has_many = rows::list(tx, &own.row.id)?.len() >= MOST_TOKENS;
        if let Some(code) = wrong.or(has_many.then_some("too_many_tokens")) {
            return Err(ApiError::invalid_field("/name", code));
        }
        let token = Token::generate();
        let new = CourseToken {
            id: ids::fresh(),
            organisation_id: own.row.id,
            author_id: session.staff_id.clone(),
            name: name.to_owned(),
            hash: token.hash(),
            created_ms: now_ms,
            used_ms: None,
            revoked_ms: None,
        };
        rows::insert(tx, &new)?;
        Ok(MadeCourseToken {
            id: new.id,
            token: token.expose().to_owned(),
        })
    })
    .await
}

/// Revokes a token; the next call with it is refused.
#[utoipa::path(delete, path = api::path::STAFF_COURSE_TOKEN, operation_id = "revoke_course_token", tag = "course sheets",
    params(("id" = String, Path, description = "Token id")),
    responses((status = 204, description = "Revoked."),
        (status = 404, description = "No such token of mine.", body = api::Problem)))]
pub(crate) async fn revoke_course_token(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let now_ms = state.clock.now_ms();
    let revoke = move |tx: &store::Tx| {
        let own = Desk::of_session(tx, &session)?.own()?;
        if rows::revoke(tx, &own.row.id, &id, now_ms)? {
            Ok(())
        } else {
            Err(ApiError::from(ProblemCode::NotFound))
        }
    };
    state.store.write::<_, _, ApiError>(revoke).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Courses from a trainer's own system: checked as the rows of a sheet are, good ones taken in, bad ones left in a sheet
/// that can be repaired on screen. A title or a class sent again is changed, not doubled.
#[utoipa::path(post, path = api::path::TRAINER_COURSES, operation_id = "send_courses", tag = "course sheets",
    request_body = SendCoursesRequest,
    responses((status = 200, description = "What would become of them.", body = SentCourses),
        (status = 201, description = "Taken in, but for bad rows.", body = SentCourses),
        (status = 401, description = "No such token.", body = api::Problem),
        (status = 422, description = "No rows, or too many.", body = api::Problem),
        (status = 429, description = "Too many calls with this token.", body = api::Problem)))]
pub(crate) async fn send_courses(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<SendCoursesRequest>,
) -> Result<Response, ApiError> {
    let own = state
        .store
        .read(|connection| Desk::of_session(connection, &session)?.own())?;
    if request.rows.is_empty() || request.rows.len() > MOST_SENT_ROWS {
        return Err(ApiError::invalid_field("/rows", "row_count"));
    }
    let once = idempotency::Request::new(session.subject(), key.clone(), "send_courses", &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let SendCoursesRequest {
        rows: sent,
        is_dry_run,
        is_handed_in,
    } = request;
    let (parts, organisation, today) = (state.clone(), own.clone(), actor.today());
    let work = move || {
        let rows = (1..).zip(sent);
        let mut rows: Vec<KnownRow> = rows
            .map(|(number, values)| KnownRow::new(SheetRow { number, values }, Vec::new()))
            .collect();
        let known = parts
            .store
            .read(|connection| Known::of(connection, &organisation, &rows, today))?;
        known.judge(&parts, &mut rows);
        Ok(rows)
    };
    let judged = state.readers.run(work).await?;
    if is_dry_run {
        let answer = SentCourses {
            sheet: None,
            rows: judged.iter().map(KnownRow::view).collect(),
            courses: 0,
            handed_in: 0,
            not_handed_in: Vec::new(),
        };
        return Ok(Json(answer).into_response());
    }
    let stored: Result<Vec<_>, _> = judged.iter().map(KnownRow::stored).collect();
    let (stored, has_good) = (
        stored?,
        judged.iter().any(|row| row.state == RowState::Good),
    );
    let upload = Upload {
        id: ids::fresh(),
        organisation_id: own.row.id,
        author_id: session.staff_id.clone(),
        name: SHEET_NAME.to_owned(),
        unknown_columns: "[]".to_owned(),
        state: SheetState::Open.id().to_owned(),
        version: 1,
        created_ms: actor.now_ms,
        taken_ms: None,
    };
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let own = Desk::of_session(tx, &session)?.own()?;
        uploads::insert(tx, &upload, &stored)?;
        let done = has_good
            .then(|| take_in(tx, &parts, &actor, &own, &upload, is_handed_in))
            .transpose()?;
        let mut rows = Vec::new();
        for state in [RowState::Bad, RowState::Good, RowState::Taken] {
            for row in uploads::list_rows(tx, &upload.id, state.id(), 0, i64::MAX)? {
                rows.push(KnownRow::read(&row)?.view());
            }
        }
        rows.sort_by_key(|row| row.number);
        Ok(SentCourses {
            sheet: Some(sheet_view(tx, &upload.id, actor.now_ms)?),
            rows,
            courses: done.as_ref().map_or(0, |done| done.courses),
            handed_in: done.as_ref().map_or(0, |done| done.handed_in),
            not_handed_in: done.map(|done| done.not_handed_in).unwrap_or_default(),
        })
    })
    .await
}

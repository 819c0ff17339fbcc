//! Who of an office works on a file, and who stands in for whom.

use api::assignment::{AbsenceRequest, AssignRequest, AssignResponse, ListColleaguesResponse};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use crate::applications::staff::assign::assign;
use crate::applications::staff::colleagues;
use crate::applications::staff::officer::Officer;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Those of my office who review files.
#[utoipa::path(get, path = api::path::STAFF_COLLEAGUES, operation_id = "list_colleagues", tag = "staff",
    responses((status = 200, description = "By name, with who is away.", body = ListColleaguesResponse)))]
pub(crate) async fn list_colleagues(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListColleaguesResponse>, ApiError> {
    let today = state.clock.today();
    let found = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        colleagues::list(connection, &officer, today)
    })?;
    Ok(Json(found))
}

/// Says that I am away from today on, or a colleague, by the supervisor.
#[utoipa::path(put, path = api::path::STAFF_ABSENCE, operation_id = "save_absence", tag = "staff",
    params(("id" = String, Path, description = "Account")), request_body = AbsenceRequest,
    responses((status = 200, description = "My office as it is now.", body = ListColleaguesResponse),
        (status = 403, description = "Another's, and I am no supervisor.", body = api::Problem),
        (status = 404, description = "Nobody of my office.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn save_absence(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<AbsenceRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("save_absence/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        colleagues::save_absence(tx, &officer, &id, &request, now_ms)
    })
    .await
}

/// Says that somebody is back.
#[utoipa::path(delete, path = api::path::STAFF_ABSENCE, operation_id = "end_absence", tag = "staff",
    params(("id" = String, Path, description = "Account")),
    responses((status = 204, description = "Back."),
        (status = 403, description = "Another's, and I am no supervisor.", body = api::Problem),
        (status = 404, description = "Nobody of my office who is away.", body = api::Problem)))]
pub(crate) async fn end_absence(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "end_absence", &id)?;
    let today = state.clock.today();
    idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        colleagues::end_absence(tx, &officer, &id, today)
    })
    .await
}

/// Takes the authenticator of a colleague away, who has lost it. That one is signed out everywhere; the record of it is the
/// auditor's to read.
#[utoipa::path(delete, path = api::path::STAFF_COLLEAGUE_SECOND_FACTOR, operation_id = "reset_second_factor", tag = "staff",
    params(("id" = String, Path, description = "Account")),
    responses((status = 204, description = "The next sign-in leads to a new one."),
        (status = 403, description = "I am no supervisor.", body = api::Problem),
        (status = 404, description = "Nobody of my office.", body = api::Problem),
        (status = 409, description = "One's own, or there is none.", body = api::Problem)))]
pub(crate) async fn reset_second_factor(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "reset_second_factor", &id)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        colleagues::reset_second_factor(tx, &officer, &id, now_ms)
    })
    .await
}

/// Puts several files on one officer's desk; each answers for itself.
#[utoipa::path(post, path = api::path::STAFF_ASSIGNMENTS, operation_id = "assign_applications", tag = "staff",
    request_body = AssignRequest,
    responses((status = 200, description = "What came of each file.", body = AssignResponse),
        (status = 403, description = "To another, and I am no supervisor.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn assign_applications(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<AssignRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "assign_applications", &request)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        assign(tx, &parts, &session, &request, now_ms)
    })
    .await
}

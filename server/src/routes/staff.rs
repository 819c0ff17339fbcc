//! The officers' queue, files, papers and actions.

use api::staff::{StaffActionRequest, StaffApplicationView, StaffQueueResponse};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::applications::staff::act::act_as_officer;
use crate::applications::staff::notice;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::queue::{Part, staff_queue};
use crate::applications::staff::view::staff_application_view;
use crate::applications::staff::visible::open_visible;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Which part of the queue.
#[derive(Debug, Deserialize)]
pub(crate) struct WhichPart {
    /// Where the part before ended.
    after: Option<String>,
    /// At most so many.
    limit: Option<usize>,
}

/// Files waiting for my role at my office, and those that went through it.
#[utoipa::path(get, path = api::path::STAFF_QUEUE, operation_id = "list_staff_queue", tag = "staff",
    params(("after" = Option<String>, Query, description = "`next` of the part before; the beginning without it"),
        ("limit" = Option<u32>, Query, description = "At most so many, 500 without it")),
    responses((status = 200, description = "Nearest due date first; names are masked.", body = StaffQueueResponse),
        (status = 422, description = "No such place.", body = api::Problem)))]
pub(crate) async fn list_staff_queue(
    State(state): State<AppState>,
    session: StaffSession,
    Query(which): Query<WhichPart>,
) -> Result<Json<StaffQueueResponse>, ApiError> {
    let part = Part::read(which.after.as_deref(), which.limit)?;
    let today = state.clock.today();
    let queue = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        staff_queue(&state, connection, &officer, &part, today)
    })?;
    let look = access::Access::staff(&session, "list_staff_queue", None);
    access::log(&state, look).await?;
    Ok(Json(queue))
}

/// One file.
#[utoipa::path(get, path = api::path::STAFF_APPLICATION, operation_id = "find_staff_application", tag = "staff",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "The file beside its frozen verdict.", body = StaffApplicationView),
        (status = 404, description = "No such file at my office.", body = api::Problem)))]
pub(crate) async fn find_staff_application(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<StaffApplicationView>, ApiError> {
    let today = state.clock.today();
    let view = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let file = open_visible(&state, connection, &id, &officer)?;
        staff_application_view(&state, connection, &file, &officer, today)
    })?;
    let look = access::Access::staff(&session, "view_application", Some(&id));
    access::log(&state, look).await?;
    Ok(Json(view))
}

/// Passes, returns, refuses and so on.
#[utoipa::path(post, path = api::path::STAFF_ACTIONS, operation_id = "act_on_staff_application", tag = "staff",
    params(("id" = String, Path, description = "Application id")), request_body = StaffActionRequest,
    responses((status = 200, description = "Done.", body = StaffApplicationView),
        (status = 403, description = "Another role's action, or my own file.", body = api::Problem),
        (status = 404, description = "No such file at my office.", body = api::Problem),
        (status = 409, description = "Somebody was first, a second person is needed, or it is not possible now.",
            body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn act_on_staff_application(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<StaffActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_staff_application/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let mut file = open_visible(&parts, tx, &id, &officer)?;
        act_as_officer(tx, &parts, &mut file, &officer, &actor, &request)?;
        let told = notice::after(&parts, &file, request.action);
        let view = staff_application_view(&parts, tx, &file, &officer, actor.today())?;
        Ok((view, told.into_iter().collect()))
    })
    .await
}

//! The words an office uses again and again.

use api::template::{ListTemplatesResponse, TemplateRequest, TemplateView};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use crate::applications::staff::officer::Officer;
use crate::applications::staff::templates;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// The templates of my office.
#[utoipa::path(get, path = api::path::STAFF_TEMPLATES, operation_id = "list_templates", tag = "staff",
    responses((status = 200, description = "By purpose and title.", body = ListTemplatesResponse)))]
pub(crate) async fn list_templates(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListTemplatesResponse>, ApiError> {
    let found = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        templates::list(connection, &officer)
    })?;
    Ok(Json(found))
}

/// Adds a template.
#[utoipa::path(post, path = api::path::STAFF_TEMPLATES, operation_id = "add_template", tag = "staff",
    request_body = TemplateRequest,
    responses((status = 201, description = "Added.", body = TemplateView),
        (status = 403, description = "I am no supervisor.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn add_template(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<TemplateRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "add_template", &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        templates::save(tx, &officer, None, &request, now_ms)
    })
    .await
}

/// Changes a template.
#[utoipa::path(put, path = api::path::STAFF_TEMPLATE, operation_id = "change_template", tag = "staff",
    params(("id" = String, Path, description = "Template id")), request_body = TemplateRequest,
    responses((status = 200, description = "Changed.", body = TemplateView),
        (status = 403, description = "I am no supervisor.", body = api::Problem),
        (status = 404, description = "My office has no such template.", body = api::Problem),
        (status = 409, description = "Somebody was first.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn change_template(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<TemplateRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("change_template/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        templates::save(tx, &officer, Some(id.clone()), &request, now_ms)
    })
    .await
}

/// Removes a template; what was written with it stays.
#[utoipa::path(delete, path = api::path::STAFF_TEMPLATE, operation_id = "remove_template", tag = "staff",
    params(("id" = String, Path, description = "Template id")),
    responses((status = 204, description = "Removed."),
        (status = 403, description = "I am no supervisor.", body = api::Problem),
        (status = 404, description = "My office has no such template.", body = api::Problem)))]
pub(crate) async fn remove_template(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "remove_template", &id)?;
    idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        templates::remove(tx, &officer, &id)
    })
    .await
}

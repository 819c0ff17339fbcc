//! Drafts of rules.

use api::ProblemCode;
use api::policy_desk::{
    DiscardDraftRequest, DraftView, EditDraftRequest, ListDraftsResponse, SavedDraftResponse,
    StartDraftRequest, WriteSourceRequest,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use store::policy_drafts;

use crate::idempotency::{self, IdempotencyKey};
use crate::policy_desk::drafts::{self, Viewer};
use crate::policy_desk::officer::PolicyOfficer;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Drafts.
#[utoipa::path(get, path = api::path::STAFF_POLICY_DRAFTS, operation_id = "list_policy_drafts", tag = "policy desk",
    responses((status = 200, description = "Those worked on first.", body = ListDraftsResponse)))]
pub(crate) async fn list_policy_drafts(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListDraftsResponse>, ApiError> {
    let today = state.clock.today();
    let found = state.store.read(|connection| {
        let viewer = Viewer::new(connection, &state.packs, today, &session.staff_id)?;
        drafts::list(connection, &viewer)
    })?;
    Ok(Json(found))
}

/// Begins a draft from a pack.
#[utoipa::path(post, path = api::path::STAFF_POLICY_DRAFTS, operation_id = "start_policy_draft", tag = "policy desk",
    request_body = StartDraftRequest,
    responses((status = 201, description = "Begun.", body = DraftView),
        (status = 404, description = "No such pack, or its texts were not kept.", body = api::Problem)))]
pub(crate) async fn start_policy_draft(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<StartDraftRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "start_policy_draft", &request)?;
    let (shared, today, now_ms) = (state.clone(), state.clock.today(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let officer = PolicyOfficer::of_session(tx, &session)?;
        let draft = drafts::start(tx, &officer, &request, now_ms)?;
        let viewer = Viewer::new(tx, &shared.packs, today, &officer.id)?;
        Ok(viewer.view(draft))
    })
    .await
}

/// One draft.
#[utoipa::path(get, path = api::path::STAFF_POLICY_DRAFT, operation_id = "find_policy_draft", tag = "policy desk",
    params(("id" = String, Path, description = "Draft id")),
    responses((status = 200, description = "The draft without its texts.", body = DraftView),
        (status = 404, description = "No such draft.", body = api::Problem)))]
pub(crate) async fn find_policy_draft(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<DraftView>, ApiError> {
    let today = state.clock.today();
    state.store.read(|connection| {
        let draft = policy_drafts::find(connection, &id)?.ok_or(ProblemCode::NotFound)?;
        let viewer = Viewer::new(connection, &state.packs, today, &session.staff_id)?;
        Ok(Json(viewer.view(draft)))
    })
}

/// Throws a draft away.
#[utoipa::path(post, path = api::path::STAFF_POLICY_DRAFT_DISCARD, operation_id = "discard_policy_draft",
    tag = "policy desk", params(("id" = String, Path, description = "Draft id")), request_body = DiscardDraftRequest,
    responses((status = 200, description = "Gone from the desk.", body = DraftView),
        (status = 403, description = "Somebody else's.", body = api::Problem),
        (status = 409, description = "Changed meanwhile, or no longer open.", body = api::Problem)))]
pub(crate) async fn discard_policy_draft(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<DiscardDraftRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("discard_policy_draft/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let (shared, today, now_ms) = (state.clone(), state.clock.today(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = PolicyOfficer::of_session(tx, &session)?;
        let draft = drafts::discard(tx, &officer, &id, &request, now_ms)?;
        let viewer = Viewer::new(tx, &shared.packs, today, &officer.id)?;
        Ok(viewer.view(draft))
    })
    .await
}

/// Replaces a file of a draft.
#[utoipa::path(put, path = api::path::STAFF_POLICY_DRAFT_SOURCE, operation_id = "write_policy_source",
    tag = "policy desk", params(("id" = String, Path, description = "Draft id")), request_body = WriteSourceRequest,
    responses((status = 200, description = "Kept, right or wrong.", body = SavedDraftResponse),
        (status = 403, description = "Somebody else's.", body = api::Problem),
        (status = 409, description = "Changed meanwhile, or no longer open.", body = api::Problem),
        (status = 422, description = "No path of a pack.", body = api::Problem)))]
pub(crate) async fn write_policy_source(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<WriteSourceRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("write_policy_source/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = PolicyOfficer::of_session(tx, &session)?;
        drafts::write_source(tx, &officer, &id, &request, now_ms)
    })
    .await
}

/// Changes a value or a condition of a draft.
#[utoipa::path(post, path = api::path::STAFF_POLICY_DRAFT_EDITS, operation_id = "edit_policy_draft",
    tag = "policy desk", params(("id" = String, Path, description = "Draft id")), request_body = EditDraftRequest,
    responses((status = 200, description = "Changed; comments and formatting stayed.", body = SavedDraftResponse),
        (status = 403, description = "Somebody else's.", body = api::Problem),
        (status = 409, description = "Changed meanwhile, or no longer open.", body = api::Problem),
        (status = 422, description = "Everything that is wrong with the edit.", body = api::Problem)))]
pub(crate) async fn edit_policy_draft(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<EditDraftRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("edit_policy_draft/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = PolicyOfficer::of_session(tx, &session)?;
        drafts::edit(tx, &officer, &id, &request, now_ms)
    })
    .await
}

//! Searches of the course list that I keep.

use api::search::{ListSavedSearchesResponse, SaveSearchRequest};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::searches::keep;
use crate::session::ResidentSession;
use crate::state::AppState;

/// My searches, with what was found for them.
#[utoipa::path(get, path = api::path::SAVED_SEARCHES, operation_id = "list_saved_searches", tag = "searches",
    responses((status = 200, description = "The oldest first.", body = ListSavedSearchesResponse),
        (status = 403, description = "A helper does not see them.", body = api::Problem)))]
pub(crate) async fn list_saved_searches(
    State(state): State<AppState>,
    session: ResidentSession,
) -> Result<Json<ListSavedSearchesResponse>, ApiError> {
    let today = state.clock.today();
    let found = state
        .store
        .read(|connection| keep::list(&state, connection, &session.person_id, today))?;
    Ok(Json(found))
}

/// Keeps a search, so that I hear of new classes that fit.
#[utoipa::path(post, path = api::path::SAVED_SEARCHES, operation_id = "save_search", tag = "searches",
    request_body = SaveSearchRequest,
    responses((status = 201, description = "Kept, or kept before.", body = ListSavedSearchesResponse),
        (status = 403, description = "A helper keeps none.", body = api::Problem),
        (status = 409, description = "There are enough.", body = api::Problem),
        (status = 422, description = "It asks nothing, or has no name.", body = api::Problem)))]
pub(crate) async fn save_search(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<SaveSearchRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key, "save_search", &request)?;
    let (now_ms, today) = (state.clock.now_ms(), state.clock.today());
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        keep::save(tx, &parts, &session.person_id, &request, now_ms)?;
        keep::list(&parts, tx, &session.person_id, today)
    })
    .await
}

/// Takes one of my searches away.
#[utoipa::path(delete, path = api::path::SAVED_SEARCH, operation_id = "remove_search", tag = "searches",
    params(("id" = String, Path, description = "Search id")),
    responses((status = 204, description = "Gone."),
        (status = 403, description = "A helper removes none.", body = api::Problem),
        (status = 404, description = "No such search of mine.", body = api::Problem)))]
pub(crate) async fn remove_search(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let remove = move |tx: &store::Tx| keep::remove(tx, &session.person_id, &id);
    state.store.write::<_, _, ApiError>(remove).await?;
    Ok(StatusCode::NO_CONTENT)
}

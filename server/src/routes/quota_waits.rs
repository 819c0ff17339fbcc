//! The files that wait for new quota.

use api::quota_wait::{EndQuotaWaitsRequest, EndQuotaWaitsResponse, ListQuotaWaitsResponse};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::quota_waits;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Files of my bureau that wait for new quota.
#[utoipa::path(get, path = api::path::STAFF_QUOTA_WAITS, operation_id = "list_quota_waits", tag = "staff",
    responses((status = 200, description = "In the order in which they were handed in; names are masked.",
        body = ListQuotaWaitsResponse)))]
pub(crate) async fn list_quota_waits(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListQuotaWaitsResponse>, ApiError> {
    let today = state.clock.today();
    let found = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        quota_waits::list(&state, connection, &officer, today)
    })?;
    let look = access::Access::staff(&session, "list_quota_waits", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Ends the wait of several files, the oldest first; each answers for itself.
#[utoipa::path(post, path = api::path::STAFF_QUOTA_WAITS, operation_id = "end_quota_waits", tag = "staff",
    request_body = EndQuotaWaitsRequest,
    responses((status = 200, description = "What came of each file.", body = EndQuotaWaitsResponse),
        (status = 403, description = "I am no supervisor.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn end_quota_waits(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<EndQuotaWaitsRequest>,
) -> Result<Response, ApiError> {
    let once =
        idempotency::Request::new(session.subject(), key.clone(), "end_quota_waits", &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        quota_waits::end(tx, &parts, &session, &actor, &request)
    })
    .await
}

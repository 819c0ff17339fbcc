//! What is and was in force, and what was done.

use api::policy_desk::{
    ListPacksResponse, ListPolicyEventsResponse, ListReceiptMismatchesResponse,
};
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::applications::access;
use crate::policy_desk::{events, listing, mismatches};
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::AppState;

/// Packs and publications.
#[utoipa::path(get, path = api::path::STAFF_POLICY_PACKS, operation_id = "list_policy_packs", tag = "policy desk",
    responses((status = 200, description = "What was, is and will be in force.", body = ListPacksResponse)))]
pub(crate) async fn list_policy_packs(
    State(state): State<AppState>,
) -> Result<Json<ListPacksResponse>, ApiError> {
    let today = state.clock.today();
    let found = state
        .store
        .read(|connection| listing::list_packs(connection, &state.packs, today))?;
    Ok(Json(found))
}

/// Where a page of events begins.
#[derive(Debug, Deserialize)]
pub(crate) struct EventsQuery {
    before: Option<i64>,
}

/// Who did what at the desk.
#[utoipa::path(get, path = api::path::STAFF_POLICY_EVENTS, operation_id = "list_policy_events", tag = "policy desk",
    params(("before" = Option<i64>, Query, description = "Number of the event that the page ends before.")),
    responses((status = 200, description = "The newest first.", body = ListPolicyEventsResponse)))]
pub(crate) async fn list_policy_events(
    State(state): State<AppState>,
    Query(query): Query<EventsQuery>,
) -> Result<Json<ListPolicyEventsResponse>, ApiError> {
    let found = state
        .store
        .read(|connection| events::list(connection, query.before))?;
    Ok(Json(found))
}

/// Receipts of browsers that the server did not come to.
#[utoipa::path(get, path = api::path::STAFF_POLICY_MISMATCHES, operation_id = "list_receipt_mismatches",
    tag = "policy desk",
    responses((status = 200, description = "The newest first; numbers are masked.",
        body = ListReceiptMismatchesResponse)))]
pub(crate) async fn list_receipt_mismatches(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListReceiptMismatchesResponse>, ApiError> {
    let found = state.store.read(mismatches::list)?;
    let look = access::Access::staff(&session, "list_receipt_mismatches", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

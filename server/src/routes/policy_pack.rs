//! The compiled rules, for the browser's own evaluation.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;

use crate::state::AppState;

/// The policy pack in force.
#[utoipa::path(get, path = api::path::POLICY_PACK, operation_id = "find_policy_pack", tag = "portal",
    responses((status = 200, description = "The compiled pack, with an ETag.", body = Object)))]
pub(crate) async fn find_policy_pack(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Response {
    state.pack_snapshot().respond(&headers)
}

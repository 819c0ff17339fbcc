//! The district: names, divisions, agencies, parameters.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;

use crate::state::AppState;

/// The district this portal serves.
#[utoipa::path(get, path = api::path::DISTRICT, operation_id = "find_district", tag = "portal",
    responses((status = 200, description = "The district, with an ETag.", body = Object)))]
pub(crate) async fn find_district(State(state): State<AppState>, headers: HeaderMap) -> Response {
    state.district_snapshot().respond(&headers)
}

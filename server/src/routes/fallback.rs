//! Paths without a route: nothing under `/api`, the front ends elsewhere.

use api::ProblemCode;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, Method, Uri};

use crate::assets;
use crate::problem::ApiError;

/// Answers what no route took.
pub(crate) async fn answer_unrouted(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") {
        return ApiError::from(ProblemCode::NotFound).into_response();
    }
    if let Some(moved) = assets::find_moved(path, uri.query()) {
        return moved;
    }
    assets::find_asset(&method, path, &headers)
}

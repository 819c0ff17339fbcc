//! Paths without a route: nothing under `/api`, the front ends elsewhere.

use api::ProblemCode;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, Method, Uri};

use crate::applications::qr;
use crate::assets;
use crate::assets::preview::find_preview;
use crate::plain;
use crate::problem::ApiError;
use crate::state::AppState;

/// Answers what no route took.
pub(crate) async fn answer_unrouted(
    State(state): State<AppState>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let path = uri.path();
    if let Some(front) = path.strip_suffix('/').filter(|path| plain::is_plain(path)) {
        let whole = front.trim_end_matches('/');
        return assets::moved_to(whole.to_owned(), uri.query());
    }
    if plain::is_plain(path) || path == "/api" || path.starts_with("/api/") {
        return ApiError::from(ProblemCode::NotFound).into_response();
    }
    if let Some(moved) = assets::find_moved(path, uri.query()) {
        return moved;
    }
    let is_read = method == Method::GET || method == Method::HEAD;
    // Whoever is sent a picture needs its whole address; without one the words go alone.
    let origin = qr::origin(&headers, &uri, state.config.listening.is_https()).ok();
    let preview = find_preview(&state, &uri, origin.as_deref()).filter(|_| is_read);
    if let Some(page) = preview.and_then(|found| assets::find_previewed(&found, path, &headers)) {
        return page;
    }
    let placed = origin.filter(|_| is_read);
    if let Some(page) = placed.and_then(|origin| assets::find_placed(&origin, path, &headers)) {
        return page;
    }
    assets::find_asset(&method, path, &headers)
}

//! What goes on, in numbers; on the administrator's port.

use axum::extract::State;
use axum::response::IntoResponse;
use http::header::CONTENT_TYPE;

use crate::metrics;
use crate::state::AppState;

/// In Prometheus' text format.
pub(crate) async fn find_metrics(State(state): State<AppState>) -> impl IntoResponse {
    let head = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (head, metrics::text(&state))
}

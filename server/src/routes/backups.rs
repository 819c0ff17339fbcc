//! How the server's own backups are going; on the administrator's port.

use axum::Json;
use axum::extract::State;
use http::StatusCode;

use crate::backup::schedule::Standing;
use crate::state::AppState;

/// 503 while the last try failed, so that whoever watches needs to read no body.
pub(crate) async fn find_backups(State(state): State<AppState>) -> (StatusCode, Json<Standing>) {
    let standing = state.backups.standing();
    let status = if standing.failure.is_some() {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::OK
    };
    (status, Json(standing))
}

//! A file as it stood at a moment of its past.

use api::replay::ReplayView;
use axum::Json;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use crate::applications::access::{self, Access};
use crate::applications::staff::officer::Officer;
use crate::applications::staff::replay::replay;
use crate::applications::staff::visible::open_visible;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::AppState;

/// Which moment.
#[derive(Debug, Deserialize)]
pub(crate) struct WhichMoment {
    /// The number of an event, or RFC 3339.
    at: Option<String>,
}

/// One file, as its first events fold.
#[utoipa::path(get, path = api::path::STAFF_REPLAY, operation_id = "replay_application", tag = "staff",
    params(("id" = String, Path, description = "Application id"),
        ("at" = String, Query, description = "The number of an event from 1, or a time of RFC 3339")),
    responses((status = 200, description = "The file as it stood then.", body = ReplayView),
        (status = 403, description = "I have declared to be close to the applicant.", body = api::Problem),
        (status = 404, description = "No such file at my office.", body = api::Problem),
        (status = 422, description = "No moment of this file, or one at which it had not come to my office.",
            body = api::Problem)))]
pub(crate) async fn replay_application(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
    Query(which): Query<WhichMoment>,
) -> Result<Json<ReplayView>, ApiError> {
    let now_ms = state.clock.now_ms();
    let view = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let file = open_visible(&state, connection, &id, &officer)?;
        let asked = (which.at.as_deref(), now_ms);
        replay(&state, connection, file, &officer, asked)
    })?;
    let look = Access::staff(&session, "replay_application", Some(&id));
    access::log(&state, look).await?;
    Ok(Json(view))
}

//! What an officer has to do and how long it took.

use api::workload::WorkloadResponse;
use axum::Json;
use axum::extract::State;

use crate::applications::access;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::workload::workload;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::AppState;

/// My own figures of the last 90 days, and those of my office for its supervisor.
#[utoipa::path(get, path = api::path::STAFF_WORKLOAD, operation_id = "find_workload", tag = "staff",
    responses((status = 200, description = "Counted now, from the log.", body = WorkloadResponse)))]
pub(crate) async fn find_workload(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<WorkloadResponse>, ApiError> {
    let look = access::Access::staff(&session, "view_workload", None);
    let (parts, today) = (state.clone(), state.clock.today());
    // Off the async threads: an office's files of 90 days are opened for it.
    let count = move || {
        parts.store.read(|connection| {
            let officer = Officer::of_session(connection, &session)?;
            workload(&parts, connection, &officer, today)
        })
    };
    let found = tokio::task::spawn_blocking(count)
        .await
        .map_err(|source| ApiError::internal("count an officer's work", source))??;
    access::log(&state, look).await?;
    Ok(Json(found))
}

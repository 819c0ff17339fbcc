//! Officers who are close to an applicant and leave the file to colleagues.

use api::conflict::ConflictRequest;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;

use crate::applications::staff::conflict::say;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::visible::open_visible;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// Says that I am close to the applicant, who is no concern of mine from then on; lifts what a colleague said, as a
/// supervisor.
#[utoipa::path(post, path = api::path::STAFF_CONFLICTS, operation_id = "say_conflict", tag = "staff",
    params(("id" = String, Path, description = "Application id")), request_body = ConflictRequest,
    responses((status = 204, description = "Kept."),
        (status = 403, description = "It was declared already, or lifting it is a supervisor's.", body = api::Problem),
        (status = 404, description = "No such file at my office.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn say_conflict(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ConflictRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("say_conflict/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let (parts, now_ms) = (state.clone(), state.clock.now_ms());
    idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let mut file = open_visible(&parts, tx, &id, &officer)?;
        say(tx, &mut file, (&session, &officer), &request, now_ms)
    })
    .await
}

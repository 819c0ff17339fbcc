//! Who helped me, and no more of it.

use api::service_point::{HelperActionRequest, ListHelpersResponse};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use store::StoreError;

use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::service_point::helpers;
use crate::session::ResidentSession;
use crate::state::AppState;

/// Who helped me, and with what.
#[utoipa::path(get, path = api::path::HELPERS, operation_id = "list_helpers", tag = "helpers",
    responses((status = 200, description = "The newest first.", body = ListHelpersResponse),
        (status = 403, description = "A helper does not see the others.", body = api::Problem)))]
pub(crate) async fn list_helpers(
    State(state): State<AppState>,
    session: ResidentSession,
) -> Result<Json<ListHelpersResponse>, ApiError> {
    let now_ms = state.clock.now_ms();
    let helpers = state.store.read::<_, StoreError>(|connection| {
        helpers::list(connection, &session.person_id, now_ms)
    })?;
    Ok(Json(ListHelpersResponse { helpers }))
}

/// Revokes a helper, or takes over what was begun.
#[utoipa::path(post, path = api::path::HELPER_ACTIONS, operation_id = "act_on_helper", tag = "helpers",
    params(("id" = String, Path, description = "Consent id")), request_body = HelperActionRequest,
    responses((status = 200, description = "Done.", body = ListHelpersResponse),
        (status = 403, description = "A helper ends no consent.", body = api::Problem),
        (status = 404, description = "No such consent of mine.", body = api::Problem)))]
pub(crate) async fn act_on_helper(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<HelperActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_helper/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let now_ms = state.clock.now_ms();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        helpers::act(tx, &session.person_id, &id, request.action, now_ms)?;
        let helpers = helpers::list(tx, &session.person_id, now_ms)?;
        Ok(ListHelpersResponse { helpers })
    })
    .await
}

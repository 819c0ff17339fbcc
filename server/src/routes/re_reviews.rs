//! Decisions drawn by lot to be looked at again.

use api::re_review::{ListReReviewsResponse, ReReviewActionRequest, ReReviewView};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::applications::access::{self, Access};
use crate::applications::actor::Actor;
use crate::applications::staff::officer::Officer;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::re_reviews::act::act;
use crate::re_reviews::view::list;
use crate::session::StaffSession;
use crate::state::AppState;

/// What was drawn of my office's decisions.
#[utoipa::path(get, path = api::path::STAFF_RE_REVIEWS, operation_id = "list_re_reviews", tag = "staff",
    responses((status = 200, description = "The most pressing first; names are masked.", body = ListReReviewsResponse)))]
pub(crate) async fn list_re_reviews(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListReReviewsResponse>, ApiError> {
    let look = Access::staff(&session, "list_re_reviews", None);
    let (parts, today) = (state.clone(), state.clock.today());
    let read = move || {
        parts.store.read(|connection| {
            let officer = Officer::of_session(connection, &session)?;
            list(&parts, connection, &officer, today)
        })
    };
    let found = state.readers.run(read).await?;
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Agrees with a decision, or records what is not right about it; the decision stays as it is.
#[utoipa::path(post, path = api::path::STAFF_RE_REVIEW_ACTIONS, operation_id = "act_on_re_review", tag = "staff",
    params(("id" = String, Path, description = "Re-review id")), request_body = ReReviewActionRequest,
    responses((status = 200, description = "Kept.", body = ReReviewView),
        (status = 403, description = "The own file, or a supervisor can look.", body = api::Problem),
        (status = 404, description = "My office has no such re-review.", body = api::Problem),
        (status = 409, description = "Somebody was first, or I had a part in the decision.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn act_on_re_review(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ReReviewActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_re_review/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        act(tx, &parts, &officer, &actor, &id, &request)
    })
    .await
}

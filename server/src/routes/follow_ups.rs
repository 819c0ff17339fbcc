//! What came of a class, said by one tap on a signed link.

use api::lesson::{FollowUpRequest, FollowUpView};
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::applications::actor::device_of_headers;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::follow_up::answer;
use crate::middleware::client_address::ClientAddress;
use crate::problem::{ApiError, JsonBody};
use crate::rate_limit::{self, Limit};
use crate::state::AppState;

/// A village shares one address; nobody guesses a signature in so many tries.
const PER_ADDRESS: Limit = Limit {
    name: "follow_up_address_hour",
    most: 100,
    window_ms: 3_600_000,
};

/// Says what came of a class.
#[utoipa::path(post, path = api::path::FOLLOW_UPS, operation_id = "answer_follow_up", tag = "enrolments",
    request_body = FollowUpRequest,
    responses((status = 200, description = "Taken.", body = FollowUpView),
        (status = 404, description = "No link of this portal.", body = api::Problem),
        (status = 409, description = "It ran out, or was answered before.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn answer_follow_up(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<FollowUpRequest>,
) -> Result<Response, ApiError> {
    let buckets = [PER_ADDRESS.of(&state.keyring, &from.bucket())];
    let now_ms = state.clock.now_ms();
    let wait = state
        .store
        .write_in_reserve(move |tx| rate_limit::hit(tx, &buckets, now_ms))
        .await?;
    if let Some(wait) = wait {
        return Err(wait.into());
    }
    let subject = "follow_up".to_owned();
    let once = idempotency::Request::new(subject, key.clone(), "answer_follow_up", &request)?;
    let (parts, device) = (state.clone(), device_of_headers(&headers));
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let who = (device, now_ms, key.as_str());
        let (days, notices) = answer(tx, &parts, who, &request.token, request.outcome)?;
        Ok((FollowUpView { days }, notices))
    })
    .await
}

//! Where is my file.

use api::tracking::{TrackRequest, TrackResponse};
use api::{FieldError, ProblemCode};
use axum::extract::State;
use axum::{Extension, Json};
use domain::QueryCode;

use crate::applications::tracking;
use crate::middleware::client_address::ClientAddress;
use crate::problem::{ApiError, JsonBody};
use crate::rate_limit::{self, Limit};
use crate::state::AppState;
use crate::typed::digits;

const HOUR_MS: i64 = 3_600_000;
/// Enough to look every few minutes, too few to guess four digits.
const PER_CODE: Limit = Limit {
    name: "track_code_hour",
    most: 10,
    window_ms: HOUR_MS,
};
/// A village shares one address.
const PER_ADDRESS: Limit = Limit {
    name: "track_address_hour",
    most: 300,
    window_ms: HOUR_MS,
};

/// Where a file is, by query code and the last four digits of the phone.
#[utoipa::path(post, path = api::path::TRACKING, operation_id = "track_application", tag = "tracking",
    request_body = TrackRequest,
    responses((status = 200, description = "Where it is.", body = TrackResponse),
        (status = 404, description = "No such pair of code and digits; which is wrong is not said.",
            body = api::Problem),
        (status = 422, description = "No query code, or not four digits.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn track_application(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    JsonBody(request): JsonBody<TrackRequest>,
) -> Result<Json<TrackResponse>, ApiError> {
    find_tracked(&state, &from, &request).await.map(Json)
}

/// The same for both ways of asking: what is counted, and what is told.
pub(super) async fn find_tracked(
    state: &AppState,
    from: &ClientAddress,
    request: &TrackRequest,
) -> Result<TrackResponse, ApiError> {
    let (code, tail) = parse(request)?;
    let buckets = [
        PER_CODE.of(&state.keyring, code.as_str()),
        PER_ADDRESS.of(&state.keyring, &from.bucket()),
    ];
    let now_ms = state.clock.now_ms();
    let wait = state
        .store
        .write_in_reserve(move |tx| rate_limit::hit(tx, &buckets, now_ms))
        .await?;
    if let Some(wait) = wait {
        return Err(wait.into());
    }
    let today = state.clock.today();
    let found = state
        .store
        .read(|connection| tracking::track(state, connection, &code, &tail, today))?;
    found.ok_or_else(|| ProblemCode::NotFound.into())
}

fn parse(request: &TrackRequest) -> Result<(QueryCode, String), ApiError> {
    let code = QueryCode::parse(&request.query_code);
    let tail = digits(&request.phone_tail);
    let is_tail = tail.len() == 4 && tail.bytes().all(|byte| byte.is_ascii_digit());
    match code {
        Ok(code) if is_tail => Ok((code, tail)),
        code => {
            let error = |pointer: &str, code: &str| FieldError {
                pointer: pointer.into(),
                code: code.into(),
            };
            let mut errors = Vec::new();
            errors.extend(
                code.is_err()
                    .then(|| error("/query_code", "query_code_format")),
            );
            errors.extend((!is_tail).then(|| error("/phone_tail", "phone_tail")));
            Err(ApiError::invalid(errors))
        }
    }
}

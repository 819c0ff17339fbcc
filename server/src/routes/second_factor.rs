//! Taking up an authenticator.

use api::ProblemCode;
use api::session::{BeginSecondFactorResponse, ConfirmSecondFactorRequest};
use axum::Json;
use axum::extract::State;
use http::{HeaderMap, StatusCode};
use store::StoreError;
use store::staff::{self, StaffMember};

use crate::problem::{ApiError, JsonBody};
use crate::second_factor::{begin, confirm};
use crate::session::StaffSession;
use crate::session::cookie::SessionCookie;
use crate::state::AppState;

/// A new secret for the authenticator; it counts once its digits have come back.
#[utoipa::path(post, path = api::path::STAFF_SECOND_FACTOR, operation_id = "begin_second_factor",
    tag = "staff session",
    responses((status = 200, description = "To be typed or scanned into an authenticator.",
            body = BeginSecondFactorResponse),
        (status = 409, description = "The account has one.", body = api::Problem)))]
pub(crate) async fn begin_second_factor(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<BeginSecondFactorResponse>, ApiError> {
    Ok(Json(begin(&state, &find_member(&state, &session)?)?))
}

/// Takes it up; what else the account has open ends.
#[utoipa::path(put, path = api::path::STAFF_SECOND_FACTOR, operation_id = "confirm_second_factor",
    tag = "staff session", request_body = ConfirmSecondFactorRequest,
    responses((status = 204, description = "From now on signing in asks for it."),
        (status = 409, description = "The account has one.", body = api::Problem),
        (status = 422, description = "Not the digits of this secret now.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn confirm_second_factor(
    State(state): State<AppState>,
    session: StaffSession,
    headers: HeaderMap,
    JsonBody(request): JsonBody<ConfirmSecondFactorRequest>,
) -> Result<StatusCode, ApiError> {
    let token = SessionCookie::Staff.read(&headers);
    let token_hash = vault::hash_token(token.ok_or(ProblemCode::SignInRequired)?);
    let member = find_member(&state, &session)?;
    confirm(&state, &member, token_hash, &request).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn find_member(state: &AppState, session: &StaffSession) -> Result<StaffMember, ApiError> {
    state
        .store
        .read::<_, StoreError>(|connection| staff::find(connection, &session.staff_id))?
        .ok_or(ProblemCode::SignInRequired.into())
}

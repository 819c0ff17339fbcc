//! The staff session: sign in by name and password, see it, end it.

use api::ProblemCode;
use api::session::{StaffDeviceKey, StaffSessionResponse, StaffSignInRequest};
use axum::Json;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use store::{StoreError, Tx, helped_sessions, staff};
use workflow::Role;

use super::resident_session::{FORGET, key_of, mark_of, with_cookie};
use crate::middleware::client_address::ClientAddress;
use crate::problem::{ApiError, JsonBody};
use crate::second_factor;
use crate::session::cookie::SessionCookie;
use crate::session::{self, StaffSession};
use crate::staff_account;
use crate::state::AppState;

/// Signs a member of staff in.
#[utoipa::path(post, path = api::path::STAFF_SESSION, operation_id = "sign_in_staff", tag = "staff session",
    request_body = StaffSignInRequest,
    responses((status = 200, description = "Signed in; the cookie comes along.", body = StaffSessionResponse),
        (status = 401, description = "Wrong name or password.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn sign_in_staff(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    JsonBody(request): JsonBody<StaffSignInRequest>,
) -> Result<Response, ApiError> {
    let (session, member, role) = staff_account::sign_in(&state, request, from).await?;
    let body = StaffSessionResponse {
        device: device(&state, role, &member.id, session.ends_ms()),
        needs_second_factor: second_factor::is_missing(&state, role, &member),
        duty: member.duty.as_deref().and_then(|duty| duty.parse().ok()),
        display_name: member.display_name,
        role,
        agency_id: member.agency_id.unwrap_or_default(),
        idle_until_ms: session.idle_until_ms(&state),
    };
    Ok(with_cookie(
        Json(body).into_response(),
        SessionCookie::Staff.set(&session.token),
    ))
}

/// The session the browser holds.
#[utoipa::path(get, path = api::path::STAFF_SESSION, operation_id = "find_staff_session", tag = "staff session",
    responses((status = 200, description = "Signed in.", body = StaffSessionResponse),
        (status = 401, description = "Not signed in.", body = api::Problem)))]
pub(crate) async fn find_staff_session(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<StaffSessionResponse>, ApiError> {
    let member = state
        .store
        .read::<_, StoreError>(|connection| staff::find(connection, &session.staff_id))?
        .filter(|member| member.disabled_ms.is_none())
        .ok_or(ProblemCode::SignInRequired)?;
    Ok(Json(StaffSessionResponse {
        device: device(&state, session.role, &session.staff_id, session.ends_ms),
        needs_second_factor: second_factor::is_missing(&state, session.role, &member),
        display_name: member.display_name,
        role: session.role,
        duty: session.duty,
        agency_id: session.agency_id,
        idle_until_ms: session.idle_until_ms,
    }))
}

/// What seals a trainer's classes on a device, so that they can be ticked where there is no line. Nobody else's desk keeps
/// anything: officers have a line, and a clerk's computer is everybody's.
fn device(state: &AppState, role: Role, staff_id: &str, ends_ms: i64) -> Option<StaffDeviceKey> {
    (role == Role::Trainer).then(|| StaffDeviceKey {
        key: key_of(state, "staff device key", staff_id),
        mark: mark_of(state, "staff device mark", staff_id),
        lasts_ms: ends_ms - state.clock.now_ms(),
    })
}

/// Signs out here.
#[utoipa::path(delete, path = api::path::STAFF_SESSION, operation_id = "sign_out_staff", tag = "staff session",
    responses((status = 204, description = "Signed out, whether or not one was signed in.")))]
pub(crate) async fn sign_out_staff(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    if let Ok(clerk) = session::find_staff(&state, &headers).await
        && clerk.role == Role::ServicePointClerk
    {
        let now_ms = state.clock.now_ms();
        let end =
            move |tx: &Tx| helped_sessions::end_all_of_staff(tx, &clerk.staff_id, "staff", now_ms);
        state.store.write_in_reserve(end).await?;
    }
    session::end(&state, &headers, SessionCookie::Staff).await?;
    let response = (StatusCode::NO_CONTENT, [FORGET]).into_response();
    Ok(with_cookie(response, SessionCookie::Staff.clear()))
}

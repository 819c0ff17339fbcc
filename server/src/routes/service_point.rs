//! Helped sessions: the clerk's calls, and those of a tab in one.

use api::ProblemCode;
use api::service_point::{
    DaySheetResponse, HelpedSessionOpened, HelpedSessionResponse, NoteLeftFileRequest,
    OpenHelpedSessionRequest, SendConsentCodeRequest,
};
use axum::Json;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use store::{StoreError, consents, helped_sessions};

use super::resident_session::{parse_phone, with_cookie};
use crate::applications::access::{self, Access};
use crate::middleware::client_address::ClientAddress;
use crate::problem::{ApiError, JsonBody};
use crate::service_point::{clerk, code, left, name_of, open, sheet};
use crate::session::cookie::SessionCookie;
use crate::session::{self, Helper, ResidentSession, StaffSession};
use crate::state::AppState;

/// Sends a code of consent to a resident's phone.
#[utoipa::path(post, path = api::path::STAFF_CONSENT_CODES, operation_id = "send_consent_code", tag = "service point",
    request_body = SendConsentCodeRequest,
    responses((status = 204, description = "On its way, whether or not the phone is known."),
        (status = 403, description = "No clerk, or one without a second factor.", body = api::Problem),
        (status = 422, description = "No mainland mobile number.", body = api::Problem),
        (status = 429, description = "Too many codes.", body = api::Problem)))]
pub(crate) async fn send_consent_code(
    State(state): State<AppState>,
    session: StaffSession,
    JsonBody(request): JsonBody<SendConsentCodeRequest>,
) -> Result<StatusCode, ApiError> {
    let clerk = clerk(&state, &session)?;
    let phone = parse_phone(&request.phone)?;
    code::send(&state, &clerk, &phone, request.purpose).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Opens a helped session for one resident. The one before it ends.
#[utoipa::path(post, path = api::path::STAFF_HELPED_SESSIONS, operation_id = "open_helped_session",
    tag = "service point", request_body = OpenHelpedSessionRequest,
    responses((status = 201, description = "Open; its cookie comes along.", body = HelpedSessionOpened),
        (status = 401, description = "Wrong, spent or expired code; or the witness's sign-in is wrong.",
            body = api::Problem),
        (status = 403, description = "No clerk, or one without a second factor.", body = api::Problem),
        (status = 409, description = "The witness is the clerk.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn open_helped_session(
    State(state): State<AppState>,
    session: StaffSession,
    Extension(from): Extension<ClientAddress>,
    headers: HeaderMap,
    JsonBody(request): JsonBody<OpenHelpedSessionRequest>,
) -> Result<Response, ApiError> {
    let clerk = clerk(&state, &session)?;
    let (session, mark) = open::open(&state, &clerk, request, from).await?;
    // Whoever was signed in in this browser no longer is.
    session::end(&state, &headers, SessionCookie::Resident).await?;
    let response = (StatusCode::CREATED, Json(HelpedSessionOpened { mark })).into_response();
    Ok(with_cookie(
        response,
        SessionCookie::Resident.set(&session.token),
    ))
}

/// The clerk's day.
#[utoipa::path(get, path = api::path::STAFF_HELPED_SESSIONS, operation_id = "find_day_sheet", tag = "service point",
    responses((status = 200, description = "Today's sessions, what waits, what lies on the computer.",
            body = DaySheetResponse),
        (status = 403, description = "No clerk, or one without a second factor.", body = api::Problem)))]
pub(crate) async fn find_day_sheet(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<DaySheetResponse>, ApiError> {
    let clerk = clerk(&state, &session)?;
    let now_ms = state.clock.now_ms();
    let (sheet, shown) = state
        .store
        .read(|connection| sheet::day_sheet(&state, connection, &clerk, now_ms))?;
    let shown = shown
        .iter()
        .map(|id| Access::staff(&session, "shown_on_day_sheet", Some(id)));
    let look = Access::staff(&session, "view_day_sheet", None);
    access::log_all(&state, std::iter::once(look).chain(shown).collect()).await?;
    Ok(Json(sheet))
}

/// The clerk has deleted what was left on the computer.
#[utoipa::path(delete, path = api::path::STAFF_LEFT_FILES, operation_id = "forget_left_files", tag = "service point",
    responses((status = 204, description = "Their names are forgotten here, too.")))]
pub(crate) async fn forget_left_files(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<StatusCode, ApiError> {
    state
        .store
        .write(move |tx| helped_sessions::forget_files(tx, &session.staff_id))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The helped session of this tab. Asking is a sign of life.
#[utoipa::path(get, path = api::path::HELPED_SESSION, operation_id = "find_helped_session", tag = "service point",
    responses((status = 200, description = "Open.", body = HelpedSessionResponse),
        (status = 401, description = "Ended, or this tab is of another; `errors` says why.", body = api::Problem)))]
pub(crate) async fn find_helped_session(
    State(state): State<AppState>,
    helper: Helper,
    session: ResidentSession,
) -> Result<Json<HelpedSessionResponse>, ApiError> {
    let find = |connection: &store::Connection| consents::find(connection, &helper.consent_id);
    let consent = state.store.read::<_, StoreError>(find)?;
    let consent = consent.ok_or(ProblemCode::SignInRequired)?;
    let phone = session::find_phone(&state, &session.person_id)?;
    Ok(Json(HelpedSessionResponse {
        name_masked: name_of(&state.keyring, &consent)?.expose().masked(),
        phone_masked: phone.expose().masked(),
        purpose: helper.purpose,
        point: consent.point_name,
        clerk: consent.clerk_name,
        idle_ms: state.config.sessions.helped_idle_ms(),
        ends_ms: session.ends_ms,
    }))
}

/// Notes a file that stays on the clerk's computer.
#[utoipa::path(post, path = api::path::HELPED_SESSION_FILES, operation_id = "note_left_file", tag = "service point",
    request_body = NoteLeftFileRequest,
    responses((status = 204, description = "Noted."),
        (status = 401, description = "Ended, or this tab is of another.", body = api::Problem)))]
pub(crate) async fn note_left_file(
    State(state): State<AppState>,
    helper: Helper,
    JsonBody(request): JsonBody<NoteLeftFileRequest>,
) -> Result<StatusCode, ApiError> {
    left::note(&state, &helper, &request).await?;
    Ok(StatusCode::NO_CONTENT)
}

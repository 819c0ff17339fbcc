//! Consents of other people to an application.

use api::people::{
    AnswerConsentRequest, ConsentRequestView, ExcusePeopleRequest, NamePersonRequest,
    OpenConsentRequest, PeopleView, PersonInFullView,
};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::{Extension, Json};
use http::{HeaderMap, StatusCode};

use crate::applications::access;
use crate::applications::actor::{Actor, device_of_headers};
use crate::applications::own::open_own;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::visible::open_visible;
use crate::idempotency::{self, IdempotencyKey};
use crate::middleware::client_address::ClientAddress;
use crate::people::asked::Means;
use crate::people::view::people_view;
use crate::people::{answer, code, in_full, name};
use crate::problem::{ApiError, JsonBody};
use crate::session::{self, ResidentSession, StaffSession};
use crate::state::AppState;

/// Whose consent one of my applications needs, and how far it is.
#[utoipa::path(get, path = api::path::APPLICATION_PEOPLE, operation_id = "list_people", tag = "people",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "Names are masked.", body = PeopleView),
        (status = 404, description = "No such application of mine.", body = api::Problem)))]
pub(crate) async fn list_people(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
) -> Result<Json<PeopleView>, ApiError> {
    let file = state
        .store
        .read(|connection| open_own(&state, connection, &id, &session.person_id))?;
    let look = access::Access::resident(&session, "list_people", Some(&id));
    access::log(&state, look).await?;
    Ok(Json(people_view(&state.keyring, &file)))
}

/// Asks somebody.
#[utoipa::path(post, path = api::path::APPLICATION_PEOPLE, operation_id = "name_person", tag = "people",
    params(("id" = String, Path, description = "Application id")), request_body = NamePersonRequest,
    responses((status = 201, description = "Asked; the link is to be passed on.", body = PeopleView),
        (status = 404, description = "No such application of mine.", body = api::Problem),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn name_person(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<NamePersonRequest>,
) -> Result<Response, ApiError> {
    let account = session::find_phone(&state, &session.person_id)?.into_inner();
    let operation = format!("name_person/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let mut file = open_own(&parts, tx, &id, actor.person_id())?;
        name::name(tx, &parts, &mut file, (&actor, &account), &request)?;
        Ok(people_view(&parts.keyring, &file))
    })
    .await
}

/// Says why a consent cannot be had, or on what ground no guarantor is needed.
#[utoipa::path(put, path = api::path::APPLICATION_PEOPLE, operation_id = "excuse_people", tag = "people",
    params(("id" = String, Path, description = "Application id")), request_body = ExcusePeopleRequest,
    responses((status = 200, description = "Kept.", body = PeopleView),
        (status = 404, description = "No such application of mine.", body = api::Problem),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem),
        (status = 422, description = "Everything that is wrong.", body = api::Problem)))]
pub(crate) async fn excuse_people(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ExcusePeopleRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("excuse_people/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let now_ms = state.clock.now_ms();
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let mut file = open_own(&parts, tx, &id, &session.person_id)?;
        name::excuse(tx, &parts, &mut file, &request, now_ms)?;
        Ok(people_view(&parts.keyring, &file))
    })
    .await
}

/// Takes a question back.
#[utoipa::path(delete, path = api::path::APPLICATION_PERSON, operation_id = "take_back_person", tag = "people",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Consent id")),
    responses((status = 200, description = "Taken back; an answer counts no more.", body = PeopleView),
        (status = 404, description = "Nobody asked by this id.", body = api::Problem),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem)))]
pub(crate) async fn take_back_person(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path((id, consent)): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let operation = format!("take_back_person/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &consent)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let mut file = open_own(&parts, tx, &id, actor.person_id())?;
        name::take_back(tx, &mut file, &actor, &consent)?;
        Ok(people_view(&parts.keyring, &file))
    })
    .await
}

/// Somebody who agreed, in full; each look is written down.
#[utoipa::path(get, path = api::path::STAFF_PERSON, operation_id = "reveal_person", tag = "staff",
    params(("id" = String, Path, description = "Application id"),
        ("document" = String, Path, description = "Consent id")),
    responses((status = 200, description = "Name, ID number and phone.", body = PersonInFullView),
        (status = 403, description = "My own file, or I have declared to be close to the applicant.",
            body = api::Problem),
        (status = 404, description = "No such file at my office, or nobody asked by this id.", body = api::Problem),
        (status = 409, description = "The person has not agreed or took it back, or the file has ended.",
            body = api::Problem)))]
pub(crate) async fn reveal_person(
    State(state): State<AppState>,
    session: StaffSession,
    Path((id, consent)): Path<(String, String)>,
) -> Result<Json<PersonInFullView>, ApiError> {
    let found = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let file = open_visible(&state, connection, &id, &officer)?;
        in_full::reveal(&file, &officer, &consent)
    })?;
    let look = access::Access::staff(&session, "reveal_person", Some(&id));
    access::log(&state, look).await?;
    Ok(Json(found))
}

fn means<'a>(state: &AppState, headers: &HeaderMap, key: &'a IdempotencyKey) -> Means<'a> {
    Means {
        device: device_of_headers(headers),
        now_ms: state.clock.now_ms(),
        key: key.as_str(),
    }
}

/// What I am asked to consent to.
#[utoipa::path(post, path = api::path::CONSENT_REQUESTS, operation_id = "open_consent_request", tag = "people",
    request_body = OpenConsentRequest,
    responses((status = 200, description = "No more than it takes to decide; noted as seen.", body = ConsentRequestView),
        (status = 404, description = "No link of this portal, or taken back.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn open_consent_request(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<OpenConsentRequest>,
) -> Result<Json<ConsentRequestView>, ApiError> {
    let means = means(&state, &headers, &key);
    let view = answer::look(&state, request.token, means, from).await?;
    Ok(Json(view))
}

/// Sends a code to the phone that the applicant named.
#[utoipa::path(post, path = api::path::CONSENT_REQUEST_CODES, operation_id = "send_consent_request_code", tag = "people",
    request_body = OpenConsentRequest,
    responses((status = 204, description = "On its way."),
        (status = 404, description = "No link of this portal, or taken back.", body = api::Problem),
        (status = 409, description = "Nothing is left to say.", body = api::Problem),
        (status = 429, description = "Too many codes.", body = api::Problem)))]
pub(crate) async fn send_consent_request_code(
    State(state): State<AppState>,
    Extension(from): Extension<ClientAddress>,
    JsonBody(request): JsonBody<OpenConsentRequest>,
) -> Result<StatusCode, ApiError> {
    code::send(&state, &request.token, from).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Yes, no, or not any more.
#[utoipa::path(post, path = api::path::CONSENT_ANSWERS, operation_id = "answer_consent_request", tag = "people",
    request_body = AnswerConsentRequest,
    responses((status = 200, description = "Taken.", body = ConsentRequestView),
        (status = 401, description = "Wrong digits or code, which is not said; or too many tries.", body = api::Problem),
        (status = 404, description = "No link of this portal, or taken back.", body = api::Problem),
        (status = 409, description = "Too late, answered before, or the loan asked for is another now.",
            body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn answer_consent_request(
    State(state): State<AppState>,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<AnswerConsentRequest>,
) -> Result<Json<ConsentRequestView>, ApiError> {
    let means = means(&state, &headers, &key);
    answer::answer(&state, request, means).await.map(Json)
}

//! The resident's applications.

use api::application::{
    ApplicationView, ListApplicationsResponse, ResidentActionRequest, SaveAnswersRequest,
    SaveAnswersResponse, StartApplicationRequest,
};
use api::particulars::WholeApplication;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode, Uri};
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use crate::applications::actor::Actor;
use crate::applications::file::ApplicationFile;
use crate::applications::own::open_own;
use crate::applications::particulars::on_paper;
use crate::applications::resident::act_as_resident;
use crate::applications::save;
use crate::applications::staff::notice;
use crate::applications::start::{self, Applicant};
use crate::applications::trained::trained;
use crate::applications::view::{Viewer, application_summary, application_view};
use crate::applications::{access, papers, qr};
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::people::need::has_people;
use crate::problem::{ApiError, JsonBody};
use crate::session::{self, ResidentSession};
use crate::state::{AppState, Parts};

/// My applications, newest first.
#[utoipa::path(get, path = api::path::APPLICATIONS, operation_id = "list_applications", tag = "applications",
    responses((status = 200, description = "Newest first; drafts thrown away are left out.",
        body = ListApplicationsResponse)))]
pub(crate) async fn list_applications(
    State(state): State<AppState>,
    session: ResidentSession,
) -> Result<Json<ListApplicationsResponse>, ApiError> {
    let today = state.clock.today();
    let files = state
        .store
        .read(|connection| ApplicationFile::list_own(&state, connection, &session.person_id))?;
    let shown = files
        .iter()
        .filter(|file| file.loan.state() != LoanState::Discarded);
    let applications = shown
        .map(|file| application_summary(&state, file, today))
        .collect();
    access::log(
        &state,
        access::Access::resident(&session, "list_applications", None),
    )
    .await?;
    Ok(Json(ListApplicationsResponse { applications }))
}

/// Begins a draft.
#[utoipa::path(post, path = api::path::APPLICATIONS, operation_id = "start_application", tag = "applications",
    request_body = StartApplicationRequest,
    responses((status = 201, description = "Begun.", body = ApplicationView),
        (status = 409, description = "A draft of this product is open already.", body = api::Problem)))]
pub(crate) async fn start_application(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    JsonBody(request): JsonBody<StartApplicationRequest>,
) -> Result<Response, ApiError> {
    let phone = session::find_phone(&state, &session.person_id)?.into_inner();
    let once = idempotency::Request::new(session.subject(), key, "start_application", &request)?;
    let applicant = Applicant {
        person_id: session.person_id,
        phone,
    };
    let now_ms = state.clock.now_ms();
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let file = start::start_application(tx, &parts, &applicant, &request, now_ms)?;
        Ok(view_for(&parts, &file, &applicant.person_id))
    })
    .await
}

/// One of my applications.
#[utoipa::path(get, path = api::path::APPLICATION, operation_id = "find_application", tag = "applications",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "Everything the resident sees.", body = WholeApplication),
        (status = 404, description = "No such application of mine.", body = api::Problem)))]
pub(crate) async fn find_application(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
) -> Result<Json<WholeApplication>, ApiError> {
    let (file, trained) = state.store.read::<_, ApiError>(|connection| {
        let file = open_own(&state, connection, &id, &session.person_id)?;
        let trained = trained(&state, connection, &file)?;
        Ok((file, trained))
    })?;
    access::log(
        &state,
        access::Access::resident(&session, "view_application", Some(&id)),
    )
    .await?;
    Ok(Json(WholeApplication {
        application: ApplicationView {
            trained,
            ..view_for(&state, &file, &session.person_id)
        },
        has_people: has_people(&file),
        particulars: on_paper(&state, &file, state.clock.today()),
    }))
}

/// Throws a draft away.
#[utoipa::path(delete, path = api::path::APPLICATION, operation_id = "discard_application", tag = "applications",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 204, description = "Gone, with everything typed."),
        (status = 409, description = "No longer a draft.", body = api::Problem)))]
pub(crate) async fn discard_application(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let once =
        idempotency::Request::new(session.subject(), key.clone(), "discard_application", &id)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    let response = idempotency::once(&state, once, StatusCode::NO_CONTENT, move |tx| {
        let mut file = open_own(&parts, tx, &id, actor.person_id())?;
        let request = ResidentActionRequest {
            version: file.loan.version(),
            action: LoanAction::Discard,
            declaration_version: None,
            field: None,
            reason: None,
            anticipated_receipt: None,
        };
        act_as_resident(tx, &parts, &mut file, &actor, &request)
    })
    .await?;
    papers::sweep(&state).await?;
    Ok(response)
}

/// Saves what was typed.
#[utoipa::path(patch, path = api::path::APPLICATION_ANSWERS, operation_id = "save_answers", tag = "applications",
    params(("id" = String, Path, description = "Application id")), request_body = SaveAnswersRequest,
    responses((status = 200, description = "Kept, wrong answers too.", body = SaveAnswersResponse),
        (status = 409, description = "Not the resident's to change now.", body = api::Problem),
        (status = 422, description = "A field the form does not have; nothing was kept.", body = api::Problem)))]
pub(crate) async fn save_answers(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<SaveAnswersRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(
        session.subject(),
        key,
        &format!("save_answers/{id}"),
        &request,
    )?;
    let now_ms = state.clock.now_ms();
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let mut file = open_own(&parts, tx, &id, &session.person_id)?;
        save::save_answers(tx, &parts, &mut file, &request, now_ms)
    })
    .await
}

/// Submits, resubmits, withdraws and so on.
#[utoipa::path(post, path = api::path::APPLICATION_ACTIONS, operation_id = "act_on_application",
    tag = "applications", params(("id" = String, Path, description = "Application id")),
    request_body = ResidentActionRequest,
    responses((status = 200, description = "Done.", body = ApplicationView),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn act_on_application(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ResidentActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_application/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?
        .doing(request.action.as_str());
    let actor = Actor::resident(&state, &session, &headers, &key);
    // On its own, so that a phone that goes away does not keep the papers of a draft thrown away.
    let work = act_and_tell(state, id, actor, once, request);
    tokio::spawn(work)
        .await
        .map_err(|source| ApiError::internal("act on an application", source))?
}

async fn act_and_tell(
    state: AppState,
    id: String,
    actor: Actor,
    once: idempotency::Request,
    request: ResidentActionRequest,
) -> Result<Response, ApiError> {
    let parts = state.clone();
    let is_discard = request.action == LoanAction::Discard;
    let response = do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let mut file = open_own(&parts, tx, &id, actor.person_id())?;
        act_as_resident(tx, &parts, &mut file, &actor, &request)?;
        let told = notice::after(&parts, &file, request.action);
        let view = view_for(&parts, &file, actor.person_id());
        Ok((view, told.into_iter().collect()))
    })
    .await?;
    if is_discard {
        papers::sweep(&state).await?;
    }
    Ok(response)
}

/// The tracking address as a picture.
#[utoipa::path(get, path = api::path::APPLICATION_QR, operation_id = "find_application_qr", tag = "applications",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "A QR code.", body = String, content_type = "image/svg+xml"),
        (status = 404, description = "No such application of mine, or not handed in yet.", body = api::Problem)))]
pub(crate) async fn find_application_qr(
    State(state): State<AppState>,
    session: ResidentSession,
    headers: HeaderMap,
    uri: Uri,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let file = state
        .store
        .read(|connection| open_own(&state, connection, &id, &session.person_id))?;
    let code = file
        .row
        .query_code
        .as_deref()
        .ok_or(api::ProblemCode::NotFound)?;
    let origin = qr::origin(&headers, &uri, state.config.listening.is_https())?;
    let picture = qr::draw(&format!("{origin}/track?code={code}"))?;
    access::log(
        &state,
        access::Access::resident(&session, "view_query_code", Some(&id)),
    )
    .await?;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], picture).into_response())
}

pub(super) fn view_for(parts: &Parts, file: &ApplicationFile, person_id: &str) -> ApplicationView {
    application_view(
        parts,
        file,
        Viewer {
            role: Role::Resident,
            id: person_id,
        },
        parts.clock.today(),
    )
}

//! Files handed over to agencies without accounts: making packages, taking them, and what comes back.

use api::ProblemCode;
use api::package::{
    ListPackagesResponse, MakePackageRequest, PackageActionRequest, PackageView,
    ReadPackageFormResponse,
};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use workflow::loan::PackageState;

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::applications::staff::notice;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::visible::open_visible;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::ids;
use crate::packages::contents::{facts_of, newest};
use crate::packages::judge::judge;
use crate::packages::read::read;
use crate::packages::standing::{stale, state_of};
use crate::packages::take::{open_package, take};
use crate::packages::view::{list_view, package_view};
use crate::packages::{act, make};
use crate::problem::json::read_body;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::AppState;

/// What a file was handed over with.
#[utoipa::path(get, path = api::path::STAFF_PACKAGES, operation_id = "list_packages", tag = "packages",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "The newest first.", body = ListPackagesResponse),
        (status = 404, description = "No such file at my office.", body = api::Problem)))]
pub(crate) async fn list_packages(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<ListPackagesResponse>, ApiError> {
    let found = state.store.read::<_, ApiError>(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let file = open_visible(&state, connection, &id, &officer)?;
        list_view(&state, connection, &file, &officer)
    })?;
    let look = access::Access::staff(&session, "list_packages", Some(&id));
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Makes a package; those before it are stale from then on.
#[utoipa::path(post, path = api::path::STAFF_PACKAGES, operation_id = "make_package", tag = "packages",
    params(("id" = String, Path, description = "Application id")), request_body = MakePackageRequest,
    responses((status = 201, description = "Made.", body = PackageView),
        (status = 403, description = "My own file.", body = api::Problem),
        (status = 404, description = "No such file of mine at an agency without accounts.", body = api::Problem),
        (status = 409, description = "Somebody was first, or nothing can be decided now.", body = api::Problem)))]
pub(crate) async fn make_package(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<MakePackageRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("make_package/{id}");
    let once = idempotency::Request::new(session.subject(), key, &operation, &request)?;
    let look = access::Access::staff(&session, "make_package", Some(&id));
    let (parts, looking, sent) = (state.clone(), session.clone(), once.clone());
    let (version, stage) = (request.version, request.stage);
    let (package, now_ms) = (ids::fresh(), state.clock.now_ms());
    // Off the async threads: a form is written and everything is hashed.
    let prepare = move || {
        parts.store.read::<_, ApiError>(|connection| {
            // A press that comes twice is answered from its key, wherever the file is by now.
            if sent.is_known(connection, &parts.keyring)? {
                return Ok(None);
            }
            let officer = Officer::of_session(connection, &looking)?;
            let of_file = (id.as_str(), version, stage);
            let new = (package.as_str(), now_ms);
            make::prepare(&parts, connection, &officer, of_file, new).map(Some)
        })
    };
    let prepared = state.readers.run(prepare).await?;
    let parts = state.clone();
    let answer = idempotency::once(&state, once, StatusCode::CREATED, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let row = prepared.as_ref().ok_or(ProblemCode::Stale)?;
        let file = make::keep(tx, &parts, &officer, row)?;
        package_view(&parts, tx, (&file, row), &officer)
    })
    .await?;
    access::log(&state, look).await?;
    Ok(answer)
}

/// A package, to be handed over.
#[utoipa::path(get, path = api::path::STAFF_PACKAGE_FILE, operation_id = "take_package", tag = "packages",
    params(("id" = String, Path, description = "Package id")),
    responses((status = 200, description = "A ZIP; who took it is written down.", body = String,
            content_type = "application/zip"),
        (status = 404, description = "No such package of my office.", body = api::Problem),
        (status = 409, description = "It is stale.", body = api::Problem)))]
pub(crate) async fn take_package(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let (officer, application) = state.store.read::<_, ApiError>(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let (row, _) = open_package(&state, connection, &officer, &id)?;
        Ok((officer, row.application_id))
    })?;
    let look = access::Access::staff(&session, "take_package", Some(&application));
    access::log(&state, look).await?;
    let (number, bytes) = take(&state, officer, &id, state.clock.now_ms()).await?;
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let name = format!("attachment; filename=\"{number}.zip\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Reads the form that came back: what would be done, or everything that is wrong. Nothing is recorded yet.
#[utoipa::path(post, path = api::path::STAFF_PACKAGE_FORM, operation_id = "read_package_form", tag = "packages",
    params(("id" = String, Path, description = "Package id")),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, description = "Read.", body = ReadPackageFormResponse),
        (status = 404, description = "No such package of my office.", body = api::Problem),
        (status = 413, description = "Too large.", body = api::Problem),
        (status = 422, description = "No sheet that is taken.", body = api::Problem),
        (status = 503, description = "Others upload just now.", body = api::Problem)))]
pub(crate) async fn read_package_form(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let (parts, looking, package) = (state.clone(), session.clone(), id.clone());
    let application = state.store.read::<_, ApiError>(|connection| {
        let officer = Officer::of_session(connection, &looking)?;
        let (row, _) = open_package(&parts, connection, &officer, &package)?;
        Ok(row.application_id)
    })?;
    let bytes = read_body(request.into_body()).await?;
    let operation = format!("read_package_form/{id}");
    let once = idempotency::Request::of_bytes(session.subject(), key.clone(), &operation, &bytes);
    let actor = Actor::staff(&state, &session, &headers, &key);
    let filled = state.readers.run(move || read(&bytes)).await?;
    let look = access::Access::staff(&session, "read_package_form", Some(&application));
    let answer = idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let (mut row, file) = open_package(&parts, tx, &officer, &id)?;
        let stale = stale(&file, &row, newest(tx, &row.application_id)?)?;
        let waits = state_of(&row)? == PackageState::Proposed;
        let stale = stale.or(waits.then_some("package_proposed"));
        let facts = facts_of(&file, &row)?;
        let judged = judge(&parts, (&file, &facts), (&filled, stale), &actor)?;
        let problems = match judged {
            Ok(decided) => {
                act::keep_decision(tx, &file, &mut row, (&decided, actor.now_ms))?;
                Vec::new()
            }
            Err(problems) => problems,
        };
        let package = package_view(&parts, tx, (&file, &row), &officer)?;
        Ok(ReadPackageFormResponse { problems, package })
    })
    .await?;
    access::log(&state, look).await?;
    Ok(answer)
}

/// Records what a form says; as the second person, confirms it or says no.
#[utoipa::path(post, path = api::path::STAFF_PACKAGE_ACTIONS, operation_id = "act_on_package", tag = "packages",
    params(("id" = String, Path, description = "Package id")), request_body = PackageActionRequest,
    responses((status = 200, description = "Done.", body = PackageView),
        (status = 403, description = "My own file.", body = api::Problem),
        (status = 404, description = "No such package of my office.", body = api::Problem),
        (status = 409, description = "Somebody was first, a second person is needed, or the package is stale.",
            body = api::Problem),
        (status = 422, description = "A reason or a paper that is missing or not asked for.", body = api::Problem)))]
pub(crate) async fn act_on_package(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<PackageActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_package/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let (mut row, mut file) = open_package(&parts, tx, &officer, &id)?;
        let who = (&officer, &actor);
        let done = act::act(tx, &parts, who, (&mut file, &mut row), &request)?;
        let told = done.and_then(|action| notice::after(&parts, &file, action));
        let view = package_view(&parts, tx, (&file, &row), &officer)?;
        Ok((view, told.into_iter().collect()))
    })
    .await
}

//! Loans after the payout, for officers.

use api::ProblemCode;
use api::application::ApplicationView;
use api::extension::AskExtensionRequest;
use api::servicing::{ListLoansResponse, LoanActionRequest, LoanScheduleView, StaffLoanView};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use super::applications::view_for;
use crate::applications::access;
use crate::applications::actor::Actor;
use crate::applications::own::open_own;
use crate::applications::staff::officer::Officer;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::problem::{ApiError, JsonBody};
use crate::servicing::act;
use crate::servicing::list;
use crate::servicing::view::{schedule_view, staff_loan_view};
use crate::servicing::visible::open_visible;
use crate::session::{ResidentSession, StaffSession};
use crate::state::AppState;

/// The loans of my bank, or of the district.
#[utoipa::path(get, path = api::path::STAFF_LOANS, operation_id = "list_loans", tag = "loans",
    responses((status = 200, description = "Those due first; names are masked.", body = ListLoansResponse)))]
pub(crate) async fn list_loans(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListLoansResponse>, ApiError> {
    let today = state.clock.today();
    let found = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        list::list_loans(&state, connection, &officer, today)
    })?;
    let look = access::Access::staff(&session, "list_loans", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// One loan.
#[utoipa::path(get, path = api::path::STAFF_LOAN, operation_id = "find_loan", tag = "loans",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "Schedule, payments and subsidy.", body = StaffLoanView),
        (status = 404, description = "No such loan at my office.", body = api::Problem)))]
pub(crate) async fn find_loan(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<StaffLoanView>, ApiError> {
    let today = state.clock.today();
    let view = state.store.read(|connection| {
        let officer = Officer::of_session(connection, &session)?;
        let (file, servicing) = open_visible(&state, connection, &id, &officer)?;
        staff_loan_view((&state, connection), &file, &servicing, &officer, today)
    })?;
    let look = access::Access::staff(&session, "view_loan", Some(&id));
    access::log(&state, look).await?;
    Ok(Json(view))
}

/// Records a payment, takes one back, and so on.
#[utoipa::path(post, path = api::path::STAFF_LOAN_ACTIONS, operation_id = "act_on_loan", tag = "loans",
    params(("id" = String, Path, description = "Application id")), request_body = LoanActionRequest,
    responses((status = 200, description = "Done, with what follows from it.", body = StaffLoanView),
        (status = 403, description = "Another role's action, or my own loan.", body = api::Problem),
        (status = 404, description = "No such loan at my office.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn act_on_loan_by_id(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<LoanActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_loan/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let officer = Officer::of_session(tx, &session)?;
        let (mut file, mut servicing) = open_visible(&parts, tx, &id, &officer)?;
        let loan = (&mut file, &mut servicing);
        let notices = act::act_on_loan(tx, &parts, loan, &officer, &actor, &request)?;
        let view = staff_loan_view((&parts, tx), &file, &servicing, &officer, actor.today())?;
        Ok((view, notices))
    })
    .await
}

/// Asks that my loan ends later.
#[utoipa::path(post, path = api::path::APPLICATION_EXTENSION, operation_id = "ask_extension", tag = "loans",
    params(("id" = String, Path, description = "Application id")), request_body = AskExtensionRequest,
    responses((status = 200, description = "Asked.", body = ApplicationView),
        (status = 404, description = "No such application of mine, or nothing was paid out.", body = api::Problem),
        (status = 409, description = "It cannot be asked for now.", body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn ask_extension(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<AskExtensionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("ask_extension/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    idempotency::once(&state, once, StatusCode::OK, move |tx| {
        let mut file = open_own(&parts, tx, &id, actor.person_id())?;
        act::ask_extension(tx, &parts, &mut file, &actor, &request)?;
        Ok(view_for(&parts, &file, actor.person_id()))
    })
    .await
}

/// When what of my loan is due, and who pays it.
#[utoipa::path(get, path = api::path::APPLICATION_SCHEDULE, operation_id = "find_schedule", tag = "loans",
    params(("id" = String, Path, description = "Application id")),
    responses((status = 200, description = "Every due date, as it stands today.", body = LoanScheduleView),
        (status = 404, description = "No such application of mine, or nothing was paid out.", body = api::Problem)))]
pub(crate) async fn find_schedule(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
) -> Result<Json<LoanScheduleView>, ApiError> {
    let view = state.store.read(|connection| {
        let file = open_own(&state, connection, &id, &session.person_id)?;
        let loan = file.servicing.as_ref();
        let view = loan.and_then(|loan| schedule_view(&loan.file));
        view.ok_or_else(|| ApiError::from(ProblemCode::NotFound))
    })?;
    let look = access::Access::resident(&session, "view_schedule", Some(&id));
    access::log(&state, look).await?;
    Ok(Json(view))
}

//! Settlements of classes, for trainers and the training section.

use api::ProblemCode;
use api::settlement::{
    ListSettlementsResponse, SettlementActionRequest, SettlementSummary, SettlementView,
    WriteSettlementRequest,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Date;
use http::{HeaderMap, StatusCode};
use store::{Connection, settlement_payments, settlements as rows};
use workflow::settlement::SettlementState;

use super::payment_cards::sheet;
use crate::applications::access;
use crate::applications::actor::Actor;
use crate::applications::error::while_doing;
use crate::enrolments::room::Room;
use crate::enrolments::telling::do_and_tell;
use crate::enrolments::view::find_course;
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::room::open_room;
use crate::organisations::Desk;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::settlements::opened::{Opened, open};
use crate::settlements::view::view;
use crate::settlements::{act, export};
use crate::state::{AppState, Parts};

/// The most in one answer.
const PAGE: i64 = 500;

/// Settlements that were handed in.
#[utoipa::path(get, path = api::path::STAFF_SETTLEMENTS, operation_id = "list_settlements", tag = "settlements",
    responses((status = 200, description = "What has waited longest first, and how many more there are.",
        body = ListSettlementsResponse)))]
pub(crate) async fn list_settlements(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListSettlementsResponse>, ApiError> {
    let today = state.clock.today();
    let (settlements, count) = state.store.read(|connection| {
        Desk::of_session(connection, &session)?;
        let found = rows::list_for_officers(connection, PAGE)?.into_iter();
        let found = found
            .map(|row| summary(&state, connection, row, today))
            .collect::<Result<Vec<_>, ApiError>>()?;
        Ok::<_, ApiError>((found, rows::count_for_officers(connection)?))
    })?;
    Ok(Json(ListSettlementsResponse {
        left_out: u32::try_from(count)
            .unwrap_or_default()
            .saturating_sub(u32::try_from(settlements.len()).unwrap_or_default()),
        settlements,
    }))
}

fn summary(
    parts: &Parts,
    connection: &Connection,
    row: rows::Settlement,
    today: Date,
) -> Result<SettlementSummary, ApiError> {
    let course = row
        .class_id
        .split_once('.')
        .map_or("", |(course, _)| course);
    let course = find_course(connection, course)?;
    let state: SettlementState = row
        .state
        .parse()
        .map_err(while_doing("read a settlement"))?;
    let submitted_on = row.submitted_ms.map(Date::from_unix_ms_shanghai);
    let waits = state == SettlementState::Submitted;
    let (mut to_pay, mut paid_on) = (None, None);
    if state == SettlementState::Settled {
        let count = settlement_payments::count_to_pay(connection, &row.class_id)?;
        to_pay = Some(u32::try_from(count).unwrap_or_default());
        let paid = settlement_payments::list(connection, &row.class_id)?;
        paid_on = paid.iter().map(|one| one.paid_on).max();
    }
    Ok(SettlementSummary {
        id: row.class_id,
        provider: course.as_ref().map(|course| course.provider.clone()),
        title: course.map(|course| course.title),
        state,
        submitted_on,
        waited_working_days: submitted_on
            .filter(|_| waits)
            .map(|on| parts.calendar.working_days_between(on, today)),
        to_pay,
        paid_on,
    })
}

/// The settlement of a class as of now.
#[utoipa::path(get, path = api::path::STAFF_SETTLEMENT, operation_id = "find_settlement", tag = "settlements",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    responses((status = 200, description = "Everybody judged; names are masked for officers.", body = SettlementView),
        (status = 404, description = "No such class, or not mine.", body = api::Problem)))]
pub(crate) async fn find_settlement(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<SettlementView>, ApiError> {
    let today = state.clock.today();
    let found = state.store.read(|connection| {
        let room = open_room(&state, connection, &session, &id)?;
        let opened = open(&state, connection, &room, today)?;
        view(
            &state,
            connection,
            &room,
            &opened,
            (&session.staff_id, session.role),
        )
    })?;
    let look = access::Access::staff(&session, "find_settlement", None);
    access::log(&state, look).await?;
    Ok(Json(found))
}

/// Keeps what the people said.
#[utoipa::path(put, path = api::path::STAFF_SETTLEMENT, operation_id = "write_settlement", tag = "settlements",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    request_body = WriteSettlementRequest,
    responses((status = 200, description = "Kept, and judged anew.", body = SettlementView),
        (status = 404, description = "No such class, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "Everything that does not fit.", body = api::Problem)))]
pub(crate) async fn write_settlement(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<WriteSettlementRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("write_settlement/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let room = open_room(&parts, tx, &session, &id)?;
        let view = act::write(tx, &parts, &actor, &room, &request)?;
        Ok((view, Vec::new()))
    })
    .await
}

/// Hands in, gives back or settles.
#[utoipa::path(post, path = api::path::STAFF_SETTLEMENT_ACTIONS, operation_id = "act_on_settlement",
    tag = "settlements", params(("id" = String, Path, description = "Class id: course, a dot, session")),
    request_body = SettlementActionRequest,
    responses((status = 200, description = "Done.", body = SettlementView),
        (status = 403, description = "Another role's action.", body = api::Problem),
        (status = 404, description = "No such class, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "Everything that is missing.", body = api::Problem)))]
pub(crate) async fn act_on_settlement(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<SettlementActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_settlement/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let mut room = open_room(&parts, tx, &session, &id)?;
        act::act(tx, &parts, &actor, &mut room, &request)
    })
    .await
}

/// The sheet with the list to pay by.
#[utoipa::path(get, path = api::path::STAFF_SETTLEMENT_SHEET, operation_id = "export_settlement", tag = "settlements",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    responses((status = 200, description = "With names whole.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, description = "No such class, or nothing handed in.", body = api::Problem)))]
pub(crate) async fn export_settlement(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let write = |parts: &Parts, room: &Room, opened: &Opened, phones: &[String]| {
        let is_seen = matches!(
            opened.sheet.file.state(),
            SettlementState::Submitted | SettlementState::Settled
        );
        if !is_seen {
            return Err(ApiError::from(ProblemCode::NotFound));
        }
        export::file(parts, opened, room, phones)
    };
    sheet(
        &state,
        session,
        ("export_settlement", "settlement", id),
        write,
    )
    .await
}

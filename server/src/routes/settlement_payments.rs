//! That the subsidies of a settled class are paid.

use api::settlement::{CameBackRequest, PaySettlementRequest, SettlementView};
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::applications::actor::Actor;
use crate::enrolments::telling::do_and_tell;
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::room::open_room;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::settlements::pay;
use crate::state::AppState;

/// Records that finance paid the list on screen, and what came back of it.
#[utoipa::path(post, path = api::path::STAFF_SETTLEMENT_PAID, operation_id = "pay_settlement", tag = "settlements",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    request_body = PaySettlementRequest,
    responses((status = 200, description = "Recorded, and everybody in the list is told.", body = SettlementView),
        (status = 404, description = "No such class.", body = api::Problem),
        (status = 409, description = "Another list by now, not settled, nobody to pay, or the officer settled it.",
            body = api::Problem),
        (status = 422, description = "Everything that is missing or wrong.", body = api::Problem)))]
pub(crate) async fn pay_settlement(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<PaySettlementRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("pay_settlement/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let payment = pay::check(&request, actor.today())?;
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let room = open_room(&parts, tx, &session, &id)?;
        pay::pay(tx, &parts, &actor, &room, (&request, &payment))
    })
    .await
}

/// Notes whose money came back after the list was recorded.
#[utoipa::path(post, path = api::path::STAFF_SETTLEMENT_CAME_BACK, operation_id = "note_came_back",
    tag = "settlements", params(("id" = String, Path, description = "Class id: course, a dot, session")),
    request_body = CameBackRequest,
    responses((status = 200, description = "Noted, and everybody named is told.", body = SettlementView),
        (status = 404, description = "No such class.", body = api::Problem),
        (status = 409, description = "Somebody was first, not settled, or the officer settled it.",
            body = api::Problem),
        (status = 422, description = "Nobody named, or somebody who was not paid.", body = api::Problem)))]
pub(crate) async fn note_came_back(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<CameBackRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("note_came_back/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let room = open_room(&parts, tx, &session, &id)?;
        pay::came_back(tx, &parts, &actor, &room, &request)
    })
    .await
}

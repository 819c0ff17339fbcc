//! The cards to which subsidies are paid, and the sheets of a settled class.

use std::fs::File;

use api::ProblemCode;
use api::enrolment::EnrolmentPlace;
use api::settlement::{GivePaymentCardRequest, PaymentCardView};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::{BankCardNumber, Sealed};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use tokio_util::io::ReaderStream;
use workflow::settlement::SettlementState;

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::enrolments::room::Room;
use crate::enrolments::telling::do_and_tell;
use crate::enrolments::view::enrolment_place;
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::room::open_room;
use crate::lessons::roster::masked_phone;
use crate::problem::{ApiError, JsonBody};
use crate::session::{ResidentSession, StaffSession};
use crate::settlements::card;
use crate::settlements::export::{file_name, payments, roster};
use crate::settlements::opened::{Opened, open};
use crate::state::{AppState, Parts};

const SHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A write under its key. What is hashed is a keyed hash: a card number has too few digits for a plain one.
fn once(
    state: &AppState,
    subject: String,
    key: &IdempotencyKey,
    (operation, number): (&str, &Sealed<BankCardNumber>),
) -> idempotency::Request {
    let index = card::card_index(&state.keyring, number.expose());
    idempotency::Request::of_bytes(subject, key.clone(), operation, &index)
}

/// Says to which card my subsidies of a class are paid.
#[utoipa::path(put, path = api::path::ENROLMENT_PAYMENT_CARD, operation_id = "give_payment_card", tag = "enrolments",
    params(("id" = String, Path, description = "Enrolment id")), request_body = GivePaymentCardRequest,
    responses((status = 200, description = "Kept.", body = EnrolmentPlace),
        (status = 404, description = "No such enrolment of mine.", body = api::Problem),
        (status = 409, description = "No seat.", body = api::Problem),
        (status = 422, description = "No card number.", body = api::Problem)))]
pub(crate) async fn give_payment_card(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<GivePaymentCardRequest>,
) -> Result<Response, ApiError> {
    let number = card::read(&request.number)?;
    let operation = format!("give_payment_card/{id}");
    let once = once(&state, session.subject(), &key, (&operation, &number));
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let (member, room) = card::give_own(tx, &parts, &actor, &id, &number)?;
        Ok((enrolment_place(&member, &room), Vec::new()))
    })
    .await
}

/// Enters to which card the subsidies of somebody are paid; the person is told.
#[utoipa::path(put, path = api::path::STAFF_MEMBER_PAYMENT_CARD, operation_id = "give_member_payment_card",
    tag = "settlements", params(("id" = String, Path, description = "Class id: course, a dot, session"),
        ("document" = String, Path, description = "Enrolment id")), request_body = GivePaymentCardRequest,
    responses((status = 200, description = "Kept.", body = PaymentCardView),
        (status = 404, description = "No such class of mine, or nobody of that id in it.", body = api::Problem),
        (status = 409, description = "No seat, or for a school: the person has said it.", body = api::Problem),
        (status = 422, description = "No card number.", body = api::Problem)))]
pub(crate) async fn give_member_payment_card(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path((id, member)): Path<(String, String)>,
    JsonBody(request): JsonBody<GivePaymentCardRequest>,
) -> Result<Response, ApiError> {
    let number = card::read(&request.number)?;
    let operation = format!("give_member_payment_card/{id}/{member}");
    let once = once(&state, session.subject(), &key, (&operation, &number));
    let actor = Actor::staff(&state, &session, &headers, &key);
    let look = access::Access::staff(&session, "give_member_payment_card", Some(&member));
    access::log(&state, look).await?;
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let room = open_room(&parts, tx, &session, &id)?;
        card::give_for(tx, &parts, &actor, &room, (&member, &number))
    })
    .await
}

/// Everybody in a class, as a sheet.
#[utoipa::path(get, path = api::path::STAFF_SETTLEMENT_ROSTER, operation_id = "export_roster", tag = "settlements",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    responses((status = 200, description = "Names whole, phones and cards masked.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, description = "No such class, or not mine.", body = api::Problem)))]
pub(crate) async fn export_roster(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let write = |parts: &Parts, room: &Room, opened: &Opened, phones: &[String]| {
        roster::file(parts, opened, room, phones)
    };
    sheet(&state, session, ("export_roster", "roster", id), write).await
}

/// Whom to pay how much to which card.
#[utoipa::path(get, path = api::path::STAFF_SETTLEMENT_PAYMENTS, operation_id = "export_payments", tag = "settlements",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    responses((status = 200, description = "Names and cards whole.", body = String,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (status = 404, description = "No such class.", body = api::Problem),
        (status = 409, description = "The class is not settled.", body = api::Problem)))]
pub(crate) async fn export_payments(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let write = |parts: &Parts, room: &Room, opened: &Opened, phones: &[String]| {
        if opened.sheet.file.state() != SettlementState::Settled {
            return Err(ApiError::from(ProblemCode::ActionNotPossible));
        }
        payments::file(parts, opened, room, phones)
    };
    sheet(&state, session, ("export_payments", "payments", id), write).await
}

/// A sheet of a class, to save; a look at everybody in it.
pub(super) async fn sheet(
    state: &AppState,
    session: StaffSession,
    (action, kind, id): (&'static str, &str, String),
    write: impl Fn(&Parts, &Room, &Opened, &[String]) -> Result<File, ApiError> + Send + 'static,
) -> Result<Response, ApiError> {
    let today = state.clock.today();
    let name = format!("attachment; filename=\"{}\"", file_name(kind, &id, today));
    let (parts, looking) = (state.clone(), session.clone());
    let work = move || {
        let (room, opened, phones) = parts.store.read(|connection| {
            let room = open_room(&parts, connection, &looking, &id)?;
            let opened = open(&parts, connection, &room, today)?;
            let people = opened.people.iter();
            let phones = people
                .map(|one| masked_phone(&parts, connection, &one.judged.member.row.person_id))
                .collect::<Result<Vec<_>, _>>()?;
            Ok::<_, ApiError>((room, opened, phones))
        })?;
        let people = opened.people.iter();
        let seen: Vec<String> = people.map(|one| one.judged.member.row.id.clone()).collect();
        Ok((write(&parts, &room, &opened, &phones)?, seen))
    };
    let (file, seen) = state.readers.run(work).await?;
    let looks = seen
        .iter()
        .map(|id| access::Access::staff(&session, action, Some(id)));
    access::log_all(state, looks.collect()).await?;
    let pieces = ReaderStream::new(tokio::fs::File::from_std(file));
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(SHEET_TYPE));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

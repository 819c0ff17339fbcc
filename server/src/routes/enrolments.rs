//! Classes with their seats, and the resident's enrolments.

use api::enrolment::{
    ClassSeats, EnrolRequest, EnrolmentActionRequest, EnrolmentPlace, ListEnrolmentsResponse,
    ResubmitRequest,
};
use api::lesson::{AppealRequest, CheckInRequest};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, SET_COOKIE};
use http::{HeaderMap, StatusCode};
use store::{classes, courses, enrolments as rows};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::enrolments::act::{act, act_with, resubmit as hand_back};
use crate::enrolments::alternatives;
use crate::enrolments::calendar;
use crate::enrolments::enrol::{enrol as give_place, refuse_early};
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::rules::enrolment_clocks;
use crate::enrolments::telling::do_and_tell;
use crate::enrolments::view::{class_seats, enrolment_place, enrolment_view};
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::check_in::{PER_ENROLMENT, check_in as look_and_check_in};
use crate::lessons::device::Device;
use crate::problem::{ApiError, JsonBody};
use crate::rate_limit;
use crate::session::ResidentSession;
use crate::state::AppState;

/// The classes of a course, the soonest first.
#[utoipa::path(get, path = api::path::COURSE_SEATS, operation_id = "list_course_seats", tag = "courses",
    params(("id" = String, Path, description = "Course id")),
    responses((status = 200, description = "Seats as they are now.", body = Vec<ClassSeats>),
        (status = 404, description = "No such course.", body = api::Problem)))]
pub(crate) async fn list_course_seats(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<Vec<ClassSeats>>, ApiError> {
    let today = state.clock.today();
    let seats = state.store.read(|connection| {
        let found = classes::list_by_course(connection, &id)?;
        if found.is_empty() && courses::find(connection, &id)?.is_none() {
            return Err(ApiError::from(api::ProblemCode::NotFound));
        }
        let rooms = found.into_iter().map(|found| Room::open(&state, found));
        rooms
            .map(|room| Ok(class_seats(&room?, today)))
            .collect::<Result<Vec<_>, ApiError>>()
    })?;
    Ok(Json(seats))
}

/// My enrolments, newest first.
#[utoipa::path(get, path = api::path::ENROLMENTS, operation_id = "list_enrolments", tag = "enrolments",
    responses((status = 200, description = "Newest first.", body = ListEnrolmentsResponse)))]
pub(crate) async fn list_enrolments(
    State(state): State<AppState>,
    session: ResidentSession,
) -> Result<Json<ListEnrolmentsResponse>, ApiError> {
    let now_ms = state.clock.now_ms();
    let mut enrolments = state.store.read(|connection| {
        let mut shown = Vec::new();
        for row in rows::list_by_person(connection, &session.person_id)? {
            // What was erased is gone.
            if row.wrapped_key.is_none() {
                continue;
            }
            if let Some(room) = Room::load(&state, connection, &row.class_id)? {
                let member = Member::open(&state, connection, row)?;
                shown.push(enrolment_view(&state, connection, &member, &room, now_ms)?);
            }
        }
        Ok::<_, ApiError>(shown)
    })?;
    alternatives::name(&state, &mut enrolments).await?;
    let look = access::Access::resident(&session, "list_enrolments", None);
    access::log(&state, look).await?;
    Ok(Json(ListEnrolmentsResponse {
        enrolments,
        draft_days: enrolment_clocks(&state.district).draft_days,
    }))
}

/// Asks for a seat.
#[utoipa::path(post, path = api::path::ENROLMENTS, operation_id = "enrol", tag = "enrolments",
    request_body = EnrolRequest,
    responses((status = 201, description = "A seat is held, or a place in the wait-list.", body = EnrolmentPlace),
        (status = 404, description = "No such class.", body = api::Problem),
        (status = 409, description = "Full to the end of the wait-list, closed, enrolled already, or on the days of \
            another class.", body = api::Problem)))]
pub(crate) async fn enrol(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    JsonBody(request): JsonBody<EnrolRequest>,
) -> Result<Response, ApiError> {
    let once = idempotency::Request::new(session.subject(), key.clone(), "enrol", &request)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    state
        .store
        .read(|connection| refuse_early(connection, &state, &actor, &request, &once))?;
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::CREATED, move |tx| {
        let (member, room, notices) = give_place(tx, &parts, &actor, &request)?;
        Ok((enrolment_place(&member, &room), notices))
    })
    .await
}

/// Accepts an offer, passes it on, or withdraws.
#[utoipa::path(post, path = api::path::ENROLMENT_ACTIONS, operation_id = "act_on_enrolment", tag = "enrolments",
    params(("id" = String, Path, description = "Enrolment id")), request_body = EnrolmentActionRequest,
    responses((status = 200, description = "Done.", body = EnrolmentPlace),
        (status = 404, description = "No such enrolment of mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem)))]
pub(crate) async fn act_on_enrolment(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<EnrolmentActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_enrolment/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?
        .doing(&format!("enrolment_{}", request.action.as_str()));
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let (member, room, notices) = act(tx, &parts, &actor, &id, &request)?;
        Ok((enrolment_place(&member, &room), notices))
    })
    .await
}

/// Checks in to today's lesson by the number on the trainer's screen.
#[utoipa::path(post, path = api::path::ENROLMENT_CHECK_IN, operation_id = "check_in", tag = "enrolments",
    params(("id" = String, Path, description = "Enrolment id")), request_body = CheckInRequest,
    responses((status = 200, description = "Checked in.", body = EnrolmentPlace),
        (status = 404, description = "No such enrolment of mine.", body = api::Problem),
        (status = 409, description = "No lesson today, or checked in already.", body = api::Problem),
        (status = 422, description = "Not the number that is shown.", body = api::Problem),
        (status = 429, description = "Too many tries.", body = api::Problem)))]
pub(crate) async fn check_in(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<CheckInRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("check_in/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    let whom = format!("{}/{id}", session.person_id);
    let (buckets, now_ms) = ([PER_ENROLMENT.of(&state.keyring, &whom)], actor.now_ms);
    let wait = state
        .store
        .write_in_reserve(move |tx| rate_limit::hit(tx, &buckets, now_ms))
        .await?;
    if let Some(wait) = wait {
        return Err(wait.into());
    }
    let device = Device::of(&headers);
    let (parts, index) = (state.clone(), device.index(&state.keyring));
    let mut response = do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let (member, room, notices) =
            look_and_check_in(tx, &parts, &actor, &id, &request.code, index)?;
        Ok((enrolment_place(&member, &room), notices))
    })
    .await?;
    if let Some(cookie) = device.cookie() {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Asks the bureau to look at a result again.
#[utoipa::path(post, path = api::path::ENROLMENT_APPEAL, operation_id = "appeal", tag = "enrolments",
    params(("id" = String, Path, description = "Enrolment id")), request_body = AppealRequest,
    responses((status = 200, description = "Asked.", body = EnrolmentPlace),
        (status = 404, description = "No such enrolment of mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, the time has passed, or it was asked before.",
            body = api::Problem),
        (status = 422, description = "No reason.", body = api::Problem)))]
pub(crate) async fn appeal(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<AppealRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("appeal/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let text = request.reason.trim().to_owned();
        let what = (EnrolmentAction::Appeal, EnrolmentDetail::Reason { text });
        let (member, room, notices) = act_with(tx, &parts, &actor, (&id, request.version), what)?;
        Ok((enrolment_place(&member, &room), notices))
    })
    .await
}

/// Hands back what was returned of a request for a subsidy, put right.
#[utoipa::path(put, path = api::path::ENROLMENT_CLAIM, operation_id = "resubmit_enrolment", tag = "enrolments",
    params(("id" = String, Path, description = "Enrolment id")), request_body = ResubmitRequest,
    responses((status = 200, description = "Handed back; the seat is sure at once where the answer is clear.",
            body = EnrolmentPlace),
        (status = 404, description = "No such enrolment of mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, or the time has passed.", body = api::Problem),
        (status = 422, description = "Something of it is wrong.", body = api::Problem)))]
pub(crate) async fn resubmit(
    State(state): State<AppState>,
    session: ResidentSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ResubmitRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("resubmit_enrolment/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::resident(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let (member, room, notices) = hand_back(tx, &parts, &actor, &id, &request)?;
        Ok((enrolment_place(&member, &room), notices))
    })
    .await
}

/// The days of one class of mine, for a phone's own calendar.
#[utoipa::path(get, path = api::path::ENROLMENT_CALENDAR, operation_id = "find_enrolment_calendar", tag = "enrolments",
    params(("id" = String, Path, description = "Enrolment id")),
    responses((status = 200, description = "A calendar file (RFC 5545).", body = String, content_type = "text/calendar"),
        (status = 404, description = "No such enrolment of mine.", body = api::Problem)))]
pub(crate) async fn find_enrolment_calendar(
    State(state): State<AppState>,
    session: ResidentSession,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let now_ms = state.clock.now_ms();
    let (view, lessons) = state.store.read(|connection| {
        let row = rows::find(connection, &id)?;
        let row = row.filter(|row| row.person_id == session.person_id);
        let row = row.ok_or(api::ProblemCode::NotFound)?;
        let room = Room::load(&state, connection, &row.class_id)?;
        let room = room.ok_or(api::ProblemCode::NotFound)?;
        let member = Member::open(&state, connection, row)?;
        let view = enrolment_view(&state, connection, &member, &room, now_ms)?;
        let lessons = calendar::Lessons::of(&state, connection, &room, &member)?;
        Ok::<_, ApiError>((view, lessons))
    })?;
    let look = access::Access::resident(&session, "find_enrolment_calendar", None);
    access::log(&state, look).await?;
    let head = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"fumin-class.ics\"",
        ),
    ];
    Ok((head, calendar::file(&view, &lessons, state.clock.today())).into_response())
}

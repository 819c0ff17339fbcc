//! Classes with the people in them, for trainers and the training section.

use api::ProblemCode;
use api::lesson::{
    LessonCodeView, ListStaffClassesResponse, MemberActionRequest, RosterMember, RosterView,
    SetLessonsRequest,
};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Date;
use http::{HeaderMap, StatusCode};
use store::enrolments::{self as rows, Enrolment};
use store::{Tx, classes};
use workflow::class::{ClassAction, ClassDetail, ClassState};
use workflow::enrolment::Seat;

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::enrolments::notice::Notice;
use crate::enrolments::room::Room;
use crate::enrolments::telling::do_and_tell;
use crate::enrolments::view::is_sample;
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::act::act;
use crate::lessons::code;
use crate::lessons::room::open_room;
use crate::lessons::roster::{Seen, roster, roster_member, summary, ticked};
use crate::organisations::Desk;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::sms::words;
use crate::state::{AppState, Parts};

/// The most classes in one answer.
const PAGE: i64 = 500;

/// Classes: a trainer's own; for the training section those that are taught or over and have people, and those with too
/// few whose trainers have not decided for a day.
#[utoipa::path(get, path = api::path::STAFF_CLASSES, operation_id = "list_staff_classes", tag = "lessons",
    responses((status = 200, description = "What is taught now first.", body = ListStaffClassesResponse)))]
pub(crate) async fn list_staff_classes(
    State(state): State<AppState>,
    session: StaffSession,
) -> Result<Json<ListStaffClassesResponse>, ApiError> {
    let classes = state.store.read(|connection| {
        let found = match Desk::of_session(connection, &session)? {
            Desk::Trainer(own) => classes::list_by_organisation(connection, &own.row.id, PAGE)?,
            Desk::Officer => classes::list_taught(connection, state.clock.today(), PAGE)?,
        };
        let seen = (session.role, state.clock.today());
        let found = found
            .into_iter()
            .map(|found| summary(&state, connection, found, seen));
        let mut listed = found.collect::<Result<Vec<_>, ApiError>>()?;
        // Where somebody waits comes first, by the last day; the rest stays in its order.
        listed.sort_by_key(|one| {
            let due_on = one.waiting.iter().map(|one| one.due_on).min();
            (due_on.is_none(), due_on)
        });
        Ok::<_, ApiError>(listed)
    })?;
    Ok(Json(ListStaffClassesResponse { classes }))
}

/// Everybody who has or had a seat in a class.
#[utoipa::path(get, path = api::path::STAFF_ROSTER, operation_id = "find_roster", tag = "lessons",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    responses((status = 200, description = "In the order of asking.", body = RosterView),
        (status = 404, description = "No such class, or not mine.", body = api::Problem)))]
pub(crate) async fn find_roster(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<RosterView>, ApiError> {
    let now_ms = state.clock.now_ms();
    let view = state.store.read(|connection| {
        let room = open_room(&state, connection, &session, &id)?;
        roster(&state, connection, &room, &session, now_ms)
    })?;
    let look = access::Access::staff(&session, "find_roster", None);
    access::log(&state, look).await?;
    Ok(Json(view))
}

/// Says on which days a class is taught.
#[utoipa::path(put, path = api::path::STAFF_LESSONS, operation_id = "set_lessons", tag = "lessons",
    params(("id" = String, Path, description = "Class id: course, a dot, session")), request_body = SetLessonsRequest,
    responses((status = 200, description = "Set.", body = RosterView),
        (status = 404, description = "No such class, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, or the class is over.", body = api::Problem),
        (status = 422, description = "No day of the class, or one with ticks is missing.", body = api::Problem)))]
pub(crate) async fn set_lessons(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<SetLessonsRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("set_lessons/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let mut room = open_room(&parts, tx, &session, &id)?;
        if room.class.version() != request.version {
            return Err(ProblemCode::Stale.into());
        }
        let days = request.days.clone();
        if ticked(&parts, tx, &room)?
            .iter()
            .any(|day| !days.contains(day))
        {
            return Err(ApiError::invalid_field("/days", "lesson_ticked"));
        }
        let before = room.class.lessons(&parts.calendar);
        let what = (ClassAction::SetLessons, ClassDetail::Lessons { days });
        room.step(tx, &parts, &actor, what)?;
        let mut notices = tell_of_lessons(tx, &parts, &room, (before.as_slice(), actor.today()))?;
        notices.extend(room.settle(tx, &parts, &actor)?);
        let view = roster(&parts, tx, &room, &session, actor.now_ms)?;
        Ok((view, notices))
    })
    .await
}

/// A word to who has a seat, where days to come are others now.
fn tell_of_lessons(
    tx: &Tx,
    parts: &Parts,
    room: &Room,
    (before, today): (&[Date], Date),
) -> Result<Vec<Notice>, ApiError> {
    let now = room.class.lessons(&parts.calendar);
    let to_come = |days: &[Date]| -> Vec<Date> {
        let days = days.iter().copied();
        days.filter(|day| *day >= today).collect()
    };
    if to_come(before) == to_come(&now) {
        return Ok(Vec::new());
    }
    let text = words::lessons_changed(is_sample(tx, &room.row.course_id)?);
    let members = rows::list_by_class(tx, &room.row.id)?.into_iter();
    let has_seat = |row: &Enrolment| row.active && row.seat == Seat::Taken.as_str();
    Ok(members
        .filter(has_seat)
        .map(|row| Notice::new(&row.person_id, text.clone()))
        .collect())
}

/// The number by which those in the room check in, on a day of teaching.
#[utoipa::path(get, path = api::path::STAFF_LESSON_CODE, operation_id = "find_lesson_code", tag = "lessons",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    responses((status = 200, description = "It changes in less than a minute.", body = LessonCodeView),
        (status = 404, description = "No such class, or not mine.", body = api::Problem),
        (status = 409, description = "No lesson today.", body = api::Problem)))]
pub(crate) async fn find_lesson_code(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<LessonCodeView>, ApiError> {
    let (today, now_ms) = (state.clock.today(), state.clock.now_ms());
    state.store.read(|connection| {
        let room = open_room(&state, connection, &session, &id)?;
        let is_over = matches!(
            room.class.state(),
            ClassState::Settled | ClassState::Cancelled | ClassState::Postponed
        );
        if is_over || !room.class.lessons(&state.calendar).contains(&today) {
            return Err(ApiError::from(ProblemCode::ActionNotPossible));
        }
        Ok(())
    })?;
    let (code, next_in_ms) = code::show(&state.keyring, &id, now_ms);
    Ok(Json(LessonCodeView { code, next_in_ms }))
}

/// Ticks somebody, enters a result, issues a certificate.
#[utoipa::path(post, path = api::path::STAFF_MEMBER_ACTIONS, operation_id = "act_on_member", tag = "lessons",
    params(("id" = String, Path, description = "Class id: course, a dot, session"),
        ("document" = String, Path, description = "Enrolment id")), request_body = MemberActionRequest,
    responses((status = 200, description = "Done.", body = RosterMember),
        (status = 403, description = "Another role's action.", body = api::Problem),
        (status = 404, description = "No such class of mine, or nobody of that id in it.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "A part is missing or does not fit.", body = api::Problem)))]
pub(crate) async fn act_on_member(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path((id, member)): Path<(String, String)>,
    JsonBody(request): JsonBody<MemberActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_member/{id}/{member}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let mut room = open_room(&parts, tx, &session, &id)?;
        let (done, notices) = act(tx, &parts, &actor, &mut room, &member, &request)?;
        let seen = Seen::of(&session, actor.now_ms);
        let view = roster_member(&parts, tx, &room, done.row, seen)?;
        Ok((view, notices))
    })
    .await
}

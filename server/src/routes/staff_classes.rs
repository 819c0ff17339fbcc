//! What a trainer or the training section does to a class as a whole.

use api::enrolment::{ClassActionRequest, MOST_REASON_CHARS, StaffClassView};
use api::{FieldError, ProblemCode};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use store::{Connection, organisations, staff};
use workflow::class::{ClassAction, ClassDetail, Postponement};

use crate::applications::access;
use crate::applications::actor::Actor;
use crate::catalogue::current;
use crate::enrolments::moves::move_class;
use crate::enrolments::room::Room;
use crate::enrolments::telling::do_and_tell;
use crate::enrolments::view::staff_class_view;
use crate::idempotency::{self, IdempotencyKey};
use crate::lessons::room::open_room;
use crate::listings::seats::{approved_seats, refuse_seats};
use crate::organisations::Organisation;
use crate::problem::{ApiError, JsonBody};
use crate::session::StaffSession;
use crate::state::{AppState, Parts};

/// One class.
#[utoipa::path(get, path = api::path::STAFF_CLASS, operation_id = "find_staff_class", tag = "staff",
    params(("id" = String, Path, description = "Class id: course, a dot, session")),
    responses((status = 200, description = "The class with its seats as they are now.", body = StaffClassView),
        (status = 404, description = "No such class.", body = api::Problem)))]
pub(crate) async fn find_staff_class(
    State(state): State<AppState>,
    session: StaffSession,
    Path(id): Path<String>,
) -> Result<Json<StaffClassView>, ApiError> {
    let today = state.clock.today();
    let view = state.store.read(|connection| {
        check_account(connection, &session)?;
        let room = Room::load(&state, connection, &id)?.ok_or(ProblemCode::NotFound)?;
        staff_class_view(&state, connection, &room, (session.role, today))
    })?;
    let look = access::Access::staff(&session, "find_staff_class", None);
    access::log(&state, look).await?;
    Ok(Json(view))
}

/// Has a class taught all the same, sets its seats, puts it off, or gives it up; of the last two everybody in it and everybody
/// who waits is told, and whoever cannot come on the new days leaves freely.
#[utoipa::path(post, path = api::path::STAFF_CLASS_ACTIONS, operation_id = "act_on_class", tag = "staff",
    params(("id" = String, Path, description = "Class id: course, a dot, session")), request_body = ClassActionRequest,
    responses((status = 200, description = "Done.", body = StaffClassView),
        (status = 403, description = "Another role's action.", body = api::Problem),
        (status = 404, description = "No such class, or not mine.", body = api::Problem),
        (status = 409, description = "Somebody was first, or it is not possible now.", body = api::Problem),
        (status = 422, description = "No reason, no new days, days in disorder, or seats below those taken or above those approved.",
            body = api::Problem)))]
pub(crate) async fn act_on_class(
    State(state): State<AppState>,
    session: StaffSession,
    key: IdempotencyKey,
    headers: HeaderMap,
    Path(id): Path<String>,
    JsonBody(request): JsonBody<ClassActionRequest>,
) -> Result<Response, ApiError> {
    let operation = format!("act_on_class/{id}");
    let once = idempotency::Request::new(session.subject(), key.clone(), &operation, &request)?;
    let actor = Actor::staff(&state, &session, &headers, &key);
    let parts = state.clone();
    // Who is freed is told of classes like it, if there are any.
    let list = match request.action {
        ClassAction::Cancel | ClassAction::Postpone => {
            Some(current(&state).await?.searchable(&state.district).await?)
        }
        _ => None,
    };
    do_and_tell(&state, once, StatusCode::OK, move |tx| {
        let mut room = open_room(&parts, tx, &session, &id)?;
        if room.class.version() != request.version {
            return Err(ProblemCode::Stale.into());
        }
        let mut what = (request.action, detail_of(&request)?);
        refuse_days(tx, &parts, &room.row.course_id, &what.1)?;
        refuse_seats(tx, &room, session.role, &request)?;
        if let ClassDetail::Capacity { approved, .. } = &mut what.1 {
            let seen = approved_seats(tx, &room)?;
            *approved = Some(seen.unwrap_or_else(|| room.class.seats_approved()));
        }
        let notices = move_class(tx, &parts, &mut room, &actor, what, list.as_deref())?;
        let view = staff_class_view(&parts, tx, &room, (session.role, actor.today()))?;
        Ok((view, notices))
    })
    .await
}

/// The word of reason or the seats, and the new days where the class is put off: all that is missing at once.
fn detail_of(request: &ClassActionRequest) -> Result<ClassDetail, ApiError> {
    if request.action == ClassAction::ChangeCapacity {
        let seats = request.seats;
        return Ok(
            seats.map_or(ClassDetail::None, |capacity| ClassDetail::Capacity {
                capacity,
                approved: None,
            }),
        );
    }
    let text = request.reason.trim().to_owned();
    if text.chars().count() > MOST_REASON_CHARS {
        return Err(ApiError::invalid_field("/reason", "too_long"));
    }
    if request.action != ClassAction::Postpone {
        return Ok(ClassDetail::Reason { text });
    }
    let mut errors = Vec::new();
    let mut missing = |pointer: &str| {
        errors.push(FieldError {
            pointer: pointer.to_owned(),
            code: "required".to_owned(),
        });
    };
    if text.is_empty() {
        missing("/reason");
    }
    let Some(days) = request.days else {
        missing("/days");
        return Err(ApiError::invalid(errors));
    };
    if !errors.is_empty() {
        return Err(ApiError::invalid(errors));
    }
    Ok(ClassDetail::Postponement(Postponement {
        enrol_by: days.enrol_by,
        starts_on: days.starts_on,
        ends_on: days.ends_on,
        reason: text,
    }))
}

/// A class that is put off begins and ends on no public holiday, and ends while its school is licensed, as one that is opened.
fn refuse_days(
    connection: &Connection,
    parts: &Parts,
    course_id: &str,
    detail: &ClassDetail,
) -> Result<(), ApiError> {
    let ClassDetail::Postponement(later) = detail else {
        return Ok(());
    };
    let mut errors = Vec::new();
    let mut wrong = |pointer: &str, code: &str| {
        errors.push(FieldError {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
        });
    };
    if parts.calendar.is_holiday(later.starts_on) {
        wrong("/starts_on", "day_is_holiday");
    }
    // What the district itself put into the catalogue has no school here.
    let school = organisations::find_of_course(connection, course_id)?;
    let licence = school.map(Organisation::of).transpose()?;
    if licence.is_some_and(|school| later.ends_on > school.licence.valid_until) {
        wrong("/ends_on", "day_after_licence");
    } else if parts.calendar.is_holiday(later.ends_on) {
        wrong("/ends_on", "day_is_holiday");
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(ApiError::invalid(errors))
    }
}

/// An account that was closed, or given other work, since it signed in does nothing more.
fn check_account(connection: &Connection, session: &StaffSession) -> Result<(), ApiError> {
    let member = staff::find(connection, &session.staff_id)?;
    let is_in_office = member
        .is_some_and(|member| member.disabled_ms.is_none() && member.role == session.role.as_str());
    if is_in_office {
        Ok(())
    } else {
        Err(ProblemCode::NotAllowed.into())
    }
}

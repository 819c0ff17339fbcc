//! How many seats a class has: what an officer approved of the listing, and what its trainer set since within that.

use api::ProblemCode;
use api::enrolment::ClassActionRequest;
use catalogue::CourseSession;
use store::classes::Soon;
use store::{Connection, listings};
use workflow::Role;
use workflow::class::{ClassAction, ClassFile, ClassState};

use super::record::Record;
use crate::enrolments::room::Room;
use crate::problem::ApiError;

/// Whether the number of seats can change where the class stands.
#[must_use]
pub fn takes_seats(room: &Room) -> bool {
    matches!(
        room.class.state(),
        ClassState::Open | ClassState::Full | ClassState::Closed | ClassState::Postponed
    )
}

/// Whether a publication leaves a class the seats it has: nothing else was written of them than before, so that the number its
/// trainer set since stands.
#[must_use]
pub fn keeps_seats(record: &Record, room: &Room, session: &CourseSession) -> bool {
    let before = record.before.as_ref();
    let before = before.and_then(|draft| listing::written_seats(draft, &session.id));
    !takes_seats(room) || before == Some(session.seats)
}

/// Seats in all as an officer approved them; none for a class of a course that has no listing.
///
/// # Errors
/// When what is stored of the listing cannot be read.
pub fn approved_seats(connection: &Connection, room: &Room) -> Result<Option<u32>, ApiError> {
    approved_of(connection, &room.row.course_id, &room.row.session_id)
}

fn approved_of(
    connection: &Connection,
    course: &str,
    session: &str,
) -> Result<Option<u32>, ApiError> {
    let Some(row) = listings::find_of_course(connection, course)? else {
        return Ok(None);
    };
    let live = Record::open(row)?.live;
    Ok(live.and_then(|live| listing::written_seats(&live, session)))
}

/// Whether fewer people are in a class that begins soon than the minimum of what was approved. A log from before it kept that
/// number asks the listing; where that cannot be read, the class goes by its log.
#[must_use]
pub fn has_few(connection: &Connection, one: &Soon, percent: u32) -> bool {
    // What cannot be read is named when its turn comes.
    let Ok(class) = serde_json::from_str::<ClassFile>(&one.fold) else {
        return true;
    };
    let listed = approved_of(connection, &one.course_id, &one.session_id);
    let seats = listed.ok().flatten().unwrap_or_default();
    let minimum = ClassFile::minimum_of(seats.max(class.seats_approved()), percent);
    one.in_it < i64::from(minimum)
}

/// Refuses seats that people would be left without, and seats that no officer has seen. Whose work it is, and when, the table
/// says.
///
/// # Errors
/// `invalid_input` at `/seats`.
pub fn refuse_seats(
    connection: &Connection,
    room: &Room,
    role: Role,
    request: &ClassActionRequest,
) -> Result<(), ApiError> {
    if request.action != ClassAction::ChangeCapacity || role != Role::Trainer {
        return Ok(());
    }
    let wrong = |code: &str| Err(ApiError::invalid_field("/seats", code));
    if !takes_seats(room) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let Some(seats) = request.seats else {
        return wrong("required");
    };
    let taken = room.seats.taken.saturating_add(room.seats.elsewhere);
    if seats < taken.max(1) {
        return wrong("class_seats_taken");
    }
    let most = approved_seats(connection, room)?.unwrap_or(room.plan.capacity);
    if seats > most.max(room.plan.capacity) {
        return wrong("class_seats_unapproved");
    }
    Ok(())
}

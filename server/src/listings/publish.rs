//! What residents see of a listing: a course of the catalogue, and its classes with seats.

use catalogue::{Course, CourseSession};
use domain::Date;
use listing::{Field, Naming};
use store::courses::{self, Course as Row};
use store::{Connection, Tx, classes, listings, portal};
use workflow::class::{ClassAction, ClassDetail, ClassPlan, ClassState, MOVES};
use workflow::{DeviceKind, Role};

use super::error::not_possible;
use super::ground::Measure;
use super::record::Record;
use super::seats::{approved_seats, keeps_seats, takes_seats};
use super::update::{note_update, tell_members};
use crate::applications::actor::Actor;
use crate::applications::error::{impossible, while_doing};
use crate::enrolments::notice::Notice;
use crate::enrolments::room::{Room, class_id};
use crate::enrolments::seed::open_class;
use crate::enrolments::view::{find_course, read_course};
use crate::ids;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// Puts the course into the catalogue, opens the classes that are not there yet, and sets the seats of those that are where
/// other seats are written of them than before.
/// Whoever is offered a seat by that is to be told.
///
/// # Errors
/// When a class would have fewer seats than are taken.
pub fn publish(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    organisation: &Organisation,
    record: &Record,
) -> Result<Vec<Notice>, ApiError> {
    let course = course_of(tx, parts, organisation, record, actor.today())?;
    let mut course = course.ok_or_else(|| impossible("read an approved listing"))?;
    let mut kept = Vec::new();
    // What the trainer wrote names the class; its days are its own once it is there, because it may have been put off, and
    // one that was given up is taught no more.
    for mut session in std::mem::take(&mut course.sessions) {
        if let Some(room) = Room::load(parts, tx, &class_id(&course.id, &session.id))? {
            if room.class.state() == ClassState::Cancelled {
                continue;
            }
            take_days(&mut session, &room.plan);
            session.seats_taken = room.seats.elsewhere.saturating_add(room.seats.taken);
            if keeps_seats(record, &room, &session) {
                session.seats = room.plan.capacity;
                kept.push(room.row.id);
            }
        }
        course.sessions.push(session);
    }
    let concerning = note_update(tx, parts, &mut course, actor.today())?;
    let document = serde_json::to_string(&course).map_err(while_doing("write a course"))?;
    let row = Row {
        id: course.id.clone(),
        document,
    };
    change_catalogue(tx, &[row], &[])?;
    let mut notices = tell_members(tx, &course, &concerning)?;
    for session in &course.sessions {
        let id = class_id(&course.id, &session.id);
        let plan = ClassPlan {
            capacity: session.seats,
            elsewhere: 0,
            enrol_by: session.enrol_by,
            starts_on: session.starts_on,
            ends_on: session.ends_on,
        };
        match Room::load(parts, tx, &id)? {
            None => {
                let names = (id.as_str(), course.id.as_str(), session.id.as_str());
                let mut room = open_class(tx, parts, names, plan, actor.now_ms)?;
                if teach_as_written(tx, parts, actor, &mut room, session)? {
                    notices.extend(room.settle(tx, parts, actor)?);
                }
            }
            Some(_) if kept.contains(&id) => {}
            Some(mut room) => notices.extend(resize(tx, parts, actor, &mut room, plan.capacity)?),
        }
    }
    Ok(notices)
}

/// The course that a listing is or will be; none where its words cannot be read.
///
/// # Errors
/// When the store does not answer.
pub fn course_of(
    connection: &Connection,
    parts: &Parts,
    organisation: &Organisation,
    record: &Record,
    today: Date,
) -> Result<Option<Course>, ApiError> {
    let own = (record.row.id.as_str(), record.row.course_id.as_str());
    let measure = Measure::of(connection, organisation, Some(own), today)?;
    let naming = Naming {
        id: &record.row.course_id,
        provider: &organisation.row.name,
        source: listing::SOURCE,
        is_sample: organisation.is_sample(),
    };
    let live = record.live.as_ref().unwrap_or(&record.draft);
    Ok(listing::course(live, naming, &measure.ground(parts)))
}

/// Seats and days are the trainer's, whoever pressed.
fn trainer(actor: &Actor) -> Actor {
    Actor {
        role: Role::Trainer,
        device: DeviceKind::Server,
        ..actor.clone()
    }
}

/// A class is taught on the days that its schedule names. Says whether that had to be written down: most are taught when the
/// portal takes them to be. The class is still to be settled then.
///
/// # Errors
/// When the workflow refuses.
fn teach_as_written(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    session: &CourseSession,
) -> Result<bool, ApiError> {
    let is_possible = MOVES
        .iter()
        .any(|row| row.from == room.class.state() && row.action == ClassAction::SetLessons);
    let days = listing::lesson_days(session, &parts.calendar);
    let days = days.filter(|days| *days != room.class.lessons(&parts.calendar));
    let Some(days) = days.filter(|_| is_possible) else {
        return Ok(false);
    };
    let what = (ClassAction::SetLessons, ClassDetail::Lessons { days });
    room.step(tx, parts, &trainer(actor), what)?;
    Ok(true)
}

fn resize(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    capacity: u32,
) -> Result<Vec<Notice>, ApiError> {
    let is_so = room.plan.capacity == capacity && room.class.seats_approved() == capacity;
    if is_so || !takes_seats(room) {
        return Ok(Vec::new());
    }
    let trainer = trainer(actor);
    let change = (
        ClassAction::ChangeCapacity,
        ClassDetail::Capacity {
            capacity,
            approved: None,
        },
    );
    room.step(tx, parts, &trainer, change)?;
    room.settle(tx, parts, &trainer)
}

/// Writes down what an officer approved in a class whose seats were set before its log kept that, so that its minimum is the
/// share of it. Whoever calls settles the class. Says whether there was something to write.
///
/// # Errors
/// When the workflow refuses.
pub fn note_approved(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
) -> Result<bool, ApiError> {
    // The class is not to wait for a listing that cannot be read.
    let seats = approved_seats(tx, room).ok().flatten().unwrap_or_default();
    if !takes_seats(room) || seats <= room.class.seats_approved() {
        return Ok(false);
    }
    let change = (
        ClassAction::ChangeCapacity,
        ClassDetail::Capacity {
            capacity: room.plan.capacity,
            approved: Some(seats),
        },
    );
    room.step(tx, parts, &trainer(actor), change)?;
    Ok(true)
}

/// Takes the course off the list; its classes stay as they are, and its words for those who are in them.
///
/// # Errors
/// When the store does not answer.
pub fn take_down(tx: &Tx, record: &Record) -> Result<(), ApiError> {
    change_catalogue(tx, &[], std::slice::from_ref(&record.row.course_id))
}

/// Refuses while somebody may still come to a class of it.
///
/// # Errors
/// `action_not_possible` then.
pub fn refuse_open_classes(tx: &Tx, record: &Record) -> Result<(), ApiError> {
    let classes = classes::list_by_course(tx, &record.row.course_id)?;
    let is_alive = |state: &str| {
        let state = state.parse::<ClassState>();
        state.is_ok_and(|state| state.offers_seats() || state == ClassState::Planned)
    };
    if classes.iter().any(|found| is_alive(&found.class.state)) {
        return Err(not_possible("listing_has_classes"));
    }
    Ok(())
}

/// People are taught for a trade and a level, certified and paid for them: until its classes are settled, another one is
/// another course. What was not said before may be added.
///
/// # Errors
/// `class_not_settled` at what was changed.
pub fn refuse_other_subject(tx: &Tx, record: &Record) -> Result<(), ApiError> {
    let Some(live) = &record.live else {
        return Ok(());
    };
    let differs = |field: &Field| {
        let before = live.text(*field).trim();
        !before.is_empty() && before != record.draft.text(*field).trim()
    };
    let changed = [Field::Trade, Field::Level].into_iter().find(differs);
    let Some(field) = changed else {
        return Ok(());
    };
    let is_over = |state: &str| {
        let state = state.parse::<ClassState>();
        state.is_ok_and(|state| matches!(state, ClassState::Settled | ClassState::Cancelled))
    };
    let classes = classes::list_by_course(tx, &record.row.course_id)?;
    if classes.iter().all(|found| is_over(&found.class.state)) {
        return Ok(());
    }
    let at = format!("/{}", field.id());
    Err(ApiError::invalid_field(&at, "class_not_settled"))
}

/// Puts the days of a class that was put off into the catalogue, and its lessons on those of them that its schedule names;
/// what is off the list stays off it. Whoever put it off settles the class.
///
/// # Errors
/// When the store does not answer.
pub fn move_in_catalogue(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
) -> Result<(), ApiError> {
    let Some(mut course) = find_course(tx, &room.row.course_id)? else {
        return Ok(());
    };
    let mut sessions = course.sessions.iter_mut();
    let Some(session) = sessions.find(|session| session.id == room.row.session_id) else {
        return Ok(());
    };
    take_days(session, &room.plan);
    teach_as_written(tx, parts, actor, room, session)?;
    put_again(tx, parts, actor, course)
}

/// Puts the seats of a class that has others now into the catalogue, on the list and off it.
///
/// # Errors
/// When the store does not answer.
pub fn seat_in_catalogue(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
) -> Result<(), ApiError> {
    let Some(mut course) = find_course(tx, &room.row.course_id)? else {
        return Ok(());
    };
    let mut sessions = course.sessions.iter_mut();
    let Some(session) = sessions.find(|session| session.id == room.row.session_id) else {
        return Ok(());
    };
    session.seats = room.plan.capacity;
    put_again(tx, parts, actor, course)
}

/// Calls an organisation in its courses what it is called now, on the list and off it. A certificate that was issued keeps
/// the name of then.
///
/// # Errors
/// When the store does not answer.
pub fn name_in_catalogue(tx: &Tx, organisation: &Organisation) -> Result<(), ApiError> {
    let (id, name) = (&organisation.row.id, &organisation.row.name);
    let mut of_organisation = listings::list_by_organisation(tx, id)?;
    of_organisation.extend(listings::list_ended_by_organisation(tx, id)?);
    let mut listed = Vec::new();
    for listing in of_organisation {
        let Some(mut row) = courses::find(tx, &listing.course_id)? else {
            continue;
        };
        let mut course = read_course(&row.document)?;
        if course.provider == *name {
            continue;
        }
        course.provider.clone_from(name);
        course.is_sample = organisation.is_sample();
        row.document = serde_json::to_string(&course).map_err(while_doing("write a course"))?;
        if courses::is_listed(tx, &row.id)? {
            listed.push(row);
        } else {
            courses::amend(tx, &row)?;
        }
    }
    if listed.is_empty() {
        return Ok(());
    }
    change_catalogue(tx, &listed, &[])
}

/// Takes a class that was given up out of the catalogue, on the list and off it: nobody can come to it any more, and the page
/// says that it is gone.
///
/// # Errors
/// When the store does not answer.
pub fn take_from_catalogue(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
) -> Result<(), ApiError> {
    let Some(mut course) = find_course(tx, &room.row.course_id)? else {
        return Ok(());
    };
    let before = course.sessions.len();
    course
        .sessions
        .retain(|session| session.id != room.row.session_id);
    if course.sessions.len() == before {
        return Ok(());
    }
    put_again(tx, parts, actor, course)
}

/// Writes a course where it is: on the list, or off it. Who is in a class of it is told by whoever changed the class.
fn put_again(tx: &Tx, parts: &Parts, actor: &Actor, mut course: Course) -> Result<(), ApiError> {
    note_update(tx, parts, &mut course, actor.today())?;
    let document = serde_json::to_string(&course).map_err(while_doing("write a course"))?;
    let is_listed = courses::is_listed(tx, &course.id)?;
    let row = Row {
        id: course.id,
        document,
    };
    if is_listed {
        change_catalogue(tx, &[row], &[])
    } else {
        Ok(courses::amend(tx, &row)?)
    }
}

const fn take_days(session: &mut CourseSession, plan: &ClassPlan) {
    session.starts_on = plan.starts_on;
    session.ends_on = plan.ends_on;
    session.enrol_by = plan.enrol_by;
}

/// Puts courses on the list and takes others off it.
///
/// # Errors
/// When the store does not answer.
pub(super) fn change_catalogue(tx: &Tx, put: &[Row], remove: &[String]) -> Result<(), ApiError> {
    let version = format!("listing-{}", ids::fresh());
    courses::change(tx, put, remove, &version)?;
    // The classes of what is in the catalogue now are made in this same write.
    portal::put(tx, portal::CLASSES_OF, &version)?;
    Ok(())
}

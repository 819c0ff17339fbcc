//! Classes and enrolments as the wire shows them.

use api::enrolment::{ClassSeats, EnrolmentPlace, EnrolmentView, LessonsView, StaffClassView};
use catalogue::{Course, CourseKind, CourseOutcomes};
use domain::Date;
use serde::Serialize;
use store::{Connection, classes, courses, enrolments as rows, listings, wait_lists};
use workflow::Role;
use workflow::class::{Chance, ClassAction, ClassState, MOVES};
use workflow::enrolment::{Appeal, EnrolmentAction, EnrolmentState};
use workflow::listing::ListingState;

use super::member::Member;
use super::place::address;
use super::room::Room;
use super::rules::{due, enrolment_clocks, with_rules};
use super::subject::{find_price, find_taught};
use crate::applications::error::while_doing;
use crate::lessons::follow_up::open_question;
use crate::problem::ApiError;
use crate::service_point::names::helper_of;
use crate::settlements::card;
use crate::settlements::kept::Row;
use crate::settlements::resident::applied;
use crate::state::Parts;

/// What is older says little about today's lists.
const CHANCE_DAYS: i32 = 365;

/// A class with its seats on a day.
#[must_use]
pub fn class_seats(room: &Room, today: Date) -> ClassSeats {
    ClassSeats {
        session: room.row.session_id.clone(),
        state: room.class.state(),
        is_open: room.class.check_open(today).is_ok(),
        capacity: room.seats.capacity,
        free: room.seats.free(),
        waiting: room.seats.waiting,
        wait_list_cap: room.seats.wait_list_cap,
    }
}

/// A course and how its classes stand.
#[derive(Serialize)]
struct CourseNow<'a> {
    #[serde(flatten)]
    course: &'a Course,
    /// The name of its township or street.
    place: Option<String>,
    classes: &'a [ClassSeats],
    #[serde(skip_serializing_if = "Option::is_none")]
    outcomes: Option<CourseOutcomes>,
}

/// A course's document with the days and seats of its classes as they are now, in place of those the catalogue was made
/// with, with how each stands, and with what came of it.
///
/// # Errors
/// When the document is no course.
pub fn with_seats(
    parts: &Parts,
    document: &str,
    found: Vec<classes::ClassSeats>,
    outcomes: Option<CourseOutcomes>,
    today: Date,
) -> Result<String, ApiError> {
    let mut course = read_course(document)?;
    let mut classes = Vec::with_capacity(found.len());
    for found in found {
        let room = Room::open(parts, found)?;
        let mut sessions = course.sessions.iter_mut();
        if let Some(session) = sessions.find(|session| session.id == room.row.session_id) {
            session.seats = room.seats.capacity;
            session.seats_taken = room.seats.elsewhere + room.seats.taken;
            session.enrol_by = room.plan.enrol_by;
            session.starts_on = room.plan.starts_on;
            session.ends_on = room.plan.ends_on;
        }
        classes.push(class_seats(&room, today));
    }
    let now = CourseNow {
        course: &course,
        place: division_name(parts, &course.division),
        classes: &classes,
        outcomes,
    };
    serde_json::to_string(&now).map_err(while_doing("write a course"))
}

/// A class as an officer of the training section sees it.
///
/// # Errors
/// When the store does not answer.
pub fn staff_class_view(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    (role, today): (Role, Date),
) -> Result<StaffClassView, ApiError> {
    let course = find_course(connection, &room.row.course_id)?;
    let state = room.class.state();
    Ok(StaffClassView {
        id: room.row.id.clone(),
        version: room.class.version(),
        course: room.row.course_id.clone(),
        title: course.map(|course| course.title),
        actions: class_actions(state, role),
        starts_on: room.plan.starts_on,
        ends_on: room.plan.ends_on,
        taken: room.seats.taken,
        elsewhere: room.seats.elsewhere,
        seats: class_seats(room, today),
        reason: room.reason(parts, connection)?,
    })
}

/// What the table lets somebody do to a class as a whole.
#[must_use]
pub fn class_actions(state: ClassState, role: Role) -> Vec<ClassAction> {
    let as_a_whole = [
        ClassAction::ChangeCapacity,
        ClassAction::Confirm,
        ClassAction::Postpone,
        ClassAction::Cancel,
    ];
    let can = |action: &ClassAction| {
        let mut moves = MOVES.iter();
        moves.any(|row| row.from == state && row.action == *action && row.roles.contains(&role))
    };
    as_a_whole.into_iter().filter(can).collect()
}

/// What became of a write. Who has just come waits at the end of the list; nothing else leads into it.
#[must_use]
pub fn enrolment_place(member: &Member, room: &Room) -> EnrolmentPlace {
    EnrolmentPlace {
        id: member.row.id.clone(),
        version: member.file.version(),
        state: member.file.state(),
        position: member.waits().then_some(room.seats.waiting),
    }
}

/// Everything the resident sees of one enrolment.
///
/// # Errors
/// When the store does not answer.
pub fn enrolment_view(
    parts: &Parts,
    connection: &Connection,
    member: &Member,
    room: &Room,
    now_ms: i64,
) -> Result<EnrolmentView, ApiError> {
    let row = &member.row;
    let course = find_taught(connection, room)?;
    let session = course.as_ref().and_then(|course| {
        let mut sessions = course.sessions.iter();
        sessions.find(|session| session.id == room.row.session_id)
    });
    let position = if member.waits() {
        let before = rows::count_before(connection, &row.class_id, row.place)?;
        Some(u32::try_from(before + 1).map_err(while_doing("count the wait-list"))?)
    } else {
        None
    };
    let overlaps = if row.active {
        overlaps(connection, member, room)?
    } else {
        Vec::new()
    };
    let consent = member.consent_id.as_deref();
    let helped_by = consent.map(|id| helper_of(connection, id));
    let helped_by = helped_by.transpose()?.flatten();
    let applied = applied(parts, connection, member, room)?;
    let kept = Row::of(connection, member)?;
    let address = course
        .as_ref()
        .and_then(|course| address(&parts.district, course));
    let of_course =
        |read: fn(&Course) -> &String| course.as_ref().map(|course| read(course).clone());
    Ok(EnrolmentView {
        id: row.id.clone(),
        version: member.file.version(),
        state: member.file.state(),
        actions: resident_actions(parts, room, member, now_ms),
        class_state: room.class.state(),
        class_reason: room.reason(parts, connection)?,
        position,
        waiting: position.map(|_| room.seats.waiting),
        chance: match position {
            Some(position) => chance(
                connection,
                room,
                position,
                Date::from_unix_ms_shanghai(now_ms),
            )?,
            None => None,
        },
        offered_until_ms: member.file.offered_until_ms(),
        course: room.row.course_id.clone(),
        session: room.row.session_id.clone(),
        title: of_course(|course| &course.title),
        provider: of_course(|course| &course.provider),
        place: course
            .as_ref()
            .and_then(|course| division_name(parts, &course.division)),
        venue: of_course(|course| &course.venue),
        price_fen: price(member, course.as_ref()),
        price_now_fen: find_price(connection, room)?
            .filter(|now| row.price_fen.is_some_and(|agreed| agreed != *now)),
        schedule: session.map(|session| session.schedule.clone()),
        bring: course
            .as_ref()
            .map(|course| course.bring.clone())
            .unwrap_or_default(),
        starts_on: room.plan.starts_on,
        ends_on: room.plan.ends_on,
        overlaps,
        is_for_startup: course
            .as_ref()
            .is_some_and(|course| course.kind == CourseKind::Startup),
        lesson_days: match member.file.state() {
            EnrolmentState::Held | EnrolmentState::Attending => room.class.lessons(&parts.calendar),
            _ => Vec::new(),
        },
        is_course_paused: row.active && is_paused(connection, &room.row.course_id)?,
        is_sample: course.is_some_and(|course| course.is_sample),
        helped_by,
        lessons: lessons_view(parts, room, member)?,
        level: member.file.level(),
        certificate: member.file.certificate().map(str::to_owned),
        appeal: match member.file.appeal() {
            Appeal::None => None,
            Appeal::Open => Some("open".to_owned()),
            Appeal::Decided => Some("decided".to_owned()),
        },
        appeal_working_days: enrolment_clocks(&parts.district).appeal_working_days,
        appeal_answer: member
            .appeal_answer
            .clone()
            .filter(|_| member.file.appeal() == Appeal::Decided),
        fail_reason: member
            .fail_reason
            .clone()
            .filter(|_| member.file.state() == EnrolmentState::Failed),
        follow_up: open_question(parts, room, member, Date::from_unix_ms_shanghai(now_ms)),
        subsidies: applied.subsidies,
        subsidies_left_out: applied.left_out,
        applied_with: applied.statement,
        asks_card: card::is_asked(member.file.state()),
        payment_card: card::of(connection, member)?.map(|card| card.last_four()),
        number: u32::try_from(row.place).unwrap_or_default(),
        said: (member.file.state() == EnrolmentState::Returned).then_some(kept.statement),
        verdict: kept.at_enrolment.map(|verdict| verdict.view),
        due_on: due_on(parts, member, Date::from_unix_ms_shanghai(now_ms)),
        to_fix: member
            .to_fix
            .clone()
            .filter(|_| member.file.state() == EnrolmentState::Returned),
        refusal: member
            .refusal
            .clone()
            .filter(|_| member.file.state() == EnrolmentState::NotEligible),
        retake_on: member.file.retake_on(),
        absence: member.file.absence(),
        alternatives: Vec::new(),
        address,
    })
}

/// What the person pays, fen: what the course cost when the person asked. Where that was not kept yet, what it costs.
fn price(member: &Member, course: Option<&Course>) -> Option<i64> {
    let agreed = member.row.price_fen;
    agreed.or_else(|| course.map(|course| course.price_fen.fen()))
}

/// How often a place of the list came to a seat before the first day, in the classes of the same school that ended within
/// a year.
fn chance(
    connection: &Connection,
    room: &Room,
    position: u32,
    today: Date,
) -> Result<Option<Chance>, ApiError> {
    let since = today.add_days(-CHANCE_DAYS);
    let found = wait_lists::list_ended(connection, &room.row.course_id, since)?;
    let number = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let lists = found
        .into_iter()
        .map(|list| (number(list.waited), number(list.offered)));
    Ok(Chance::at(position, &lists.collect::<Vec<_>>()))
}

/// Until when the section answers, or the resident puts right what was returned.
pub(crate) fn due_on(parts: &Parts, member: &Member, today: Date) -> Option<Date> {
    if member.file.state() == EnrolmentState::Returned {
        let days = enrolment_clocks(&parts.district).fix_working_days;
        let since = member.file.entered_on()?;
        return Some(parts.calendar.nth_working_day_after(since, days).on);
    }
    let waits = member.file.waits()?;
    Some(due(parts, waits, today).0)
}

fn resident_actions(
    parts: &Parts,
    room: &Room,
    member: &Member,
    now_ms: i64,
) -> Vec<EnrolmentAction> {
    let mut actions = with_rules(parts, room, |rules| {
        member.file.available(Role::Resident, now_ms, rules)
    });
    // The name is said when asking for a seat, and put right by the trainer who sees the card.
    actions.retain(|action| *action != EnrolmentAction::Name);
    actions
}

/// From the first lesson on: how often somebody was there.
fn lessons_view(
    parts: &Parts,
    room: &Room,
    member: &Member,
) -> Result<Option<LessonsView>, ApiError> {
    let attended = member.file.attended().len();
    if attended == 0 && member.file.state() != EnrolmentState::Attending {
        return Ok(None);
    }
    let number = |count: usize| u32::try_from(count).map_err(while_doing("count lessons"));
    let (all, needed) = with_rules(parts, room, |rules| {
        (rules.lessons.len(), rules.lessons_needed())
    });
    Ok(Some(LessonsView {
        attended: number(attended)?,
        all: number(all)?,
        needed: number(needed)?,
    }))
}

fn overlaps(
    connection: &Connection,
    member: &Member,
    room: &Room,
) -> Result<Vec<String>, ApiError> {
    let days = (room.plan.starts_on, room.plan.ends_on);
    let (person, class) = (&member.row.person_id, &member.row.class_id);
    let mut titles = Vec::new();
    for id in rows::list_overlapping(connection, person, class, days)? {
        let Some(other) = classes::find(connection, &id)? else {
            continue;
        };
        let course = find_course(connection, &other.class.course_id)?;
        titles.push(course.map_or(other.class.course_id, |course| course.title));
    }
    Ok(titles)
}

fn is_paused(connection: &Connection, course_id: &str) -> Result<bool, ApiError> {
    let state = listings::find_state_of_course(connection, course_id)?;
    Ok(state.as_deref() == Some(ListingState::Suspended.as_str()))
}

/// The name of a township or street.
pub(crate) fn division_name(parts: &Parts, code: &str) -> Option<String> {
    let mut divisions = parts.district.divisions.iter();
    let found = divisions.find(|division| division.code == code)?;
    Some(found.name.clone())
}

/// Whether a course is a sample; one that never was is none.
///
/// # Errors
/// When the store does not answer.
pub fn is_sample(connection: &Connection, course_id: &str) -> Result<bool, ApiError> {
    Ok(find_course(connection, course_id)?.is_some_and(|course| course.is_sample))
}

/// A course as it is now, or as it was when it went off the list.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn find_course(connection: &Connection, id: &str) -> Result<Option<Course>, ApiError> {
    read(courses::find(connection, id)?)
}

/// The same, if one can ask for a seat in it.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn find_listed_course(
    connection: &Connection,
    id: &str,
) -> Result<Option<Course>, ApiError> {
    read(courses::find_listed(connection, id)?)
}

fn read(found: Option<courses::Course>) -> Result<Option<Course>, ApiError> {
    found
        .map(|course| read_course(&course.document))
        .transpose()
}

/// A course as its document says it.
///
/// # Errors
/// When the document is no course.
pub(crate) fn read_course(document: &str) -> Result<Course, ApiError> {
    serde_json::from_str(document).map_err(while_doing("read a course"))
}

//! What stands out across the classes of the school of a class, for the training section alone: out of columns, without
//! opening anybody's file.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Course, TeachingMode};
use store::classes::{self, ClassSeats};
use store::school_people::{self, SchoolPerson};
use store::{Connection, organisations};
use workflow::enrolment::EnrolmentState;
use workflow::settlement::{SchoolClass, SchoolSign, Trainee, school_signs};

use crate::applications::error::while_doing;
use crate::enrolments::room::Room;
use crate::enrolments::subject::find_taught;
use crate::enrolments::view::find_course;
use crate::problem::ApiError;
use crate::state::Parts;

/// Classes that begin so many days before or after are looked at with it.
const DAYS: i32 = 365;

/// What stands out; nothing of a class of a course that nobody publishes.
///
/// # Errors
/// When the store does not answer.
pub fn signs(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
) -> Result<Vec<SchoolSign>, ApiError> {
    let Some(school) = organisations::find_of_course(connection, &room.row.course_id)? else {
        return Ok(Vec::new());
    };
    let starts_on = room.plan.starts_on;
    let span = (starts_on.add_days(-DAYS), starts_on.add_days(DAYS));
    let mut trainees = trainees(connection, &school.id, span)?;
    let mut courses: BTreeMap<String, Option<Course>> = BTreeMap::new();
    let mut found = Vec::new();
    for seats in classes::list_by_organisation_between(connection, &school.id, span)? {
        let class = &seats.class;
        let course = match courses.get(&class.course_id) {
            Some(known) => known.clone(),
            None => find_course(connection, &class.course_id)?,
        };
        courses.insert(class.course_id.clone(), course.clone());
        let seen = trainees.remove(&class.id).unwrap_or_default();
        found.push(class_of(parts, seats, course.as_ref(), seen)?);
    }
    let taught = find_taught(connection, room)?;
    let own = found.iter_mut().find(|one| one.id == room.row.id);
    if let Some(own) = own {
        own.hours = taught.map(|course| course.hours);
    }
    let own = found.iter().find(|one| one.id == room.row.id);
    Ok(own.map_or_else(Vec::new, |own| school_signs(own, &found)))
}

/// The people of a class, and how many times any of them checked in by the code.
type Seen = (Vec<Trainee>, usize);

/// By class.
fn trainees(
    connection: &Connection,
    school: &str,
    span: (domain::Date, domain::Date),
) -> Result<BTreeMap<String, Seen>, ApiError> {
    let people = school_people::list(connection, school, span)?;
    let cards = cards_of(&people);
    let mut devices: BTreeMap<String, BTreeSet<Vec<u8>>> = BTreeMap::new();
    let mut found: BTreeMap<String, Seen> = BTreeMap::new();
    for one in school_people::list_devices(connection, school, span)? {
        let known = devices.entry(one.enrolment_id).or_default();
        known.insert(one.device);
        let times = usize::try_from(one.times).map_err(while_doing("count check-ins"))?;
        let (_, check_ins) = found.entry(one.class_id).or_default();
        *check_ins = check_ins.saturating_add(times);
    }
    for one in people {
        let state: EnrolmentState = one
            .state
            .parse()
            .map_err(while_doing("read an enrolment"))?;
        let person = cards.get(&one.person_id).cloned();
        let trainee = Trainee {
            person: person.unwrap_or(one.person_id),
            has_come: has_come(state),
            has_passed: matches!(
                state,
                EnrolmentState::Certified | EnrolmentState::FollowedUp
            ),
            devices: devices.remove(&one.enrolment_id).unwrap_or_default(),
            card: one.card,
        };
        found.entry(one.class_id).or_default().0.push(trainee);
    }
    Ok(found)
}

/// Which account is whose: all that gave one identity card are one person.
fn cards_of(people: &[SchoolPerson]) -> BTreeMap<String, String> {
    let mut first: BTreeMap<&[u8], &str> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for one in people {
        if let Some(id) = &one.id_index {
            let person = first.entry(id).or_insert(&one.person_id);
            found.insert(one.person_id.clone(), (*person).to_owned());
        }
    }
    found
}

const fn has_come(state: EnrolmentState) -> bool {
    matches!(
        state,
        EnrolmentState::Attending
            | EnrolmentState::Completed
            | EnrolmentState::Failed
            | EnrolmentState::Certified
            | EnrolmentState::FollowedUp
            | EnrolmentState::Dropped
    )
}

fn class_of(
    parts: &Parts,
    seats: ClassSeats,
    course: Option<&Course>,
    (trainees, check_ins): Seen,
) -> Result<SchoolClass, ApiError> {
    let room = course.and_then(|course| room_of(course, &seats.class.session_id));
    let is_over = matches!(seats.class.state.as_str(), "finished" | "settled");
    let opened = Room::open(parts, seats)?;
    Ok(SchoolClass {
        is_over,
        id: opened.row.id,
        room,
        days: opened.class.lessons(&parts.calendar).into_iter().collect(),
        hours: None,
        trainees,
        check_ins,
    })
}

/// Room and hours; none of a class that is taught online, or that the course does not name.
fn room_of(course: &Course, session: &str) -> Option<String> {
    if course.mode == TeachingMode::Online {
        return None;
    }
    let mut sessions = course.sessions.iter();
    let session = sessions.find(|one| one.id == session)?;
    let (division, venue) = (course.division.as_str(), course.venue.trim());
    Some([division, venue, session.time_of_day.code()].join("/"))
}

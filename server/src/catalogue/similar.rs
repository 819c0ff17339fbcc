//! Courses like another one, in which a seat is free now.

use std::collections::BTreeSet;

use api::resting::SimilarCourse;
use catalogue::{Catalogue, Course, CourseListing};
use domain::Date;
use store::{Connection, classes};

use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::state::Parts;

/// So many are a choice and no list.
const MOST: usize = 3;

/// So many are looked at: what is farther away is hardly like it.
const LOOKED_AT: usize = 60;

/// Courses of its kind, the closest first: the course itself if it has another class, those of its trade, those at its
/// place, the soonest. Seats are counted now, as the list knows only those that are given away outside the portal. Whoever
/// is led away from a real course is led to no sample.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn similar(
    parts: &Parts,
    connection: &Connection,
    catalogue: &Catalogue,
    course: &Course,
    (without, today): (&BTreeSet<&str>, Date),
) -> Result<Vec<SimilarCourse>, ApiError> {
    let mut near: Vec<(Date, &CourseListing)> = catalogue
        .courses()
        .iter()
        .filter(|other| other.kind == course.kind && (course.is_sample || !other.is_sample))
        .filter(|other| !without.contains(other.id.as_str()))
        .filter_map(|other| Some((soonest_listed(other, today)?, other)))
        .collect();
    near.sort_by_key(|(starts_on, other)| {
        let is_itself = other.id == course.id;
        let is_of_trade = other.trade.is_some() && other.trade == course.trade;
        let is_near = other.division == course.division;
        (!is_itself, !is_of_trade, !is_near, *starts_on, &other.id)
    });
    let mut found = Vec::new();
    for (_, other) in near.into_iter().take(LOOKED_AT) {
        if let Some(starts_on) = soonest_with_seat(parts, connection, &other.id, today)? {
            found.push(SimilarCourse {
                id: other.id.clone(),
                title: other.title.clone(),
                starts_on,
            });
        }
        if found.len() == MOST {
            break;
        }
    }
    Ok(found)
}

fn soonest_listed(course: &CourseListing, today: Date) -> Option<Date> {
    let sessions = course.sessions.iter();
    let open = sessions.filter(|session| session.is_open(today));
    open.map(|session| session.starts_on).min()
}

/// The first day of the next class that takes people and has a seat nobody waits for.
fn soonest_with_seat(
    parts: &Parts,
    connection: &Connection,
    course_id: &str,
    today: Date,
) -> Result<Option<Date>, ApiError> {
    for found in classes::list_by_course(connection, course_id)? {
        let room = Room::open(parts, found)?;
        let has_seat = room.seats.free() > 0 && room.seats.waiting == 0;
        if has_seat && room.class.check_open(today).is_ok() {
            return Ok(Some(room.plan.starts_on));
        }
    }
    Ok(None)
}

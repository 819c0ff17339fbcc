//! What a newer version of a course changed: for its page, and for those who have a seat in it or wait for one.

use std::collections::BTreeMap;

use catalogue::{ChangedPart, Course, CourseUpdate};
use domain::Date;
use store::{Tx, classes, enrolments as rows};
use workflow::class::ClassState;

use crate::enrolments::notice::Notice;
use crate::enrolments::view::{division_name, find_course};
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::Parts;

/// Writes into a course that is about to be put into the catalogue what it changes there; where that is nothing, what was
/// told last stays. Answers which of it those concern who have a seat.
///
/// # Errors
/// When the store does not answer.
pub(super) fn note_update(
    tx: &Tx,
    parts: &Parts,
    course: &mut Course,
    today: Date,
) -> Result<Vec<ChangedPart>, ApiError> {
    let Some(before) = find_course(tx, &course.id)? else {
        return Ok(Vec::new());
    };
    let place = |course: &Course| {
        let division = division_name(parts, &course.division).unwrap_or_default();
        [division.as_str(), &course.venue].join(" ")
    };
    let Some(update) = CourseUpdate::between(&before, course, today, place) else {
        course.update = before.update;
        return Ok(Vec::new());
    };
    let changed = update.changes.iter().map(|change| change.part);
    let concerning = changed.filter(|part| part.concerns_members()).collect();
    course.update = update.joined_to(before.update.as_ref());
    Ok(concerning)
}

/// A word to everybody who has a seat in a class of the course that is not over, or waits for one. It does not say what
/// it was and is: the page does. A price is nothing to those who asked at another one that is kept for them.
///
/// # Errors
/// When the store does not answer.
pub(super) fn tell_members(
    tx: &Tx,
    course: &Course,
    concerning: &[ChangedPart],
) -> Result<Vec<Notice>, ApiError> {
    if concerning.is_empty() {
        return Ok(Vec::new());
    }
    let mut people: BTreeMap<String, bool> = BTreeMap::new();
    for found in classes::list_by_course(tx, &course.id)? {
        if !is_to_be_told(&found.class.state) {
            continue;
        }
        let members = rows::list_by_class(tx, &found.class.id)?.into_iter();
        for row in members.filter(|row| row.active) {
            *people.entry(row.person_id).or_default() |= row.price_fen.is_none();
        }
    }
    let others = concerning.iter().copied();
    let others: Vec<_> = others.filter(|part| *part != ChangedPart::Price).collect();
    let mut notices = Vec::new();
    for (person, has_no_price) in people {
        let of_person = if has_no_price {
            concerning
        } else {
            others.as_slice()
        };
        if !of_person.is_empty() {
            let text = words::course_changed(of_person, course.is_sample);
            notices.push(Notice::new(&person, text));
        }
    }
    Ok(notices)
}

fn is_to_be_told(state: &str) -> bool {
    state.parse::<ClassState>().is_ok_and(|state| {
        !matches!(
            state,
            ClassState::Finished | ClassState::Settled | ClassState::Cancelled
        )
    })
}

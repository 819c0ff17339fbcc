//! What a trainer or an officer does to a class as a whole, with word to everybody in it and everybody who waits.

use std::collections::BTreeSet;

use catalogue::{Catalogue, District};
use domain::Date;
use store::{Tx, enrolments as rows};
use workflow::class::{ClassAction, ClassDetail};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail, Seat};

use super::member::Member;
use super::notice::Notice;
use super::room::Room;
use super::view::{find_course, is_sample};
use crate::applications::actor::Actor;
use crate::catalogue::similar;
use crate::listings::publish::{move_in_catalogue, seat_in_catalogue, take_from_catalogue};
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::Parts;

/// The page of one's classes: behind signing in, as the courses named there say which class it was.
const MY_COURSES: &str = "/classes/";

/// Where whoever is freed finds classes like it; none where the district does not say under which the portal is reached.
fn to_my_courses(district: &District) -> Option<String> {
    let portal = district.parameters.portal_address.as_deref()?;
    Some([portal.trim_end_matches('/'), MY_COURSES].concat())
}

/// Does it to a room that is open for this write. Giving a class up ends every enrolment in it; putting it off leaves
/// each as it is, to stay or to leave; seats that come with a larger number go to who waits. Whoever is told reads of
/// classes like it only where the list, as it is given, has one with a seat.
///
/// # Errors
/// When the workflow refuses, or another write came first.
pub fn move_class(
    tx: &Tx,
    parts: &Parts,
    room: &mut Room,
    actor: &Actor,
    (action, detail): (ClassAction, ClassDetail),
    list: Option<&Catalogue>,
) -> Result<Vec<Notice>, ApiError> {
    let began = room.plan.starts_on;
    room.step(tx, parts, actor, (action, detail))?;
    if action == ClassAction::Postpone {
        move_in_catalogue(tx, parts, actor, room)?;
    }
    if action == ClassAction::ChangeCapacity {
        seat_in_catalogue(tx, parts, actor, room)?;
    }
    if action == ClassAction::Cancel {
        take_from_catalogue(tx, parts, actor, room)?;
    }
    let mut told = Vec::new();
    if matches!(action, ClassAction::Cancel | ClassAction::Postpone) {
        for row in rows::list_by_class(tx, &room.row.id)? {
            if !row.active {
                continue;
            }
            let is_waiting = row.seat == Seat::Waiting.as_str();
            told.push((row.person_id.clone(), is_waiting));
            if action == ClassAction::Cancel {
                let mut member = Member::open(parts, tx, row)?;
                let end = (EnrolmentAction::CancelClass, EnrolmentDetail::None);
                member.step(tx, parts, room, &actor.portal(), end)?;
            }
        }
    }
    let settled = room.settle(tx, parts, actor)?;
    let mut notices = Vec::new();
    // Once it is written that the class itself takes nobody.
    for is_waiting in [false, true] {
        let people = told.iter().filter(|(_, waits)| *waits == is_waiting);
        let mut people = people.map(|(person, _)| person).peekable();
        if people.peek().is_none() {
            continue;
        }
        let what = (action, began, is_waiting);
        let text = word_of(tx, parts, room, actor, what, list)?;
        notices.extend(people.map(|person| Notice::new(person, text.clone())));
    }
    notices.extend(settled);
    Ok(notices)
}

fn word_of(
    tx: &Tx,
    parts: &Parts,
    room: &Room,
    actor: &Actor,
    (action, began, is_waiting): (ClassAction, Date, bool),
    list: Option<&Catalogue>,
) -> Result<String, ApiError> {
    let is_sample = is_sample(tx, &room.row.course_id)?;
    let address = to_my_courses(&parts.district);
    let course = find_course(tx, &room.row.course_id)?;
    let has_others = match (list, &course) {
        (Some(list), Some(course)) => {
            let looked = (&BTreeSet::new(), actor.today());
            !similar(parts, tx, list, course, looked)?.is_empty()
        }
        _ => false,
    };
    let link = address.as_deref().map(|link| (link, has_others));
    Ok(if action == ClassAction::Cancel {
        words::class_cancelled(began, is_sample, link)
    } else if is_waiting {
        words::wait_list_postponed(room.plan.starts_on, is_sample, link)
    } else {
        words::class_postponed(room.plan.starts_on, is_sample, link)
    })
}

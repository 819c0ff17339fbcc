//! What a trainer or an officer does to a class as a whole, with word to everybody in it and everybody who waits.

use catalogue::District;
use store::{Tx, enrolments as rows};
use workflow::class::{ClassAction, ClassDetail};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};

use super::member::Member;
use super::notice::Notice;
use super::room::Room;
use super::view::is_sample;
use crate::applications::actor::Actor;
use crate::listings::publish::move_in_catalogue;
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
/// each as it is, to stay or to leave.
///
/// # Errors
/// When the workflow refuses, or another write came first.
pub fn move_class(
    tx: &Tx,
    parts: &Parts,
    room: &mut Room,
    actor: &Actor,
    (action, detail): (ClassAction, ClassDetail),
) -> Result<Vec<Notice>, ApiError> {
    let began = room.plan.starts_on;
    room.step(tx, parts, actor, (action, detail))?;
    if action == ClassAction::Postpone {
        move_in_catalogue(tx, parts, actor, room)?;
    }
    let mut notices = Vec::new();
    let is_told = matches!(action, ClassAction::Cancel | ClassAction::Postpone);
    if is_told {
        let is_sample = is_sample(tx, &room.row.course_id)?;
        let link = to_my_courses(&parts.district);
        let text = if action == ClassAction::Cancel {
            words::class_cancelled(began, is_sample, link.as_deref())
        } else {
            words::class_postponed(room.plan.starts_on, is_sample, link.as_deref())
        };
        for row in rows::list_by_class(tx, &room.row.id)? {
            if !row.active {
                continue;
            }
            notices.push(Notice::new(&row.person_id, text.clone()));
            if action == ClassAction::Cancel {
                let mut member = Member::open(parts, tx, row)?;
                let end = (EnrolmentAction::CancelClass, EnrolmentDetail::None);
                member.step(tx, parts, room, &actor.portal(), end)?;
            }
        }
    }
    notices.extend(room.settle(tx, parts, actor)?);
    Ok(notices)
}

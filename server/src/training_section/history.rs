//! Every class of one person, as the training section needs it before it certifies or settles: masked.

use api::ProblemCode;
use api::training_section::MemberHistory;
use store::{Connection, enrolments as rows};

use crate::applications::staff::queue::masked;
use crate::enrolments::history::classes_of;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::lessons::roster::masked_phone;
use crate::problem::ApiError;
use crate::state::Parts;

/// The history of whoever has or had a seat in a class.
///
/// # Errors
/// `not_found` when nobody of that id is in the class; when something does not open.
pub fn history(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    enrolment_id: &str,
) -> Result<MemberHistory, ApiError> {
    let row = rows::find(connection, enrolment_id)?
        .filter(|row| row.class_id == room.row.id && row.wrapped_key.is_some())
        .ok_or(ProblemCode::NotFound)?;
    let person_id = row.person_id.clone();
    let name = Member::open(parts, connection, row)?
        .file
        .name()
        .map(|name| masked(name.expose()));
    let classes = classes_of(parts, connection, &person_id, |_| true)?;
    Ok(MemberHistory {
        name,
        phone: masked_phone(parts, connection, &person_id)?,
        classes: classes.into_iter().map(|(_, class)| class).collect(),
    })
}

//! Every class of one person, as the training section needs it before it certifies or settles: masked.

use api::ProblemCode;
use api::training_section::MemberHistory;
use store::{Connection, enrolments as rows};

use crate::applications::staff::queue::masked;
use crate::enrolments::history::{classes_of, classes_of_card};
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::lessons::roster::masked_phone;
use crate::problem::ApiError;
use crate::settlements::kept::{Row, id_index};
use crate::state::Parts;

/// What is shown, and of which enrolments: each is a look at it.
#[derive(Debug)]
pub struct Found {
    /// What is shown.
    pub view: MemberHistory,
    /// The enrolments.
    pub shown: Vec<String>,
}

/// The history of whoever has or had a seat in a class: what stands under the own account, then what stands under others
/// for which the same number of an identity card was given.
///
/// # Errors
/// `not_found` when nobody of that id is in the class; when something does not open.
pub fn history(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    enrolment_id: &str,
) -> Result<Found, ApiError> {
    let row = rows::find(connection, enrolment_id)?
        .filter(|row| row.class_id == room.row.id && row.wrapped_key.is_some())
        .ok_or(ProblemCode::NotFound)?;
    let member = Member::open(parts, connection, row)?;
    let person_id = member.row.person_id.as_str();
    let mut classes = classes_of(parts, connection, person_id, |_| true)?;
    if let Some(number) = Row::of(connection, &member)?.id_number {
        let id = id_index(parts, &number);
        classes.extend(classes_of_card(parts, connection, &id, person_id)?);
    }
    let (shown, classes) = classes.into_iter().unzip();
    let view = MemberHistory {
        name: member.file.name().map(|name| masked(name.expose())),
        phone: masked_phone(parts, connection, person_id)?,
        classes,
    };
    Ok(Found { view, shown })
}

//! Every class of one person, as the training section needs it before it certifies or settles: masked.

use api::ProblemCode;
use api::training_section::{HistoryClass, MemberHistory};
use store::{Connection, enrolments as rows};

use crate::applications::error::{impossible, while_doing};
use crate::applications::staff::queue::masked;
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::view::find_course;
use crate::lessons::roster::masked_phone;
use crate::problem::ApiError;
use crate::settlements::resident::applied;
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
    let mut classes = Vec::new();
    for row in rows::list_by_person(connection, &person_id)? {
        // What was erased is gone.
        if row.wrapped_key.is_some() {
            classes.push(class_of(
                parts,
                connection,
                Member::open(parts, connection, row)?,
            )?);
        }
    }
    Ok(MemberHistory {
        name,
        phone: masked_phone(parts, connection, &person_id)?,
        classes,
    })
}

fn class_of(
    parts: &Parts,
    connection: &Connection,
    member: Member,
) -> Result<HistoryClass, ApiError> {
    let room = Room::load(parts, connection, &member.row.class_id)?;
    let room = room.ok_or_else(|| impossible("open the class of an enrolment"))?;
    let course = find_course(connection, &room.row.course_id)?;
    let (subsidies, left_out) = applied(parts, connection, &member, &room)?;
    let number = |count: usize| u32::try_from(count).map_err(while_doing("count lessons"));
    let file = &member.file;
    Ok(HistoryClass {
        id: room.row.id.clone(),
        provider: course.as_ref().map(|course| course.provider.clone()),
        title: course.map(|course| course.title),
        starts_on: room.plan.starts_on,
        ends_on: room.plan.ends_on,
        state: file.state(),
        attended: number(file.attended().len())?,
        lessons: number(room.class.lessons(&parts.calendar).len())?,
        level: file.level(),
        certificate: file.certificate().map(str::to_owned),
        subsidies,
        left_out,
    })
}

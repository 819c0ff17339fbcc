//! The classes somebody is or was in, with what came of each: for the offices that look at one person.

use api::training_section::HistoryClass;
use store::{Connection, enrolments as rows, settlements};

use super::member::Member;
use super::room::Room;
use super::subject::find_taught;
use crate::applications::error::{impossible, while_doing};
use crate::problem::ApiError;
use crate::settlements::resident::applied;
use crate::state::Parts;

/// The classes of one account, the newest first, each with the id of its enrolment; those that are not `wanted` are left
/// out, and what was erased is gone.
///
/// # Errors
/// When something does not open.
pub fn classes_of(
    parts: &Parts,
    connection: &Connection,
    person_id: &str,
    wanted: impl Fn(&Member) -> bool,
) -> Result<Vec<(String, HistoryClass)>, ApiError> {
    let mut found = Vec::new();
    for row in rows::list_by_person(connection, person_id)? {
        if row.wrapped_key.is_none() {
            continue;
        }
        let member = Member::open(parts, connection, row)?;
        if wanted(&member) {
            let id = member.row.id.clone();
            found.push((id, class_of(parts, connection, &member)?));
        }
    }
    Ok(found)
}

/// The classes under other accounts for which the same number of an identity card was given: one person, or somebody in
/// another's name. The newest first.
///
/// # Errors
/// When something does not open.
pub fn classes_of_card(
    parts: &Parts,
    connection: &Connection,
    id: &[u8; 32],
    person_id: &str,
) -> Result<Vec<(String, HistoryClass)>, ApiError> {
    let mut found = Vec::new();
    for enrolment in settlements::list_same_id(connection, id)? {
        let row = rows::find(connection, &enrolment)?;
        let row = row.filter(|row| row.person_id != person_id && row.wrapped_key.is_some());
        if let Some(row) = row {
            let member = Member::open(parts, connection, row)?;
            let class = HistoryClass {
                is_other_account: true,
                ..class_of(parts, connection, &member)?
            };
            found.push((enrolment, class));
        }
    }
    found.sort_by_key(|(_, class)| std::cmp::Reverse(class.starts_on));
    Ok(found)
}

fn class_of(
    parts: &Parts,
    connection: &Connection,
    member: &Member,
) -> Result<HistoryClass, ApiError> {
    let room = Room::load(parts, connection, &member.row.class_id)?;
    let room = room.ok_or_else(|| impossible("open the class of an enrolment"))?;
    let course = find_taught(connection, &room)?;
    let applied = applied(parts, connection, member, &room)?;
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
        price_fen: member.row.price_fen,
        subsidies: applied.subsidies,
        left_out: applied.left_out,
        is_other_account: false,
    })
}

//! Everybody in a class, with what the bureau files with a settlement: who they are, when they were there, what they passed.

use std::fs::File;

use i18n::t;

use super::{Cell, code, listed, text};
use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::settlements::view::{Opened, Person};
use crate::state::Parts;

fn headings() -> [(&'static str, f64); 15] {
    use t::staff_settlement::{column, roster};
    [
        (column::number(), 6.0),
        (column::name(), 12.0),
        (roster::phone(), 14.0),
        (roster::groups(), 30.0),
        (roster::work(), 18.0),
        (roster::course(), 30.0),
        (roster::trade(), 16.0),
        (roster::starts_on(), 12.0),
        (roster::ends_on(), 12.0),
        (column::attended(), 12.0),
        (roster::days(), 60.0),
        (roster::state(), 14.0),
        (column::level(), 10.0),
        (column::certificate(), 24.0),
        (column::card(), 30.0),
    ]
}

/// One line for everybody who has or had a seat.
///
/// # Errors
/// When the disk is full.
pub fn file(
    parts: &Parts,
    opened: &Opened,
    room: &Room,
    phones: &[String],
) -> Result<File, ApiError> {
    let lessons = room.class.lessons(&parts.calendar).len();
    let people = (1_u32..).zip(opened.people.iter().zip(phones));
    let lines: Vec<Vec<Cell>> = people
        .map(|(number, (person, phone))| {
            let mut cells = vec![Cell::Number(number)];
            cells.extend(line(opened, room, person, (phone, lessons)));
            cells
        })
        .collect();
    let name = t::staff_settlement::roster::name();
    listed(parts, (name, &headings()), &lines)
}

fn line(
    opened: &Opened,
    room: &Room,
    person: &Person,
    (phone, lessons): (&str, usize),
) -> Vec<Cell> {
    let file = &person.judged.member.file;
    let said = &person.row.statement;
    let course = opened.course.as_ref();
    let groups: Option<String> = said.groups.as_ref().map(|groups| {
        let names: Vec<&str> = groups.iter().filter_map(|one| code("group", one)).collect();
        if names.is_empty() {
            t::staff_settlement::ask::none().to_owned()
        } else {
            names.join("；")
        }
    });
    let work = said.work.as_deref().and_then(|work| code("work", work));
    let days: Vec<String> = file.attended().iter().map(ToString::to_string).collect();
    let state = format!("{}.name", file.state().as_str());
    let level = file.level();
    let level = level.and_then(|level| t::course_code::by_key(level.as_str()));
    vec![
        text(file.name().map(|name| name.expose())),
        Cell::Text(phone.to_owned()),
        text(groups.as_deref()),
        text(work),
        text(course.map(|course| course.title.as_str())),
        text(course.and_then(|course| course.trade.as_deref())),
        Cell::Day(room.plan.starts_on),
        Cell::Day(room.plan.ends_on),
        Cell::Text(t::staff_settlement::attended(
            file.attended().len(),
            lessons,
        )),
        Cell::Text(days.join("、")),
        text(t::enrolment_state::by_key(&state)),
        text(level),
        text(file.certificate()),
        Cell::Text(super::card_tail(person)),
    ]
}

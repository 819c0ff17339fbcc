//! What a class teaches: what its course said on the first day. A change of the course, reviewed as it is, is for classes to
//! come; people are certified and paid for what they came for.

use catalogue::{Course, CourseKind, SkillLevel};
use domain::Money;
use serde::{Deserialize, Serialize};
use store::{Connection, Tx, class_subjects};

use super::room::Room;
use super::view::find_course;
use crate::applications::error::while_doing;
use crate::problem::ApiError;

/// What of a course stands on papers, decides on subsidies and is counted.
#[derive(Debug, Serialize, Deserialize)]
struct Subject {
    title: String,
    hours: u32,
    #[serde(default)]
    kind: Option<CourseKind>,
    #[serde(default)]
    trade: Option<String>,
    #[serde(default)]
    level: Option<SkillLevel>,
    #[serde(default)]
    price_fen: Option<Money>,
    #[serde(default)]
    is_subsidised: Option<bool>,
}

/// Keeps it, as the class begins now.
pub(super) fn keep(tx: &Tx, room: &Room, now_ms: i64) -> Result<(), ApiError> {
    let Some(course) = find_course(tx, &room.row.course_id)? else {
        return Ok(());
    };
    let subject = Subject {
        title: course.title,
        hours: course.hours,
        kind: Some(course.kind),
        trade: course.trade,
        level: course.level,
        price_fen: Some(course.price_fen),
        is_subsidised: Some(course.is_subsidised),
    };
    let subject = serde_json::to_string(&subject).map_err(while_doing("write what is taught"))?;
    Ok(class_subjects::put(tx, &room.row.id, &subject, now_ms)?)
}

/// What the course of a class costs whoever asks for a seat now, fen; none when it is gone from the catalogue.
///
/// # Errors
/// When the store does not answer.
pub(super) fn find_price(connection: &Connection, room: &Room) -> Result<Option<i64>, ApiError> {
    let course = find_course(connection, &room.row.course_id)?;
    Ok(course.map(|course| course.price_fen.fen()))
}

/// The course of a class, with what it was when the class began; what was not said then may have been added since.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn find_taught(
    connection: &Connection,
    room: &Room,
) -> Result<Option<Course>, ApiError> {
    let Some(course) = find_course(connection, &room.row.course_id)? else {
        return Ok(None);
    };
    let Some(subject) = class_subjects::find(connection, &room.row.id)? else {
        return Ok(Some(course));
    };
    let subject = read(&subject)?;
    Ok(Some(Course {
        title: subject.title,
        hours: subject.hours,
        kind: subject.kind.unwrap_or(course.kind),
        trade: subject.trade.or(course.trade),
        level: subject.level.or(course.level),
        price_fen: subject.price_fen.unwrap_or(course.price_fen),
        is_subsidised: subject.is_subsidised.unwrap_or(course.is_subsidised),
        ..course
    }))
}

fn read(subject: &str) -> Result<Subject, ApiError> {
    serde_json::from_str(subject).map_err(while_doing("read what is taught"))
}

/// Of what kind a class was, and whether it prepared for a level: by what it began with, and by its course for what was not
/// kept then. None when neither says.
///
/// # Errors
/// When what is kept cannot be read.
pub(crate) fn kind_taught(
    course: Option<(CourseKind, bool)>,
    subject: Option<&str>,
) -> Result<Option<(CourseKind, bool)>, ApiError> {
    let Some(subject) = subject.map(read).transpose()? else {
        return Ok(course);
    };
    let has_level = subject.level.is_some() || course.is_some_and(|(_, has_level)| has_level);
    let kind = subject.kind.or(course.map(|(kind, _)| kind));
    Ok(kind.map(|kind| (kind, has_level)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_class_began_with_goes_before_what_its_course_is_now() {
        let kept =
            |kind: &str, level: &str| format!(r#"{{ "title": "示例", "hours": 8{kind}{level} }}"#);
        let startup = kept(r#", "kind": "startup""#, "");
        let levelled = kept("", r#", "level": "level_5""#);
        let now = Some((CourseKind::Farming, false));
        for (course, subject, expected) in [
            (now, None, now),
            (None, None, None),
            (now, Some(&startup), Some((CourseKind::Startup, false))),
            (None, Some(&startup), Some((CourseKind::Startup, false))),
            (now, Some(&levelled), Some((CourseKind::Farming, true))),
            (None, Some(&levelled), None),
        ] {
            let found = kind_taught(course, subject.map(String::as_str)).unwrap();
            assert_eq!(found, expected, "{subject:?}");
        }
        assert!(kind_taught(now, Some("no subject")).is_err());
    }
}

//! What a class teaches: what its course said on the first day. A change of the course, reviewed as it is, is for classes to
//! come; people are certified and paid for what they came for.

use catalogue::{Course, SkillLevel};
use domain::Money;
use serde::{Deserialize, Serialize};
use store::{Connection, Tx, class_subjects};

use super::room::Room;
use super::view::find_course;
use crate::applications::error::while_doing;
use crate::problem::ApiError;

/// What of a course stands on papers and decides on subsidies.
#[derive(Debug, Serialize, Deserialize)]
struct Subject {
    title: String,
    hours: u32,
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
    let subject: Subject =
        serde_json::from_str(&subject).map_err(while_doing("read what is taught"))?;
    Ok(Some(Course {
        title: subject.title,
        hours: subject.hours,
        trade: subject.trade.or(course.trade),
        level: subject.level.or(course.level),
        price_fen: subject.price_fen.unwrap_or(course.price_fen),
        is_subsidised: subject.is_subsidised.unwrap_or(course.is_subsidised),
        ..course
    }))
}

//! `courses/*.toml`, one file for each kind.

use std::collections::HashSet;

use toml::Value;

use super::check;
use super::{LoadDefect, LoadError, whole};
use crate::course::{Course, CourseKind, CourseSession};
use crate::district::District;

pub(super) const FOLDER: &str = "courses";

/// Reads courses from texts of the form `[[course]]`, given with the names of their files, such as `courses/farming.toml`.
///
/// # Errors
/// Every defect found.
pub fn parse_courses<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
    district: &District,
) -> Result<Vec<Course>, Vec<LoadError>> {
    let mut courses = Vec::new();
    let mut errors = Vec::new();
    let mut ids = HashSet::new();
    for (file, text) in files {
        let kind = kind_of_file(file);
        if kind.is_none() {
            errors.push(LoadError::in_file(file, LoadDefect::KindNotOfFile));
        }
        for raw in records(file, text, &mut errors) {
            let course: Course = match raw.clone().try_into() {
                Ok(course) => course,
                Err(error) => {
                    let id = raw
                        .get("id")
                        .and_then(Value::as_str)
                        .unwrap_or("a course without id");
                    let reason = error.to_string();
                    errors.push(LoadError::in_record(
                        file,
                        id,
                        LoadDefect::Malformed { reason },
                    ));
                    continue;
                }
            };
            let mut defects = check::unknown_keys(&raw, &course);
            defects.extend(check_course(&course, district));
            defects.extend(
                (kind.is_some() && kind != Some(course.kind)).then_some(LoadDefect::KindNotOfFile),
            );
            defects.extend((!ids.insert(course.id.clone())).then_some(LoadDefect::DuplicateId));
            errors.extend(
                defects
                    .into_iter()
                    .map(|defect| LoadError::in_record(file, &course.id, defect)),
            );
            errors.extend(check_sessions(&course).map(|(session, defect)| {
                LoadError::in_record(file, format!("{}, session {session}", course.id), defect)
            }));
            courses.push(course);
        }
    }
    whole(courses, errors)
}

fn kind_of_file(file: &str) -> Option<CourseKind> {
    let name = file.rsplit('/').next()?;
    CourseKind::from_code(name.strip_suffix(".toml")?)
}

fn records(file: &str, text: &str, errors: &mut Vec<LoadError>) -> Vec<Value> {
    let mut table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            errors.push(LoadError::in_file(
                file,
                LoadDefect::Malformed {
                    reason: error.to_string(),
                },
            ));
            return Vec::new();
        }
    };
    let records = table.remove("course");
    errors.extend(
        table
            .keys()
            .map(|key| LoadError::in_file(file, LoadDefect::UnknownKey { key: key.clone() })),
    );
    match records {
        Some(Value::Array(records)) => records,
        None => Vec::new(),
        Some(_) => {
            let reason = "`course` must be written [[course]]".to_owned();
            errors.push(LoadError::in_file(file, LoadDefect::Malformed { reason }));
            Vec::new()
        }
    }
}

fn check_course(course: &Course, district: &District) -> Vec<LoadDefect> {
    let unknown_division =
        district
            .division(&course.division)
            .is_none()
            .then(|| LoadDefect::UnknownDivision {
                code: course.division.clone(),
            });
    [
        check::id(&course.id),
        check::text("title", &course.title),
        check::text("provider", &course.provider),
        check::text("venue", &course.venue),
        check::text("summary", &course.summary),
        check::text("source", &course.source),
        course
            .trade
            .as_deref()
            .and_then(|trade| check::text("trade", trade)),
        course
            .outline
            .is_empty()
            .then_some(LoadDefect::Empty { field: "outline" }),
        (course.hours == 0).then_some(LoadDefect::Empty { field: "hours" }),
        (course.price_fen.fen() < 0).then_some(LoadDefect::NegativePrice),
        check::sample_mark(course.is_sample, &course.provider),
        unknown_division,
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn check_sessions(course: &Course) -> impl Iterator<Item = (&str, LoadDefect)> {
    let mut ids = HashSet::new();
    course.sessions.iter().flat_map(move |session| {
        let is_first = ids.insert(session.id.as_str());
        check_session(session, is_first)
            .into_iter()
            .map(|defect| (session.id.as_str(), defect))
    })
}

fn check_session(session: &CourseSession, is_first: bool) -> Vec<LoadDefect> {
    let is_ordered = session.enrol_by <= session.starts_on && session.starts_on <= session.ends_on;
    [
        check::id(&session.id),
        (!is_first).then_some(LoadDefect::DuplicateId),
        check::text("schedule", &session.schedule),
        (session.seats == 0).then_some(LoadDefect::Empty { field: "seats" }),
        (!is_ordered).then_some(LoadDefect::DatesOutOfOrder),
        (session.seats_taken > session.seats).then_some(LoadDefect::TooManySeatsTaken),
    ]
    .into_iter()
    .flatten()
    .collect()
}

//! What is taught in the next weeks, by township. What is approved is as good as open: only residents do not see it yet.

use std::collections::BTreeMap;

use api::training_section::{CalendarClass, TownshipClasses, TrainingCalendar};
use catalogue::Course;
use domain::{Date, Weekday};
use store::classes::{self, ClassSeats};
use store::{Connection, listings};
use workflow::class::ClassState;

use crate::applications::error::while_doing;
use crate::enrolments::room::class_id;
use crate::enrolments::view::{division_name, find_course};
use crate::listings::publish::course_of as course_of_listing;
use crate::listings::record::Record;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// How far an officer looks ahead.
const WEEKS: u32 = 12;
/// The most classes in one answer.
const MOST: usize = 1_000;

/// The Monday of a day's week.
#[must_use]
pub fn monday_of(day: Date) -> Date {
    let mut days = (0..7).map(|back| day.add_days(-back));
    days.find(|day| day.weekday() == Weekday::Monday)
        .unwrap_or(day)
}

/// The calendar from the week of a day on.
///
/// # Errors
/// When the store does not answer.
pub fn calendar(
    parts: &Parts,
    connection: &Connection,
    today: Date,
) -> Result<TrainingCalendar, ApiError> {
    let from = monday_of(today);
    let days = i32::try_from(WEEKS * 7).unwrap_or(i32::MAX);
    let span = (from, from.add_days(days - 1));
    let most = i64::try_from(MOST).map_err(while_doing("count classes"))?;
    let found = classes::list_between(connection, span, most)?;
    let left_out = if found.len() < MOST {
        0
    } else {
        let all = classes::count_between(connection, span)?;
        u32::try_from(all.saturating_sub(most)).map_err(while_doing("count classes"))?
    };
    let mut courses = BTreeMap::new();
    let mut townships: BTreeMap<String, Vec<CalendarClass>> = BTreeMap::new();
    for found in found {
        let course = course_of(connection, &mut courses, &found.class.course_id)?;
        let division = course.map(|course| course.division.clone());
        let class = calendar_class(&found, course)?;
        let township = townships.entry(division.unwrap_or_default());
        township.or_default().push(class);
    }
    for (division, class) in approved(parts, connection, span, (most, today))? {
        let township = townships.entry(division).or_default();
        let place = township.partition_point(|one| one.starts_on <= class.starts_on);
        township.insert(place, class);
    }
    let townships = townships.into_iter().map(|(division, classes)| {
        let name = division_name(parts, &division);
        TownshipClasses {
            division,
            name,
            classes,
        }
    });
    Ok(TrainingCalendar {
        from,
        weeks: WEEKS,
        townships: townships.collect(),
        left_out,
    })
}

/// Classes of what is approved and waits for its day to go live, each with its township.
fn approved(
    parts: &Parts,
    connection: &Connection,
    (from, until): (Date, Date),
    (most, today): (i64, Date),
) -> Result<Vec<(String, CalendarClass)>, ApiError> {
    let mut approved = Vec::new();
    for row in listings::list_approved(connection, most)? {
        let Some(organisation) = Organisation::find(connection, &row.organisation_id)? else {
            continue;
        };
        let record = Record::open(row)?;
        let course = course_of_listing(connection, parts, &organisation, &record, today)?;
        let Some(course) = course else {
            continue;
        };
        let sessions = course.sessions.iter();
        let taught = sessions.filter(|one| one.ends_on >= from && one.starts_on <= until);
        approved.extend(taught.map(|session| {
            let class = CalendarClass {
                id: class_id(&course.id, &session.id),
                listing_id: Some(record.row.id.clone()),
                title: Some(course.title.clone()),
                provider: Some(course.provider.clone()),
                state: ClassState::Planned,
                starts_on: session.starts_on,
                ends_on: session.ends_on,
                taken: 0,
                seats: session.seats,
                is_sample: course.is_sample,
            };
            (course.division.clone(), class)
        }));
    }
    Ok(approved)
}

/// A course, read once however many classes it has.
fn course_of<'a>(
    connection: &Connection,
    known: &'a mut BTreeMap<String, Option<Course>>,
    id: &str,
) -> Result<Option<&'a Course>, ApiError> {
    if !known.contains_key(id) {
        known.insert(id.to_owned(), find_course(connection, id)?);
    }
    Ok(known.get(id).and_then(Option::as_ref))
}

/// One class as this desk lists it.
///
/// # Errors
/// When what is stored of it makes no sense.
pub fn calendar_class(
    found: &ClassSeats,
    course: Option<&Course>,
) -> Result<CalendarClass, ApiError> {
    let class = &found.class;
    let number = |count: i64| u32::try_from(count).map_err(while_doing("count seats"));
    Ok(CalendarClass {
        id: class.id.clone(),
        listing_id: None,
        title: course.map(|course| course.title.clone()),
        provider: course.map(|course| course.provider.clone()),
        state: class.state.parse().map_err(while_doing("read a class"))?,
        starts_on: class.starts_on,
        ends_on: class.ends_on,
        taken: number(found.taken.saturating_add(class.elsewhere))?,
        seats: number(class.capacity)?,
        is_sample: course.is_some_and(|course| course.is_sample),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_its_monday() {
        let day = |text| Date::parse_iso(text).unwrap();
        for (any, monday) in [
            ("2026-11-23", "2026-11-23"),
            ("2026-11-24", "2026-11-23"),
            ("2026-11-29", "2026-11-23"),
            ("2027-01-03", "2026-12-28"),
        ] {
            assert_eq!(monday_of(day(any)), day(monday), "{any}");
        }
    }
}

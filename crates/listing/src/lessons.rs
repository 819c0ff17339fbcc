//! The days on which a class is taught, as its schedule says.

use catalogue::{CourseSession, TimeOfDay};
use domain::Date;
use workflow::WorkCalendar;

use crate::weekdays::{Week, has, weekdays};

const WEEKEND: Week = [false, false, false, false, false, true, true];
/// No class lasts longer.
const MOST_DAYS: i32 = 400;

/// The days of the week that the schedule names, otherwise weekends for a class that is taught then; none where neither is
/// said. Public holidays are left out; the first day and the last are always days of teaching.
#[must_use]
pub fn lesson_days(session: &CourseSession, calendar: &WorkCalendar) -> Option<Vec<Date>> {
    let is_at_weekends = session.time_of_day == TimeOfDay::Weekend;
    let week = weekdays(&session.schedule).or_else(|| is_at_weekends.then_some(WEEKEND))?;
    let (first, last) = (session.starts_on, session.ends_on);
    let is_taught = |day: &Date| {
        let is_meant = has(&week, day.weekday()) && !calendar.is_holiday(*day);
        is_meant || *day == first || *day == last
    };
    let days = first.days_until(last).clamp(0, MOST_DAYS);
    let all = (0..=days).map(|days| first.add_days(days));
    Some(all.filter(is_taught).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::day;

    fn session(time_of_day: TimeOfDay, schedule: &str) -> CourseSession {
        CourseSession {
            id: "s".into(),
            // A Saturday to the second Sunday after it.
            starts_on: day("2026-11-28"),
            ends_on: day("2026-12-13"),
            time_of_day,
            schedule: schedule.into(),
            seats: 30,
            seats_taken: 0,
            enrol_by: day("2026-11-27"),
        }
    }

    #[test]
    fn the_schedule_names_the_days() {
        let weekend = [
            "2026-11-28",
            "2026-11-29",
            "2026-12-05",
            "2026-12-12",
            "2026-12-13",
        ];
        let tuesdays = ["2026-11-28", "2026-12-01", "2026-12-08", "2026-12-13"];
        let table: [(TimeOfDay, &str, Option<&[&str]>); 4] = [
            (TimeOfDay::Weekend, "9:00—16:00", Some(&weekend)),
            (TimeOfDay::Day, "每周六、日 9:00—16:00", Some(&weekend)),
            (TimeOfDay::Evening, "每周二晚上", Some(&tuesdays)),
            (TimeOfDay::Evening, "19:00—21:00", None),
        ];
        // A Sunday between them is a holiday.
        let calendar = WorkCalendar::from_parts([day("2026-12-06")], [], day("2026-12-31"));
        for (time, schedule, expected) in table {
            let found = lesson_days(&session(time, schedule), &calendar);
            let expected: Option<Vec<Date>> =
                expected.map(|days| days.iter().map(|text| day(text)).collect());
            assert_eq!(found, expected, "{schedule}");
        }
    }
}

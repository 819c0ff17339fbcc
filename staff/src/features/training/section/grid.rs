//! Weeks, and which classes are taught in each. No page is known here.

use api::training_section::{CalendarClass, TownshipClasses, TrainingCalendar};
use domain::Date;

/// Monday and Sunday of a week.
pub(super) type Week = (Date, Date);

/// The weeks of a calendar.
pub(super) fn weeks(calendar: &TrainingCalendar) -> Vec<Week> {
    let count = i32::try_from(calendar.weeks).unwrap_or(0);
    (0..count)
        .map(|week| {
            let monday = calendar.from.add_days(week * 7);
            (monday, monday.add_days(6))
        })
        .collect()
}

/// The classes of a township that are taught in a week.
pub(super) fn of_week(township: &TownshipClasses, week: Week) -> Vec<&CalendarClass> {
    let (monday, sunday) = week;
    let classes = township.classes.iter();
    classes
        .filter(|class| class.starts_on <= sunday && class.ends_on >= monday)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::class::ClassState;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    #[test]
    fn a_class_stands_in_every_week_it_is_taught() {
        let class = |id: &str, starts_on: &str, ends_on: &str| CalendarClass {
            id: id.into(),
            listing_id: None,
            title: None,
            provider: None,
            state: ClassState::Open,
            starts_on: day(starts_on),
            ends_on: day(ends_on),
            taken: 1,
            seats: 2,
            is_sample: false,
        };
        let township = TownshipClasses {
            division: "620602101".into(),
            name: None,
            classes: vec![
                class("before", "2026-11-01", "2026-11-23"),
                class("two", "2026-11-29", "2026-11-30"),
                class("after", "2026-12-07", "2026-12-08"),
            ],
        };
        let calendar = TrainingCalendar {
            from: day("2026-11-23"),
            weeks: 2,
            townships: Vec::new(),
            left_out: 0,
        };
        let weeks = weeks(&calendar);
        let found: Vec<Vec<&str>> = weeks
            .iter()
            .map(|week| {
                let classes = of_week(&township, *week).into_iter();
                classes.map(|class| class.id.as_str()).collect()
            })
            .collect();
        assert_eq!(weeks[1], (day("2026-11-30"), day("2026-12-06")));
        assert_eq!(found, [vec!["before", "two"], vec!["two"]]);
    }
}

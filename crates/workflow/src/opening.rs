//! The notice of opening: a class is filed with the bureau some working days before its first day.

use domain::Date;

use crate::WorkCalendar;
use crate::names::named;

named! {
    /// Where the notice of a class stands.
    pub enum OpeningState {
        /// Not filed, and the last day for it is over.
        Overdue = "overdue",
        /// Not filed yet; there is time.
        Due = "due",
        /// Filed after the last day for it.
        FiledLate = "filed_late",
        /// Filed in time.
        Filed = "filed",
    }
}

/// Longer than any holiday, so that the search below ends.
const MOST_DAYS: i32 = 120;

/// The last day to file a class that begins on a day.
///
/// ```
/// use domain::Date;
/// use workflow::{WorkCalendar, opening::file_by};
/// let (monday, days) = (Date::parse_iso("2027-03-15").unwrap(), 5);
/// // Five working days lie between the Monday before and this one.
/// let calendar = WorkCalendar::from_parts([], [], Date::parse_iso("2027-12-31").unwrap());
/// assert_eq!(file_by(&calendar, monday, days), Date::parse_iso("2027-03-08").unwrap());
/// ```
#[must_use]
pub fn file_by(calendar: &WorkCalendar, starts_on: Date, working_days: u32) -> Date {
    let mut days = (0..MOST_DAYS).map(|days| starts_on.add_days(-days));
    let is_early = |day: &Date| calendar.working_days_between(*day, starts_on) >= working_days;
    days.find(is_early)
        .unwrap_or_else(|| starts_on.add_days(-MOST_DAYS))
}

/// Where the notice stands on a day.
#[must_use]
pub fn state(filed_on: Option<Date>, file_by: Date, today: Date) -> OpeningState {
    match filed_on {
        Some(on) if on <= file_by => OpeningState::Filed,
        Some(_) => OpeningState::FiledLate,
        None if today <= file_by => OpeningState::Due,
        None => OpeningState::Overdue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    #[test]
    fn every_side_of_the_last_day() {
        let by = day("2027-03-08");
        for (filed, today, expected) in [
            (Some("2027-03-08"), "2027-03-20", OpeningState::Filed),
            (Some("2027-03-09"), "2027-03-20", OpeningState::FiledLate),
            (None, "2027-03-08", OpeningState::Due),
            (None, "2027-03-09", OpeningState::Overdue),
        ] {
            assert_eq!(
                state(filed.map(day), by, day(today)),
                expected,
                "{filed:?} {today}"
            );
        }
    }

    #[test]
    fn the_last_day_has_the_days_and_the_next_has_not() {
        let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
        for offset in 0..30 {
            let starts_on = day("2027-03-01").add_days(offset);
            for days in [0, 1, 5, 10] {
                let by = file_by(&calendar, starts_on, days);
                assert!(calendar.working_days_between(by, starts_on) >= days);
                let next = by.add_days(1);
                assert!(next > starts_on || calendar.working_days_between(next, starts_on) < days);
            }
        }
    }
}

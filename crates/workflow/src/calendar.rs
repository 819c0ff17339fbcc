//! Which days are worked, as the State Council announced them.

use domain::Date;
use serde::{Deserialize, Serialize};

/// One year of announced holidays and makeup workdays: the shape of `districts/calendar/<year>.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year the days lie in.
    pub year: i32,
    /// The State Council's notice, by title and number.
    pub notice: String,
    /// Days off, weekends inside a holiday included.
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays that are worked in exchange (调休).
    pub workdays: Vec<Date>,
}

/// Why years do not make a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// There is no year at all.
    #[error("no year is given")]
    Empty,
    /// A year between the first and the last is missing, or given twice.
    #[error("the years are not consecutive at {year}")]
    NotConsecutive {
        /// The year out of place.
        year: i32,
    },
    /// A day stands in the file of another year.
    #[error("{on} does not lie in {year}")]
    OutsideYear {
        /// The year of the file.
        year: i32,
        /// The day.
        on: Date,
    },
    /// A day is given as a holiday and as a workday.
    #[error("{on} is both a holiday and a workday")]
    Contradiction {
        /// The day.
        on: Date,
    },
}

/// The day something falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueDate {
    /// The day.
    pub on: Date,
    /// Whether the count passed the last announced day, beyond which only weekends are known (暂定).
    pub provisional: bool,
}

/// Answers whether a day is worked.
///
/// Inside the announced years it follows the notices; outside them it knows weekends only, and a [`DueDate`] that was
/// counted past [`known_until`](Self::known_until) says that it is provisional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCalendar {
    holidays: Vec<Date>,
    workdays: Vec<Date>,
    known_until: Date,
}

impl WorkCalendar {
    /// A calendar of given days, in any order.
    ///
    /// ```
    /// use domain::Date;
    /// use workflow::WorkCalendar;
    /// let date = |text| Date::parse_iso(text).unwrap();
    /// let calendar = WorkCalendar::from_parts([date("2026-10-01")], [date("2026-10-10")], date("2026-12-31"));
    /// assert!(!calendar.is_working_day(date("2026-10-01")));
    /// assert!(calendar.is_working_day(date("2026-10-10")));
    /// ```
    #[must_use]
    pub fn from_parts(
        holidays: impl IntoIterator<Item = Date>,
        workdays: impl IntoIterator<Item = Date>,
        known_until: Date,
    ) -> Self {
        Self {
            holidays: sorted(holidays),
            workdays: sorted(workdays),
            known_until,
        }
    }

    /// A calendar of announced years, known until the last day of the last one.
    ///
    /// # Errors
    /// When the years leave a gap, or a day contradicts its year or another day.
    pub fn from_years(
        years: impl IntoIterator<Item = CalendarYear>,
    ) -> Result<Self, CalendarError> {
        let mut years: Vec<_> = years.into_iter().collect();
        years.sort_by_key(|year| year.year);
        for (previous, next) in years.iter().zip(years.iter().skip(1)) {
            if next.year.saturating_sub(previous.year) != 1 {
                return Err(CalendarError::NotConsecutive { year: next.year });
            }
        }
        for year in &years {
            if let Some(&on) = year
                .holidays
                .iter()
                .chain(&year.workdays)
                .find(|day| day.year() != year.year)
            {
                return Err(CalendarError::OutsideYear {
                    year: year.year,
                    on,
                });
            }
        }
        let known_until = years
            .last()
            .and_then(|last| Date::new(last.year, 12, 31))
            .ok_or(CalendarError::Empty)?;
        let calendar = Self::from_parts(
            years.iter().flat_map(|year| year.holidays.iter().copied()),
            years.iter().flat_map(|year| year.workdays.iter().copied()),
            known_until,
        );
        match calendar
            .workdays
            .iter()
            .find(|&day| contains(&calendar.holidays, *day))
        {
            Some(&on) => Err(CalendarError::Contradiction { on }),
            None => Ok(calendar),
        }
    }

    /// The last day of which holidays are known.
    #[must_use]
    pub const fn known_until(&self) -> Date {
        self.known_until
    }

    /// Whether a day is part of an announced holiday.
    ///
    /// ```
    /// use domain::Date;
    /// use workflow::WorkCalendar;
    /// let date = |text| Date::parse_iso(text).unwrap();
    /// let calendar = WorkCalendar::from_parts([date("2026-10-03")], [], date("2026-12-31"));
    /// assert!(calendar.is_holiday(date("2026-10-03"))); // a Saturday
    /// assert!(!calendar.is_holiday(date("2026-10-10")));
    /// ```
    #[must_use]
    pub fn is_holiday(&self, day: Date) -> bool {
        contains(&self.holidays, day)
    }

    /// Whether offices work on a day.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        contains(&self.workdays, day)
            || (!day.weekday().is_weekend() && !contains(&self.holidays, day))
    }

    /// The `count`th working day after a day, which itself never counts; the day itself when `count` is 0.
    ///
    /// ```
    /// use domain::Date;
    /// use workflow::WorkCalendar;
    /// let date = |text| Date::parse_iso(text).unwrap();
    /// let calendar = WorkCalendar::from_parts([], [], date("2026-12-31"));
    /// let due = calendar.nth_working_day_after(date("2026-11-27"), 2); // a Friday
    /// assert_eq!(due.on, date("2026-12-01"));
    /// assert!(!due.provisional);
    /// ```
    #[must_use]
    pub fn nth_working_day_after(&self, day: Date, count: u32) -> DueDate {
        let mut on = day;
        let mut left = count;
        while left > 0 {
            let next = on.add_days(1);
            if next <= on {
                break; // the end of all dates
            }
            on = next;
            if self.is_working_day(on) {
                left -= 1;
            }
        }
        DueDate {
            on,
            provisional: on > self.known_until,
        }
    }

    /// How many working days lie after one day, up to and including another; 0 when the other is not later.
    ///
    /// ```
    /// use domain::Date;
    /// use workflow::WorkCalendar;
    /// let date = |text| Date::parse_iso(text).unwrap();
    /// let calendar = WorkCalendar::from_parts([], [], date("2026-12-31"));
    /// assert_eq!(calendar.working_days_between(date("2026-11-27"), date("2026-12-01")), 2);
    /// ```
    #[must_use]
    pub fn working_days_between(&self, after: Date, until: Date) -> u32 {
        let mut count = 0;
        let mut day = after;
        while day < until {
            day = day.add_days(1);
            count += u32::from(self.is_working_day(day));
        }
        count
    }
}

fn sorted(days: impl IntoIterator<Item = Date>) -> Vec<Date> {
    let mut days: Vec<_> = days.into_iter().collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn contains(sorted_days: &[Date], day: Date) -> bool {
    sorted_days.binary_search(&day).is_ok()
}

#[cfg(test)]
pub(crate) mod tests;

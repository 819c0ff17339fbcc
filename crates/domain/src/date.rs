//! Calendar days. jiff holds the day; text and day arithmetic are ours, because jiff's parser, printer and spans would
//! weigh more in the residents' WebAssembly than everything else in this crate.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::Weekday;

const DAY_MS: i64 = 86_400_000;
/// China keeps one time all year: eight hours before UTC.
const SHANGHAI_MS: i64 = 8 * 3_600_000;

/// A calendar day from 0001-01-01 to 9999-12-31.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The earliest day there is; arithmetic stops here.
    pub const MIN: Self = Self(civil::date(1, 1, 1));
    /// The latest day there is; arithmetic stops here.
    pub const MAX: Self = Self(civil::date(9999, 12, 31));

    /// The day, if the calendar has it.
    ///
    /// ```
    /// # use domain::Date;
    /// assert!(Date::new(2024, 2, 29).is_some());
    /// assert!(Date::new(2025, 2, 29).is_none());
    /// ```
    #[must_use]
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let (year, month, day) = (
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        );
        let date = Self(civil::Date::new(year, month, day).ok()?);
        (date >= Self::MIN).then_some(date)
    }

    /// The day written `2026-11-24`, and in no other way.
    ///
    /// ```
    /// # use domain::Date;
    /// assert_eq!(Date::parse_iso("2026-11-24"), Date::new(2026, 11, 24));
    /// assert_eq!(Date::parse_iso("2026-11-31"), None);
    /// assert_eq!(Date::parse_iso("26-11-24"), None);
    /// ```
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        Self::new(digits(year, 4)?, digits(month, 2)?, digits(day, 2)?)
    }

    /// The day written `20261124`, as it stands in ID and acceptance numbers.
    ///
    /// ```
    /// # use domain::Date;
    /// assert_eq!(Date::parse_compact("20261124"), Date::new(2026, 11, 24));
    /// ```
    #[must_use]
    pub fn parse_compact(text: &str) -> Option<Self> {
        Self::new(
            digits(text.get(..4)?, 4)?,
            digits(text.get(4..6)?, 2)?,
            digits(text.get(6..)?, 2)?,
        )
    }

    /// The day on a clock in China at that instant (milliseconds since 1970, UTC).
    ///
    /// ```
    /// # use domain::Date;
    /// // 2026-11-23 16:00 UTC is midnight in Wuwei.
    /// assert_eq!(Date::from_unix_ms_shanghai(1_795_449_600_000), Date::new(2026, 11, 24).unwrap());
    /// assert_eq!(Date::from_unix_ms_shanghai(1_795_449_599_999), Date::new(2026, 11, 23).unwrap());
    /// ```
    #[must_use]
    pub fn from_unix_ms_shanghai(unix_ms: i64) -> Self {
        Self::from_epoch_days(unix_ms.saturating_add(SHANGHAI_MS).div_euclid(DAY_MS))
    }

    /// The instant this day begins in China (milliseconds since 1970, UTC).
    ///
    /// ```
    /// # use domain::Date;
    /// assert_eq!(Date::new(2026, 11, 24).unwrap().start_ms_shanghai(), 1_795_449_600_000);
    /// ```
    #[must_use]
    pub fn start_ms_shanghai(self) -> i64 {
        self.epoch_days() * DAY_MS - SHANGHAI_MS
    }

    /// The year, 1 to 9999.
    ///
    /// ```
    /// # use domain::Date;
    /// assert_eq!(Date::new(2026, 11, 24).unwrap().year(), 2026);
    /// ```
    #[must_use]
    pub fn year(self) -> i32 {
        i32::from(self.0.year())
    }

    /// The month, 1 to 12.
    ///
    /// ```
    /// # use domain::Date;
    /// assert_eq!(Date::new(2026, 11, 24).unwrap().month(), 11);
    /// ```
    #[must_use]
    pub fn month(self) -> i32 {
        i32::from(self.0.month())
    }

    /// The day of the month, 1 to 31.
    ///
    /// ```
    /// # use domain::Date;
    /// assert_eq!(Date::new(2026, 11, 24).unwrap().day(), 24);
    /// ```
    #[must_use]
    pub fn day(self) -> i32 {
        i32::from(self.0.day())
    }

    /// The day of the week.
    ///
    /// ```
    /// # use domain::{Date, Weekday};
    /// assert_eq!(Date::new(2026, 11, 24).unwrap().weekday(), Weekday::Tuesday);
    /// ```
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday().into()
    }

    /// So many days later, or earlier when negative; stops at `MIN` and `MAX`.
    ///
    /// ```
    /// # use domain::Date;
    /// let day = Date::new(2026, 12, 31).unwrap();
    /// assert_eq!(day.add_days(1), Date::new(2027, 1, 1).unwrap());
    /// assert_eq!(Date::MAX.add_days(1), Date::MAX);
    /// ```
    #[must_use]
    pub fn add_days(self, days: i32) -> Self {
        Self::from_epoch_days(self.epoch_days() + i64::from(days))
    }

    /// The same day so many months later, or the last of that month if it is shorter; stops at `MIN` and `MAX`.
    ///
    /// ```
    /// # use domain::Date;
    /// let day = Date::new(2026, 1, 31).unwrap();
    /// assert_eq!(day.add_months(1), Date::new(2026, 2, 28).unwrap());
    /// assert_eq!(day.add_months(-2), Date::new(2025, 11, 30).unwrap());
    /// ```
    #[must_use]
    pub fn add_months(self, months: i32) -> Self {
        let count = i64::from(self.year()) * 12 + i64::from(self.month()) - 1 + i64::from(months);
        let edge = if months < 0 { Self::MIN } else { Self::MAX };
        let (Ok(year), Ok(month)) = (
            i32::try_from(count.div_euclid(12)),
            i32::try_from(count.rem_euclid(12)),
        ) else {
            return edge;
        };
        let first = Self::new(year, month + 1, 1);
        first
            .and_then(|first| {
                Self::new(
                    first.year(),
                    first.month(),
                    self.day().min(i32::from(first.0.days_in_month())),
                )
            })
            .unwrap_or(edge)
    }

    /// How many days from this day to the other; negative when the other is earlier.
    ///
    /// ```
    /// # use domain::Date;
    /// let (start, due) = (Date::new(2026, 2, 27).unwrap(), Date::new(2026, 3, 2).unwrap());
    /// assert_eq!(start.days_until(due), 3);
    /// assert_eq!(due.days_until(start), -3);
    /// ```
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        i32::try_from(other.epoch_days() - self.epoch_days()).unwrap_or(i32::MAX)
    }

    /// Completed years of somebody born on this day; negative before birth. A birthday on 29 February falls on
    /// 1 March in other years.
    ///
    /// ```
    /// # use domain::Date;
    /// let born = Date::new(1966, 11, 25).unwrap();
    /// assert_eq!(born.age_on(Date::new(2026, 11, 24).unwrap()), 59);
    /// assert_eq!(born.age_on(Date::new(2026, 11, 25).unwrap()), 60);
    /// ```
    #[must_use]
    pub fn age_on(self, day: Self) -> i32 {
        let birthday_ahead = (day.month(), day.day()) < (self.month(), self.day());
        day.year() - self.year() - i32::from(birthday_ahead)
    }

    /// The day written `20261124`.
    ///
    /// ```
    /// # use domain::Date;
    /// assert_eq!(Date::new(2026, 11, 24).unwrap().to_compact(), "20261124");
    /// ```
    #[must_use]
    pub fn to_compact(self) -> String {
        format!("{:04}{:02}{:02}", self.year(), self.month(), self.day())
    }

    /// Days since 1970-01-01, by Howard Hinnant's `days_from_civil`: years start in March so that the leap day is last.
    fn epoch_days(self) -> i64 {
        let (year, month, day) = (
            i64::from(self.year()),
            i64::from(self.month()),
            i64::from(self.day()),
        );
        let year = if month <= 2 { year - 1 } else { year };
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468
    }

    /// The inverse of `epoch_days`, kept between `MIN` and `MAX`.
    fn from_epoch_days(days: i64) -> Self {
        let edge = if days < 0 { Self::MIN } else { Self::MAX };
        // Beyond this the sums below could overflow, and no year has four digits any more.
        if days.unsigned_abs() > 10_000_000 {
            return edge;
        }
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        match (
            i32::try_from(year),
            i32::try_from(month),
            i32::try_from(day),
        ) {
            (Ok(year), Ok(month), Ok(day)) => Self::new(year, month, day).unwrap_or(edge),
            _ => edge,
        }
    }
}

/// Exactly `length` ASCII digits as a number; signs and spaces, which `parse` would take, are no digits.
fn digits(text: &str, length: usize) -> Option<i32> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Iso;
        impl de::Visitor<'_> for Iso {
            type Value = Date;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a date such as 2026-11-24")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                Date::parse_iso(text)
                    .ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Iso)
    }
}

#[cfg(test)]
mod tests;

//! A calendar quarter: what the interest subsidy is settled by.

use domain::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

use crate::UnknownName;

/// A calendar quarter, `2026Q4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    number: i32,
}

impl Quarter {
    /// The quarter of a day.
    ///
    /// ```
    /// # use domain::Date;
    /// use workflow::servicing::Quarter;
    /// let quarter = Quarter::of(Date::new(2026, 11, 24).unwrap());
    /// assert_eq!(quarter.to_string(), "2026Q4");
    /// assert_eq!(quarter.first_day(), Date::new(2026, 10, 1).unwrap());
    /// assert_eq!(quarter.last_day(), Date::new(2026, 12, 31).unwrap());
    /// assert_eq!("2026Q4".parse(), Ok(quarter));
    /// assert!("2026Q5".parse::<Quarter>().is_err());
    /// ```
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() - 1) / 3 + 1,
        }
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// 1 to 4.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.number
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        // Both parts were checked when the quarter was made.
        Date::new(self.year, (self.number - 1) * 3 + 1, 1).unwrap_or(Date::from_unix_ms_shanghai(0))
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day().add_months(3).add_days(-1)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: Date) -> bool {
        Self::of(day) == self
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, number) = text.split_once('Q').ok_or(UnknownName)?;
        let is_plain = year.len() == 4 && number.len() == 1;
        let year = year.parse().map_err(|_| UnknownName)?;
        let number: i32 = number.parse().map_err(|_| UnknownName)?;
        let first = Date::new(year, (number - 1) * 3 + 1, 1).ok_or(UnknownName)?;
        let quarter = Self::of(first);
        if is_plain && (1..=4).contains(&number) {
            Ok(quarter)
        } else {
            Err(UnknownName)
        }
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

impl TryFrom<String> for Quarter {
    type Error = UnknownName;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

//! The months in which the fields leave time to learn.

use std::fmt;

use domain::Date;
use serde::{Deserialize, Serialize};

/// Whole months from one to another, which may lie in the next year: eleven to two are November to February.
///
/// ```
/// use catalogue::Months;
/// use domain::Date;
///
/// let winter: Months = Months::from_code("11-2").unwrap();
/// assert!(winter.has(Date::new(2027, 1, 31).unwrap()));
/// assert!(!winter.has(Date::new(2027, 3, 1).unwrap()));
/// assert_eq!(winter.to_string(), "11-2");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Months {
    /// The first, 1 to 12.
    pub from: u8,
    /// The last, 1 to 12.
    pub until: u8,
}

impl Months {
    /// The months this code names; none where it names no months.
    pub fn from_code(code: &str) -> Option<Self> {
        let (from, until) = code.split_once('-')?;
        let months = Self {
            from: from.parse().ok()?,
            until: until.parse().ok()?,
        };
        months.is_possible().then_some(months)
    }

    /// Whether both are months.
    pub fn is_possible(self) -> bool {
        (1..=12).contains(&self.from) && (1..=12).contains(&self.until)
    }

    /// Whether the day lies in them.
    pub fn has(self, day: Date) -> bool {
        let (month, from, until) = (day.month(), i32::from(self.from), i32::from(self.until));
        if from <= until {
            from <= month && month <= until
        } else {
            month >= from || month <= until
        }
    }
}

/// As the address of a page writes them.
impl fmt::Display for Months {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.from, self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::date;

    #[test]
    fn months_may_go_over_the_new_year() {
        for (code, day, expected) in [
            ("11-2", "2026-10-31", false),
            ("11-2", "2026-11-01", true),
            ("11-2", "2027-02-28", true),
            ("11-2", "2027-03-01", false),
            ("6-8", "2026-05-31", false),
            ("6-8", "2026-06-01", true),
            ("6-8", "2026-08-31", true),
            ("6-8", "2026-09-01", false),
            ("5-5", "2026-05-15", true),
            ("5-5", "2026-06-15", false),
        ] {
            assert_eq!(
                Months::from_code(code).unwrap().has(date(day)),
                expected,
                "{code} {day}"
            );
        }
    }

    #[test]
    fn what_is_no_month_is_not_read() {
        for code in ["", "11", "0-2", "11-13", "11-2-3", "a-b", "-1-2", "300-2"] {
            assert_eq!(Months::from_code(code), None, "{code}");
        }
    }
}

//! The official number of an accepted application.

use std::fmt;

use thiserror::Error;

use crate::{Date, DivisionCode, typed::compact};

const LAST_SEQUENCE: u32 = 99_999;

/// The number a submitted application is known by: district, day of submission, sequence of that day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcceptanceNumber {
    district: DivisionCode,
    day: Date,
    sequence: u32,
}

/// Why an acceptance number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AcceptanceNumberError {
    /// Nothing was typed.
    #[error("the acceptance number is empty")]
    Empty,
    /// Not of the form `620602-20261124-00012`.
    #[error("the acceptance number has the wrong form")]
    BadForm,
    /// The sequence is not between 1 and 99,999.
    #[error("the acceptance number's sequence is out of range")]
    BadSequence,
}

impl AcceptanceNumberError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "acceptance_number_empty",
            Self::BadForm => "acceptance_number_bad_form",
            Self::BadSequence => "acceptance_number_bad_sequence",
        }
    }
}

impl AcceptanceNumber {
    /// The number for the so-many-th submission of a day, counted from 1.
    ///
    /// # Errors
    /// `BadSequence` below 1 or above 99,999.
    ///
    /// ```
    /// # use domain::{AcceptanceNumber, Date, DivisionCode};
    /// let (town, day) = (DivisionCode::parse("620602100").unwrap(), Date::new(2026, 11, 24).unwrap());
    /// assert_eq!(AcceptanceNumber::new(&town, day, 12).unwrap().to_string(), "620602-20261124-00012");
    /// ```
    pub fn new(
        division: &DivisionCode,
        day: Date,
        sequence: u32,
    ) -> Result<Self, AcceptanceNumberError> {
        if !(1..=LAST_SEQUENCE).contains(&sequence) {
            return Err(AcceptanceNumberError::BadSequence);
        }
        Ok(Self {
            district: division.district(),
            day,
            sequence,
        })
    }

    /// Reads what was typed; the hyphens may be missing.
    ///
    /// # Errors
    /// Says what is wrong with the number.
    ///
    /// ```
    /// # use domain::AcceptanceNumber;
    /// let number = AcceptanceNumber::parse("620602 20261124 00012").unwrap();
    /// assert_eq!(number.to_string(), "620602-20261124-00012");
    /// ```
    pub fn parse(typed: &str) -> Result<Self, AcceptanceNumberError> {
        let text: String = compact(typed)
            .chars()
            .filter(|&character| character != '-')
            .collect();
        if text.is_empty() {
            return Err(AcceptanceNumberError::Empty);
        }
        if text.len() != 19 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(AcceptanceNumberError::BadForm);
        }
        let part =
            |range: std::ops::Range<usize>| text.get(range).ok_or(AcceptanceNumberError::BadForm);
        let district =
            DivisionCode::parse(part(0..6)?).map_err(|_| AcceptanceNumberError::BadForm)?;
        let day = Date::parse_compact(part(6..14)?).ok_or(AcceptanceNumberError::BadForm)?;
        let sequence = part(14..19)?
            .parse()
            .map_err(|_| AcceptanceNumberError::BadForm)?;
        Self::new(&district, day, sequence)
    }

    /// The district that took the application.
    ///
    /// ```
    /// # use domain::AcceptanceNumber;
    /// assert_eq!(AcceptanceNumber::parse("620602-20261124-00012").unwrap().district().as_str(), "620602");
    /// ```
    #[must_use]
    pub fn district(&self) -> &DivisionCode {
        &self.district
    }

    /// The day it was submitted.
    ///
    /// ```
    /// # use domain::{AcceptanceNumber, Date};
    /// assert_eq!(AcceptanceNumber::parse("620602-20261124-00012").unwrap().day(), Date::new(2026, 11, 24).unwrap());
    /// ```
    #[must_use]
    pub fn day(&self) -> Date {
        self.day
    }

    /// Its place among the submissions of that day, from 1.
    ///
    /// ```
    /// # use domain::AcceptanceNumber;
    /// assert_eq!(AcceptanceNumber::parse("620602-20261124-00012").unwrap().sequence(), 12);
    /// ```
    #[must_use]
    pub fn sequence(&self) -> u32 {
        self.sequence
    }
}

impl fmt::Display for AcceptanceNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}-{}-{:05}",
            self.district,
            self.day.to_compact(),
            self.sequence
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers() {
        let good = Ok("620602-20261124-00012".to_owned());
        for (typed, expected) in [
            ("620602-20261124-00012", good.clone()),
            ("６２０６０２－20261124－00012", good.clone()),
            ("6206022026112400012", good),
            ("", Err(AcceptanceNumberError::Empty)),
            ("620602-20261124-0012", Err(AcceptanceNumberError::BadForm)),
            ("620602-20261131-00012", Err(AcceptanceNumberError::BadForm)),
            ("620602-20261124-0001a", Err(AcceptanceNumberError::BadForm)),
            (
                "620602-20261124-00000",
                Err(AcceptanceNumberError::BadSequence),
            ),
        ] {
            assert_eq!(
                AcceptanceNumber::parse(typed).map(|number| number.to_string()),
                expected,
                "{typed:?}"
            );
        }
    }

    #[test]
    fn sequence_has_five_digits() {
        let (district, day) = (
            DivisionCode::parse("620602").unwrap(),
            Date::new(2026, 11, 24).unwrap(),
        );
        assert!(AcceptanceNumber::new(&district, day, 99_999).is_ok());
        assert_eq!(
            AcceptanceNumber::new(&district, day, 100_000),
            Err(AcceptanceNumberError::BadSequence)
        );
        assert_eq!(
            AcceptanceNumber::new(&district, day, 0),
            Err(AcceptanceNumberError::BadSequence)
        );
    }
}

//! Codes of administrative divisions.

use std::fmt;

use thiserror::Error;

use crate::typed::compact;

const DISTRICT_LENGTH: usize = 6;

/// An administrative division: six digits for a district, nine for a township, twelve for a village.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionCode(String);

/// Why a typed division code is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DivisionCodeError {
    /// Nothing was typed.
    #[error("the division code is empty")]
    Empty,
    /// Something else than digits.
    #[error("the division code has a character that is no digit")]
    BadCharacter,
    /// Not 6, 9 or 12 digits.
    #[error("the division code has {found} digits instead of 6, 9 or 12")]
    WrongLength {
        /// How many digits there were.
        found: usize,
    },
}

impl DivisionCodeError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "division_code_empty",
            Self::BadCharacter => "division_code_bad_character",
            Self::WrongLength { .. } => "division_code_wrong_length",
        }
    }
}

impl DivisionCode {
    /// Reads a code.
    ///
    /// # Errors
    /// Says what is wrong with the code.
    ///
    /// ```
    /// # use domain::DivisionCode;
    /// assert_eq!(DivisionCode::parse("620602100").unwrap().as_str(), "620602100");
    /// ```
    pub fn parse(typed: &str) -> Result<Self, DivisionCodeError> {
        let text = compact(typed);
        if text.is_empty() {
            return Err(DivisionCodeError::Empty);
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(DivisionCodeError::BadCharacter);
        }
        match text.len() {
            6 | 9 | 12 => Ok(Self(text)),
            found => Err(DivisionCodeError::WrongLength { found }),
        }
    }

    /// All digits.
    ///
    /// ```
    /// # use domain::DivisionCode;
    /// assert_eq!(DivisionCode::parse("620602").unwrap().as_str(), "620602");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The district this division lies in, itself if it is one.
    ///
    /// ```
    /// # use domain::DivisionCode;
    /// assert_eq!(DivisionCode::parse("620602100").unwrap().district().as_str(), "620602");
    /// ```
    #[must_use]
    pub fn district(&self) -> Self {
        Self(self.0.chars().take(DISTRICT_LENGTH).collect())
    }

    /// True if the other division is this one or lies in it.
    ///
    /// ```
    /// # use domain::DivisionCode;
    /// let (district, town) = (DivisionCode::parse("620602").unwrap(), DivisionCode::parse("620602100").unwrap());
    /// assert!(district.contains(&town));
    /// assert!(!town.contains(&district));
    /// ```
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_codes() {
        for (typed, expected) in [
            ("620602", Ok("620602")),
            ("６２０６０２", Ok("620602")),
            ("620602001", Ok("620602001")),
            ("620602001001", Ok("620602001001")),
            ("", Err(DivisionCodeError::Empty)),
            ("62060a", Err(DivisionCodeError::BadCharacter)),
            ("6206", Err(DivisionCodeError::WrongLength { found: 4 })),
            (
                "6206020010",
                Err(DivisionCodeError::WrongLength { found: 10 }),
            ),
        ] {
            let read = DivisionCode::parse(typed);
            assert_eq!(
                read.as_ref()
                    .map(DivisionCode::as_str)
                    .map_err(|error| *error),
                expected,
                "{typed:?}"
            );
        }
    }
}

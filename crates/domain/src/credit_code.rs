//! The unified social credit code of an organisation or a self-employed business.

use thiserror::Error;

use crate::typed::compact_without_hyphens;

/// The 31 characters in the order of their values; I, O, Z, S and V are left out.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];

/// A unified social credit code (统一社会信用代码) of a company or individual business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CreditCode(String);

/// Why a typed credit code is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CreditCodeError {
    /// Nothing was typed.
    #[error("the credit code is empty")]
    Empty,
    /// Not 18 characters.
    #[error("the credit code has {found} characters instead of 18")]
    WrongLength {
        /// How many characters there were.
        found: usize,
    },
    /// A character outside the 31 that credit codes use.
    #[error("the credit code has a character that no credit code has")]
    BadCharacter,
    /// The last character does not fit the others.
    #[error("the check character of the credit code is wrong")]
    BadChecksum,
}

impl CreditCodeError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "credit_code_empty",
            Self::WrongLength { .. } => "credit_code_wrong_length",
            Self::BadCharacter => "credit_code_bad_character",
            Self::BadChecksum => "credit_code_checksum",
        }
    }
}

impl CreditCode {
    /// Reads what was typed; spaces, hyphens, full-width and small letters are forgiven.
    ///
    /// # Errors
    /// Says what is wrong with the code.
    ///
    /// ```
    /// # use domain::CreditCode;
    /// assert_eq!(CreditCode::parse("9111 0000 6000 3734 1l").unwrap().as_str(), "91110000600037341L");
    /// ```
    pub fn parse(typed: &str) -> Result<Self, CreditCodeError> {
        let text = compact_without_hyphens(typed);
        match text.chars().count() {
            0 => return Err(CreditCodeError::Empty),
            18 => {}
            found => return Err(CreditCodeError::WrongLength { found }),
        }
        let values: Option<Vec<usize>> = text
            .chars()
            .map(|character| ALPHABET.find(character))
            .collect();
        let values = values.ok_or(CreditCodeError::BadCharacter)?;
        let sum: usize = values
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum();
        if values.last() == Some(&((31 - sum % 31) % 31)) {
            Ok(Self(text))
        } else {
            Err(CreditCodeError::BadChecksum)
        }
    }

    /// All 18 characters, upper-case.
    ///
    /// ```
    /// # use domain::CreditCode;
    /// assert_eq!(CreditCode::parse("91110000600037341L").unwrap().as_str(), "91110000600037341L");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_codes() {
        // facts.md 6.2
        let good = Ok("91110000600037341L");
        for (typed, expected) in [
            ("91110000600037341L", good),
            (" 91110000-60003734-1Ｌ", good),
            ("91110000600037341M", Err(CreditCodeError::BadChecksum)),
            ("91110000600037431L", Err(CreditCodeError::BadChecksum)),
            ("9111000060003734IL", Err(CreditCodeError::BadCharacter)),
            ("9111000060003734国L", Err(CreditCodeError::BadCharacter)),
            (
                "91110000600037341",
                Err(CreditCodeError::WrongLength { found: 17 }),
            ),
            ("", Err(CreditCodeError::Empty)),
        ] {
            let read = CreditCode::parse(typed);
            assert_eq!(
                read.as_ref()
                    .map(CreditCode::as_str)
                    .map_err(|error| *error),
                expected,
                "{typed:?}"
            );
        }
    }
}

//! The six characters by which anybody can ask where a file is.

use std::fmt;

use thiserror::Error;

use crate::typed::compact_without_hyphens;

/// Digits and letters that nobody mistakes for another: no 0 and O, no 1, I and L.
const ALPHABET: [char; 31] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z',
];
const LENGTH: usize = 6;

/// The six characters by which a resident asks after a submitted file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QueryCode(String);

/// Why a typed query code is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QueryCodeError {
    /// Nothing was typed.
    #[error("the query code is empty")]
    Empty,
    /// Not six characters.
    #[error("the query code has {found} characters instead of 6")]
    WrongLength {
        /// How many characters there were.
        found: usize,
    },
    /// A character that query codes do not use.
    #[error("the query code has a character that no query code has")]
    BadCharacter,
}

impl QueryCodeError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "query_code_empty",
            Self::WrongLength { .. } => "query_code_wrong_length",
            Self::BadCharacter => "query_code_bad_character",
        }
    }
}

impl QueryCode {
    /// Reads what was typed; small letters, spaces and hyphens are forgiven.
    ///
    /// # Errors
    /// Says what is wrong with the code.
    ///
    /// ```
    /// # use domain::QueryCode;
    /// assert_eq!(QueryCode::parse("abc-234").unwrap().as_str(), "ABC234");
    /// ```
    pub fn parse(typed: &str) -> Result<Self, QueryCodeError> {
        let text = compact_without_hyphens(typed);
        match text.chars().count() {
            0 => Err(QueryCodeError::Empty),
            LENGTH if text.chars().all(|character| ALPHABET.contains(&character)) => Ok(Self(text)),
            LENGTH => Err(QueryCodeError::BadCharacter),
            found => Err(QueryCodeError::WrongLength { found }),
        }
    }

    /// A code out of eight random bytes, which must come from the system's generator.
    ///
    /// ```
    /// # use domain::QueryCode;
    /// assert_eq!(QueryCode::from_random([0; 8]).as_str(), "222222");
    /// ```
    #[must_use]
    pub fn from_random(bytes: [u8; 8]) -> Self {
        // 2^64 over 31^6 leaves a bias of one part in ten thousand million.
        let mut number = u64::from_le_bytes(bytes);
        let mut code = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            let place = usize::try_from(number % 31).unwrap_or(0);
            code.extend(ALPHABET.get(place));
            number /= 31;
        }
        Self(code)
    }

    /// The six characters, upper-case.
    ///
    /// ```
    /// # use domain::QueryCode;
    /// assert_eq!(QueryCode::parse("ABC234").unwrap().as_str(), "ABC234");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for QueryCode {
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
            ("ABC234", Ok("ABC234")),
            (" abc 234 ", Ok("ABC234")),
            ("ａｂｃ－２３４", Ok("ABC234")),
            ("", Err(QueryCodeError::Empty)),
            ("ABC23", Err(QueryCodeError::WrongLength { found: 5 })),
            ("ABC2345", Err(QueryCodeError::WrongLength { found: 7 })),
            ("ABC230", Err(QueryCodeError::BadCharacter)),
            ("ABCI23", Err(QueryCodeError::BadCharacter)),
            ("查询码一二三", Err(QueryCodeError::BadCharacter)),
        ] {
            let read = QueryCode::parse(typed);
            assert_eq!(
                read.as_ref().map(QueryCode::as_str).map_err(|error| *error),
                expected,
                "{typed:?}"
            );
        }
    }

    #[test]
    fn made_codes_can_be_read_back() {
        for seed in 0..2_000_u64 {
            let code =
                QueryCode::from_random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes());
            assert_eq!(QueryCode::parse(code.as_str()), Ok(code));
        }
        assert_eq!(QueryCode::from_random([255; 8]).as_str().len(), 6);
    }
}

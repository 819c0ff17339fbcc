//! Mainland mobile numbers.

use std::fmt;

use thiserror::Error;

use crate::typed::compact_without_hyphens;

/// A mainland mobile number: 11 digits from 13 to 19.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber(String);

/// Why a typed phone number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneNumberError {
    /// Nothing was typed.
    #[error("the phone number is empty")]
    Empty,
    /// Something else than digits.
    #[error("the phone number has a character that is no digit")]
    BadCharacter,
    /// Not 11 digits.
    #[error("the phone number has {found} digits instead of 11")]
    WrongLength {
        /// How many digits there were.
        found: usize,
    },
    /// 11 digits, of a fixed line or of nothing.
    #[error("the phone number is not a mobile number")]
    NotMobile,
}

impl PhoneNumberError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "phone_number_empty",
            Self::BadCharacter => "phone_number_bad_character",
            Self::WrongLength { .. } => "phone_number_wrong_length",
            Self::NotMobile => "phone_number_not_mobile",
        }
    }
}

impl PhoneNumber {
    /// Reads what was typed; spaces, hyphens, full-width digits and +86 are forgiven.
    ///
    /// # Errors
    /// Says what is wrong with the number.
    ///
    /// ```
    /// # use domain::{PhoneNumber, PhoneNumberError};
    /// assert_eq!(PhoneNumber::parse("+86 138-1234-5678").unwrap().as_str(), "13812345678");
    /// assert_eq!(PhoneNumber::parse("1381234567"), Err(PhoneNumberError::WrongLength { found: 10 }));
    /// ```
    pub fn parse(typed: &str) -> Result<Self, PhoneNumberError> {
        let text = compact_without_hyphens(typed);
        let text = without_country(&text);
        if text.is_empty() {
            return Err(PhoneNumberError::Empty);
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneNumberError::BadCharacter);
        }
        if text.len() != 11 {
            return Err(PhoneNumberError::WrongLength { found: text.len() });
        }
        if text.starts_with('1') && matches!(text.as_bytes().get(1), Some(b'3'..=b'9')) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PhoneNumberError::NotMobile)
        }
    }

    /// The 11 digits.
    ///
    /// ```
    /// # use domain::PhoneNumber;
    /// assert_eq!(PhoneNumber::parse("138 1234 5678").unwrap().as_str(), "13812345678");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first three and last four digits, which lists may show.
    ///
    /// ```
    /// # use domain::PhoneNumber;
    /// assert_eq!(PhoneNumber::parse("13812345678").unwrap().masked(), "138****5678");
    /// ```
    #[must_use]
    pub fn masked(&self) -> String {
        format!(
            "{}****{}",
            self.0.get(..3).unwrap_or_default(),
            self.last_four()
        )
    }

    /// The last four digits, by which a resident tracks a file.
    ///
    /// ```
    /// # use domain::PhoneNumber;
    /// assert_eq!(PhoneNumber::parse("13812345678").unwrap().last_four(), "5678");
    /// ```
    #[must_use]
    pub fn last_four(&self) -> &str {
        self.0.get(7..).unwrap_or_default()
    }
}

/// The number without China's country code; a bare 86 counts as one only if 11 digits follow.
fn without_country(text: &str) -> &str {
    let bare = text.strip_prefix("86").filter(|rest| rest.len() == 11);
    text.strip_prefix("+86")
        .or_else(|| text.strip_prefix("0086"))
        .or(bare)
        .unwrap_or(text)
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PhoneNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers() {
        let good = Ok("13812345678");
        for (typed, expected) in [
            ("13812345678", good),
            ("138 1234 5678", good),
            ("138－1234－5678", good),
            ("１３８１２３４５６７８", good),
            ("+8613812345678", good),
            ("008613812345678", good),
            ("8613812345678", good),
            ("19912345678", Ok("19912345678")),
            ("", Err(PhoneNumberError::Empty)),
            ("+86", Err(PhoneNumberError::Empty)),
            ("12812345678", Err(PhoneNumberError::NotMobile)),
            ("09352211234", Err(PhoneNumberError::NotMobile)),
            ("86123456789", Err(PhoneNumberError::NotMobile)),
            (
                "138123456789",
                Err(PhoneNumberError::WrongLength { found: 12 }),
            ),
            ("+1 4155550100", Err(PhoneNumberError::BadCharacter)),
            ("1381234567a", Err(PhoneNumberError::BadCharacter)),
            ("一三八", Err(PhoneNumberError::BadCharacter)),
        ] {
            let read = PhoneNumber::parse(typed);
            assert_eq!(
                read.as_ref()
                    .map(PhoneNumber::as_str)
                    .map_err(|error| *error),
                expected,
                "{typed:?}"
            );
        }
    }

    #[test]
    fn debug_is_masked() {
        assert_eq!(
            format!("{:?}", PhoneNumber::parse("13812345678").unwrap()),
            "PhoneNumber(138****5678)"
        );
    }
}

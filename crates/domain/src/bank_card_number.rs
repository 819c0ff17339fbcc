//! Bank card numbers and their check digit.

use std::fmt;

use thiserror::Error;

use crate::typed::compact_without_hyphens;

/// A bank card number: 16 to 19 digits that pass the Luhn check.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BankCardNumber(String);

/// Why a typed card number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BankCardNumberError {
    /// Nothing was typed.
    #[error("the card number is empty")]
    Empty,
    /// Something else than digits.
    #[error("the card number has a character that is no digit")]
    BadCharacter,
    /// Fewer than 16 digits or more than 19.
    #[error("the card number has {found} digits instead of 16 to 19")]
    WrongLength {
        /// How many digits there were.
        found: usize,
    },
    /// The last digit does not fit the others.
    #[error("the check digit of the card number is wrong")]
    BadChecksum,
}

impl BankCardNumberError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "bank_card_number_empty",
            Self::BadCharacter => "bank_card_number_bad_character",
            Self::WrongLength { .. } => "bank_card_number_wrong_length",
            Self::BadChecksum => "bank_card_number_checksum",
        }
    }
}

impl BankCardNumber {
    /// Reads what was typed; spaces, hyphens and full-width digits are forgiven.
    ///
    /// # Errors
    /// Says what is wrong with the number.
    ///
    /// ```
    /// # use domain::BankCardNumber;
    /// assert_eq!(BankCardNumber::parse("4111 1111 1111 1111").unwrap().last_four(), "1111");
    /// ```
    pub fn parse(typed: &str) -> Result<Self, BankCardNumberError> {
        let text = compact_without_hyphens(typed);
        if text.is_empty() {
            return Err(BankCardNumberError::Empty);
        }
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BankCardNumberError::BadCharacter);
        }
        if !(16..=19).contains(&text.len()) {
            return Err(BankCardNumberError::WrongLength { found: text.len() });
        }
        if passes_luhn(&text) {
            Ok(Self(text))
        } else {
            Err(BankCardNumberError::BadChecksum)
        }
    }

    /// All digits.
    ///
    /// ```
    /// # use domain::BankCardNumber;
    /// assert_eq!(BankCardNumber::parse("4111-1111-1111-1111").unwrap().as_str(), "4111111111111111");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last four digits, by which an account is named.
    ///
    /// ```
    /// # use domain::BankCardNumber;
    /// assert_eq!(BankCardNumber::parse("4111111111111111").unwrap().last_four(), "1111");
    /// ```
    #[must_use]
    pub fn last_four(&self) -> &str {
        self.0
            .get(self.0.len().saturating_sub(4)..)
            .unwrap_or_default()
    }

    /// The last four digits behind stars, which lists may show.
    ///
    /// ```
    /// # use domain::BankCardNumber;
    /// assert_eq!(BankCardNumber::parse("4111111111111111").unwrap().masked(), "************1111");
    /// ```
    #[must_use]
    pub fn masked(&self) -> String {
        format!(
            "{}{}",
            "*".repeat(self.0.len().saturating_sub(4)),
            self.last_four()
        )
    }
}

fn passes_luhn(text: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = text
        .chars()
        .rev()
        .filter_map(|character| character.to_digit(10))
        .enumerate()
        .map(|(place, digit)| {
            if place % 2 == 0 {
                digit
            } else {
                doubled(digit)
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

impl fmt::Debug for BankCardNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BankCardNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers() {
        for (typed, expected) in [
            ("4111111111111111", Ok("4111111111111111")),
            (" ４１１１ 1111-1111 1111", Ok("4111111111111111")),
            ("6222021234567890128", Ok("6222021234567890128")),
            ("", Err(BankCardNumberError::Empty)),
            ("411111111111111x", Err(BankCardNumberError::BadCharacter)),
            (
                "411111111111111",
                Err(BankCardNumberError::WrongLength { found: 15 }),
            ),
            (
                "41111111111111111111",
                Err(BankCardNumberError::WrongLength { found: 20 }),
            ),
            ("4111111111111112", Err(BankCardNumberError::BadChecksum)),
            ("6222021234567890129", Err(BankCardNumberError::BadChecksum)),
        ] {
            let read = BankCardNumber::parse(typed);
            assert_eq!(
                read.as_ref()
                    .map(BankCardNumber::as_str)
                    .map_err(|error| *error),
                expected,
                "{typed:?}"
            );
        }
    }

    #[test]
    fn debug_is_masked() {
        assert_eq!(
            format!("{:?}", BankCardNumber::parse("4111111111111111").unwrap()),
            "BankCardNumber(************1111)"
        );
    }
}

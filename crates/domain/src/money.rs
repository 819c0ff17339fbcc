//! Money as whole fen.

mod capitals;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::typed::compact;

/// An amount in 分, hundredths of a yuan; never a fraction of one.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a typed amount is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("the amount is empty")]
    Empty,
    /// Something else than digits, thousands commas and one point.
    #[error("the amount is not a number")]
    NotANumber,
    /// An amount below zero.
    #[error("the amount is negative")]
    Negative,
    /// More than two digits after the point.
    #[error("the amount is finer than one fen")]
    TooFine,
    /// More than a quadrillion yuan, which nobody means.
    #[error("the amount is too large")]
    TooLarge,
}

impl MoneyError {
    /// The problem code the API sends.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "money_empty",
            Self::NotANumber => "money_not_a_number",
            Self::Negative => "money_negative",
            Self::TooFine => "money_too_fine",
            Self::TooLarge => "money_too_large",
        }
    }
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// So many fen.
    ///
    /// ```
    /// # use domain::Money;
    /// assert_eq!(Money::from_fen(150).to_string(), "1.50");
    /// ```
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// So many yuan; stops at the largest amount there is.
    ///
    /// ```
    /// # use domain::Money;
    /// assert_eq!(Money::from_yuan(300_000).fen(), 30_000_000);
    /// ```
    #[must_use]
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan.saturating_mul(100))
    }

    /// What a person types into an amount field, in yuan.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    ///
    /// ```
    /// # use domain::{Money, MoneyError};
    /// assert_eq!(Money::parse_yuan("200,000.00"), Ok(Money::from_yuan(200_000)));
    /// assert_eq!(Money::parse_yuan("￥２００ 元"), Ok(Money::from_yuan(200)));
    /// assert_eq!(Money::parse_yuan("20万"), Err(MoneyError::NotANumber));
    /// ```
    pub fn parse_yuan(typed: &str) -> Result<Self, MoneyError> {
        let text = compact(typed);
        let text = text.strip_prefix(['¥', '￥']).unwrap_or(&text);
        let text = text.strip_suffix('元').unwrap_or(text);
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let (text, negative) = text
            .strip_prefix(['-', '−'])
            .map_or((text, false), |rest| (rest, true));
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let whole = ungroup(whole).ok_or(MoneyError::NotANumber)?;
        if !is_digits(fraction) {
            return Err(MoneyError::NotANumber);
        }
        if negative {
            return Err(MoneyError::Negative);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 2 {
            return Err(MoneyError::TooFine);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 15 {
            return Err(MoneyError::TooLarge);
        }
        format!("{whole}{fraction:0<2}")
            .parse()
            .map(Self)
            .map_err(|_| MoneyError::TooLarge)
    }

    /// The amount in fen.
    ///
    /// ```
    /// # use domain::Money;
    /// assert_eq!(Money::from_yuan(2).fen(), 200);
    /// ```
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The sum, if it is an amount at all.
    ///
    /// ```
    /// # use domain::Money;
    /// assert_eq!(Money::from_yuan(1).checked_add(Money::from_fen(5)), Some(Money::from_fen(105)));
    /// assert_eq!(Money::from_fen(i64::MAX).checked_add(Money::from_fen(1)), None);
    /// ```
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }

    /// The difference, if it is an amount at all.
    ///
    /// ```
    /// # use domain::Money;
    /// assert_eq!(Money::from_yuan(1).checked_sub(Money::from_fen(5)), Some(Money::from_fen(95)));
    /// ```
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(fen) => Some(Self(fen)),
            None => None,
        }
    }
}

/// The digits without thousands commas; a comma anywhere else may be a foreign decimal point, so it is refused.
fn ungroup(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    is_digits(&digits)
        .then_some(digits)
        .filter(|_| !first.is_empty())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let whole = (fen / 100).to_string();
        if self.0 < 0 {
            out.write_str("-")?;
        }
        for (index, digit) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                out.write_str(",")?;
            }
            write!(out, "{digit}")?;
        }
        write!(out, ".{:02}", fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_amounts() {
        for (typed, expected) in [
            ("200000", Ok(20_000_000)),
            ("200,000.00", Ok(20_000_000)),
            ("200，000．5", Ok(20_000_050)),
            ("0", Ok(0)),
            ("007", Ok(700)),
            ("0.1", Ok(10)),
            ("0.010", Ok(1)),
            (" ¥ 1 元", Ok(100)),
            ("999999999999999.99", Ok(99_999_999_999_999_999)),
            ("", Err(MoneyError::Empty)),
            ("元", Err(MoneyError::Empty)),
            ("-1", Err(MoneyError::Negative)),
            ("-x", Err(MoneyError::NotANumber)),
            ("1.", Err(MoneyError::NotANumber)),
            (".5", Err(MoneyError::NotANumber)),
            ("1.2.3", Err(MoneyError::NotANumber)),
            ("2,00", Err(MoneyError::NotANumber)),
            (",200", Err(MoneyError::NotANumber)),
            ("2000,000", Err(MoneyError::NotANumber)),
            ("1e5", Err(MoneyError::NotANumber)),
            ("20万", Err(MoneyError::NotANumber)),
            ("<b>1</b>", Err(MoneyError::NotANumber)),
            ("0.001", Err(MoneyError::TooFine)),
            ("1000000000000000", Err(MoneyError::TooLarge)),
            ("99999999999999999999999999", Err(MoneyError::TooLarge)),
        ] {
            assert_eq!(
                Money::parse_yuan(typed).map(Money::fen),
                expected,
                "{typed:?}"
            );
        }
    }

    #[test]
    fn shows_thousands_and_fen() {
        for (fen, shown) in [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "-0.05"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (20_000_000, "200,000.00"),
            (i64::MIN, "-92,233,720,368,547,758.08"),
        ] {
            assert_eq!(Money::from_fen(fen).to_string(), shown);
        }
    }

    #[test]
    fn travels_as_whole_fen() {
        assert_eq!(serde_json::to_string(&Money::from_yuan(2)).unwrap(), "200");
        assert!(serde_json::from_str::<Money>("2.5").is_err());
    }
}

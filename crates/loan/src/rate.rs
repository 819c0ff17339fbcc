//! Annual rates, exact.

use std::fmt;

use domain::Money;
use thiserror::Error;

use crate::day_count::YearFraction;
use crate::rounding::Rounding;

/// Parts that make one whole (100 %). Ten times finer than what can be typed, so that half of a rate is a rate.
pub(crate) const WHOLE: i64 = 1_000_000_000;
const PERCENT: i64 = WHOLE / 100;
const BASIS_POINT: i64 = PERCENT / 100;

/// An annual rate from 0 to 100 %, exact to seven digits after the percent's point; never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(i64);

/// Why a typed rate is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RateError {
    /// Nothing was typed.
    #[error("the rate is empty")]
    Empty,
    /// Something else than digits and one point.
    #[error("the rate is not a number")]
    NotANumber,
    /// More than six digits after the point.
    #[error("the rate has more than six digits after the point")]
    TooFine,
    /// More than 100 %.
    #[error("the rate is above 100 %")]
    TooLarge,
}

impl Rate {
    /// No interest.
    pub const ZERO: Self = Self(0);
    /// 100 %.
    pub const MAX: Self = Self(WHOLE);

    /// A rate written in percent: `4.60` is 4.60 %.
    ///
    /// # Errors
    /// Says what is wrong with the text.
    ///
    /// ```
    /// use loan::{Rate, RateError};
    /// assert_eq!(Rate::parse_percent("4.60"), Ok(Rate::from_basis_points(460)));
    /// assert_eq!(Rate::parse_percent("4.6%"), Ok(Rate::from_basis_points(460)));
    /// assert_eq!(Rate::parse_percent("-1"), Err(RateError::NotANumber));
    /// assert_eq!(Rate::parse_percent("100.1"), Err(RateError::TooLarge));
    /// ```
    pub fn parse_percent(typed: &str) -> Result<Self, RateError> {
        let text = typed.trim();
        let text = text.strip_suffix(['%', '％']).unwrap_or(text).trim_end();
        if text.is_empty() {
            return Err(RateError::Empty);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(fraction) {
            return Err(RateError::NotANumber);
        }
        let (whole, fraction) = (
            whole.trim_start_matches('0'),
            fraction.trim_end_matches('0'),
        );
        if fraction.len() > 6 {
            return Err(RateError::TooFine);
        }
        if whole.len() > 3 {
            return Err(RateError::TooLarge);
        }
        let parts = format!("{whole}{fraction:0<7}");
        let rate = parts.parse().map(Self).map_err(|_| RateError::NotANumber)?;
        if rate > Self::MAX {
            return Err(RateError::TooLarge);
        }
        Ok(rate)
    }

    /// So many hundredths of a percent, kept between 0 and 100 %.
    ///
    /// ```
    /// use loan::Rate;
    /// assert_eq!(Rate::from_basis_points(310).to_string(), "3.10");
    /// ```
    #[must_use]
    pub const fn from_basis_points(points: i64) -> Self {
        Self(points.saturating_mul(BASIS_POINT)).kept()
    }

    /// The sum, at most 100 %.
    ///
    /// ```
    /// use loan::Rate;
    /// assert_eq!(Rate::from_basis_points(310).plus(Rate::from_basis_points(150)).to_string(), "4.60");
    /// ```
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0)).kept()
    }

    /// The difference, at least zero.
    ///
    /// ```
    /// use loan::Rate;
    /// assert_eq!(Rate::from_basis_points(100).minus(Rate::from_basis_points(150)), Rate::ZERO);
    /// ```
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0)).kept()
    }

    /// Half of it, exact for every rate that can be typed.
    ///
    /// ```
    /// use loan::Rate;
    /// assert_eq!(Rate::parse_percent("4.600001").unwrap().half().to_string(), "2.3000005");
    /// ```
    #[must_use]
    pub const fn half(self) -> Self {
        Self(self.0 / 2)
    }

    const fn kept(self) -> Self {
        if self.0 < 0 {
            Self::ZERO
        } else if self.0 > WHOLE {
            Self::MAX
        } else {
            self
        }
    }

    /// In parts of `WHOLE`.
    pub(crate) const fn parts(self) -> i64 {
        self.0
    }

    /// Interest on this much for this part of a year, rounded once.
    ///
    /// ```
    /// # use domain::Money;
    /// use loan::{Rate, Rounding, YearFraction};
    /// let six_days = YearFraction::new(6, 360);
    /// let interest = Rate::from_basis_points(460).interest(Money::from_yuan(200_000), six_days, Rounding::HalfUp);
    /// assert_eq!(interest, Money::from_fen(15_333));
    /// ```
    #[must_use]
    pub fn interest(self, principal: Money, part: YearFraction, rounding: Rounding) -> Money {
        // 10^12 fen at 100 % for thirty years' fractions stay below 10^32; i128 holds 10^38.
        let exact = i128::from(principal.fen()) * i128::from(self.0) * i128::from(part.numerator());
        let fen = rounding.divide(exact, i128::from(WHOLE) * i128::from(part.denominator()));
        Money::from_fen(i64::try_from(fen).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Rate {
    /// In percent, at least two digits after the point.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fraction = format!("{:07}", self.0 % PERCENT);
        let kept = fraction.trim_end_matches('0').len().max(2);
        write!(
            out,
            "{}.{}",
            self.0 / PERCENT,
            fraction.get(..kept).unwrap_or(&fraction)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_read_exactly_and_shown_as_people_write_them() {
        for (typed, shown) in [
            ("0", "0.00"),
            ("12", "12.00"),
            ("4.6", "4.60"),
            ("3.65", "3.65"),
            ("007.5", "7.50"),
            ("0.000001", "0.000001"),
            ("100", "100.00"),
            (" 4.35 % ", "4.35"),
            ("9.4822", "9.4822"),
        ] {
            assert_eq!(
                Rate::parse_percent(typed).unwrap().to_string(),
                shown,
                "{typed:?}"
            );
        }
        for (typed, expected) in [
            ("", RateError::Empty),
            ("%", RateError::Empty),
            ("x", RateError::NotANumber),
            ("1.", RateError::NotANumber),
            (".5", RateError::NotANumber),
            ("-4.6", RateError::NotANumber),
            ("1e2", RateError::NotANumber),
            ("4,6", RateError::NotANumber),
            ("1.2.3", RateError::NotANumber),
            ("0.0000001", RateError::TooFine),
            ("100.000001", RateError::TooLarge),
            ("99999999999999999999", RateError::TooLarge),
        ] {
            assert_eq!(Rate::parse_percent(typed), Err(expected), "{typed:?}");
        }
    }

    #[test]
    fn sums_stay_between_nothing_and_everything() {
        assert_eq!(Rate::MAX.plus(Rate::MAX), Rate::MAX);
        assert_eq!(Rate::from_basis_points(i64::MIN), Rate::ZERO);
        assert_eq!(Rate::from_basis_points(i64::MAX), Rate::MAX);
    }
}

//! The level instalment and each row's interest against big rational numbers computed in another way.
#![cfg(test)]

use domain::{Date, Money};
use loan::{DayCount, Method, Rate, Rounding, Terms, Timing, plan};
use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;

fn fraction(numerator: i64, denominator: i64) -> BigRational {
    BigRational::new(BigInt::from(numerator), BigInt::from(denominator))
}

/// Half up to a whole number; never negative here.
fn rounded(exact: &BigRational) -> BigInt {
    (exact + fraction(1, 2)).floor().to_integer()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Backwards from the end: before each payment of 1 the loan is worth (worth after + 1) ∕ factor.
    #[test]
    fn the_level_instalment_is_exact(
        fen in 1..=1_000_000_000_000_i64, points in 0..3_000_i64, months in 1..=12_i32, count in 1..=360_i32,
        offset in 0..40_000, by_year: bool,
    ) {
        let count = count.min(360 / months);
        let start_date = Date::new(1950, 1, 31).unwrap().add_days(offset);
        let terms = Terms {
            method: Method::EqualInstallment,
            principal: Money::from_fen(fen),
            annual_rate: Rate::from_basis_points(points),
            start_date,
            timing: Timing::Every { months: u32::try_from(months).unwrap(), installments: u32::try_from(count).unwrap() },
            day_count: if by_year { DayCount::ActAct } else { DayCount::Month12 },
            rounding: Rounding::HalfUp,
            grace_principal_installments: 0,
            round_installment_to: None,
        };
        let rows = plan(&terms).unwrap().rows;
        let rate = fraction(points, 10_000);
        let mut worth = fraction(0, 1);
        for number in (1..=count).rev() {
            let part = if by_year {
                let (from, to) = (start_date.add_months(months * (number - 1)), start_date.add_months(months * number));
                (0..from.days_until(to)).fold(fraction(0, 1), |sum, day| {
                    let year = from.add_days(day + 1).year();
                    sum + fraction(1, if Date::new(year, 2, 29).is_some() { 366 } else { 365 })
                })
            } else {
                fraction(i64::from(months), 12)
            };
            worth = (worth + fraction(1, 1)) / (fraction(1, 1) + &rate * part);
        }
        let instalment = rounded(&(fraction(fen, 1) / worth));
        // The first row pays it, unless it is the last one or interest alone is more.
        let first = &rows[0];
        if rows.len() > 1 && first.interest < first.due() && first.balance_after > Money::ZERO {
            prop_assert_eq!(BigInt::from(first.due().fen()), instalment);
        }
        let interest = rounded(&(fraction(fen, 1) * &rate * fraction(first.part.numerator(), first.part.denominator())));
        prop_assert_eq!(BigInt::from(first.interest.fen()), interest);
    }
}

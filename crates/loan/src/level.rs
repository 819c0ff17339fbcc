//! The level instalment (等额本息), solved exactly.

use domain::Money;

use crate::day_count::YearFraction;
use crate::natural::Natural;
use crate::rate::{Rate, WHOLE};
use crate::rounding::Rounding;

/// What is paid each time so that nothing is left after the last of these periods, to the nearest multiple of `unit`.
///
/// With the factors fᵢ = uᵢ ∕ vᵢ = 1 + rate × period, the instalment is principal × ∏ uᵢ over Σⱼ (∏ᵢ≤ⱼ vᵢ × ∏ᵢ>ⱼ uᵢ):
/// whole numbers above and below, so that nothing is rounded before the quotient is. Equal periods make it the annuity
/// formula.
pub(crate) fn level_instalment(
    principal: Money,
    rate: Rate,
    periods: &[YearFraction],
    unit: Money,
    rounding: Rounding,
) -> Money {
    let mut above = Natural::new(word(principal.fen()));
    let mut below = Natural::new(0);
    let mut parts = Natural::new(1);
    for period in periods {
        let whole = word(WHOLE).saturating_mul(word(period.denominator()));
        let grown =
            whole.saturating_add(word(rate.parts()).saturating_mul(word(period.numerator())));
        parts = parts.times(whole);
        below = below.times(grown).plus(&parts);
        above = above.times(grown);
    }
    let unit = unit.fen().max(1);
    let count = quotient(&above, &below.times(word(unit)), rounding);
    Money::from_fen(
        i64::try_from(count)
            .unwrap_or(i64::MAX)
            .saturating_mul(unit),
    )
}

fn word(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// Above over below to the nearest whole number: the largest that fits, found bit by bit, and what is left over.
fn quotient(above: &Natural, below: &Natural, rounding: Rounding) -> u64 {
    let mut whole = 0_u64;
    for bit in (0..62).rev() {
        let tried = whole | (1 << bit);
        if below.times(tried) <= *above {
            whole = tried;
        }
    }
    let half = below.times(whole * 2 + 1);
    let goes_up = rounding.goes_up(above.times(2).cmp(&half), whole % 2 == 1);
    whole + u64::from(goes_up)
}

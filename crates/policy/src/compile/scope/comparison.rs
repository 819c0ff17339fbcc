//! Comparisons: of a choice, of a yes or no, of numbers.

use super::{Lower, Scope, Sum, number::gcd};
use crate::{
    compile::{
        expression::{Expression, Sign},
        formula::Formula,
    },
    quantity::Quantity,
};

impl Scope<'_> {
    pub(super) fn comparison(
        &self,
        sign: Sign,
        one: &Expression,
        other: &Expression,
    ) -> Lower<Formula> {
        match (one, other) {
            (Expression::Name(name), Expression::Text(option))
            | (Expression::Text(option), Expression::Name(name)) => {
                let equal = self.choice(name, option)?;
                match sign {
                    Sign::Equal => Ok(equal),
                    Sign::NotEqual => Ok(equal.not()),
                    _ => Err(format!("`{name}` is a choice; compare it by == or !=")),
                }
            }
            (Expression::Name(name), Expression::Bool(value))
            | (Expression::Bool(value), Expression::Name(name)) => {
                let holds = self.truth(&Expression::Name(name.clone()))?;
                match (sign, value) {
                    (Sign::Equal, true) | (Sign::NotEqual, false) => Ok(holds),
                    (Sign::Equal, false) | (Sign::NotEqual, true) => Ok(holds.not()),
                    _ => Err(format!("`{name}` is true or false; compare it by == or !=")),
                }
            }
            _ => {
                let (one, other) = (self.sum(one)?, self.sum(other)?);
                compare(sign, one.plus(&other, -1)?)
            }
        }
    }
}

/// `sum` compared with zero.
fn compare(sign: Sign, sum: Sum) -> Lower<Formula> {
    let mut terms = sum.terms.iter();
    let (quantity, factor) = match (terms.next(), terms.next(), terms.next()) {
        (None, ..) => {
            let ordering = sum.constant;
            return Ok(Formula::Always(match sign {
                Sign::Equal => ordering == 0,
                Sign::NotEqual => ordering != 0,
                Sign::Less => ordering < 0,
                Sign::AtMost => ordering <= 0,
                Sign::Greater => ordering > 0,
                Sign::AtLeast => ordering >= 0,
            }));
        }
        (Some((quantity, factor)), None, _) => (*quantity, *factor),
        (Some((Quantity::Fact(one), a)), Some((Quantity::Fact(other), b)), None) => {
            let divisor = gcd(a.unsigned_abs(), b.unsigned_abs()).max(1);
            let divisor = i64::try_from(divisor).unwrap_or(1);
            (
                Quantity::Linear(
                    *one,
                    (a / divisor) * a.signum(),
                    *other,
                    (b / divisor) * a.signum(),
                ),
                divisor * a.signum(),
            )
        }
        _ => {
            return Err(
                "weighs more than two facts, or spans against facts; split it into conditions"
                    .into(),
            );
        }
    };
    // factor · quantity + constant, against zero.
    let negative = factor < 0;
    let (factor, bound) = (
        factor.abs(),
        if negative {
            sum.constant
        } else {
            -sum.constant
        },
    );
    let sign = match (sign, negative) {
        (Sign::Less, true) => Sign::Greater,
        (Sign::AtMost, true) => Sign::AtLeast,
        (Sign::Greater, true) => Sign::Less,
        (Sign::AtLeast, true) => Sign::AtMost,
        (sign, _) => sign,
    };
    let (floor, exact) = (bound.div_euclid(factor), bound % factor == 0);
    let ceiling = if exact { floor } else { floor + 1 };
    Ok(match sign {
        Sign::AtLeast => Formula::at_least(quantity, ceiling),
        Sign::Greater => Formula::at_least(quantity, floor + 1),
        Sign::Less => Formula::at_least(quantity, ceiling).not(),
        Sign::AtMost => Formula::at_least(quantity, floor + 1).not(),
        Sign::Equal if exact => Formula::exactly(quantity, floor),
        Sign::NotEqual if exact => Formula::exactly(quantity, floor).not(),
        Sign::Equal => Formula::Always(false),
        Sign::NotEqual => Formula::Always(true),
    })
}

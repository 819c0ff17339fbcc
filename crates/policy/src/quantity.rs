//! What a diagram tests: a fact, one option of a set, a span up to the as-of day, or a weighing of two facts.

use crate::day;

/// A tested quantity. Facts are named by their place in the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Quantity {
    /// The value of the fact itself.
    Fact(usize),
    /// One when the set holds the option, else zero.
    Bit(usize, u32),
    /// Completed years from the date to the as-of day.
    Years(usize),
    /// Completed months from the date to the as-of day.
    Months(usize),
    /// `a · first + b · second`.
    Linear(usize, i64, usize, i64),
}

impl Quantity {
    /// The fact it is about, or the first of two.
    pub(crate) fn fact(self) -> usize {
        match self {
            Self::Fact(fact) | Self::Bit(fact, _) | Self::Years(fact) | Self::Months(fact) => fact,
            Self::Linear(first, ..) => first,
        }
    }

    /// The second fact, when two are weighed.
    pub(crate) fn second(self) -> Option<usize> {
        match self {
            Self::Linear(_, _, second, _) => Some(second),
            _ => None,
        }
    }

    pub(crate) fn is_about(self, fact: usize) -> bool {
        self.fact() == fact || self.second() == Some(fact)
    }

    /// Its value for the values of its fact or facts on the as-of day.
    pub(crate) fn of(self, first: i64, second: i64, as_of: i64) -> i64 {
        match self {
            Self::Fact(_) => first,
            Self::Bit(_, bit) => (first >> bit) & 1,
            Self::Years(_) => day::years(first, as_of),
            Self::Months(_) => day::months(first, as_of),
            Self::Linear(_, a, _, b) => a * first + b * second,
        }
    }
}

//! A rule over tested quantities, between the expression and its diagram.

use std::collections::BTreeSet;

use crate::quantity::Quantity;

/// Truth as a function of quantities.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Formula {
    Always(bool),
    /// True in some cells: below the first cut `first`, from each cut upwards its own truth.
    Test {
        quantity: Quantity,
        first: bool,
        cuts: Vec<(i64, bool)>,
    },
    Not(Box<Formula>),
    All(Vec<Formula>),
    Any(Vec<Formula>),
}

impl Formula {
    pub(crate) fn at_least(quantity: Quantity, cut: i64) -> Self {
        Self::Test {
            quantity,
            first: false,
            cuts: vec![(cut, true)],
        }
    }

    pub(crate) fn exactly(quantity: Quantity, value: i64) -> Self {
        Self::Test {
            quantity,
            first: false,
            cuts: vec![(value, true), (value + 1, false)],
        }
    }

    pub(crate) fn not(self) -> Self {
        Self::Not(Box::new(self))
    }

    pub(crate) fn quantities(&self, into: &mut BTreeSet<Quantity>) {
        match self {
            Self::Always(_) => {}
            Self::Test { quantity, .. } => {
                into.insert(*quantity);
            }
            Self::Not(inner) => inner.quantities(into),
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().for_each(|part| part.quantities(into))
            }
        }
    }
}

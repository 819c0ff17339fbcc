//! What the diagrams of a day test: each quantity's values cut into cells.

use crate::{FactSpec, day::NEVER, rules::person::OPEN, weigh::Range};

/// One tested quantity and the values at which some rule cuts it, rising. Cell `k` holds the values from cut `k - 1`
/// up to cut `k`; every cell of a fact or an option holds some value a person can have.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) kind: Kind,
    pub(crate) cuts: Vec<i64>,
    /// The chain its facts are compared in, if they are.
    pub(crate) group: Option<usize>,
}

/// Facts that comparisons join.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    pub(crate) facts: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The value of a fact; spans have become days.
    Value(usize),
    /// Whether a set holds an option.
    Bit(usize, u32),
    /// `a · first + b · second`.
    Weighed(usize, i64, usize, i64),
}

/// The cell of a quantity that is not known.
pub(crate) const OPEN_CELL: u16 = u16::MAX;

impl Kind {
    /// The fact, or the first of two.
    pub(crate) fn fact(self) -> usize {
        match self {
            Self::Value(fact) | Self::Bit(fact, _) | Self::Weighed(fact, ..) => fact,
        }
    }

    pub(crate) fn second(self) -> Option<usize> {
        match self {
            Self::Weighed(_, _, second, _) => Some(second),
            _ => None,
        }
    }

    pub(crate) fn is_about(self, fact: usize) -> bool {
        self.fact() == fact || self.second() == Some(fact)
    }

    /// The number compared with the cuts; [`OPEN`] when a fact is not answered.
    pub(crate) fn value(self, of: impl Fn(usize) -> i64) -> i64 {
        let first = of(self.fact());
        if first == OPEN {
            return OPEN;
        }
        match self {
            Self::Value(_) => first,
            Self::Bit(_, bit) => (first >> bit) & 1,
            Self::Weighed(_, a, second, b) => match of(second) {
                OPEN => OPEN,
                second => a * first + b * second,
            },
        }
    }
}

impl Column {
    pub(crate) fn cell(&self, value: i64) -> u16 {
        if value == OPEN {
            return OPEN_CELL;
        }
        let below = self.cuts.partition_point(|cut| *cut <= value);
        u16::try_from(below).unwrap_or(OPEN_CELL)
    }

    pub(crate) fn cells(&self) -> usize {
        self.cuts.len() + 1
    }

    /// The values of some cells, `from <= value < until`.
    pub(crate) fn bounds(&self, first: usize, past: usize) -> (i64, i64) {
        let from = first.checked_sub(1).and_then(|cut| self.cuts.get(cut));
        let until = past.checked_sub(1).and_then(|cut| self.cuts.get(cut));
        (
            from.copied().unwrap_or(i64::MIN),
            until.copied().unwrap_or(i64::MAX),
        )
    }
}

impl FactSpec {
    /// Every value of the fact.
    pub(crate) fn range(&self) -> Range {
        Range {
            low: self.min,
            high: self.ceiling(),
            last: self.max,
        }
    }

    /// A cut moved to the smallest value a person can have from it on; none when nobody has one, or everybody.
    pub(crate) fn cut(&self, cut: i64) -> Cut {
        if cut <= self.min {
            Cut::Below
        } else if cut <= self.max {
            Cut::At(cut)
        } else if self.may_be_never && cut <= NEVER {
            Cut::At(NEVER)
        } else {
            Cut::Above
        }
    }
}

/// Where a cut lies among the values of a fact.
pub(crate) enum Cut {
    Below,
    At(i64),
    Above,
}

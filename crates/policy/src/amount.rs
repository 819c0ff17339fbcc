//! The amount a version gives, by formula.

use crate::{
    Pack, Version,
    diagram::Reference,
    person::Person,
    walk::{MAY_FAIL, MAY_PASS, Walk},
};

/// One line of the benefit: the first whose guard is met counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amount {
    pub(crate) when: Reference,
    pub(crate) pay: Pay,
    pub(crate) at_most: Option<i64>,
}

/// What a line pays, in fen.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pay {
    Fixed(i64),
    PerUnit {
        fen: i64,
        fact: usize,
    },
    /// Paid, but no source says how much.
    Unsourced,
}

/// What may come out over every completion of the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    /// The amount, when all completions agree.
    pub(crate) exact: Option<i64>,
    /// The largest amount some completion gets, when every line is sourced.
    pub(crate) most: Option<i64>,
    /// The fact whose answer would settle the amount.
    pub(crate) open: Option<usize>,
}

pub(crate) fn range(pack: &Pack, version: &Version, person: &Person) -> Range {
    let mut spread: Option<(i64, i64)> = None;
    let mut open = None;
    for line in &version.amounts {
        let outcomes = match person.decide(pack, line.when) {
            Some(true) => MAY_PASS,
            Some(false) => MAY_FAIL,
            None => Walk::new(pack, person).outcomes(line.when),
        };
        if outcomes & MAY_PASS == 0 {
            continue;
        }
        if outcomes & MAY_FAIL != 0 {
            open = open.or_else(|| first_open(pack, person, line.when));
        }
        let Some((least, most, unit)) = line.bounds(pack, person) else {
            return Range {
                open,
                ..Range::default()
            };
        };
        if least != most {
            open = open.or(unit);
        }
        spread = Some(spread.map_or((least, most), |(low, high)| {
            (low.min(least), high.max(most))
        }));
        if outcomes & MAY_FAIL == 0 {
            break;
        }
    }
    match spread {
        Some((least, most)) if least == most => Range {
            exact: Some(most),
            most: Some(most),
            open: None,
        },
        Some((_, most)) => Range {
            exact: None,
            most: Some(most),
            open,
        },
        None => Range::default(),
    }
}

fn first_open(pack: &Pack, person: &Person, root: Reference) -> Option<usize> {
    pack.support(root)
        .into_iter()
        .find(|fact| person.get(*fact).is_none())
}

impl Amount {
    /// Smallest and largest payment, and the fact it hangs on; `None` when unsourced.
    fn bounds(&self, pack: &Pack, person: &Person) -> Option<(i64, i64, Option<usize>)> {
        let cap = |fen: i64| self.at_most.map_or(fen, |most| fen.min(most));
        match self.pay {
            Pay::Unsourced => None,
            Pay::Fixed(fen) => Some((cap(fen), cap(fen), None)),
            Pay::PerUnit { fen, fact } => {
                let (least, most) = match (person.get(fact), pack.facts.get(fact)) {
                    (Some(value), _) => (value, value),
                    (None, Some(spec)) => (spec.min, spec.max),
                    (None, None) => return None,
                };
                Some((cap(fen * least), cap(fen * most), Some(fact)))
            }
        }
    }
}

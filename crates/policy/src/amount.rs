//! The amount a version gives, by formula.

use serde::{Deserialize, Serialize};

use crate::{
    Pack, Version,
    diagram::Reference,
    person::Person,
    walk::{MAY_FAIL, MAY_PASS, Walk},
};

/// What an amount is paid for: 1,720 yuan a month, 30 yuan a day. The amount is then the rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// The whole amount, paid once.
    #[default]
    Once,
    /// For each day.
    Day,
    /// For each month.
    Month,
    /// For each year.
    Year,
    /// For each person.
    Person,
    /// For each person and month.
    PersonMonth,
    /// For each person and year.
    PersonYear,
}

impl Per {
    const NAMED: [(&'static str, Self); 7] = [
        ("once", Self::Once),
        ("day", Self::Day),
        ("month", Self::Month),
        ("year", Self::Year),
        ("person", Self::Person),
        ("person_month", Self::PersonMonth),
        ("person_year", Self::PersonYear),
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        let mut all = Self::NAMED.iter();
        all.find(|(id, _)| *id == name).map(|(_, per)| *per)
    }

    /// The name used in files and JSON.
    ///
    /// ```
    /// assert_eq!(policy::Per::PersonMonth.id(), "person_month");
    /// ```
    pub fn id(self) -> &'static str {
        let mut all = Self::NAMED.iter();
        all.find(|(_, per)| *per == self).map_or("", |(id, _)| id)
    }
}

/// One line of the benefit: the first whose guard is met counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amount {
    pub(crate) when: Reference,
    pub(crate) pay: Pay,
    pub(crate) at_most: Option<i64>,
    pub(crate) per: Per,
}

/// What a line pays, in fen.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pay {
    /// `fen · fact / by`, or `fen / by` without a fact, rounded down.
    Sum {
        fen: i64,
        by: i64,
        fact: Option<usize>,
    },
    /// Paid, but no source says how much.
    Unsourced,
}

/// What may come out over every completion of the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    /// The amount, when all completions agree.
    pub(crate) exact: Option<i64>,
    /// The largest amount some completion gets, when every line is sourced and paid for the same.
    pub(crate) most: Option<i64>,
    /// What it is paid for.
    pub(crate) per: Per,
    /// The fact whose answer would settle the amount.
    pub(crate) open: Option<usize>,
}

pub(crate) fn range(pack: &Pack, version: &Version, person: &Person) -> Range {
    let mut spread: Option<(i64, i64)> = None;
    let mut open = None;
    let mut paid_for: Option<Per> = None;
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
        let bounds = line.bounds(pack, person);
        let same = *paid_for.get_or_insert(line.per) == line.per;
        let (Some((least, most, unit)), true) = (bounds, same) else {
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
    let Some((least, most)) = spread else {
        return Range::default();
    };
    let settled = least == most;
    Range {
        exact: settled.then_some(most),
        most: Some(most),
        per: paid_for.unwrap_or_default(),
        open: open.filter(|_| !settled),
    }
}

fn first_open(pack: &Pack, person: &Person, root: Reference) -> Option<usize> {
    pack.support(root)
        .into_iter()
        .find(|fact| person.get(*fact).is_none())
}

impl Amount {
    /// The fact the line multiplies, if any.
    #[cfg(feature = "compile")]
    pub(crate) fn unit(&self) -> Option<usize> {
        match self.pay {
            Pay::Sum { fact, .. } => fact,
            Pay::Unsourced => None,
        }
    }

    /// Smallest and largest payment, and the fact it hangs on; `None` when unsourced.
    fn bounds(&self, pack: &Pack, person: &Person) -> Option<(i64, i64, Option<usize>)> {
        let cap = |fen: i64| self.at_most.map_or(fen, |most| fen.min(most));
        let Pay::Sum { fen, by, fact } = self.pay else {
            return None;
        };
        let paid = |value: i64| cap(fen.saturating_mul(value).div_euclid(by));
        let Some(place) = fact else {
            return Some((paid(1), paid(1), None));
        };
        let (least, most) = match (person.get(place), pack.facts.get(place)) {
            (Some(value), _) => (value, value),
            (None, spec) => spec.map(|spec| (spec.min, spec.max))?,
        };
        Some((paid(least), paid(most), fact))
    }
}

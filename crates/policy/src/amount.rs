//! The amount a version gives, by formula.

use serde::{Deserialize, Serialize};

use crate::{
    diagram::Reference,
    walk::{MAY_FAIL, MAY_PASS},
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

/// What an amount still hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Open {
    /// Whether the line at this place applies.
    Guard(usize),
    /// The fact it is paid by.
    Fact(usize),
}

/// What may come out over every completion of the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    /// The amount, when all completions agree.
    pub(crate) exact: Option<i64>,
    /// The largest amount some completion gets, when every line is sourced and paid for the same, and the rule limits it:
    /// what can be typed as a sum of money is no limit of the rule.
    pub(crate) most: Option<i64>,
    /// What it is paid for.
    pub(crate) per: Per,
    /// What would settle the amount.
    pub(crate) open: Option<Open>,
}

/// The amounts of a version; `guard` tells which leaves a line's guard may reach, `fact` the smallest and largest
/// value of a fact, `is_money` whether it is a sum of money.
pub(crate) fn spread(
    lines: &[Amount],
    guard: impl Fn(usize) -> u8,
    fact: impl Fn(usize) -> (i64, i64),
    is_money: impl Fn(usize) -> bool,
) -> Range {
    let mut spread: Option<(i64, i64)> = None;
    let mut open = None;
    let mut paid_for: Option<Per> = None;
    let mut is_limited = true;
    for (place, line) in lines.iter().enumerate() {
        let outcomes = guard(place);
        if outcomes & MAY_PASS == 0 {
            continue;
        }
        if outcomes & MAY_FAIL != 0 {
            open = open.or(Some(Open::Guard(place)));
        }
        let same = *paid_for.get_or_insert(line.per) == line.per;
        let (Some((least, most)), true) = (line.bounds(&fact), same) else {
            return Range {
                open,
                ..Range::default()
            };
        };
        if least != most
            && let Pay::Sum {
                fact: Some(fact), ..
            } = line.pay
        {
            open = open.or(Some(Open::Fact(fact)));
            is_limited &= !is_money(fact) || line.at_most == Some(most);
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
        most: is_limited.then_some(most),
        per: paid_for.unwrap_or_default(),
        open: open.filter(|_| !settled),
    }
}

/// The same over the pack's own diagrams, on any day.
#[cfg(feature = "compile")]
pub(crate) fn range(
    pack: &crate::Pack,
    version: &crate::Version,
    person: &crate::person::Person,
) -> Range {
    spread(
        &version.amounts,
        |line| {
            let line = version.amounts.get(line);
            line.map_or(MAY_FAIL, |line| {
                crate::evaluate::outcomes(pack, person, line.when)
            })
        },
        |fact| match (person.get(fact), pack.facts.get(fact)) {
            (Some(value), _) => (value, value),
            (None, spec) => spec.map_or((0, 0), |spec| (spec.min, spec.max)),
        },
        |fact| {
            let spec = pack.facts.get(fact);
            spec.is_some_and(|spec| spec.kind == crate::FactKind::Money)
        },
    )
}

impl Amount {
    /// The fact it is paid by.
    #[cfg(feature = "compile")]
    pub(crate) fn unit(&self) -> Option<usize> {
        match self.pay {
            Pay::Sum { fact, .. } => fact,
            Pay::Unsourced => None,
        }
    }

    /// Smallest and largest payment; `None` when unsourced.
    fn bounds(&self, range: impl Fn(usize) -> (i64, i64)) -> Option<(i64, i64)> {
        let Pay::Sum { fen, by, fact } = self.pay else {
            return None;
        };
        let paid = |value: i64| {
            let fen = fen.saturating_mul(value).div_euclid(by);
            self.at_most.map_or(fen, |most| fen.min(most))
        };
        let (least, most) = fact.map_or((1, 1), range);
        Some((paid(least), paid(most)))
    }
}

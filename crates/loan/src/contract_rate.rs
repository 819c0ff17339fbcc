//! The contract's rate: LPR on the day of signing and so many points, below the local cap.

use domain::Date;

use crate::rate::Rate;

/// One quotation of the loan prime rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LprQuote {
    /// The day from which it is known to hold.
    pub date: Date,
    /// The one-year rate.
    pub rate: Rate,
}

/// The quotation that holds on a day: the last one up to it. There is none before the first.
///
/// ```
/// # use domain::Date;
/// use loan::{LprQuote, Rate, lpr_on};
/// let table = [LprQuote { date: Date::new(2025, 4, 25).unwrap(), rate: Rate::from_basis_points(310) }];
/// assert_eq!(lpr_on(&table, Date::new(2026, 1, 1).unwrap()), Some(table[0]));
/// assert_eq!(lpr_on(&table, Date::new(2025, 4, 24).unwrap()), None);
/// ```
#[must_use]
pub fn lpr_on(table: &[LprQuote], day: Date) -> Option<LprQuote> {
    let known = table.iter().filter(|quote| quote.date <= day);
    known.max_by_key(|quote| quote.date).copied()
}

/// A contract's rate, and whether the cap cut it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContractRate {
    /// What is charged.
    pub rate: Rate,
    /// Whether fewer points are charged than were asked for.
    pub is_capped: bool,
}

/// LPR and so many basis points, of which the local cap allows at most so many.
///
/// ```
/// use loan::{Rate, contract_rate};
/// let lpr = Rate::from_basis_points(310);
/// assert_eq!(contract_rate(lpr, 150, 150).rate.to_string(), "4.60");
/// let capped = contract_rate(lpr, 250, 150);
/// assert!(capped.is_capped && capped.rate.to_string() == "4.60");
/// ```
#[must_use]
pub fn contract_rate(lpr: Rate, points: i64, cap: i64) -> ContractRate {
    ContractRate {
        rate: lpr.plus(Rate::from_basis_points(points.min(cap))),
        is_capped: points > cap,
    }
}

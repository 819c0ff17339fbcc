//! Who pays the interest: the state's part and the borrower's.

use domain::{Date, Money};
use thiserror::Error;

use crate::day_count::DayCount;
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::schedule::{Row, Schedule};

/// How the interest is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// The borrower pays LPR less 1.50 points at most, the state the rest: a higher contract rate costs the state.
    LprMinus150bp,
    /// The state pays half of the actual contract rate.
    HalfOfActualRate,
}

/// A regime and the days on which a contract that it governs was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegimePeriod {
    /// The regime.
    pub regime: Regime,
    /// The first day.
    pub from: Date,
    /// The last day, where one is known.
    pub until: Option<Date>,
}

/// The regime for a contract signed on a day, by a product's table. None is no promise that nothing is subsidised,
/// only that the table does not say.
///
/// ```
/// # use domain::Date;
/// use loan::{Regime, RegimePeriod, regime_on};
/// let day = |year, month, day| Date::new(year, month, day).unwrap();
/// let table = [
///     RegimePeriod { regime: Regime::LprMinus150bp, from: day(2021, 1, 1), until: Some(day(2023, 9, 30)) },
///     RegimePeriod { regime: Regime::HalfOfActualRate, from: day(2023, 10, 1), until: None },
/// ];
/// assert_eq!(regime_on(&table, day(2023, 9, 30)), Some(Regime::LprMinus150bp));
/// assert_eq!(regime_on(&table, day(2023, 10, 1)), Some(Regime::HalfOfActualRate));
/// assert_eq!(regime_on(&table, day(2020, 12, 31)), None);
/// ```
#[must_use]
pub fn regime_on(table: &[RegimePeriod], signed: Date) -> Option<Regime> {
    let holds = |period: &&RegimePeriod| {
        period.from <= signed && period.until.is_none_or(|until| signed <= until)
    };
    table.iter().find(holds).map(|period| period.regime)
}

/// What the state pays of a loan's interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subsidy {
    /// The regime of the contract's day.
    pub regime: Regime,
    /// LPR on the contract's day, which one of the regimes needs.
    pub lpr: Option<Rate>,
    /// So many years from the loan's first day are subsidised; all when absent.
    pub subsidised_years: Option<u32>,
    /// Nothing is subsidised from this day on: an extension, or what is overdue.
    pub ends_on: Option<Date>,
}

/// Why the interest cannot be shared out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SubsidyError {
    /// This regime starts from LPR.
    #[error(
        "give the LPR of the day the contract was signed; the borrower's rate is LPR less 1.50 points"
    )]
    LprMissing,
}

impl Subsidy {
    /// The part of the contract's rate that the state pays.
    ///
    /// # Errors
    /// When LPR is needed and absent.
    ///
    /// ```
    /// use loan::{Rate, Regime, Subsidy};
    /// let subsidy = Subsidy {
    ///     regime: Regime::LprMinus150bp,
    ///     lpr: Some(Rate::from_basis_points(365)),
    ///     subsidised_years: None,
    ///     ends_on: None,
    /// };
    /// assert_eq!(subsidy.state_rate(Rate::from_basis_points(615)).unwrap().to_string(), "4.00");
    /// // A contract below LPR − 1.50 leaves nothing to the state.
    /// assert_eq!(subsidy.state_rate(Rate::from_basis_points(200)).unwrap(), Rate::ZERO);
    /// ```
    pub fn state_rate(&self, contract: Rate) -> Result<Rate, SubsidyError> {
        match (self.regime, self.lpr) {
            (Regime::HalfOfActualRate, _) => Ok(contract.half()),
            (Regime::LprMinus150bp, Some(lpr)) => {
                Ok(contract.minus(lpr.minus(Rate::from_basis_points(150))))
            }
            (Regime::LprMinus150bp, None) => Err(SubsidyError::LprMissing),
        }
    }

    /// The first day without a subsidy.
    fn end(&self, schedule: &Schedule) -> Date {
        let terms = &schedule.terms;
        let months = self
            .subsidised_years
            .map(|years| i32::try_from(years.saturating_mul(12)).unwrap_or(i32::MAX));
        let by_years = months.map(|months| terms.start_date.add_months(months));
        [by_years, self.ends_on]
            .into_iter()
            .flatten()
            .fold(terms.maturity_date(), Date::min)
    }
}

/// One row of interest by who pays it. State and borrower add up to the bank's interest, and none is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubsidyRow {
    /// The number of the schedule's row.
    pub no: u32,
    /// The day it is due.
    pub due_date: Date,
    /// Days of the row.
    pub days: i32,
    /// Those of them that are subsidised.
    pub subsidised_days: i32,
    /// What the interest runs on.
    pub principal_before: Money,
    /// What the bank charges.
    pub total_interest: Money,
    /// What the state pays of it.
    pub state_pays: Money,
    /// What is left to the borrower.
    pub borrower_pays: Money,
}

/// Shares out the interest of every row. The state's part comes from the exact interest, not from the rounded row, and
/// is rounded half up; the borrower's is the rest of the row.
///
/// # Errors
/// When LPR is needed and absent.
///
/// ```
/// # use domain::{Date, Money};
/// # use loan::{Cycle, DayCount, Method, Rate, Regime, Rounding, Subsidy, Terms, Timing, plan, split};
/// # let terms = Terms {
/// #     method: Method::InterestOnlyBullet,
/// #     principal: Money::from_yuan(200_000),
/// #     annual_rate: Rate::from_basis_points(460),
/// #     start_date: Date::new(2024, 3, 15).unwrap(),
/// #     timing: Timing::Settled {
/// #         cycle: Cycle::Quarterly20,
/// #         maturity_date: Date::new(2027, 3, 15).unwrap(),
/// #         merge_first_days_below: 0,
/// #     },
/// #     day_count: DayCount::Act360,
/// #     rounding: Rounding::HalfUp,
/// #     grace_principal_installments: 0,
/// #     round_installment_to: None,
/// # };
/// let subsidy = Subsidy { regime: Regime::HalfOfActualRate, lpr: None, subsidised_years: None, ends_on: None };
/// let rows = split(&plan(&terms).unwrap(), &subsidy).unwrap();
/// // Half of 153.33… is 76.67: the state pays the odd fen.
/// assert_eq!((rows[0].state_pays.fen(), rows[0].borrower_pays.fen()), (7_667, 7_666));
/// ```
pub fn split(schedule: &Schedule, subsidy: &Subsidy) -> Result<Vec<SubsidyRow>, SubsidyError> {
    let rate = subsidy.state_rate(schedule.terms.annual_rate)?;
    let end = subsidy.end(schedule);
    let count = schedule.terms.day_count;
    let rows = schedule.rows.iter();
    Ok(rows
        .map(|row| share_out(row, row.accruing, (rate, end), count))
        .collect())
}

/// The same for a loan that was extended: nothing is subsidised of what the extension moved, neither the days after the
/// last one of before nor the principal that would have been paid by then.
pub(crate) fn split_extended(
    schedule: &Schedule,
    agreed: &Schedule,
    subsidy: &Subsidy,
) -> Result<Vec<SubsidyRow>, SubsidyError> {
    let rate = subsidy.state_rate(schedule.terms.annual_rate)?;
    let last = agreed.rows.last().map(|row| row.due_date);
    let end = last.map_or(subsidy.end(schedule), |last| {
        subsidy.end(schedule).min(last)
    });
    let terms = &schedule.terms;
    let count = terms.day_count;
    let rows = schedule.rows.iter();
    Ok(rows
        .map(|row| {
            let principal = row.accruing.min(agreed.balance_on(row.from));
            let whole = terms
                .annual_rate
                .interest(row.accruing, row.part, terms.rounding);
            if row.interest >= whole {
                return share_out(row, principal, (rate, end), count);
            }
            // A new plan moved what was not paid of it.
            let before = Row {
                interest: whole,
                ..*row
            };
            let share = share_out(&before, principal, (rate, end), count);
            of_what_was_paid(share, row.interest)
        })
        .collect())
}

/// Of less than the whole interest the state has its part of that; the odd fen is the borrower's.
fn of_what_was_paid(share: SubsidyRow, paid: Money) -> SubsidyRow {
    let whole = i128::from(share.total_interest.fen().max(1));
    let fen = i128::from(share.state_pays.fen()) * i128::from(paid.fen()) / whole;
    let state_pays = Money::from_fen(i64::try_from(fen).unwrap_or(0));
    SubsidyRow {
        total_interest: paid,
        state_pays,
        borrower_pays: Money::from_fen(paid.fen() - state_pays.fen()),
        ..share
    }
}

fn share_out(
    row: &Row,
    principal: Money,
    (state_rate, end): (Rate, Date),
    count: DayCount,
) -> SubsidyRow {
    let last = row.due_date.min(end).max(row.from);
    let subsidised_days = row.from.days_until(last);
    let part = if last == row.due_date {
        row.part
    } else if count.is_by_month() {
        row.part.share(subsidised_days, row.days)
    } else {
        count.between(row.from, last)
    };
    let exact = state_rate.interest(principal, part, Rounding::HalfUp);
    // Where rows round half to even, half up could ask the state for a fen more than the bank charges.
    let state_pays = exact.min(row.interest);
    SubsidyRow {
        no: row.no,
        due_date: row.due_date,
        days: row.days,
        subsidised_days,
        principal_before: row.accruing,
        total_interest: row.interest,
        state_pays,
        borrower_pays: Money::from_fen(row.interest.fen() - state_pays.fen()),
    }
}

/// The subsidy that one day lost costs: the state's part of a day's interest on what is owed, which then falls to the
/// borrower. What the bank charges for being late is the contract's and comes on top.
///
/// ```
/// # use domain::Money;
/// use loan::{DayCount, Rate, lost_subsidy_of_a_day};
/// let lost = lost_subsidy_of_a_day(Money::from_yuan(200_000), Rate::from_basis_points(230), DayCount::Act360);
/// assert_eq!(lost.to_string(), "12.78");
/// ```
#[must_use]
pub fn lost_subsidy_of_a_day(owed: Money, state_rate: Rate, count: DayCount) -> Money {
    state_rate.interest(
        owed,
        crate::YearFraction::new(1, count.year_days()),
        Rounding::HalfUp,
    )
}

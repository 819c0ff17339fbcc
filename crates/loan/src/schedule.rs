//! The repayment schedule: what is due when.

use domain::{Date, Money};

use crate::day_count::YearFraction;
use crate::payment::{Payment, Prepayment, by_day};
use crate::run::{Extension, Run};
use crate::terms::{LoanError, Terms};

/// Whether a row was agreed or came in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// On a due date; something paid early that day is part of it.
    Due,
    /// Paid early between two due dates.
    Prepaid,
}

/// One line of a schedule. All figures are zero or more, and principal + interest = due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// From 1.
    pub no: u32,
    /// Agreed, or in between.
    pub kind: RowKind,
    /// The day from which this row's interest runs; it counts.
    pub from: Date,
    /// The day it is paid; it does not count.
    pub due_date: Date,
    /// Days between the two.
    pub days: i32,
    /// What the interest runs on.
    pub accruing: Money,
    /// For what part of a year.
    pub part: YearFraction,
    /// Principal paid.
    pub principal: Money,
    /// Interest paid.
    pub interest: Money,
    /// Principal still owed afterwards.
    pub balance_after: Money,
}

impl Row {
    /// What is paid that day: principal and interest.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{DayCount, Method, Rate, Rounding, Terms, Timing, plan};
    /// # let terms = Terms {
    /// #     method: Method::EqualPrincipal,
    /// #     principal: Money::from_yuan(300_000),
    /// #     annual_rate: Rate::from_basis_points(485),
    /// #     start_date: Date::new(2024, 1, 15).unwrap(),
    /// #     timing: Timing::Every { months: 3, installments: 8 },
    /// #     day_count: DayCount::Act360,
    /// #     rounding: Rounding::HalfUp,
    /// #     grace_principal_installments: 0,
    /// #     round_installment_to: None,
    /// # };
    /// let schedule = plan(&terms).unwrap();
    /// assert_eq!(schedule.rows[0].due().to_string(), "41,177.92");
    /// ```
    #[must_use]
    pub fn due(&self) -> Money {
        sum([self.principal, self.interest])
    }
}

/// A whole schedule. The principal of its rows adds up to the loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// What was agreed at first; the rows of an extended loan go beyond it.
    pub terms: Terms,
    /// The rows by day.
    pub rows: Vec<Row>,
}

impl Schedule {
    /// All interest.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Cycle, DayCount, Method, Rate, Rounding, Terms, Timing, plan};
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
    /// assert_eq!(plan(&terms).unwrap().total_interest().to_string(), "27,983.34");
    /// ```
    #[must_use]
    pub fn total_interest(&self) -> Money {
        sum(self.rows.iter().map(|row| row.interest))
    }

    /// Principal that the plan leaves on a day.
    pub(crate) fn balance_on(&self, day: Date) -> Money {
        let mut rows = self.rows.iter().rev();
        let before = rows.find(|row| row.due_date <= day);
        before.map_or(self.terms.principal, |row| row.balance_after)
    }

    /// Principal and all interest.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{DayCount, Method, Rate, Rounding, Terms, Timing, plan};
    /// # let terms = Terms {
    /// #     method: Method::EqualPrincipal,
    /// #     principal: Money::from_yuan(100),
    /// #     annual_rate: Rate::ZERO,
    /// #     start_date: Date::new(2024, 1, 15).unwrap(),
    /// #     timing: Timing::Every { months: 1, installments: 3 },
    /// #     day_count: DayCount::Act360,
    /// #     rounding: Rounding::HalfUp,
    /// #     grace_principal_installments: 0,
    /// #     round_installment_to: None,
    /// # };
    /// assert_eq!(plan(&terms).unwrap().total_due(), Money::from_yuan(100));
    /// ```
    #[must_use]
    pub fn total_due(&self) -> Money {
        sum(self.rows.iter().map(Row::due))
    }
}

pub(crate) fn sum(amounts: impl IntoIterator<Item = Money>) -> Money {
    let fen = amounts
        .into_iter()
        .map(Money::fen)
        .fold(0_i64, i64::saturating_add);
    Money::from_fen(fen)
}

/// The schedule when everything is paid as agreed.
///
/// # Errors
/// Everything wrong with the terms, at once.
///
/// ```
/// # use domain::{Date, Money};
/// # use loan::{DayCount, LoanError, Method, Rate, Rounding, Terms, Timing, plan};
/// let mut terms = Terms {
///     method: Method::EqualInstallment,
///     principal: Money::from_yuan(100),
///     annual_rate: Rate::from_basis_points(700),
///     start_date: Date::new(2024, 1, 1).unwrap(),
///     timing: Timing::Every { months: 1, installments: 6 },
///     day_count: DayCount::Thirty360,
///     rounding: Rounding::HalfEven,
///     grace_principal_installments: 0,
///     round_installment_to: None,
/// };
/// let rows = plan(&terms).unwrap().rows;
/// assert_eq!((rows[0].due().to_string(), rows[5].due().to_string()), ("17.01".into(), "17.00".into()));
/// terms.principal = Money::ZERO;
/// assert_eq!(plan(&terms).unwrap_err(), [LoanError::Principal]);
/// ```
pub fn plan(terms: &Terms) -> Result<Schedule, Vec<LoanError>> {
    plan_with_payments(terms, &[], None)
}

/// The schedule when these payments come early.
///
/// # Errors
/// Everything wrong with the terms and the payments; of payments that the loan cannot take, the first.
///
/// ```
/// # use domain::{Date, Money};
/// # use loan::{Cycle, DayCount, Method, Payment, Prepayment, Rate, Rounding, Terms, Timing, plan_with_payments};
/// let terms = Terms {
///     method: Method::InterestOnlyBullet,
///     principal: Money::from_yuan(200_000),
///     annual_rate: Rate::from_basis_points(460),
///     start_date: Date::new(2024, 3, 15).unwrap(),
///     timing: Timing::Settled {
///         cycle: Cycle::Quarterly20,
///         maturity_date: Date::new(2026, 3, 15).unwrap(),
///         merge_first_days_below: 0,
///     },
///     day_count: DayCount::Act360,
///     rounding: Rounding::HalfUp,
///     grace_principal_installments: 0,
///     round_installment_to: None,
/// };
/// let early = Payment { date: Date::new(2024, 8, 10).unwrap(), amount: Money::from_yuan(50_000) };
/// let schedule = plan_with_payments(&terms, &[early], Some(Prepayment::PrincipalWithItsInterest)).unwrap();
/// assert_eq!(schedule.rows[2].interest.to_string(), "319.44");
/// assert_eq!(schedule.total_interest().to_string(), "14,937.21");
/// ```
pub fn plan_with_payments(
    terms: &Terms,
    payments: &[Payment],
    prepayment: Option<Prepayment>,
) -> Result<Schedule, Vec<LoanError>> {
    plan_extended(terms, payments, prepayment, None)
}

/// The same for a loan that was extended on its way.
pub(crate) fn plan_extended(
    terms: &Terms,
    payments: &[Payment],
    prepayment: Option<Prepayment>,
    extension: Option<&Extension>,
) -> Result<Schedule, Vec<LoanError>> {
    let mut errors = terms.check().err().unwrap_or_default();
    let last = extension.map_or(terms, |extension| &extension.terms);
    let last = last.maturity_date();
    let days = by_day(terms, payments, prepayment, last).unwrap_or_else(|found| {
        errors.extend(found);
        Default::default()
    });
    if !errors.is_empty() {
        return Err(errors);
    }
    let rows = Run::new(terms, prepayment)
        .rows(days, extension)
        .map_err(|error| vec![error])?;
    Ok(Schedule {
        terms: *terms,
        rows,
    })
}

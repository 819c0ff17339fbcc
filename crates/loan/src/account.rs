//! A loan as it is really paid: what came in, which rows it pays, and what is still owed.

mod early;
mod extension;
mod receive;
mod rows;

use extension::Extended;
pub use extension::ExtensionError;
pub use receive::{Purpose, ReceiveError, Received};
pub use rows::PaidRow;

use domain::{Date, Money};

use crate::payment::{Payment, Prepayment};
use crate::schedule::{Schedule, plan, sum};
use crate::terms::{LoanError, Method, Terms};

/// A loan on its way, with every payment in the order of days.
///
/// Late payments pay the rows as planned; what the bank charges for being late is the contract's and not counted here.
///
/// ```
/// # use domain::{Date, Money};
/// use loan::{Account, Agreement, Prepayment, Purpose, Rate, Received, ReceiveError, Repayment};
/// let day = |text| Date::parse_iso(text).unwrap();
/// let agreement = Agreement {
///     repayment: Repayment::EqualPrincipal,
///     count: None,
///     principal: Money::from_yuan(1_200),
///     annual_rate: Rate::ZERO,
///     months: 12,
///     start_date: day("2026-01-08"),
/// };
/// let mut account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
/// let first = Received { date: day("2026-02-08"), amount: Money::from_yuan(100), purpose: Purpose::Due };
/// account.receive(first).unwrap();
/// assert_eq!(account.overdue_on(day("2026-03-08")), Money::ZERO);
/// assert_eq!(account.overdue_on(day("2026-03-09")), Money::from_yuan(100));
/// let all = Received { date: day("2026-03-09"), amount: Money::from_yuan(1_101), purpose: Purpose::Early };
/// assert_eq!(account.receive(all), Err(ReceiveError::AboveOwed { owed: Money::from_yuan(1_100) }));
/// account.receive(Received { amount: Money::from_yuan(1_100), ..all }).unwrap();
/// assert!(account.is_settled());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What a payment before time changes, by the contract.
    effect: Prepayment,
    received: Vec<Received>,
    /// The same as the schedule takes it: one a day.
    early: Vec<Payment>,
    schedule: Schedule,
    extended: Option<Extended>,
}

impl Account {
    /// A loan of which nothing is paid yet.
    ///
    /// # Errors
    /// Everything wrong with the terms.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, LoanError, Prepayment, Rate, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::ZERO,
    /// #     annual_rate: Rate::ZERO,
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// let refused = Account::open(agreement.terms(), Prepayment::ReduceTerm);
    /// assert_eq!(refused.unwrap_err(), [LoanError::Principal]);
    /// ```
    pub fn open(terms: Terms, effect: Prepayment) -> Result<Self, Vec<LoanError>> {
        if !Prepayment::allowed_for(terms.method).contains(&effect) {
            return Err(vec![match terms.method {
                Method::InterestOnlyBullet => LoanError::PrepaymentOfBullet,
                _ => LoanError::PrepaymentOfInstalments,
            }]);
        }
        Ok(Self {
            effect,
            received: Vec::new(),
            early: Vec::new(),
            schedule: plan(&terms)?,
            extended: None,
        })
    }

    /// The schedule as it stands.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Rate, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::from_yuan(1_200),
    /// #     annual_rate: Rate::ZERO,
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// let account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// assert_eq!(account.schedule().rows.len(), 12);
    /// ```
    #[must_use]
    pub const fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Everything that came in.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Rate, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::from_yuan(1_200),
    /// #     annual_rate: Rate::ZERO,
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// let account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// assert_eq!(account.paid(), Money::ZERO);
    /// ```
    #[must_use]
    pub fn paid(&self) -> Money {
        sum(self.received.iter().map(|payment| payment.amount))
    }

    /// Whether everything is paid.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Rate, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::from_yuan(1_200),
    /// #     annual_rate: Rate::ZERO,
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// assert!(!Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap().is_settled());
    /// ```
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.paid() >= self.schedule.total_due()
    }

    /// The day the last row of the schedule is due.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Rate, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::from_yuan(1_200),
    /// #     annual_rate: Rate::ZERO,
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// let account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// assert_eq!(account.last_due_date(), Date::new(2027, 1, 8).unwrap());
    /// ```
    #[must_use]
    pub fn last_due_date(&self) -> Date {
        let last = self.schedule.rows.last();
        last.map_or(self.schedule.terms.maturity_date(), |row| row.due_date)
    }
}

fn minus(amount: Money, other: Money) -> Money {
    Money::from_fen(amount.fen().saturating_sub(other.fen()))
}

#[cfg(test)]
mod tests;

//! A loan as it is really paid: what came in, which rows it pays, and what is still owed.

mod early;
mod extension;

use extension::Extended;
pub use extension::ExtensionError;

use domain::{Date, Money};
use thiserror::Error;

use crate::payment::{Payment, Prepayment};
use crate::schedule::{Row, Schedule, plan, sum};
use crate::terms::{LoanError, Method, Terms};

/// Whether a payment pays what falls due, or principal before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// What is due, or about to be.
    Due,
    /// Everything due so far, and principal with the rest: the schedule changes.
    Early,
}

/// Money that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The day.
    pub date: Date,
    /// All of it.
    pub amount: Money,
    /// What it is for.
    pub purpose: Purpose,
}

/// Why a payment is not taken. The account stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReceiveError {
    /// Nothing, or less.
    #[error("a payment must be at least 0.01 yuan")]
    Empty,
    /// Before the loan, or before a payment that was taken already.
    #[error("a payment comes on {first} at the earliest")]
    TooEarly {
        /// The first day possible.
        first: Date,
    },
    /// All is paid.
    #[error("nothing is owed any more")]
    NothingOwed,
    /// More than is due up to the next due date; beyond it the schedule changes.
    #[error("{most} yuan are due up to the next due date")]
    AboveDue {
        /// What is due.
        most: Money,
    },
    /// More than everything.
    #[error("{owed} yuan pay everything off that day")]
    AboveOwed {
        /// Everything.
        owed: Money,
    },
    /// Too little to reach any principal before its time.
    #[error("a payment before time comes to at least {least} yuan that day")]
    BelowEarly {
        /// The least.
        least: Money,
    },
    /// No principal together with its interest comes to this amount.
    #[error("no principal with its interest comes to this; {nearest} yuan is the nearest")]
    Inexact {
        /// The nearest amount that is possible.
        nearest: Money,
    },
}

/// One row and what was paid of it: interest first, then principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidRow {
    /// As planned.
    pub row: Row,
    /// Interest paid.
    pub interest_paid: Money,
    /// Principal paid.
    pub principal_paid: Money,
}

impl PaidRow {
    /// What is still to be paid of it.
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
    /// assert_eq!(account.rows()[0].unpaid(), Money::from_yuan(100));
    /// ```
    #[must_use]
    pub fn unpaid(&self) -> Money {
        minus(
            self.row.due(),
            sum([self.interest_paid, self.principal_paid]),
        )
    }
}

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

    /// Takes a payment.
    ///
    /// # Errors
    /// The first reason not to.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Purpose, Rate, Received, ReceiveError, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::from_yuan(1_200),
    /// #     annual_rate: Rate::ZERO,
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// let mut account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// let date = Date::new(2026, 2, 1).unwrap();
    /// let two = Received { date, amount: Money::from_yuan(200), purpose: Purpose::Due };
    /// assert_eq!(account.receive(two), Err(ReceiveError::AboveDue { most: Money::from_yuan(100) }));
    /// ```
    pub fn receive(&mut self, payment: Received) -> Result<(), ReceiveError> {
        if payment.amount <= Money::ZERO {
            return Err(ReceiveError::Empty);
        }
        let first = self.first_day();
        if payment.date < first {
            return Err(ReceiveError::TooEarly { first });
        }
        if self.is_settled() {
            return Err(ReceiveError::NothingOwed);
        }
        // On the last due date everything is due.
        let is_early = payment.purpose == Purpose::Early && payment.date < self.last_due_date();
        let due = self.due_soon(payment.date);
        // What pays everything off takes a schedule to learn, and most payments pay what is due.
        if is_early || payment.amount > due {
            let owed = self.owed_on(payment.date);
            let most = if is_early { owed } else { owed.max(due) };
            if payment.amount > most {
                return Err(ReceiveError::AboveOwed { owed: most });
            }
            if !is_early {
                return Err(ReceiveError::AboveDue { most: due });
            }
        }
        if is_early {
            (self.early, self.schedule) = self.with_early(payment)?;
        }
        self.received.push(payment);
        Ok(())
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

    /// The rows with what was paid of each, in the order of days.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Purpose, Rate, Received, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::from_yuan(1_200),
    /// #     annual_rate: Rate::from_basis_points(1_200),
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// let mut account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// let date = Date::new(2026, 2, 8).unwrap();
    /// account.receive(Received { date, amount: Money::from_yuan(20), purpose: Purpose::Due }).unwrap();
    /// let first = account.rows()[0];
    /// assert_eq!((first.interest_paid, first.principal_paid), (Money::from_yuan(12), Money::from_yuan(8)));
    /// ```
    #[must_use]
    pub fn rows(&self) -> Vec<PaidRow> {
        let mut left = self.paid();
        let mut take = |amount: Money| {
            let taken = left.min(amount);
            left = minus(left, taken);
            taken
        };
        let rows = self.schedule.rows.iter();
        rows.map(|row| PaidRow {
            row: *row,
            interest_paid: take(row.interest),
            principal_paid: take(row.principal),
        })
        .collect()
    }

    /// The first row of which something is still to be paid.
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
    /// assert_eq!(account.next_row().unwrap().row.no, 1);
    /// ```
    #[must_use]
    pub fn next_row(&self) -> Option<PaidRow> {
        let mut rows = self.rows().into_iter();
        rows.find(|row| row.unpaid() > Money::ZERO)
    }

    /// Principal still owed.
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
    /// assert_eq!(account.balance(), Money::from_yuan(1_200));
    /// ```
    #[must_use]
    pub fn balance(&self) -> Money {
        let paid = sum(self.rows().iter().map(|row| row.principal_paid));
        minus(self.schedule.terms.principal, paid)
    }

    /// What was due before a day and is not paid: the due date itself is still in time.
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
    /// assert_eq!(account.overdue_on(Date::new(2026, 2, 8).unwrap()), Money::ZERO);
    /// ```
    #[must_use]
    pub fn overdue_on(&self, day: Date) -> Money {
        let rows = self.rows();
        let late = rows.iter().filter(|row| row.row.due_date < day);
        sum(late.map(PaidRow::unpaid))
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

    /// What is due up to the next due date on or after a day: the arrears, and the first row after them that is not paid.
    fn due_soon(&self, day: Date) -> Money {
        let rows = self.rows();
        let next = rows
            .iter()
            .find(|row| row.row.due_date >= day && row.unpaid() > Money::ZERO);
        let until = next.map_or(day, |row| row.row.due_date);
        let due = rows.iter().filter(|row| row.row.due_date <= until);
        sum(due.map(PaidRow::unpaid))
    }

    /// The day of the last payment taken, or the day after the loan's first.
    fn first_day(&self) -> Date {
        let first = self.schedule.terms.start_date.add_days(1);
        let first = self.received.last().map_or(first, |last| last.date);
        self.first_day_of_plan()
            .map_or(first, |planned| planned.max(first))
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

//! Taking a payment, or saying why not.

use domain::{Date, Money};
use thiserror::Error;

use super::{Account, PaidRow};
use crate::schedule::sum;

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

impl Account {
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
}

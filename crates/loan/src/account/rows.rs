//! The rows of the schedule with what was paid of each, and what of them is owed and late.

use domain::{Date, Money};

use super::{Account, minus};
use crate::schedule::{Row, sum};

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

impl Account {
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
}

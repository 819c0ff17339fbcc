//! Paying before time: what all that is owed comes to on a day, and the schedule after a part of it.

use domain::{Date, Money};

use super::{Account, ReceiveError, Received, minus};
use crate::payment::{Payment, Prepayment};
use crate::schedule::{Row, Schedule, plan_extended, sum};
use crate::terms::LoanError;

/// More than any loan comes to.
const TOO_MUCH: Money = Money::from_fen(2_000_000_000_000);

impl Account {
    /// What pays everything off on a day: arrears, all principal, and the interest up to that day.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Rate, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::InterestQuarterly,
    /// #     count: None,
    /// #     principal: Money::from_yuan(200_000),
    /// #     annual_rate: Rate::from_basis_points(460),
    /// #     months: 36,
    /// #     start_date: Date::new(2024, 3, 15).unwrap(),
    /// # };
    /// let account = Account::open(agreement.terms(), Prepayment::PrincipalWithItsInterest).unwrap();
    /// // Six days at 4.60 % of 200,000, by 360.
    /// assert_eq!(account.owed_on(Date::new(2024, 3, 21).unwrap()).to_string(), "200,153.33");
    /// ```
    #[must_use]
    pub fn owed_on(&self, day: Date) -> Money {
        if day >= self.last_due_date() || day <= self.schedule.terms.start_date {
            return minus(self.schedule.total_due(), self.paid());
        }
        let at_day = match self.trial(day, TOO_MUCH) {
            Err(LoanError::PaymentTooLarge { most, .. }) if self.is_with_interest() => {
                self.trial(day, most).map(|plan| paid_on(&plan, day)).ok()
            }
            Err(LoanError::PaymentTooLarge { most, .. }) => Some(most),
            _ => None,
        };
        // Where nothing can be paid before time, what is left of the rows is all there is.
        let rest = minus(self.schedule.total_due(), self.due_before(day));
        let all = sum([self.due_before(day), at_day.unwrap_or(rest)]);
        // Who paid ahead of the last due date may have paid more than ending that day would take.
        minus(all, self.paid()).max(Money::ZERO)
    }

    /// The schedule when a payment reaches beyond what was due.
    pub(super) fn with_early(
        &self,
        payment: Received,
    ) -> Result<(Vec<Payment>, Schedule), ReceiveError> {
        let day = payment.date;
        let before = self.due_before(day);
        // What was paid ahead of the next due date counts with it.
        let extra = minus(sum([self.paid(), payment.amount]), before);
        let as_asked = |amount: Money| minus(sum([amount, before]), self.paid());
        let amount = if self.is_with_interest() {
            self.principal_of(day, extra, as_asked)?
        } else {
            extra
        };
        let one_fen = Money::from_fen(1);
        let least = |least: Money| ReceiveError::BelowEarly {
            least: as_asked(least.max(one_fen)),
        };
        // What only pays arrears is tried as the least there is, to learn how much more it would take.
        match self.trial(day, amount.max(one_fen)) {
            Ok(schedule) if amount > Money::ZERO => Ok((self.early_with(day, amount), schedule)),
            Ok(_) => Err(least(one_fen)),
            Err(LoanError::PaymentTooSmall { least: due, .. }) => Err(least(due)),
            Err(_) => Err(ReceiveError::AboveOwed {
                owed: self.owed_on(day),
            }),
        }
    }

    /// The principal that together with its interest comes to an amount.
    fn principal_of(
        &self,
        day: Date,
        amount: Money,
        as_asked: impl Fn(Money) -> Money,
    ) -> Result<Money, ReceiveError> {
        let total = |principal: i64| {
            let plan = self.trial(day, Money::from_fen(principal));
            plan.map_or(TOO_MUCH, |plan| paid_on(&plan, day))
        };
        // The least principal that comes to the amount or more.
        let (mut low, mut high) = (0, amount.fen().max(1));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if total(middle) >= amount {
                high = middle;
            } else {
                low = middle;
            }
        }
        let reached = total(high);
        if reached == amount {
            return Ok(Money::from_fen(high));
        }
        if low == 0 {
            let least = as_asked(reached.min(TOO_MUCH));
            return Err(ReceiveError::BelowEarly { least });
        }
        let below = as_asked(total(low));
        let nearest = if below > Money::ZERO {
            below
        } else {
            as_asked(reached)
        };
        Err(ReceiveError::Inexact { nearest })
    }

    /// The schedule if this were the day's payment.
    fn trial(&self, day: Date, amount: Money) -> Result<Schedule, LoanError> {
        let payments = self.early_with(day, amount);
        let terms = &self.schedule.terms;
        let extension = self.extension();
        plan_extended(terms, &payments, Some(self.effect), extension).map_err(|errors| {
            let first = errors.into_iter().next();
            first.unwrap_or(LoanError::PrepaymentMissing)
        })
    }

    /// A second payment of one day takes the first one in.
    fn early_with(&self, day: Date, amount: Money) -> Vec<Payment> {
        let others = self.early.iter().filter(|payment| payment.date != day);
        let new = Payment { date: day, amount };
        others.copied().chain([new]).collect()
    }

    fn due_before(&self, day: Date) -> Money {
        let rows = self.schedule.rows.iter();
        sum(rows.filter(|row| row.due_date < day).map(Row::due))
    }

    fn is_with_interest(&self) -> bool {
        self.effect == Prepayment::PrincipalWithItsInterest
    }
}

/// What a schedule asks for on a day.
fn paid_on(schedule: &Schedule, day: Date) -> Money {
    let rows = schedule.rows.iter();
    sum(rows.filter(|row| row.due_date == day).map(Row::due))
}

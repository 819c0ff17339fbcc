//! Running a loan from its first day to its last.

use std::collections::BTreeMap;

use domain::{Date, Money};

use crate::outlook::{Outlook, State, less};
use crate::payment::{DayPayment, Prepayment};
use crate::period::Period;
use crate::schedule::{Row, RowKind, sum};
use crate::terms::{LoanError, Terms};

/// A later last day that was granted on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extension {
    /// The day; it holds from its end on.
    pub(crate) on: Date,
    /// The terms that hold then: those of before with a later last day.
    pub(crate) terms: Terms,
    /// Everything received by then, where what was due and is not paid is planned anew with the rest.
    pub(crate) restructured: Option<Money>,
}

/// A loan on its way.
pub(crate) struct Run<'a> {
    outlook: Outlook<'a>,
    prepayment: Option<Prepayment>,
    rows: Vec<Row>,
    at: State,
    /// Interest that a new plan took from the rows before; the next row asks for it.
    carried: Money,
}

impl<'a> Run<'a> {
    pub(crate) fn new(terms: &'a Terms, prepayment: Option<Prepayment>) -> Self {
        let outlook = Outlook::new(terms);
        let at = outlook.start();
        Self {
            outlook,
            prepayment,
            rows: Vec::new(),
            at,
            carried: Money::ZERO,
        }
    }

    /// All rows, with what was paid on these days, and the later last day from its own on.
    pub(crate) fn rows(
        mut self,
        mut paid: BTreeMap<Date, DayPayment>,
        mut extension: Option<&'a Extension>,
    ) -> Result<Vec<Row>, LoanError> {
        let mut index = 0;
        while let Some(period) = self.outlook.periods.get(index).copied() {
            let extended = extension.take_if(|extension| extension.on < period.to);
            let until = extended.map_or(period.to, |extension| extension.on.add_days(1));
            while let Some((date, payment)) = first_before(&mut paid, until) {
                self.pay_between(index, &period, date, payment)?;
                if self.at.balance == Money::ZERO {
                    return self.ended(&paid);
                }
            }
            if let Some(extension) = extended {
                // The period may end later now, and more follow.
                self.extend(extension, index);
                continue;
            }
            let payment = paid.remove(&period.to);
            self.pay_due(index, &period, payment)?;
            index += 1;
            if self.at.balance == Money::ZERO {
                let is_later = |later: &mut &Extension| later.restructured.is_some();
                let Some(later) = extension.take_if(is_later) else {
                    return self.ended(&paid);
                };
                index = self.plan_after_last(later);
            }
        }
        self.ended(&paid)
    }

    /// Spreads what is left over the periods up to the later last day.
    fn extend(&mut self, extension: &'a Extension, index: usize) {
        if let Some(paid) = extension.restructured {
            self.move_unpaid(paid);
        }
        self.outlook = Outlook::new(&extension.terms);
        self.at.level = self.outlook.spread(&self.at, index);
    }

    /// A new plan that holds from a day on which every row was due. Says in which period that day lies: its end is the first
    /// due date again. What the days before that period cost is the contract's, as of every late day.
    fn plan_after_last(&mut self, extension: &'a Extension) -> usize {
        if let Some(paid) = extension.restructured {
            self.move_unpaid(paid);
        }
        self.outlook = Outlook::new(&extension.terms);
        let periods = &self.outlook.periods;
        let found = periods.iter().position(|period| period.to > extension.on);
        let index = found.unwrap_or(periods.len());
        if let Some(period) = periods.get(index) {
            self.at.from = self.at.from.max(period.from);
        }
        // The last row took all that was left, so nothing paid early is still to be taken off.
        self.at.credit = Money::ZERO;
        self.at.level = self.outlook.spread(&self.at, index);
        index
    }

    /// Leaves of the rows so far what was paid of them. Their principal comes to what is left, their interest to the next
    /// row.
    fn move_unpaid(&mut self, paid: Money) {
        let (mut left, mut moved) = (paid, Money::ZERO);
        for row in &mut self.rows {
            let interest = row.interest.min(left);
            left = less(left, interest);
            let principal = row.principal.min(left);
            left = less(left, principal);
            self.carried = sum([self.carried, less(row.interest, interest)]);
            moved = sum([moved, less(row.principal, principal)]);
            row.interest = interest;
            row.principal = principal;
            row.balance_after = sum([row.balance_after, moved]);
        }
        self.at.balance = sum([self.at.balance, moved]);
    }

    fn take_carried(&mut self) -> Money {
        std::mem::replace(&mut self.carried, Money::ZERO)
    }

    /// Nothing is owed any more, so nothing can be paid.
    fn ended(self, paid: &BTreeMap<Date, DayPayment>) -> Result<Vec<Row>, LoanError> {
        match paid.values().next() {
            Some(payment) => Err(LoanError::PaymentDate {
                index: payment.index,
                last: self.rows.last().map_or(self.at.from, |row| row.due_date),
            }),
            None => Ok(self.rows),
        }
    }

    /// Something paid between two due dates.
    fn pay_between(
        &mut self,
        index: usize,
        period: &Period,
        date: Date,
        paid: DayPayment,
    ) -> Result<(), LoanError> {
        let before = self.at;
        let with_its_interest = self.prepayment == Some(Prepayment::PrincipalWithItsInterest);
        let accruing = if with_its_interest {
            paid.amount.min(before.balance)
        } else {
            before.balance
        };
        let mut row = self.row(RowKind::Prepaid, period, accruing, (before.from, date));
        let accrued = row.interest;
        row.interest = sum([accrued, self.take_carried()]);
        row.principal = self.principal_between(row.interest, paid)?;
        self.push(row);
        if !with_its_interest {
            self.at.from = date;
            // The split interest is rounded twice, which may add a fen; more must not come of it.
            let spent = less(accrued, Money::from_fen(1));
            self.change(row.principal, before, index, spent);
        }
        Ok(())
    }

    /// The principal that a payment between two due dates comes to.
    fn principal_between(&self, interest: Money, paid: DayPayment) -> Result<Money, LoanError> {
        let index = paid.index;
        let balance = self.at.balance;
        let (principal, most) = match self.prepayment {
            Some(Prepayment::PrincipalWithItsInterest) => (paid.amount, balance),
            _ => (less(paid.amount, interest), sum([balance, interest])),
        };
        if principal <= Money::ZERO {
            let least = sum([interest, Money::from_fen(1)]);
            return Err(LoanError::PaymentTooSmall { index, least });
        }
        if principal > balance {
            return Err(LoanError::PaymentTooLarge { index, most });
        }
        Ok(principal)
    }

    /// What is due at the end of a period, with what is paid beyond.
    fn pay_due(
        &mut self,
        index: usize,
        period: &Period,
        paid: Option<DayPayment>,
    ) -> Result<(), LoanError> {
        let mut row = self.row(
            RowKind::Due,
            period,
            self.at.balance,
            (self.at.from, period.to),
        );
        let planned = self.outlook.planned(index, &self.at, row.interest);
        row.interest = sum([row.interest, self.take_carried()]);
        // The last row pays all that is left, whatever was paid early.
        let credited = if self.outlook.is_last(index) {
            Money::ZERO
        } else {
            planned.min(self.at.credit)
        };
        let due = less(planned, credited);
        row.principal = due;
        if let Some(paid) = paid {
            row.principal = self.principal_paid(&row, due, paid)?;
        }
        self.at.credit = less(self.at.credit, credited);
        self.at.from = period.to;
        self.push(row);
        let early = less(row.principal, due);
        if early > Money::ZERO && self.at.balance > Money::ZERO {
            let before = State {
                balance: sum([self.at.balance, early]),
                ..self.at
            };
            self.change(early, before, index + 1, Money::ZERO);
        }
        Ok(())
    }

    /// The principal that a payment on a due date comes to.
    fn principal_paid(&self, row: &Row, due: Money, paid: DayPayment) -> Result<Money, LoanError> {
        let index = paid.index;
        if self.prepayment == Some(Prepayment::PrincipalWithItsInterest) {
            // The amount is principal, and on the last day all of it is due.
            return if paid.amount > self.at.balance {
                Err(LoanError::PaymentTooLarge {
                    index,
                    most: self.at.balance,
                })
            } else if paid.amount < due {
                Err(LoanError::PaymentTooSmall { index, least: due })
            } else {
                Ok(paid.amount)
            };
        }
        let (least, most) = (
            sum([due, row.interest]),
            sum([self.at.balance, row.interest]),
        );
        if paid.amount < least {
            return Err(LoanError::PaymentTooSmall { index, least });
        }
        if paid.amount > most {
            return Err(LoanError::PaymentTooLarge { index, most });
        }
        Ok(less(paid.amount, row.interest))
    }

    /// What principal paid early changes from the period with this index on.
    fn change(&mut self, early: Money, before: State, index: usize, spent: Money) {
        match self.prepayment {
            Some(Prepayment::RescheduleNext) => self.at.credit = sum([self.at.credit, early]),
            Some(Prepayment::ReduceInstalment) => {
                self.at.level = self.outlook.reduced(before, self.at, index, spent);
            }
            _ => {}
        }
    }

    /// A row with its interest; its principal is still to be said.
    fn row(
        &self,
        kind: RowKind,
        period: &Period,
        accruing: Money,
        (from, to): (Date, Date),
    ) -> Row {
        let terms = self.outlook.terms;
        let part = period.part(terms.day_count, from, to);
        Row {
            no: 0,
            kind,
            from,
            due_date: to,
            days: from.days_until(to),
            accruing,
            part,
            principal: Money::ZERO,
            interest: terms.annual_rate.interest(accruing, part, terms.rounding),
            balance_after: Money::ZERO,
        }
    }

    fn push(&mut self, mut row: Row) {
        self.at.balance = less(self.at.balance, row.principal);
        row.no = u32::try_from(self.rows.len() + 1).unwrap_or(u32::MAX);
        row.balance_after = self.at.balance;
        self.rows.push(row);
    }
}

/// The first payment before a day.
fn first_before(paid: &mut BTreeMap<Date, DayPayment>, day: Date) -> Option<(Date, DayPayment)> {
    let (date, _) = paid.first_key_value()?;
    if *date < day { paid.pop_first() } else { None }
}

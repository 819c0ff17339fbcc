//! Extending a loan (展期): a later last day, and what is left spread over the due dates up to it. A new plan for a loan
//! that is overdue (重组) does the same, with what is overdue in it.

use domain::{Date, Money};
use thiserror::Error;

use super::Account;
use crate::run::Extension;
use crate::schedule::{RowKind, Schedule, plan_extended};
use crate::subsidy::{Subsidy, SubsidyError, SubsidyRow, split, split_extended};
use crate::terms::{Terms, Timing};

/// What an account keeps of its extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Extended {
    extension: Extension,
    /// The schedule as it stood before.
    agreed: Schedule,
}

/// Why a loan is not extended. The account stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ExtensionError {
    /// It was before.
    #[error("the loan was extended before")]
    Extended,
    /// All is paid.
    #[error("nothing is owed any more")]
    NothingOwed,
    /// On its last day everything is due, and nothing is left to move but by a new plan.
    #[error("a loan is extended before its last day, {last}")]
    TooLate {
        /// The last day.
        last: Date,
    },
    /// No later than before, or too far off to be planned.
    #[error("the new last day must come after {last}, and the loan ends within 30 years")]
    LastDay {
        /// The last day of before.
        last: Date,
    },
}

impl Account {
    /// The last day of the loan with so many months more.
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
    /// #     start_date: Date::new(2026, 1, 31).unwrap(),
    /// # };
    /// let account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// // Counted from the first day, as every due date is.
    /// assert_eq!(account.extended_to(1), Date::new(2027, 2, 28).unwrap());
    /// assert_eq!(account.extended_to(2), Date::new(2027, 3, 31).unwrap());
    /// ```
    #[must_use]
    pub fn extended_to(&self, months: u32) -> Date {
        let more = i32::try_from(months).unwrap_or(i32::MAX);
        match self.schedule.terms.timing {
            Timing::Every { months: every, .. } => {
                let due = self.schedule.rows.iter();
                let due = due.filter(|row| row.kind == RowKind::Due).count();
                let every = i32::try_from(every).unwrap_or(1);
                let so_far = i32::try_from(due).unwrap_or(i32::MAX).saturating_mul(every);
                let start = self.schedule.terms.start_date;
                start.add_months(so_far.saturating_add(more))
            }
            Timing::Settled { .. } => self.last_due_date().add_months(more),
        }
    }

    /// The last day of a new plan that holds from the end of the day `on`, with so many months more. Once the last due date
    /// has passed they count from the last day of the month of the loan that is over by then.
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
    /// let day = |text| Date::parse_iso(text).unwrap();
    /// assert_eq!(account.planned_to(6, day("2026-07-08")), day("2027-07-08"));
    /// assert_eq!(account.planned_to(6, day("2027-02-07")), day("2027-07-08"));
    /// assert_eq!(account.planned_to(6, day("2027-02-08")), day("2027-08-08"));
    /// ```
    #[must_use]
    pub fn planned_to(&self, months: u32, on: Date) -> Date {
        let is_over = |more: &u32| self.extended_to(*more) <= on;
        let over = (1..=MOST.unsigned_abs()).take_while(is_over).count();
        let over = u32::try_from(over).unwrap_or(u32::MAX);
        self.extended_to(months.saturating_add(over))
    }

    /// Moves the last day to `until`: what is due up to the end of the day `on` stays, and what is left after it is spread
    /// over the due dates up to the new last day. What was paid stays paid.
    ///
    /// # Errors
    /// The first reason not to.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, ExtensionError, Prepayment, Rate, Repayment};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::EqualPrincipal,
    /// #     count: None,
    /// #     principal: Money::from_yuan(1_200),
    /// #     annual_rate: Rate::ZERO,
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 1, 8).unwrap(),
    /// # };
    /// let mut account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// let on = Date::new(2026, 7, 8).unwrap();
    /// account.extend(on, account.extended_to(6)).unwrap();
    /// // Six rows of 100 are as they were, and the other 600 come back over a year.
    /// assert_eq!(account.schedule().rows[5].due(), Money::from_yuan(100));
    /// assert_eq!(account.schedule().rows[6].due(), Money::from_yuan(50));
    /// assert_eq!(account.last_due_date(), Date::new(2027, 7, 8).unwrap());
    /// assert_eq!(account.extend(on, account.extended_to(6)), Err(ExtensionError::Extended));
    /// ```
    pub fn extend(&mut self, on: Date, until: Date) -> Result<(), ExtensionError> {
        self.plan_anew(on, until, None)
    }

    /// The same, with what was due up to the end of the day `on` and is not paid: its principal is spread with the rest, its
    /// interest is due with the next row. From then on payments count from the day after.
    ///
    /// After the last due date all that is not paid is planned anew, over the due dates from the next on; the account counts
    /// no interest for the months of the loan that were over by then.
    ///
    /// # Errors
    /// The first reason not to.
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
    /// let mut account = Account::open(agreement.terms(), Prepayment::ReduceTerm).unwrap();
    /// let today = Date::new(2026, 7, 9).unwrap();
    /// assert_eq!(account.overdue_on(today), Money::from_yuan(600));
    /// account.restructure(today.add_days(-1), account.extended_to(6)).unwrap();
    /// // Nothing was paid: all of it comes back over the twelve due dates ahead.
    /// assert_eq!(account.overdue_on(today), Money::ZERO);
    /// assert_eq!(account.schedule().rows[6].due(), Money::from_yuan(100));
    /// assert_eq!(account.last_due_date(), Date::new(2027, 7, 8).unwrap());
    /// ```
    pub fn restructure(&mut self, on: Date, until: Date) -> Result<(), ExtensionError> {
        self.plan_anew(on, until, Some(self.paid()))
    }

    fn plan_anew(
        &mut self,
        on: Date,
        until: Date,
        restructured: Option<Money>,
    ) -> Result<(), ExtensionError> {
        let last = self.last_due_date();
        if self.extended.is_some() {
            return Err(ExtensionError::Extended);
        }
        if self.is_settled() {
            return Err(ExtensionError::NothingOwed);
        }
        if on >= last && restructured.is_none() {
            return Err(ExtensionError::TooLate { last });
        }
        let wrong_day = ExtensionError::LastDay { last };
        if until <= last.max(on) {
            return Err(wrong_day);
        }
        let terms = later(self.schedule.terms, until);
        terms.check().map_err(|_| wrong_day)?;
        let extension = Extension {
            on,
            terms,
            restructured,
        };
        let agreed = &self.schedule;
        let planned = plan_extended(
            &agreed.terms,
            &self.early,
            Some(self.effect),
            Some(&extension),
        );
        let schedule = planned.map_err(|_| wrong_day)?;
        let agreed = std::mem::replace(&mut self.schedule, schedule);
        self.extended = Some(Extended { extension, agreed });
        Ok(())
    }

    /// Who pays the interest of each row. Of what an extension moved the state pays nothing.
    ///
    /// # Errors
    /// When LPR is needed and absent.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Account, Agreement, Prepayment, Rate, Regime, Repayment, Subsidy};
    /// # let agreement = Agreement {
    /// #     repayment: Repayment::InterestQuarterly,
    /// #     count: None,
    /// #     principal: Money::from_yuan(200_000),
    /// #     annual_rate: Rate::from_basis_points(460),
    /// #     months: 12,
    /// #     start_date: Date::new(2026, 3, 21).unwrap(),
    /// # };
    /// # let subsidy = Subsidy { regime: Regime::HalfOfActualRate, lpr: None, subsidised_years: None, ends_on: None };
    /// let mut account = Account::open(agreement.terms(), Prepayment::PrincipalWithItsInterest).unwrap();
    /// account.extend(Date::new(2027, 3, 1).unwrap(), account.extended_to(3)).unwrap();
    /// let rows = account.split(&subsidy).unwrap();
    /// assert_eq!((rows.len(), rows[4].state_pays), (5, Money::ZERO));
    /// assert!(rows[3].state_pays > Money::ZERO && rows[4].total_interest > Money::ZERO);
    /// ```
    pub fn split(&self, subsidy: &Subsidy) -> Result<Vec<SubsidyRow>, SubsidyError> {
        match &self.extended {
            None => split(&self.schedule, subsidy),
            Some(extended) => split_extended(&self.schedule, &extended.agreed, subsidy),
        }
    }

    /// The first day that counts for a payment after a new plan: it rests on what had come in before.
    pub(super) fn first_day_of_plan(&self) -> Option<Date> {
        let extension = self.extension()?;
        extension.restructured.map(|_| extension.on.add_days(1))
    }

    /// The extension, as a schedule is planned with it.
    pub(super) fn extension(&self) -> Option<&Extension> {
        self.extended.as_ref().map(|extended| &extended.extension)
    }
}

/// The terms with a later last day.
fn later(terms: Terms, until: Date) -> Terms {
    let timing = match terms.timing {
        Timing::Every { months, .. } => {
            let every = i32::try_from(months).unwrap_or(1).max(1);
            let ends = |number: &i32| {
                let day = terms.start_date.add_months(every.saturating_mul(*number));
                day >= until
            };
            // More than any loan has is refused by the check of the terms.
            let count = (1..=MOST).find(ends).unwrap_or(MOST);
            Timing::Every {
                months,
                installments: count.unsigned_abs(),
            }
        }
        Timing::Settled {
            cycle,
            merge_first_days_below,
            ..
        } => Timing::Settled {
            cycle,
            maturity_date: until,
            merge_first_days_below,
        },
    };
    Terms { timing, ..terms }
}

/// One due date more than a loan can have.
const MOST: i32 = 361;

#[cfg(test)]
mod tests;

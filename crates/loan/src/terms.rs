//! What a loan is, and what no loan can be.

use domain::{Date, Money};
use thiserror::Error;

use crate::day_count::DayCount;
use crate::rate::Rate;
use crate::rounding::Rounding;

/// How principal and interest come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// 等额本息: the same sum each time.
    EqualInstallment,
    /// 等额本金: the same principal each time, with the interest of what is left.
    EqualPrincipal,
    /// 按期付息到期还本: interest each time, all principal at the end.
    InterestOnlyBullet,
}

/// Which days interest is settled on when it is not counted from the first day's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// 按月结息: interest through the 20th, paid on the 21st of each month.
    Monthly20,
    /// 按季结息: interest through the 20th of March, June, September and December, paid on the 21st.
    Quarterly20,
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// Every so many months on the first day's date, or on the last day of a shorter month.
    Every {
        /// Months between two due dates.
        months: u32,
        /// How many due dates.
        installments: u32,
    },
    /// On the settlement days of the bank, and on the last day of the loan.
    Settled {
        /// The settlement days.
        cycle: Cycle,
        /// The last day of the loan.
        maturity_date: Date,
        /// A first period of fewer days joins the next one; 0 keeps every first period.
        merge_first_days_below: u32,
    },
}

/// A loan as agreed. Plain values; [`crate::plan`] refuses what makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How it comes back.
    pub method: Method,
    /// How much.
    pub principal: Money,
    /// The contract's annual rate.
    pub annual_rate: Rate,
    /// The day the money is paid out.
    pub start_date: Date,
    /// When something is due.
    pub timing: Timing,
    /// How days become a part of a year.
    pub day_count: DayCount,
    /// What happens to half a fen.
    pub rounding: Rounding,
    /// So many due dates at the beginning ask for interest alone.
    pub grace_principal_installments: u32,
    /// The level instalment is a multiple of this; the last row takes the difference.
    pub round_installment_to: Option<Money>,
}

/// Why there is no schedule: what is wrong, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LoanError {
    /// No money, or more than 10,000,000,000 yuan.
    #[error("the amount must be between 0.01 and 10000000000.00 yuan")]
    Principal,
    /// A first day so far off that the last one is on no calendar.
    #[error("the first day must be between 1900-01-01 and 2200-12-31")]
    StartDate,
    /// No due date, or more than 360.
    #[error("a loan has between 1 and 360 instalments")]
    Installments,
    /// Due dates too close or too far apart.
    #[error("a due date comes every 1 to 12 months, and the loan ends within 30 years")]
    EveryMonths,
    /// Everything is grace.
    #[error(
        "the grace must leave at least one instalment with principal: at most the number of instalments less one"
    )]
    Grace,
    /// Grace where no principal is due before the end anyway.
    #[error("an interest-only loan pays its principal at the end; leave the grace out")]
    GraceOfBullet,
    /// Settlement days for a loan that pays its principal in instalments.
    #[error(
        "settlement days go with interest_only_bullet; give installments and every_months instead"
    )]
    SettledInstalments,
    /// A last day that is not after the first, or more than thirty years away.
    #[error("the last day must come after the first one, and within 30 years")]
    MaturityDate,
    /// A first period that would swallow the loan.
    #[error("a first period can be merged when it has fewer than 1 to 92 days")]
    MergeFirst,
    /// A multiple of nothing, or larger than the loan.
    #[error("the instalment is rounded to at least 0.01 yuan and at most the amount of the loan")]
    RoundTo,
    /// A multiple for a loan without a level instalment.
    #[error("only the instalment of equal_installment is rounded to a multiple; leave it out")]
    RoundToMethod,
    /// Payments, and nothing that says what they change.
    #[error(
        "say what the payments change: reduce_instalment, reduce_term, reschedule_next or principal_with_its_interest"
    )]
    PrepaymentMissing,
    /// An interest-only loan has no instalment to change.
    #[error("an interest-only loan is prepaid with principal_with_its_interest")]
    PrepaymentOfBullet,
    /// A loan with instalments settles all its interest when something is paid.
    #[error(
        "principal_with_its_interest goes with interest_only_bullet; take reduce_instalment, reduce_term or reschedule_next"
    )]
    PrepaymentOfInstalments,
    /// A payment of nothing.
    #[error("a payment must be at least 0.01 yuan")]
    PaymentEmpty {
        /// Which payment, from 0.
        index: usize,
    },
    /// A payment before the loan, after its end, or when nothing is owed any more.
    #[error(
        "a payment must come after the first day and while something is owed, at the latest on {last}"
    )]
    PaymentDate {
        /// Which payment, from 0.
        index: usize,
        /// The last day something is owed.
        last: Date,
    },
    /// Less than what is due that day anyway.
    #[error("the payments of this day must come to at least {} yuan, which is due that day",
        plain(*least))]
    PaymentTooSmall {
        /// Which payment, from 0.
        index: usize,
        /// The least.
        least: Money,
    },
    /// More than everything owed.
    #[error("the payments of this day can come to {} yuan at most, which is all that is owed",
        plain(*most))]
    PaymentTooLarge {
        /// Which payment, from 0.
        index: usize,
        /// The most.
        most: Money,
    },
}

/// The largest loan: 10^12 fen.
const MOST_FEN: i64 = 1_000_000_000_000;
const MOST_INSTALMENTS: u32 = 360;
const MOST_MONTHS: u32 = 360;
const MONTHS_BETWEEN: std::ops::RangeInclusive<u32> = 1..=12;

impl Terms {
    /// Everything that is wrong with these terms, at once.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Cycle, DayCount, LoanError, Method, Rate, Rounding, Terms, Timing};
    /// let mut terms = Terms {
    ///     method: Method::EqualPrincipal,
    ///     principal: Money::ZERO,
    ///     annual_rate: Rate::ZERO,
    ///     start_date: Date::new(2026, 11, 24).unwrap(),
    ///     timing: Timing::Every { months: 3, installments: 8 },
    ///     day_count: DayCount::Act360,
    ///     rounding: Rounding::HalfUp,
    ///     grace_principal_installments: 8,
    ///     round_installment_to: None,
    /// };
    /// assert_eq!(terms.check(), Err(vec![LoanError::Principal, LoanError::Grace]));
    /// terms.principal = Money::from_yuan(1);
    /// terms.grace_principal_installments = 7;
    /// assert_eq!(terms.check(), Ok(()));
    /// ```
    ///
    /// # Errors
    /// One for each thing wrong.
    pub fn check(&self) -> Result<(), Vec<LoanError>> {
        let mut errors = Vec::new();
        let mut refuse = |is_wrong: bool, error: LoanError| {
            if is_wrong {
                errors.push(error);
            }
        };
        refuse(
            !(1..=MOST_FEN).contains(&self.principal.fen()),
            LoanError::Principal,
        );
        refuse(
            !(1900..=2200).contains(&self.start_date.year()),
            LoanError::StartDate,
        );
        let is_bullet = self.method == Method::InterestOnlyBullet;
        let grace = self.grace_principal_installments;
        refuse(is_bullet && grace > 0, LoanError::GraceOfBullet);
        match self.timing {
            Timing::Every {
                months,
                installments,
            } => {
                let is_counted = (1..=MOST_INSTALMENTS).contains(&installments);
                refuse(!is_counted, LoanError::Installments);
                let is_long = months.saturating_mul(installments) > MOST_MONTHS;
                refuse(
                    !MONTHS_BETWEEN.contains(&months) || (is_counted && is_long),
                    LoanError::EveryMonths,
                );
                refuse(
                    !is_bullet && is_counted && grace >= installments,
                    LoanError::Grace,
                );
            }
            Timing::Settled {
                maturity_date,
                merge_first_days_below,
                ..
            } => {
                refuse(!is_bullet, LoanError::SettledInstalments);
                let end = self
                    .start_date
                    .add_months(i32::try_from(MOST_MONTHS).unwrap_or(0));
                refuse(
                    maturity_date <= self.start_date || maturity_date > end,
                    LoanError::MaturityDate,
                );
                refuse(merge_first_days_below > 92, LoanError::MergeFirst);
            }
        }
        if let Some(unit) = self.round_installment_to {
            refuse(
                unit.fen() < 1 || unit > self.principal.max(Money::from_fen(1)),
                LoanError::RoundTo,
            );
            refuse(
                self.method != Method::EqualInstallment,
                LoanError::RoundToMethod,
            );
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }

    /// The last day of the loan as agreed.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{DayCount, Method, Rate, Rounding, Terms, Timing};
    /// # let mut terms = Terms {
    /// #     method: Method::EqualPrincipal,
    /// #     principal: Money::from_yuan(1),
    /// #     annual_rate: Rate::ZERO,
    /// #     start_date: Date::new(2026, 11, 24).unwrap(),
    /// #     timing: Timing::Every { months: 3, installments: 8 },
    /// #     day_count: DayCount::Act360,
    /// #     rounding: Rounding::HalfUp,
    /// #     grace_principal_installments: 0,
    /// #     round_installment_to: None,
    /// # };
    /// assert_eq!(terms.maturity_date(), Date::new(2028, 11, 24).unwrap());
    /// ```
    #[must_use]
    pub fn maturity_date(&self) -> Date {
        match self.timing {
            Timing::Every {
                months,
                installments,
            } => {
                let months = months.saturating_mul(installments);
                self.start_date
                    .add_months(i32::try_from(months).unwrap_or(i32::MAX))
            }
            Timing::Settled { maturity_date, .. } => maturity_date,
        }
    }
}

/// Yuan without the commas for reading, as a question writes them.
pub(crate) fn plain(amount: Money) -> String {
    amount.to_string().replace(',', "")
}

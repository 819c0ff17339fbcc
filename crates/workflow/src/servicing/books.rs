//! The terms of a loan as the books have them, in the form they are stored in.

use crate::names::named;
use domain::{Date, Money};
use loan::{
    Account, Agreement, DayCount, LoanError, Prepayment, Rate, Repayment, Subsidy, SubsidyRow,
};
use serde::{Deserialize, Serialize};

named! {
    /// How the borrower repays.
    pub enum RepaymentMethod {
        /// The same sum every month.
        EqualInstallment = "equal_installment",
        /// The same principal every month.
        EqualPrincipal = "equal_principal",
        /// Interest every month, principal at the end.
        InterestMonthly = "interest_monthly",
        /// Interest every quarter, principal at the end.
        InterestQuarterly = "interest_quarterly",
    }
}

named! {
    /// How days become a part of a year.
    pub enum DayCounting {
        /// Each month is a twelfth.
        Month12 = "month_12",
        /// Days by 360.
        Act360 = "act_360",
        /// Days by 365.
        Act365 = "act_365",
    }
}

named! {
    /// What principal paid before its time changes.
    pub enum EarlyEffect {
        /// The instalment gets smaller.
        ReduceInstalment = "reduce_instalment",
        /// The loan ends sooner.
        ReduceTerm = "reduce_term",
        /// The next instalments are skipped.
        RescheduleNext = "reschedule_next",
        /// Interest-only loans: the principal pays its own interest with it.
        PrincipalWithItsInterest = "principal_with_its_interest",
    }
}

named! {
    /// How state and borrower share the interest, by the day the contract was signed.
    pub enum Regime {
        /// The borrower pays LPR less 1.50 points at most.
        LprMinus150bp = "lpr_minus_150bp",
        /// The state pays half of the contract's rate.
        HalfOfActualRate = "half_of_actual_rate",
    }
}

/// The terms of a loan as they were booked on the day the money was paid out. They never change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookedTerms {
    /// The amount paid out, in fen.
    pub amount_fen: i64,
    /// The yearly rate in hundredths of a percent.
    pub rate_basis_points: u32,
    /// The term in months.
    pub months: u32,
    /// The day the money reached the account.
    pub start_on: Date,
    /// How it comes back.
    pub method: RepaymentMethod,
    /// How days are counted.
    pub counting: DayCounting,
    /// What a payment before time changes.
    pub early_effect: EarlyEffect,
    /// Who pays the interest; nothing where no source says for the contract's day.
    pub regime: Option<Regime>,
    /// LPR of the contract's day in hundredths of a percent, where one is known.
    pub lpr_basis_points: Option<u32>,
    /// So many years are subsidised; all where the place says nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subsidised_years: Option<u32>,
}

impl RepaymentMethod {
    const fn repayment(self) -> Repayment {
        match self {
            Self::EqualInstallment => Repayment::EqualInstallment,
            Self::EqualPrincipal => Repayment::EqualPrincipal,
            Self::InterestMonthly => Repayment::InterestMonthly,
            Self::InterestQuarterly => Repayment::InterestQuarterly,
        }
    }

    /// How days are counted where the contract says nothing else.
    #[must_use]
    pub const fn usual_counting(self) -> DayCounting {
        match self {
            Self::EqualInstallment | Self::EqualPrincipal => DayCounting::Month12,
            Self::InterestMonthly | Self::InterestQuarterly => DayCounting::Act360,
        }
    }

    /// What a payment before time can change.
    ///
    /// ```
    /// use workflow::servicing::{EarlyEffect, RepaymentMethod};
    /// let effects = RepaymentMethod::InterestMonthly.early_effects();
    /// assert_eq!(effects, [EarlyEffect::PrincipalWithItsInterest]);
    /// ```
    #[must_use]
    pub const fn early_effects(self) -> &'static [EarlyEffect] {
        match self {
            Self::EqualInstallment | Self::EqualPrincipal => &[
                EarlyEffect::ReduceInstalment,
                EarlyEffect::ReduceTerm,
                EarlyEffect::RescheduleNext,
            ],
            Self::InterestMonthly | Self::InterestQuarterly => {
                &[EarlyEffect::PrincipalWithItsInterest]
            }
        }
    }
}

impl BookedTerms {
    /// The loan on its first day: the schedule the calculator shows for these terms.
    ///
    /// # Errors
    /// Everything wrong with the terms.
    ///
    /// ```
    /// # use domain::Date;
    /// use workflow::servicing::{BookedTerms, DayCounting, EarlyEffect, RepaymentMethod};
    /// let terms = BookedTerms {
    ///     amount_fen: 20_000_000,
    ///     rate_basis_points: 460,
    ///     months: 36,
    ///     start_on: Date::new(2024, 11, 8).unwrap(),
    ///     method: RepaymentMethod::EqualInstallment,
    ///     counting: DayCounting::Month12,
    ///     early_effect: EarlyEffect::ReduceTerm,
    ///     regime: None,
    ///     lpr_basis_points: None,
    ///     subsidised_years: None,
    /// };
    /// let account = terms.account().unwrap();
    /// assert_eq!(account.schedule().total_interest().fen(), 1_449_978);
    /// ```
    pub fn account(&self) -> Result<Account, Vec<LoanError>> {
        let agreement = Agreement {
            repayment: self.method.repayment(),
            count: Some(match self.counting {
                DayCounting::Month12 => DayCount::Month12,
                DayCounting::Act360 => DayCount::Act360,
                DayCounting::Act365 => DayCount::Act365,
            }),
            principal: Money::from_fen(self.amount_fen),
            annual_rate: Rate::from_basis_points(i64::from(self.rate_basis_points)),
            months: self.months,
            start_date: self.start_on,
        };
        let effect = match self.early_effect {
            EarlyEffect::ReduceInstalment => Prepayment::ReduceInstalment,
            EarlyEffect::ReduceTerm => Prepayment::ReduceTerm,
            EarlyEffect::RescheduleNext => Prepayment::RescheduleNext,
            EarlyEffect::PrincipalWithItsInterest => Prepayment::PrincipalWithItsInterest,
        };
        Account::open(agreement.terms(), effect)
    }

    /// Who pays the interest of each row of an account's schedule; nothing where no source says. Nothing is subsidised
    /// from `ends_on` on, and nothing of what an extension moved.
    #[must_use]
    pub fn split(&self, account: &Account, ends_on: Option<Date>) -> Option<Vec<SubsidyRow>> {
        let subsidy = Subsidy {
            regime: match self.regime? {
                Regime::LprMinus150bp => loan::Regime::LprMinus150bp,
                Regime::HalfOfActualRate => loan::Regime::HalfOfActualRate,
            },
            lpr: self
                .lpr_basis_points
                .map(|points| Rate::from_basis_points(i64::from(points))),
            subsidised_years: self.subsidised_years,
            ends_on,
        };
        account.split(&subsidy).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::servicing::file::story::terms;

    #[test]
    fn a_year_that_the_place_leaves_out_is_the_borrowers() {
        let subsidised = |subsidised_years| {
            let terms = BookedTerms {
                months: 24,
                subsidised_years,
                ..terms()
            };
            let account = terms.account().unwrap();
            let rows = terms.split(&account, None).unwrap();
            let of_state = rows.iter().map(|row| row.state_pays > Money::ZERO);
            of_state.collect::<Vec<bool>>()
        };
        assert_eq!(subsidised(None), [true; 24]);
        let first_year = [[true; 12], [false; 12]].concat();
        assert_eq!(subsidised(Some(1)), first_year);
    }

    #[test]
    fn books_of_before_say_nothing_of_years() {
        let stored = serde_json::to_string(&terms()).unwrap();
        assert!(!stored.contains("subsidised_years"));
        assert_eq!(
            serde_json::from_str::<BookedTerms>(&stored).unwrap(),
            terms()
        );
    }
}

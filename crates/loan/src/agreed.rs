//! The few ways of repaying that are offered here, and the terms each comes to.

use domain::{Date, Money};

use crate::day_count::DayCount;
use crate::rate::Rate;
use crate::rounding::Rounding;
use crate::terms::{Cycle, Method, Terms, Timing};

/// How the borrower repays: the method together with its due dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repayment {
    /// 等额本息, every month on the first day's date.
    EqualInstallment,
    /// 等额本金, every month on the first day's date.
    EqualPrincipal,
    /// 按月付息到期还本, interest on the 21st of each month.
    InterestMonthly,
    /// 按季付息到期还本, interest on the 21st of the quarter's last month.
    InterestQuarterly,
}

/// What bank and borrower agree on. The calculator previews it and the bank books it.
///
/// ```
/// # use domain::{Date, Money};
/// use loan::{Agreement, Rate, Repayment, plan};
/// let agreement = Agreement {
///     repayment: Repayment::EqualInstallment,
///     count: None,
///     principal: Money::from_yuan(200_000),
///     annual_rate: Rate::from_basis_points(460),
///     months: 36,
///     start_date: Date::new(2024, 11, 8).unwrap(),
/// };
/// assert_eq!(plan(&agreement.terms()).unwrap().total_interest(), Money::from_fen(1_449_978));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// How it comes back.
    pub repayment: Repayment,
    /// How days become a part of a year; the usual count of the repayment when none is named.
    pub count: Option<DayCount>,
    /// How much.
    pub principal: Money,
    /// The contract's annual rate.
    pub annual_rate: Rate,
    /// The term.
    pub months: u32,
    /// The day the money is paid out.
    pub start_date: Date,
}

impl Repayment {
    /// The method without its due dates.
    ///
    /// ```
    /// use loan::{Method, Repayment};
    /// assert_eq!(Repayment::InterestQuarterly.method(), Method::InterestOnlyBullet);
    /// ```
    #[must_use]
    pub const fn method(self) -> Method {
        match self {
            Self::EqualInstallment => Method::EqualInstallment,
            Self::EqualPrincipal => Method::EqualPrincipal,
            Self::InterestMonthly | Self::InterestQuarterly => Method::InterestOnlyBullet,
        }
    }

    /// How days are counted where nothing else is agreed.
    ///
    /// ```
    /// use loan::{DayCount, Repayment};
    /// assert_eq!(Repayment::EqualPrincipal.usual_count(), DayCount::Month12);
    /// ```
    #[must_use]
    pub const fn usual_count(self) -> DayCount {
        match self {
            Self::EqualInstallment | Self::EqualPrincipal => DayCount::Month12,
            Self::InterestMonthly | Self::InterestQuarterly => DayCount::Act360,
        }
    }
}

impl Agreement {
    /// The terms that are planned with.
    ///
    /// ```
    /// # use domain::{Date, Money};
    /// # use loan::{Agreement, DayCount, Rate, Repayment};
    /// let agreement = Agreement {
    ///     repayment: Repayment::InterestQuarterly,
    ///     count: Some(DayCount::Act365),
    ///     principal: Money::from_yuan(100_000),
    ///     annual_rate: Rate::from_basis_points(310),
    ///     months: 12,
    ///     start_date: Date::new(2026, 11, 24).unwrap(),
    /// };
    /// let terms = agreement.terms();
    /// assert_eq!(terms.day_count, DayCount::Act365);
    /// assert_eq!(terms.maturity_date(), Date::new(2027, 11, 24).unwrap());
    /// ```
    #[must_use]
    pub fn terms(&self) -> Terms {
        let settled = |cycle| Timing::Settled {
            cycle,
            maturity_date: self
                .start_date
                .add_months(i32::try_from(self.months).unwrap_or(0)),
            merge_first_days_below: 0,
        };
        let timing = match self.repayment {
            Repayment::EqualInstallment | Repayment::EqualPrincipal => Timing::Every {
                months: 1,
                installments: self.months,
            },
            Repayment::InterestMonthly => settled(Cycle::Monthly20),
            Repayment::InterestQuarterly => settled(Cycle::Quarterly20),
        };
        Terms {
            method: self.repayment.method(),
            principal: self.principal,
            annual_rate: self.annual_rate,
            start_date: self.start_date,
            timing,
            day_count: self.count.unwrap_or(self.repayment.usual_count()),
            rounding: Rounding::HalfUp,
            grace_principal_installments: 0,
            round_installment_to: None,
        }
    }
}

//! Paying earlier than agreed.

use std::collections::BTreeMap;

use domain::{Date, Money};

use crate::terms::{LoanError, Method, Terms};

/// What a payment changes. The same loan and payments give different total interest under each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prepayment {
    /// 减少每期还款额: the same last day, a smaller instalment.
    ReduceInstalment,
    /// 缩短期限: the same instalment, an earlier last day.
    ReduceTerm,
    /// 抵扣后续几期: the next principal is skipped until what was paid early is used up.
    RescheduleNext,
    /// 利随本清, interest-only loans: the prepaid principal pays its own interest with it.
    PrincipalWithItsInterest,
}

impl Prepayment {
    /// Those that this method of repayment allows.
    ///
    /// ```
    /// use loan::{Method, Prepayment};
    /// assert_eq!(Prepayment::allowed_for(Method::InterestOnlyBullet), [Prepayment::PrincipalWithItsInterest]);
    /// assert_eq!(Prepayment::allowed_for(Method::EqualPrincipal).len(), 3);
    /// ```
    #[must_use]
    pub const fn allowed_for(method: Method) -> &'static [Self] {
        match method {
            Method::InterestOnlyBullet => &[Self::PrincipalWithItsInterest],
            Method::EqualInstallment | Method::EqualPrincipal => &[
                Self::ReduceInstalment,
                Self::ReduceTerm,
                Self::RescheduleNext,
            ],
        }
    }
}

/// Money that comes on a day.
///
/// For loans with instalments the amount is all that is paid that day: interest first, on a due date the instalment
/// with it, and principal with the rest. Under [`Prepayment::PrincipalWithItsInterest`] the amount is principal, and
/// the interest comes on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The day.
    pub date: Date,
    /// How much.
    pub amount: Money,
}

/// The payments of one day are one: each alone would ask for interest that the other has paid already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayPayment {
    /// The first of the day's payments, as an error names it.
    pub(crate) index: usize,
    pub(crate) amount: Money,
}

/// The payments by day up to the loan's last, and what they do; checked as far as that goes without running the loan.
pub(crate) fn by_day(
    terms: &Terms,
    payments: &[Payment],
    prepayment: Option<Prepayment>,
    last: Date,
) -> Result<BTreeMap<Date, DayPayment>, Vec<LoanError>> {
    let mut errors = Vec::new();
    match prepayment {
        None if !payments.is_empty() => errors.push(LoanError::PrepaymentMissing),
        Some(chosen) if !Prepayment::allowed_for(terms.method).contains(&chosen) => {
            errors.push(match terms.method {
                Method::InterestOnlyBullet => LoanError::PrepaymentOfBullet,
                _ => LoanError::PrepaymentOfInstalments,
            });
        }
        _ => {}
    }
    let mut days: BTreeMap<Date, DayPayment> = BTreeMap::new();
    for (index, payment) in payments.iter().enumerate() {
        if payment.amount <= Money::ZERO {
            errors.push(LoanError::PaymentEmpty { index });
        }
        if payment.date <= terms.start_date || payment.date > last {
            errors.push(LoanError::PaymentDate { index, last });
        }
        days.entry(payment.date)
            .and_modify(|day| {
                let sum = day.amount.checked_add(payment.amount);
                day.amount = sum.unwrap_or(Money::from_fen(i64::MAX));
            })
            .or_insert(DayPayment {
                index,
                amount: payment.amount,
            });
    }
    if errors.is_empty() {
        Ok(days)
    } else {
        Err(errors)
    }
}

//! Paying early: the ways side by side, and what cannot be.

use domain::{Date, Money};
use i18n::t;
use loan::{LoanError, Payment, Prepayment};
use ui::{FieldError, Text};

use super::answer::Answer;
use super::read::Asked;
use super::typed::{EARLY_AMOUNT, EARLY_DATE, Typed};
use super::words;

/// What one way comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// None for not paying early.
    pub(super) prepayment: Option<Prepayment>,
    /// The day of the last payment.
    pub(super) last: Date,
    /// What is due on the first day after the early payment.
    pub(super) next: Option<Money>,
    /// The borrower's interest.
    pub(super) yours: Money,
}

/// The comparison: nothing while both controls are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    pub(super) ways: Vec<Way>,
    pub(super) wrong: Vec<FieldError>,
}

/// Compares the ways in which this loan can be paid early.
pub(super) fn compare(asked: &Asked, typed: &Typed) -> Comparison {
    let is_empty = |text: &str| text.trim().is_empty();
    if is_empty(&typed.early_date) && is_empty(&typed.early_amount) {
        return Comparison::default();
    }
    let (date, amount) = (read_date(asked, typed), read_amount(typed));
    let wrong: Vec<FieldError> = [date.clone().err(), amount.clone().err()]
        .into_iter()
        .flatten()
        .collect();
    let (Ok(date), Ok(amount)) = (date, amount) else {
        return Comparison {
            ways: Vec::new(),
            wrong,
        };
    };
    let payment = Payment { date, amount };
    let ways = [None]
        .into_iter()
        .chain(
            Prepayment::allowed_for(asked.terms.method)
                .iter()
                .copied()
                .map(Some),
        )
        .map(|prepayment| way(asked, payment, prepayment))
        .collect::<Result<Vec<Way>, Vec<LoanError>>>();
    match ways {
        Ok(ways) => Comparison { ways, wrong },
        Err(errors) => Comparison {
            ways: Vec::new(),
            wrong: errors.iter().map(|error| refused(error, asked)).collect(),
        },
    }
}

fn way(
    asked: &Asked,
    payment: Payment,
    prepayment: Option<Prepayment>,
) -> Result<Way, Vec<LoanError>> {
    let payments = prepayment.map(|_| payment);
    let answer = Answer::with(asked, payments.as_slice(), prepayment)?;
    let after = answer.lines.iter().find(|line| line.date > payment.date);
    let last = answer
        .lines
        .iter()
        .filter(|line| line.charged() > Money::ZERO)
        .map(|line| line.date)
        .max();
    Ok(Way {
        prepayment,
        last: last.unwrap_or(asked.terms.start_date),
        next: after.map(super::answer::Line::payable),
        yours: answer.yours(),
    })
}

fn read_date(asked: &Asked, typed: &Typed) -> Result<Date, FieldError> {
    let unreadable = || FieldError::new(EARLY_DATE, words::problem("date_unreadable"));
    let day = Date::parse_iso(&typed.early_date).ok_or_else(unreadable)?;
    let (first, last) = (asked.terms.start_date, asked.terms.maturity_date());
    if first < day && day <= last {
        Ok(day)
    } else {
        Err(FieldError::new(EARLY_DATE, outside(first, last)))
    }
}

fn outside(first: Date, last: Date) -> String {
    t::calculator::error::early_date(i18n::date(first), i18n::date(last.add_days(1)))
}

fn read_amount(typed: &Typed) -> Result<Money, FieldError> {
    let refuse = |message: Text| FieldError::new(EARLY_AMOUNT, message);
    if typed.early_amount.trim().is_empty() {
        return Err(refuse(t::calculator::error::early_none().into()));
    }
    Money::parse_yuan(&typed.early_amount)
        .map_err(|error| refuse(words::problem(error.code())))
        .and_then(|amount| {
            if amount == Money::ZERO {
                Err(refuse(t::calculator::error::early_none().into()))
            } else {
                Ok(amount)
            }
        })
}

/// What the arithmetic refused, at the control that can change it.
fn refused(error: &LoanError, asked: &Asked) -> FieldError {
    match error {
        LoanError::PaymentTooSmall { least, .. } => FieldError::new(
            EARLY_AMOUNT,
            t::calculator::error::early_small(i18n::money(*least)),
        ),
        LoanError::PaymentTooLarge { most, .. } => FieldError::new(
            EARLY_AMOUNT,
            t::calculator::error::early_large(i18n::money(*most)),
        ),
        LoanError::PaymentDate { last, .. } => {
            FieldError::new(EARLY_DATE, outside(asked.terms.start_date, *last))
        }
        _ => FieldError::new(EARLY_AMOUNT, t::calculator::error::early_none()),
    }
}

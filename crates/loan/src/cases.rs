//! The JSON of `fumin loan`: a question in, its rows out. Printing and exit codes are the server binary's.
//!
//! The questions are those of `tests/schedule-cases.json`. Amounts and rates are texts, because a JSON number may lose
//! a fen on its way. Every mistake names the place by JSON pointer and says what to write instead, all at once.

mod answer;
mod loan_question;
mod reader;
mod subsidy_question;

use std::fmt;

use serde_json::Value;

pub use answer::{ScheduleAnswer, ScheduleAnswerRow, SubsidyAnswer, SubsidyAnswerRow};

use crate::schedule::plan_with_payments;
use crate::subsidy::split;
use reader::Reader;

/// One thing wrong with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where, as a JSON pointer; empty for the whole question.
    pub pointer: String,
    /// What to write instead.
    pub advice: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.pointer.is_empty() {
            "the question"
        } else {
            &self.pointer
        };
        write!(out, "{place}: {}", self.advice)
    }
}

/// The answer to `fumin loan schedule`.
///
/// # Errors
/// Everything wrong with the question.
///
/// ```
/// let question = r#"{"method": "equal_principal", "principal": "300000.00", "annual_rate_percent": "4.85",
///   "start_date": "2024-01-15", "day_count": "act_360", "rounding": "half_up", "installments": 8, "every_months": 3}"#;
/// let answer = loan::cases::answer_schedule(question).unwrap();
/// assert_eq!(answer.rows[0].due, "41177.92");
/// let mistakes = loan::cases::answer_schedule(&question.replace("300000.00", "0")).unwrap_err();
/// assert_eq!(mistakes[0].pointer, "/principal");
/// ```
pub fn answer_schedule(question: &str) -> Result<ScheduleAnswer, Vec<Mistake>> {
    let value = read(question)?;
    let mut reader = Reader::new(&value, "");
    let loan = loan_question::read(&mut reader);
    let mistakes = reader.finish(&[]);
    let loan = loan.filter(|_| mistakes.is_empty()).ok_or(mistakes)?;
    let schedule = plan_with_payments(&loan.terms, &loan.payments, loan.prepayment)
        .map_err(|errors| loan_question::mistakes(&errors, ""))?;
    Ok(ScheduleAnswer::new(&schedule))
}

/// The answer to `fumin loan subsidy`.
///
/// # Errors
/// Everything wrong with the question.
///
/// ```
/// let question = r#"{"regime": "lpr_minus_150bp", "signed": "2021-06-20", "lpr_percent": "3.85",
///   "contract_rate_percent": "4.35", "loan": {"method": "interest_only_bullet", "principal": "100000.00",
///   "annual_rate_percent": "4.35", "start_date": "2021-06-20", "day_count": "act_360", "rounding": "half_up",
///   "maturity_date": "2022-06-20", "settle": "quarterly_20"}}"#;
/// let answer = loan::cases::answer_subsidy(question).unwrap();
/// assert_eq!((answer.rows[0].state_pays.as_str(), answer.rows[0].borrower_pays.as_str()), ("5.56", "6.52"));
/// ```
pub fn answer_subsidy(question: &str) -> Result<SubsidyAnswer, Vec<Mistake>> {
    let value = read(question)?;
    let mut reader = Reader::new(&value, "");
    let asked = subsidy_question::read(&mut reader);
    // The name of the case that the loan was taken from; nothing is computed with it.
    let mistakes = reader.finish(&["base"]);
    let asked = asked.filter(|_| mistakes.is_empty()).ok_or(mistakes)?;
    let loan = &asked.loan;
    let schedule = plan_with_payments(&loan.terms, &loan.payments, loan.prepayment)
        .map_err(|errors| loan_question::mistakes(&errors, "/loan"))?;
    let rows = split(&schedule, &asked.subsidy).map_err(|error| {
        vec![Mistake {
            pointer: "/lpr_percent".to_owned(),
            advice: error.to_string(),
        }]
    })?;
    Ok(SubsidyAnswer::new(&rows))
}

fn read(question: &str) -> Result<Value, Vec<Mistake>> {
    let advice = match serde_json::from_str(question) {
        Ok(value @ Value::Object(_)) => return Ok(value),
        Ok(_) => "write one JSON object, the `input` of a case".to_owned(),
        Err(error) => format!("is no JSON: {error}; write one object, the `input` of a case"),
    };
    Err(vec![Mistake {
        pointer: String::new(),
        advice,
    }])
}

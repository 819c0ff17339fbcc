//! The payment entered by the bank, and how it comes back.

use super::super::flaw::Flaw;
use super::terms::positive_yuan;
use api::{application::DisbursementView, servicing::RepaymentView, staff::StaffApplicationView};
use application::Field;
use domain::{Date, Money};
use serde::{Deserialize, Serialize};
use workflow::loan::LoanAction;
use workflow::servicing::{EarlyEffect, RepaymentMethod};

/// Longest number of a loan in a bank's books.
const LOAN_NUMBER_CHARS: usize = 40;

/// The payment as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct DisbursementDraft {
    pub(in super::super) amount: String,
    pub(in super::super) on: String,
    pub(in super::super) tail: String,
    /// Codes of how it is paid back; an empty count is the usual one of the method.
    pub(in super::super) method: String,
    pub(in super::super) counting: String,
    pub(in super::super) early_effect: String,
    pub(in super::super) loan_number: String,
    is_begun: bool,
}

impl DisbursementDraft {
    /// Starts from the contract's amount and the card the resident named.
    pub(super) fn begin(&mut self, file: &StaffApplicationView) {
        if self.is_begun {
            return;
        }
        let application = &file.application;
        if let Some(terms) = &application.terms {
            self.amount = Money::from_fen(terms.amount_fen).to_string();
        }
        let card = application.answers.text(Field::BankCard);
        let digits: Vec<char> = card.chars().filter(char::is_ascii_digit).collect();
        let tail = digits.len().checked_sub(4).and_then(|at| digits.get(at..));
        self.tail = tail.unwrap_or_default().iter().collect();
        self.is_begun = true;
    }

    /// The payment and how it comes back, or everything wrong with them.
    pub(super) fn check(
        &self,
        file: &StaffApplicationView,
        today: Date,
    ) -> Result<(DisbursementView, RepaymentView), Vec<Flaw>> {
        match (self.check_payment(file, today), self.check_repayment()) {
            (Ok(payment), Ok(repayment)) => Ok((payment, repayment)),
            (payment, repayment) => {
                let flaws = payment.err().into_iter().chain(repayment.err());
                Err(flaws.flatten().collect())
            }
        }
    }

    /// What a payment before time may change under the method chosen; nothing before one is.
    pub(in super::super) fn early_effects(&self) -> &'static [EarlyEffect] {
        let method: Option<RepaymentMethod> = self.method.parse().ok();
        method.map_or(&[], RepaymentMethod::early_effects)
    }

    fn check_repayment(&self) -> Result<RepaymentView, Vec<Flaw>> {
        let method = self.method.parse::<RepaymentMethod>();
        let method = method.map_err(|_| Flaw::RepaymentMethod);
        // Where the method leaves one choice, nobody has to take it.
        let early_effect = match (self.early_effects(), self.early_effect.parse()) {
            ([only], _) => Ok(*only),
            (effects, Ok(chosen)) if effects.contains(&chosen) => Ok(chosen),
            _ => Err(Flaw::EarlyEffect),
        };
        let number = self.loan_number.trim();
        let is_short = number.chars().count() <= LOAN_NUMBER_CHARS;
        match (method, early_effect) {
            (Ok(method), Ok(early_effect)) if is_short => Ok(RepaymentView {
                method,
                counting: self.counting.parse().unwrap_or(method.usual_counting()),
                early_effect,
                loan_number: number.to_owned(),
            }),
            (method, early_effect) => {
                let method = method.err();
                // Without a method there is nothing to choose an effect of.
                let early_effect = early_effect.err().filter(|_| method.is_none());
                let number = (!is_short).then_some(Flaw::LoanNumber);
                Err([method, early_effect, number]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }

    fn check_payment(
        &self,
        file: &StaffApplicationView,
        today: Date,
    ) -> Result<DisbursementView, Vec<Flaw>> {
        let most = file.application.terms.as_ref();
        let most = most.map(|terms| Money::from_fen(terms.amount_fen));
        let amount = match (positive_yuan(&self.amount), most) {
            (None, _) => Err(Flaw::Amount),
            (Some(amount), Some(most)) if amount > most => Err(Flaw::AboveTerms(most)),
            (Some(amount), _) => Ok(amount),
        };
        let on = match (Date::parse_iso(&self.on), signed_on(file)) {
            (None, _) => Err(Flaw::PaidOn),
            (Some(day), _) if day > today => Err(Flaw::PaidFuture),
            (Some(day), Some(signed_on)) if day < signed_on => Err(Flaw::PaidEarly(signed_on)),
            (Some(day), _) => Ok(day),
        };
        let tail = self.tail.trim();
        let is_tail = tail.len() == 4 && tail.bytes().all(|digit| digit.is_ascii_digit());
        match (amount, on) {
            (Ok(amount), Ok(on)) if is_tail => Ok(DisbursementView {
                amount_fen: amount.fen(),
                on: on.to_string(),
                account_tail: tail.to_owned(),
            }),
            (amount, on) => {
                let tail = (!is_tail).then_some(Flaw::Tail);
                Err([amount.err(), on.err(), tail]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }
}

/// The day the contract was signed, from the timeline.
fn signed_on(file: &StaffApplicationView) -> Option<Date> {
    let timeline = file.application.timeline.iter().rev();
    timeline
        .into_iter()
        .find(|entry| entry.action == LoanAction::Sign)
        .map(|entry| Date::from_unix_ms_shanghai(entry.at_ms))
}

//! The payment entered by the bank.

use super::super::flaw::Flaw;
use super::terms::positive_yuan;
use api::{application::DisbursementView, staff::StaffApplicationView};
use application::Field;
use domain::{Date, Money};
use serde::{Deserialize, Serialize};
use workflow::loan::LoanAction;

/// The payment as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct DisbursementDraft {
    pub(in super::super) amount: String,
    pub(in super::super) on: String,
    pub(in super::super) tail: String,
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

    /// The payment, or everything wrong with it.
    pub(super) fn check(
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

//! The contract signed on paper.

use super::super::flaw::Flaw;
use super::non_blank;
use api::particulars::ContractView;
use domain::Date;
use serde::{Deserialize, Serialize};

/// The contract as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct ContractDraft {
    pub(in super::super) on: String,
    pub(in super::super) number: String,
    pub(in super::super) guarantee_number: String,
}

impl ContractDraft {
    /// The contract, or everything wrong with it. How early it can be, the server knows.
    pub(super) fn check(&self, today: Date) -> Result<ContractView, Vec<Flaw>> {
        let on = match Date::parse_iso(&self.on) {
            None => Err(Flaw::SignedOn),
            Some(day) if day > today => Err(Flaw::SignedFuture),
            Some(day) => Ok(day),
        };
        match (on, non_blank(&self.number)) {
            (Ok(on), Some(number)) => Ok(ContractView {
                signed_on: on.to_string(),
                number,
                guarantee_number: self.guarantee_number.trim().to_owned(),
            }),
            (on, number) => {
                let number = number.is_none().then_some(Flaw::ContractNumber);
                Err([on.err(), number].into_iter().flatten().collect())
            }
        }
    }
}

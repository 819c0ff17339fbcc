//! What the check of the form needs from outside the form.

use application::{Answers, Limits, Product};
use domain::{Date, Money};

use super::{agency, verdict};
use crate::state::Parts;

/// The form's limits for one file on one day.
#[derive(Clone, Debug)]
pub struct FormLimits {
    today: Date,
    cap: Option<Money>,
    divisions: Vec<String>,
    banks: Vec<String>,
}

impl FormLimits {
    /// The district's places and banks, and the cap the engine gives for these answers.
    #[must_use]
    pub fn new(parts: &Parts, product: Product, answers: &Answers, today: Date) -> Self {
        Self {
            today,
            cap: verdict::cap(parts.packs.pack_on(today).pack(), product, answers, today),
            divisions: parts
                .district
                .divisions
                .iter()
                .map(|division| division.code.clone())
                .collect(),
            banks: agency::bank_ids(&parts.district),
        }
    }

    /// As the check takes them.
    #[must_use]
    pub fn as_limits(&self) -> Limits<'_> {
        Limits {
            today: self.today,
            cap: self.cap,
            divisions: &self.divisions,
            banks: &self.banks,
        }
    }

    /// The cap in fen.
    #[must_use]
    pub fn cap_fen(&self) -> Option<i64> {
        self.cap.map(Money::fen)
    }
}

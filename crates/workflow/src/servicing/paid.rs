//! The subsidy of a quarter, paid: finance pays, the bureau records it, and not by the hand that approved it.

use super::{ServicingError, ServicingFile, SubsidyPayment, SubsidyRecord};
use crate::step::{holds, is_blank};
use domain::{Date, Money};

/// That the subsidy of a quarter was paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaidRecord {
    /// The day the money was paid.
    pub on: Date,
    /// The number of the batch.
    pub reference: String,
    /// The day it was recorded.
    pub recorded_on: Date,
}

impl SubsidyRecord {
    /// Whether it is approved and not paid yet.
    #[must_use]
    pub const fn waits_for_payment(&self) -> bool {
        self.stopped.is_none() && self.paid.is_none()
    }
}

impl ServicingFile {
    /// The subsidy paid so far.
    #[must_use]
    pub fn subsidy_paid(&self) -> Money {
        let paid = self.subsidies.iter().filter(|one| one.paid.is_some());
        let fen = paid.map(|one| one.amount_fen);
        Money::from_fen(fen.fold(0, i64::saturating_add))
    }

    pub(super) fn check_paid(
        &self,
        payment: &SubsidyPayment,
        actor_id: &str,
        day: Date,
    ) -> Result<(), ServicingError> {
        let mut known = self.subsidies.iter();
        let record = known
            .find(|one| one.quarter == payment.quarter && one.waits_for_payment())
            .ok_or(ServicingError::NothingToPay)?;
        if record.by == actor_id {
            return Err(ServicingError::SamePerson);
        }
        if payment.on > day {
            return Err(ServicingError::DayAhead);
        }
        if payment.on < record.on {
            return Err(ServicingError::PaidBeforeDecided);
        }
        Ok(holds("reference", !is_blank(&payment.reference))?)
    }

    pub(super) fn record_paid(&mut self, payment: SubsidyPayment, day: Date) {
        let mut known = self.subsidies.iter_mut();
        if let Some(record) = known.find(|one| one.quarter == payment.quarter) {
            record.paid = Some(PaidRecord {
                on: payment.on,
                reference: payment.reference,
                recorded_on: day,
            });
        }
    }
}

//! Calls to whoever is late: kept with the loan, so that the next colleague knows what was said.

use super::{Call, ServicingError, ServicingFile};
use crate::Role;
use crate::names::named;
use domain::Date;

named! {
    /// What came of a call.
    pub enum CallOutcome {
        /// Payment is promised.
        Promised = "promised",
        /// The borrower cannot pay now.
        CannotPay = "cannot_pay",
        /// The borrower says it is paid, or not owed.
        Disputed = "disputed",
        /// Somebody else answered.
        Relayed = "relayed",
        /// Nobody answered.
        NoAnswer = "no_answer",
        /// The number is not the borrower's any more.
        WrongNumber = "wrong_number",
    }
}

/// A call that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRecord {
    /// When, and what came of it.
    pub call: Call,
    /// By the bank, or by the guarantee agency.
    pub by: Role,
    /// The account of whoever called.
    pub caller_id: String,
}

impl ServicingFile {
    /// Every call, as noted.
    #[must_use]
    pub fn calls(&self) -> &[CallRecord] {
        &self.calls
    }

    pub(super) fn check_call(call: &Call, day: Date) -> Result<(), ServicingError> {
        if call.on > day {
            return Err(ServicingError::DayAhead);
        }
        Ok(())
    }
}

//! What the refusals of loans become on the way out.

use api::{FieldError, ProblemCode};
use loan::ReceiveError;
use workflow::servicing::ServicingError;

use crate::enrolments::error::refused_step;
use crate::problem::ApiError;

/// The problem of a refused step, at the part of the request that it is about.
#[must_use]
pub fn refused_servicing(refusal: ServicingError) -> ApiError {
    let field = |pointer: &str| {
        vec![FieldError {
            pointer: pointer.to_owned(),
            code: refusal.code().to_owned(),
        }]
    };
    match refusal {
        ServicingError::Step(step) => refused_step(step),
        ServicingError::Payment(ReceiveError::TooEarly { .. }) => {
            ApiError::invalid(field("/payment/on"))
        }
        ServicingError::Payment(_) => ApiError::invalid(field("/payment/amount_fen")),
        ServicingError::DayAhead => ApiError::invalid(field("/on")),
        ServicingError::AboveMost { .. } => ApiError::invalid(field("/sum/amount_fen")),
        ServicingError::NotLastPayment | ServicingError::PaymentBeforeExtension => {
            ApiError::Fields(ProblemCode::ActionNotPossible, field("/payment_no"))
        }
        ServicingError::SamePerson => {
            ApiError::Fields(ProblemCode::SecondPersonNeeded, field("/action"))
        }
        ServicingError::ExtensionPending
        | ServicingError::ExtensionUsed
        | ServicingError::ExtensionTooLate
        | ServicingError::ExtensionAgreed => {
            ApiError::Fields(ProblemCode::ActionNotPossible, field("/action"))
        }
        ServicingError::PaidBeforeDecided => ApiError::invalid(field("/paid_on")),
        ServicingError::StopBeforeDecided => ApiError::invalid(field("/change_answer/stops_from")),
        ServicingError::ChangePending => {
            ApiError::Fields(ProblemCode::ActionNotPossible, field("/action"))
        }
        ServicingError::QuarterOpen
        | ServicingError::NothingSubsidised
        | ServicingError::QuarterDecided
        | ServicingError::QueryOpen
        | ServicingError::NothingToPay
        | ServicingError::SubsidyDiffers { .. } => {
            ApiError::Fields(ProblemCode::ActionNotPossible, field("/quarter"))
        }
    }
}

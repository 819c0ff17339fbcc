//! Why an event of a loan is not accepted.

use crate::StepError;
use crate::table::Refused;
use domain::Money;
use loan::ReceiveError;

/// Why an event of a loan is not accepted. The loan stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ServicingError {
    /// As for every other file.
    #[error(transparent)]
    Step(#[from] StepError),
    /// The account does not take the payment.
    #[error(transparent)]
    Payment(#[from] ReceiveError),
    /// The day lies ahead.
    #[error("the day is still ahead")]
    DayAhead,
    /// There is no such payment, or it was taken back already, or later ones rest on it.
    #[error("only the last payment can be taken back")]
    NotLastPayment,
    /// More than the guarantee agency paid or than is owed.
    #[error("{most} yuan at most")]
    AboveMost {
        /// The most.
        most: Money,
    },
    /// It rests on an early payment that the schedule was extended with.
    #[error("the extension rests on this payment")]
    PaymentBeforeExtension,
    /// Another one is being looked at.
    #[error("an extension is asked for already")]
    ExtensionPending,
    /// A loan is extended once.
    #[error("the loan was extended before")]
    ExtensionUsed,
    /// It has to be asked for before the last day.
    #[error("the last day has come")]
    ExtensionTooLate,
    /// This office has agreed.
    #[error("this office has agreed already")]
    ExtensionAgreed,
    /// One person cannot be both.
    #[error("a second person has to agree")]
    SamePerson,
    /// The quarter has not ended yet.
    #[error("the quarter has not ended")]
    QuarterOpen,
    /// Nothing of that quarter is subsidised.
    #[error("nothing is subsidised in that quarter")]
    NothingSubsidised,
    /// It was approved already.
    #[error("the quarter is decided")]
    QuarterDecided,
    /// A question about it waits for an answer.
    #[error("a question waits for an answer")]
    QueryOpen,
    /// Nothing of that quarter is approved and unpaid.
    #[error("nothing of the quarter waits for payment")]
    NothingToPay,
    /// It was approved after that day.
    #[error("it was approved later than it is said to be paid")]
    PaidBeforeDecided,
    /// Another change waits for the bureau.
    #[error("a change waits for an answer")]
    ChangePending,
    /// A quarter after that day was approved already.
    #[error("a later quarter was approved")]
    StopBeforeDecided,
    /// The amount is not the one that follows from the schedule.
    #[error("the subsidy comes to {amount} yuan")]
    SubsidyDiffers {
        /// What it comes to.
        amount: Money,
    },
}

impl ServicingError {
    /// The problem code.
    ///
    /// ```
    /// use workflow::servicing::ServicingError;
    /// assert_eq!(ServicingError::QuarterOpen.code(), "quarter_open");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Step(error) => error.code(),
            Self::Payment(error) => match error {
                ReceiveError::Empty => "amount_zero",
                ReceiveError::TooEarly { .. } => "payment_before_last",
                ReceiveError::NothingOwed => "nothing_owed",
                ReceiveError::AboveDue { .. } => "payment_above_due",
                ReceiveError::AboveOwed { .. } => "payment_above_owed",
                ReceiveError::BelowEarly { .. } => "payment_below_early",
                ReceiveError::Inexact { .. } => "payment_inexact",
            },
            Self::DayAhead => "date_in_future",
            Self::NotLastPayment => "not_last_payment",
            Self::AboveMost { .. } => "amount_above_most",
            Self::PaymentBeforeExtension => "payment_before_extension",
            Self::ExtensionPending => "extension_pending",
            Self::ExtensionUsed => "loan_extended",
            Self::ExtensionTooLate => "extension_too_late",
            Self::ExtensionAgreed => "extension_agreed",
            Self::SamePerson => "same_person",
            Self::QuarterOpen => "quarter_open",
            Self::NothingSubsidised => "nothing_subsidised",
            Self::QuarterDecided => "quarter_decided",
            Self::QueryOpen => "query_open",
            Self::NothingToPay => "nothing_to_pay",
            Self::PaidBeforeDecided => "paid_before_decided",
            Self::ChangePending => "change_pending",
            Self::StopBeforeDecided => "stop_before_decided",
            Self::SubsidyDiffers { .. } => "subsidy_differs",
        }
    }

    /// The amount that would have been right, where the refusal names one.
    #[must_use]
    pub const fn amount(&self) -> Option<Money> {
        match self {
            Self::Payment(error) => match error {
                ReceiveError::AboveDue { most } => Some(*most),
                ReceiveError::AboveOwed { owed } => Some(*owed),
                ReceiveError::BelowEarly { least } => Some(*least),
                ReceiveError::Inexact { nearest } => Some(*nearest),
                ReceiveError::Empty | ReceiveError::TooEarly { .. } | ReceiveError::NothingOwed => {
                    None
                }
            },
            Self::AboveMost { most } => Some(*most),
            Self::SubsidyDiffers { amount } => Some(*amount),
            _ => None,
        }
    }
}

impl From<Refused> for ServicingError {
    fn from(refused: Refused) -> Self {
        Self::Step(refused.into())
    }
}

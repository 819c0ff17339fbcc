//! Why an event is not accepted.

use super::Refused;
use domain::Date;

/// Why an event is not accepted. The file stays as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// Nobody can do this in this state.
    #[error("the action is not possible in this state")]
    NotAllowed,
    /// Somebody else can.
    #[error("the action belongs to another role")]
    WrongRole,
    /// Somebody acts for the resident without the resident's consent.
    #[error("a helper needs the resident's consent")]
    ConsentMissing,
    /// Somebody who is not acting for the resident claims to act for another.
    #[error("an officer acts in nobody's place")]
    NotOnBehalf,
    /// Nothing of the kind comes out of a package.
    #[error("this is not decided by a package")]
    NotByPackage,
    /// The event's day is not the day of its instant.
    #[error("the day does not belong to the instant")]
    DateMismatch,
    /// The detail is not the one this action takes.
    #[error("the detail is not the one this action takes")]
    WrongDetail,
    /// A part of the detail is empty or does not fit the file.
    #[error("the detail's {part} is empty or does not fit")]
    DetailInvalid {
        /// The part, by its name in the stored form.
        part: &'static str,
    },
    /// The proposer cannot confirm the own proposal.
    #[error("a second person must confirm")]
    SamePerson,
    /// There is nothing to confirm or dismiss.
    #[error("nothing is proposed")]
    NoProposal,
    /// A refusal is proposed and must be confirmed or dismissed first.
    #[error("a refusal is proposed and not yet decided")]
    RefusalPending,
    /// A second return in one stage needs a supervisor's reason.
    #[error("a second return needs a supervisor's reason")]
    SupervisorReasonMissing,
    /// A third return in one stage needs something that nobody knew before.
    #[error("a third return needs new facts")]
    NewFactsMissing,
    /// There is no fourth return in one stage.
    #[error("no return is left in this stage")]
    NoReturnsLeft,
    /// More time was already given for this return.
    #[error("more time was already given")]
    ExtensionUsed,
    /// The contract is signed, so the application can no longer be taken back or lapse.
    #[error("the contract is signed")]
    ContractSigned,
    /// The contract is not signed, so nothing can be paid.
    #[error("the contract is not signed")]
    ContractNotSigned,
    /// A condition of the offer is not met yet.
    #[error("a condition of the offer is not met yet")]
    ConditionsOpen,
    /// No condition waits for this agency's word.
    #[error("no condition waits for this agency")]
    NoConditionOpen,
    /// The time in which this was possible has passed.
    #[error("this was possible until {last_day}")]
    TooLate {
        /// The last day.
        last_day: Date,
    },
    /// The time after which this is possible has not come.
    #[error("this is possible from {first_day}")]
    TooEarly {
        /// The first day.
        first_day: Date,
    },
    /// The district posts the list first.
    #[error("the district posts the list before the file goes on")]
    PublicNoticeNeeded,
    /// The district posts no list.
    #[error("the district posts no list")]
    PublicNoticeNotUsed,
}

impl TransitionError {
    /// The problem code.
    ///
    /// ```
    /// assert_eq!(workflow::loan::TransitionError::SamePerson.code(), "second_person_needed");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed => "action_not_allowed",
            Self::WrongRole => "action_of_another_role",
            Self::ConsentMissing => "consent_missing",
            Self::NotOnBehalf => "not_on_behalf",
            Self::NotByPackage => "not_by_package",
            Self::DateMismatch => "event_date_mismatch",
            Self::WrongDetail => "event_detail_wrong",
            Self::DetailInvalid { .. } => "event_detail_invalid",
            Self::SamePerson => "second_person_needed",
            Self::NoProposal => "nothing_proposed",
            Self::RefusalPending => "refusal_pending",
            Self::SupervisorReasonMissing => "supervisor_reason_missing",
            Self::NewFactsMissing => "new_facts_missing",
            Self::NoReturnsLeft => "no_returns_left",
            Self::ExtensionUsed => "extension_used",
            Self::ContractSigned => "contract_signed",
            Self::ContractNotSigned => "contract_not_signed",
            Self::ConditionsOpen => "conditions_open",
            Self::NoConditionOpen => "no_condition_open",
            Self::TooLate { .. } => "too_late",
            Self::TooEarly { .. } => "too_early",
            Self::PublicNoticeNeeded => "public_notice_needed",
            Self::PublicNoticeNotUsed => "public_notice_not_used",
        }
    }
}

impl From<Refused> for TransitionError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotAllowed => Self::NotAllowed,
            Refused::WrongRole => Self::WrongRole,
        }
    }
}

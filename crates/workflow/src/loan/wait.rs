//! A wait for new quota: an application that was received is no promise of money that is used up.

use super::{LoanAction, LoanState, Stage};
use crate::names::named;
use domain::Date;
use serde::{Deserialize, Serialize};

named! {
    /// What is used up.
    pub enum WaitReason {
        /// The year's quota for interest subsidies.
        QuotaUsedUp = "quota_used_up",
        /// What the guarantee fund may still guarantee.
        FundUsedUp = "fund_used_up",
    }
}

impl WaitReason {
    /// The reason that an action gives. Each has an action of its own, so that the timeline says why wherever it is shown.
    pub(super) const fn of(action: LoanAction) -> Option<Self> {
        match action {
            LoanAction::HoldForQuota => Some(Self::QuotaUsedUp),
            LoanAction::HoldForFund => Some(Self::FundUsedUp),
            _ => None,
        }
    }
}

/// Where a waiting file came from and goes back to, and what it waits for. Nobody says until when: nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// The stage it left.
    pub stage: Stage,
    /// What is used up.
    pub reason: WaitReason,
    /// The officer's words; may be empty.
    pub text: String,
    /// Since when.
    pub since: Date,
}

impl Wait {
    /// The state in which the file goes on.
    pub(super) const fn goes_on_in(&self) -> LoanState {
        match self.stage {
            Stage::Hr => LoanState::HrReview,
            Stage::Guarantee => LoanState::GuaranteeReview,
            Stage::Bank => LoanState::BankReview,
        }
    }
}

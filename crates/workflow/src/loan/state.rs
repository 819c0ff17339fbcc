//! Where a loan file stands.

use super::Stage;
use crate::Role;
use crate::names::named;

named! {
    /// Where a loan file stands, up to the payment of the loan.
    #[derive(Default)]
    pub enum LoanState {
        /// Being filled in; nobody else sees it.
        #[default]
        Draft = "draft",
        /// Handed in, not yet opened by the bureau.
        Submitted = "submitted",
        /// The bureau checks the qualification.
        HrReview = "hr_review",
        /// The bureau asked the resident to fix something.
        ReturnedHr = "returned_hr",
        /// The bureau has posted the applicants' list, where the district does so.
        PublicNotice = "public_notice",
        /// The guarantee agency does its due diligence.
        GuaranteeReview = "guarantee_review",
        /// The guarantee agency asked the resident to fix something.
        ReturnedGuarantee = "returned_guarantee",
        /// The bank decides on the loan.
        BankReview = "bank_review",
        /// The bank asked the resident to fix something.
        ReturnedBank = "returned_bank",
        /// The year's quota or the guarantee fund is used up: the bureau keeps the file until there is more, without a clock.
        QuotaWait = "quota_wait",
        /// The bank has made an offer; once signed, the bank pays.
        ContractReady = "contract_ready",
        /// The money is in the resident's account.
        Disbursed = "disbursed",
        /// The bureau refused.
        Rejected = "rejected",
        /// The guarantee agency or the bank refused.
        Declined = "declined",
        /// The resident appealed; somebody of the agency that refused, who had no part in it, looks again.
        AppealReview = "appeal_review",
        /// The resident took the application back.
        Withdrawn = "withdrawn",
        /// The resident's time to fix or to sign ran out; never counted as a refusal.
        ClosedIncomplete = "closed_incomplete",
        /// A draft thrown away.
        Discarded = "discarded",
    }
}

impl LoanState {
    /// Whose turn it is; nobody's when the application has ended.
    ///
    /// In [`LoanState::ContractReady`] it is the resident's until the contract is signed, and in
    /// [`LoanState::AppealReview`] that of the agency that refused: [`LoanFile::holder`](super::LoanFile::holder) knows.
    ///
    /// ```
    /// use workflow::{Role, loan::LoanState};
    /// assert_eq!(LoanState::ReturnedBank.holder(), Some(Role::Resident));
    /// assert_eq!(LoanState::Rejected.holder(), None);
    /// ```
    #[must_use]
    pub const fn holder(self) -> Option<Role> {
        match self {
            Self::Draft
            | Self::ReturnedHr
            | Self::ReturnedGuarantee
            | Self::ReturnedBank
            | Self::ContractReady => Some(Role::Resident),
            Self::Submitted | Self::HrReview | Self::PublicNotice | Self::QuotaWait => {
                Some(Role::HrOfficer)
            }
            Self::GuaranteeReview => Some(Role::GuaranteeOfficer),
            Self::BankReview => Some(Role::BankOfficer),
            Self::Disbursed
            | Self::Rejected
            | Self::Declined
            | Self::AppealReview
            | Self::Withdrawn
            | Self::ClosedIncomplete
            | Self::Discarded => None,
        }
    }

    /// The stage whose clock this state belongs to. An appeal has a clock of its own, in whichever stage refused, and what
    /// waits for quota is still in the stage it left: [`LoanFile::stage`](super::LoanFile::stage) knows.
    #[must_use]
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::Submitted | Self::HrReview | Self::ReturnedHr | Self::PublicNotice => {
                Some(Stage::Hr)
            }
            Self::GuaranteeReview | Self::ReturnedGuarantee => Some(Stage::Guarantee),
            Self::BankReview | Self::ReturnedBank | Self::ContractReady => Some(Stage::Bank),
            Self::Draft
            | Self::QuotaWait
            | Self::Disbursed
            | Self::Rejected
            | Self::Declined
            | Self::AppealReview
            | Self::Withdrawn
            | Self::ClosedIncomplete
            | Self::Discarded => None,
        }
    }

    /// Whether the resident has been asked to fix something.
    #[must_use]
    pub const fn is_returned(self) -> bool {
        matches!(
            self,
            Self::ReturnedHr | Self::ReturnedGuarantee | Self::ReturnedBank
        )
    }

    /// Whether entering this state stops the stage's clock: the resident, or the public, has the turn, or nobody can go on.
    #[must_use]
    pub const fn pauses_clock(self) -> bool {
        self.is_returned()
            || matches!(
                self,
                Self::PublicNotice | Self::ContractReady | Self::QuotaWait
            )
    }

    /// Whether it was handed in and has not ended; an appeal comes after an end.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        self.stage().is_some() || matches!(self, Self::QuotaWait)
    }

    /// Whether the application has ended. A withdrawn or incomplete one can still be reopened for a while, and a refused
    /// one appealed against.
    #[must_use]
    pub const fn is_final(self) -> bool {
        self.holder().is_none() && !matches!(self, Self::AppealReview)
    }

    /// Whether an agency has refused.
    #[must_use]
    pub const fn is_refused(self) -> bool {
        matches!(self, Self::Rejected | Self::Declined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_with_a_stage_has_a_holder_and_a_paused_one_has_a_stage() {
        for &state in LoanState::ALL {
            assert!(
                state.stage().is_none() || state.holder().is_some(),
                "{state}"
            );
            assert!(!state.pauses_clock() || state.is_under_way(), "{state}");
            assert_eq!(
                state.is_final(),
                !state.is_under_way()
                    && !matches!(state, LoanState::Draft | LoanState::AppealReview),
                "{state}"
            );
        }
    }
}

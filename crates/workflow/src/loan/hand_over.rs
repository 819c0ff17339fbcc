//! What an agency without accounts decides on paper. The bureau takes it over from a package; the event then names the
//! package beside whoever took it over.

use super::{LoanAction, LoanFile, LoanState, Stage, next};
use crate::Role;
use crate::names::named;

named! {
    /// A decision of an agency without accounts, as its form names it.
    pub enum HandOverDecision {
        /// The guarantee agency finds in favour.
        Pass = "pass",
        /// The bank offers a loan.
        Approve = "approve",
        /// Something is to be fixed first.
        Return = "return",
        /// The agency does not agree.
        Refuse = "refuse",
        /// A condition of the agency's offer is met.
        Meet = "meet",
        /// A condition of the offer cannot be met: the offer is refused.
        NotMet = "not_met",
        /// The contract is signed on paper.
        Sign = "sign",
        /// The money is paid.
        Pay = "pay",
        /// A refusal stands after an appeal.
        Uphold = "uphold",
        /// A refusal is taken back after an appeal.
        Overturn = "overturn",
        /// The year's subsidy quota is used up: the file waits.
        HoldForQuota = "hold_for_quota",
        /// The guarantee fund's quota is used up: the file waits.
        HoldForFund = "hold_for_fund",
    }
}

named! {
    /// How far a package has come.
    pub enum PackageState {
        /// It is with the agency, or on its way.
        Out = "out",
        /// Its form came back and was read; nothing is recorded yet.
        Read = "read",
        /// Its decision is recorded and waits for a second person.
        Proposed = "proposed",
        /// Its decision is recorded.
        Recorded = "recorded",
        /// The second person did not agree that this is what the agency decided.
        Dismissed = "dismissed",
    }
}

impl HandOverDecision {
    /// What is recorded on the file.
    ///
    /// ```
    /// use workflow::loan::{HandOverDecision, LoanAction};
    /// assert_eq!(HandOverDecision::Refuse.action(), LoanAction::ProposeRefusal);
    /// ```
    #[must_use]
    pub const fn action(self) -> LoanAction {
        match self {
            Self::Pass => LoanAction::Pass,
            Self::Approve => LoanAction::Approve,
            Self::Return => LoanAction::Return,
            Self::Refuse | Self::NotMet => LoanAction::ProposeRefusal,
            Self::Meet => LoanAction::MeetCondition,
            Self::Sign => LoanAction::Sign,
            Self::Pay => LoanAction::ProposeDisbursement,
            Self::Uphold => LoanAction::UpholdRefusal,
            Self::Overturn => LoanAction::OverturnRefusal,
            Self::HoldForQuota => LoanAction::HoldForQuota,
            Self::HoldForFund => LoanAction::HoldForFund,
        }
    }

    /// What a second person records, where one person is not enough.
    #[must_use]
    pub const fn confirmation(self) -> Option<LoanAction> {
        match self {
            Self::Refuse | Self::NotMet => Some(LoanAction::ConfirmRefusal),
            Self::Pay => Some(LoanAction::ConfirmDisbursement),
            _ => None,
        }
    }

    /// What the agency that holds a file can decide on its form now; see [`open_at`](Self::open_at).
    #[must_use]
    pub fn open_on(file: &LoanFile) -> Vec<Self> {
        file.stage()
            .map_or_else(Vec::new, |stage| Self::open_at(file, stage))
    }

    /// What an agency can decide on its form now; nothing at the bureau, or while a refusal waits for a second person. A
    /// second return needs a supervisor's reason, which no form brings. While an offer stands the guarantee agency has a
    /// word on its own open conditions, and on nothing else.
    #[must_use]
    pub fn open_at(file: &LoanFile, stage: Stage) -> Vec<Self> {
        let is_here = file.stage() == Some(stage);
        if stage == Stage::Hr || !(is_here || Self::has_word_beside(file, stage)) {
            return Vec::new();
        }
        if file.pending_refusal().is_some() {
            return Vec::new();
        }
        let is_signed = file.signed_on().is_some();
        let has_returned = file.returns_used().of(stage) > 0;
        let officer = stage.officer();
        let waits = file.conditions().iter().any(|one| one.waits_for(officer));
        let is_open = |decision: Self| match decision {
            Self::Meet => waits,
            // The bank's form says it whoever set it: the offer cannot be signed without it.
            Self::NotMet => file.state() == LoanState::ContractReady && file.has_open_conditions(),
            _ if !is_here => false,
            Self::Return => !has_returned,
            Self::Sign => !is_signed && !file.has_open_conditions(),
            Self::Pay => is_signed,
            _ => true,
        };
        let known = Self::ALL.iter().copied();
        known
            .filter(|decision| next(file.state(), decision.action(), officer).is_ok())
            .filter(|decision| is_open(*decision))
            .collect()
    }

    /// Whether an agency that the file is not at still has something to say: the guarantee agency of its open conditions.
    #[must_use]
    pub fn has_word_beside(file: &LoanFile, stage: Stage) -> bool {
        let officer = stage.officer();
        file.state() == LoanState::ContractReady
            && file.stage() != Some(stage)
            && file.conditions().iter().any(|one| one.waits_for(officer))
    }
}

/// Whether an event may come out of a package: a decision of an agency, its confirmation, or a second person's no.
pub(super) fn is_taken_over(action: LoanAction, role: Role) -> bool {
    let is_agency = matches!(role, Role::GuaranteeOfficer | Role::BankOfficer);
    let is_decision = HandOverDecision::ALL
        .iter()
        .any(|decision| decision.action() == action || decision.confirmation() == Some(action));
    is_agency && (is_decision || action == LoanAction::DismissRefusal)
}

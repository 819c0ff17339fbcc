//! What a file tells.

use super::{LoanFile, Proposal};
use crate::loan::{
    CannotSupply, Defect, Disbursement, LoanState, LoanTerms, PerStage, Refusal, Submission, Visit,
};
use crate::{Role, StageClock};
use domain::Date;

impl LoanFile {
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> LoanState {
        self.state
    }

    /// The number of its events.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Whose turn it is: in [`LoanState::ContractReady`] the resident's until the contract is signed, then the bank's.
    #[must_use]
    pub const fn holder(&self) -> Option<Role> {
        match self.state {
            LoanState::ContractReady if self.signed_on.is_some() => Some(Role::BankOfficer),
            state => state.holder(),
        }
    }

    /// The day it came to stand there; nothing for a draft without events.
    #[must_use]
    pub const fn entered_on(&self) -> Option<Date> {
        self.entered_on
    }

    /// What was last handed in.
    #[must_use]
    pub const fn submission(&self) -> Option<&Submission> {
        self.submission.as_ref()
    }

    /// The day it was handed in.
    #[must_use]
    pub const fn submitted_on(&self) -> Option<Date> {
        self.submitted_on
    }

    /// The clock of the stage it is in, or ended in.
    #[must_use]
    pub const fn clock(&self) -> Option<&StageClock> {
        self.clock.as_ref()
    }

    /// How often each stage has returned it.
    #[must_use]
    pub const fn returns_used(&self) -> PerStage<u32> {
        self.returns_used
    }

    /// What the present stage last asked the resident to fix; an officer compares it with what came back.
    #[must_use]
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// What the resident has still to fix; empty when nothing is asked of the resident now.
    #[must_use]
    pub fn open_defects(&self) -> &[Defect] {
        if self.state.is_returned() {
            &self.defects
        } else {
            &[]
        }
    }

    /// What of that the resident said cannot be supplied.
    #[must_use]
    pub fn cannot_supply(&self) -> &[CannotSupply] {
        &self.cannot_supply
    }

    /// Whether the resident got more time for the present return.
    #[must_use]
    pub const fn is_extended(&self) -> bool {
        self.is_extended
    }

    /// The visit last booked.
    #[must_use]
    pub const fn visit(&self) -> Option<&Visit> {
        self.visit.as_ref()
    }

    /// A refusal that waits for a second person.
    #[must_use]
    pub const fn pending_refusal(&self) -> Option<&Proposal<Refusal>> {
        self.pending_refusal.as_ref()
    }

    /// Why it was refused.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// What the bank offers.
    #[must_use]
    pub const fn terms(&self) -> Option<&LoanTerms> {
        self.terms.as_ref()
    }

    /// The day the contract was signed.
    #[must_use]
    pub const fn signed_on(&self) -> Option<Date> {
        self.signed_on
    }

    /// A payment that waits for a second person.
    #[must_use]
    pub const fn pending_disbursement(&self) -> Option<&Proposal<Disbursement>> {
        self.pending_disbursement.as_ref()
    }

    /// What the bank has paid.
    #[must_use]
    pub const fn disbursement(&self) -> Option<&Disbursement> {
        self.disbursement.as_ref()
    }
}

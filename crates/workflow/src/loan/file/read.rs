//! What a file tells.

use super::{LoanFile, Proposal};
use crate::loan::{
    Appeal, CannotSupply, Condition, Contract, Defect, Disbursement, LoanState, LoanTerms,
    PerStage, Refusal, Stage, Submission, Visit, Wait,
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

    /// The stage it is in; an appeal is in the one that refused, and what waits for quota in the one it left.
    #[must_use]
    pub const fn stage(&self) -> Option<Stage> {
        match (self.state, &self.refused_by, &self.wait) {
            (LoanState::AppealReview, Some(refused_by), _) => Some(refused_by.stage),
            (LoanState::QuotaWait, _, Some(wait)) => Some(wait.stage),
            (state, _, _) => state.stage(),
        }
    }

    /// What it waits for, while quota or fund is used up.
    #[must_use]
    pub const fn wait(&self) -> Option<&Wait> {
        self.wait.as_ref()
    }

    /// Whose turn it is: in [`LoanState::ContractReady`] the resident's until the contract is signed, then the bank's; an
    /// appeal is with the agency that refused.
    #[must_use]
    pub const fn holder(&self) -> Option<Role> {
        match self.state {
            LoanState::AppealReview => match self.stage() {
                Some(stage) => Some(stage.officer()),
                None => None,
            },
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

    /// The office whose refusal waits: in [`LoanState::ContractReady`] the guarantee agency's can, elsewhere it is that of the
    /// stage.
    #[must_use]
    pub fn pending_refusal_of(&self) -> Option<Stage> {
        self.pending_refusal.as_ref()?;
        self.refusing_stage.or_else(|| self.state.stage())
    }

    /// Why it was refused.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    /// Whether somebody proposed or confirmed the refusal that stands, and so cannot decide on an appeal against it.
    #[must_use]
    pub fn had_part_in_refusal(&self, actor_id: &str) -> bool {
        let refused_by = self.refused_by.as_ref();
        refused_by.is_some_and(|refused_by| refused_by.includes(actor_id))
    }

    /// The appeal against the last refusal; it stays to be read after the decision.
    #[must_use]
    pub const fn appeal(&self) -> Option<&Appeal> {
        self.appeal.as_ref()
    }

    /// Whether what was stored is this file. What was stored before there were appeals does not say who refused.
    #[must_use]
    pub fn is_stored_as(&self, stored: &Self) -> bool {
        if stored.refused_by.is_some() || !self.state.is_refused() || self.appeal.is_some() {
            return stored == self;
        }
        let without = Self {
            refused_by: None,
            ..self.clone()
        };
        *stored == without
    }

    /// What the bank offers.
    #[must_use]
    pub const fn terms(&self) -> Option<&LoanTerms> {
        self.terms.as_ref()
    }

    /// What has to be so before the contract can be signed, the guarantee agency's and the bank's.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// Whether one of them is not met yet.
    #[must_use]
    pub fn has_open_conditions(&self) -> bool {
        self.conditions.iter().any(|one| one.met_on.is_none())
    }

    /// The contract as it was signed on paper; nothing of those recorded before it was asked for.
    #[must_use]
    pub const fn contract(&self) -> Option<&Contract> {
        self.contract.as_ref()
    }

    /// The day the contract was signed: the one on the paper, or where that was not recorded the day it was reported.
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

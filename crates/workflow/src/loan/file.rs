//! A loan file: what its events add up to.

mod apply;
mod desk_clocks;
mod detail_check;
mod read;
mod time_check;

use super::hand_over::is_taken_over;
use super::{
    Appeal, CannotSupply, Condition, Contract, Defect, Disbursement, LoanAction, LoanEvent,
    LoanRules, LoanState, LoanTerms, PerStage, Refusal, RefusedBy, Stage, Submission,
    TransitionError, Visit, Wait, allowed, next,
};
use crate::{Role, StageClock};
use domain::Date;
use serde::{Deserialize, Serialize};

/// A loan file: what its events add up to.
///
/// A file begins as an empty draft, [`LoanFile::default`], and changes only through [`decide`](Self::decide). Its
/// version is the number of its events. What it holds depends on the events alone: limits and calendar are needed to
/// accept a new event and to read the clock, never to fold the log, so a district that changes a limit does not make
/// its old files unreadable.
///
/// It is not the application's answers and documents; those belong to the resident's draft.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LoanFile {
    state: LoanState,
    version: u32,
    entered_on: Option<Date>,
    last_event_on: Option<Date>,
    submission: Option<Submission>,
    submitted_on: Option<Date>,
    clock: Option<StageClock>,
    returns_used: PerStage<u32>,
    defects: Vec<Defect>,
    cannot_supply: Vec<CannotSupply>,
    is_extended: bool,
    visit: Option<Visit>,
    pending_refusal: Option<Proposal<Refusal>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusing_stage: Option<Stage>,
    refusal: Option<Refusal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused_by: Option<RefusedBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    appeal: Option<Appeal>,
    #[serde(skip_serializing_if = "is_not")]
    has_half_time: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    wait: Option<Wait>,
    terms: Option<LoanTerms>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<Condition>,
    #[serde(skip_serializing_if = "is_not")]
    is_ready_untold: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    told_ready_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer_held_until: Option<Date>,
    signed_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contract: Option<Contract>,
    pending_disbursement: Option<Proposal<Disbursement>>,
    disbursement: Option<Disbursement>,
}

/// Something one person proposed and another must confirm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal<T> {
    /// Who proposed it.
    pub actor_id: String,
    /// On which day.
    pub on: Date,
    /// What is proposed.
    pub detail: T,
}

/// A log that does not fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("event {index} does not follow from those before it")]
pub struct FoldError {
    /// The event's place in the log, from 0.
    pub index: usize,
    /// What is wrong with it.
    pub source: TransitionError,
}

const fn is_not(is_so: &bool) -> bool {
    !*is_so
}

/// Returns allowed in one stage: the second under a supervisor's reason, the third for new facts alone.
const RETURNS_PER_STAGE: u32 = 3;

impl LoanFile {
    /// The file after one more event, if the event is acceptable now.
    ///
    /// Whether the actor may see the file at all, whether it is the actor's own or a relative's, and whether the same
    /// request was already answered, is the server's to know.
    ///
    /// # Errors
    /// Says the first reason not to accept; the file stays as it was.
    pub fn decide(&self, event: &LoanEvent, rules: LoanRules<'_>) -> Result<Self, TransitionError> {
        let after = self.accept(event)?;
        self.check_time(event.action, self.day_of(event.on), rules)?;
        Ok(after)
    }

    /// The file that a log adds up to. An empty log is an empty draft.
    ///
    /// ```
    /// use workflow::loan::{LoanFile, LoanState};
    /// let file = LoanFile::fold(&[]).unwrap();
    /// assert_eq!((file.state(), file.version()), (LoanState::Draft, 0));
    /// ```
    ///
    /// # Errors
    /// When an event does not follow from those before it: the log was tampered with, or written by other rules.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a LoanEvent>) -> Result<Self, FoldError> {
        events
            .into_iter()
            .enumerate()
            .try_fold(Self::default(), |file, (index, event)| {
                file.accept(event)
                    .map_err(|source| FoldError { index, source })
            })
    }

    /// The state after each event of a log, for showing what happened.
    ///
    /// # Errors
    /// As [`fold`](Self::fold).
    pub fn states<'a>(
        events: impl IntoIterator<Item = &'a LoanEvent>,
    ) -> Result<Vec<LoanState>, FoldError> {
        let mut file = Self::default();
        let mut states = Vec::new();
        for (index, event) in events.into_iter().enumerate() {
            file = file
                .accept(event)
                .map_err(|source| FoldError { index, source })?;
            states.push(file.state);
        }
        Ok(states)
    }

    /// The actions a person can take today: what to offer as buttons. Taking one may still need its detail.
    #[must_use]
    pub fn available(
        &self,
        role: Role,
        actor_id: &str,
        today: Date,
        rules: LoanRules<'_>,
    ) -> Vec<LoanAction> {
        let today = self.day_of(today);
        allowed(self.state, role)
            .filter(|_| self.is_in_hands_of(role))
            .filter(|&action| self.permits(action, (role, actor_id), today).is_ok())
            .filter(|&action| self.check_time(action, today, rules).is_ok())
            .collect()
    }

    /// Everything that does not depend on the district's limits, and then the event itself.
    fn accept(&self, event: &LoanEvent) -> Result<Self, TransitionError> {
        let to = self.leads_to(event)?;
        if !self.is_in_hands_of(event.role) {
            return Err(TransitionError::WrongRole);
        }
        if event.on != Date::from_unix_ms_shanghai(event.at_ms) {
            return Err(TransitionError::DateMismatch);
        }
        if event.on_behalf_of.is_some() {
            if event.role != Role::Resident {
                return Err(TransitionError::NotOnBehalf);
            }
            if event
                .consent_id
                .as_ref()
                .is_none_or(|consent| consent.trim().is_empty())
            {
                return Err(TransitionError::ConsentMissing);
            }
        }
        let is_named = |package: &String| {
            !package.trim().is_empty() && is_taken_over(event.action, event.role)
        };
        if !event.package_id.as_ref().is_none_or(is_named) {
            return Err(TransitionError::NotByPackage);
        }
        // A resident's papers are the form's, and the portal has none.
        if !event.papers.is_empty() && matches!(event.role, Role::Resident | Role::System) {
            return Err(TransitionError::WrongRole);
        }
        let day = self.day_of(event.on);
        self.permits(event.action, (event.role, &event.actor_id), day)?;
        self.check_detail(event, day)?;
        Ok(self.clone().applied(event, to, day))
    }

    /// The state after an event, as the table says; at the end of a wait as the file remembers.
    fn leads_to(&self, event: &LoanEvent) -> Result<LoanState, TransitionError> {
        let to = next(self.state, event.action, event.role)?;
        Ok(match &self.wait {
            Some(wait) if event.action == LoanAction::EndWait => wait.goes_on_in(),
            _ => to,
        })
    }

    /// Whether a role that the table names is the one here: an appeal is for the agency that refused alone.
    fn is_in_hands_of(&self, role: Role) -> bool {
        self.state != LoanState::AppealReview || self.holder() == Some(role)
    }

    /// The day an event counts as: a server clock that was set back neither blocks a file nor gives days back.
    fn day_of(&self, on: Date) -> Date {
        self.last_event_on.map_or(on, |last| last.max(on))
    }

    /// What the file's own history forbids, whatever the detail says.
    fn permits(
        &self,
        action: LoanAction,
        (role, actor_id): (Role, &str),
        day: Date,
    ) -> Result<(), TransitionError> {
        let is_signed = self.signed_on.is_some();
        match action {
            LoanAction::Pass
            | LoanAction::PostPublicNotice
            | LoanAction::Approve
            | LoanAction::Return
            | LoanAction::ProposeRefusal
            | LoanAction::HoldForQuota
            | LoanAction::HoldForFund
            | LoanAction::Sign
            | LoanAction::ProposeDisbursement
            | LoanAction::ConfirmDisbursement
                if self.pending_refusal.is_some() =>
            {
                Err(TransitionError::RefusalPending)
            }
            LoanAction::Return if self.returns_in_stage() >= RETURNS_PER_STAGE => {
                Err(TransitionError::NoReturnsLeft)
            }
            // The guarantee agency takes back its word where what it asked for does not come.
            LoanAction::ProposeRefusal
                if self.state == LoanState::ContractReady
                    && role == Role::GuaranteeOfficer
                    && !self.conditions.iter().any(|one| one.waits_for(role)) =>
            {
                Err(TransitionError::NoConditionOpen)
            }
            // Two of one office: the other lender's refusal is not theirs to settle.
            LoanAction::ConfirmRefusal | LoanAction::DismissRefusal
                if self
                    .pending_refusal_of()
                    .is_some_and(|stage| stage.officer() != role) =>
            {
                Err(TransitionError::WrongRole)
            }
            // What was to be arranged came after all, and that was why.
            LoanAction::ConfirmRefusal
                if self.refusing_stage.is_some()
                    && !self.conditions.iter().any(|one| one.waits_for(role)) =>
            {
                Err(TransitionError::NoConditionOpen)
            }
            LoanAction::ConfirmRefusal => by_second_person(self.pending_refusal.as_ref(), actor_id),
            // One appeal for each refusal.
            LoanAction::Appeal if self.appeal.is_some() => Err(TransitionError::NotAllowed),
            LoanAction::UpholdRefusal | LoanAction::OverturnRefusal
                if self.had_part_in_refusal(actor_id) =>
            {
                Err(TransitionError::SamePerson)
            }
            LoanAction::DismissRefusal if self.pending_refusal.is_none() => {
                Err(TransitionError::NoProposal)
            }
            LoanAction::RequestExtension if self.is_extended => Err(TransitionError::ExtensionUsed),
            LoanAction::Sign
            | LoanAction::MeetCondition
            | LoanAction::Withdraw
            | LoanAction::DeclineOffer
            | LoanAction::Expire
                if is_signed =>
            {
                Err(TransitionError::ContractSigned)
            }
            LoanAction::Sign if self.has_open_conditions() => Err(TransitionError::ConditionsOpen),
            LoanAction::MeetCondition if !self.conditions.iter().any(|one| one.waits_for(role)) => {
                Err(TransitionError::NoConditionOpen)
            }
            LoanAction::ProposeDisbursement | LoanAction::ConfirmDisbursement if !is_signed => {
                Err(TransitionError::ContractNotSigned)
            }
            LoanAction::ConfirmDisbursement => {
                by_second_person(self.pending_disbursement.as_ref(), actor_id)?;
                match &self.pending_disbursement {
                    Some(proposal) if proposal.detail.on > day => Err(TransitionError::TooEarly {
                        first_day: proposal.detail.on,
                    }),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn returns_in_stage(&self) -> u32 {
        self.state
            .stage()
            .map_or(0, |stage| self.returns_used.of(stage))
    }
}

fn by_second_person<T>(
    proposal: Option<&Proposal<T>>,
    actor_id: &str,
) -> Result<(), TransitionError> {
    match proposal {
        None => Err(TransitionError::NoProposal),
        Some(proposal) if proposal.actor_id == actor_id => Err(TransitionError::SamePerson),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

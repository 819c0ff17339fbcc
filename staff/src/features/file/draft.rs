//! What an officer has written about one file and not yet sent. Plain data: kept in the tab, so that a reload, a newer
//! state or an ended session loses none of it.

mod contract;
mod disbursement;
mod lines;
mod met;
mod refusal;
mod returning;
mod terms;
mod visit;

pub(super) use contract::ContractDraft;
pub(super) use disbursement::DisbursementDraft;
pub(super) use lines::Lines;
pub(super) use met::{MetDraft, waiting};
pub(super) use refusal::{OTHER, RefusalDraft, conditions};
pub(super) use returning::ReturnDraft;
pub(super) use terms::{TermsDraft, rate_text};
pub(super) use visit::VisitDraft;

use super::flaw::Flaw;
use api::{
    people::WaiverAnswerView,
    staff::{StaffActionRequest, StaffApplicationView},
};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::{
    Role,
    loan::{LoanAction, Stage},
};

/// The applicant need not have a guarantor.
pub(super) const WAIVER_GRANTED: &str = "granted";
/// The applicant has to.
pub(super) const WAIVER_REFUSED: &str = "refused";

/// Every form of one file, as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Drafts {
    pub(super) returning: ReturnDraft,
    pub(super) refusal: RefusalDraft,
    pub(super) visit: VisitDraft,
    pub(super) terms: TermsDraft,
    pub(super) disbursement: DisbursementDraft,
    pub(super) contract: ContractDraft,
    pub(super) met: MetDraft,
    /// What the guarantee agency asks for before the contract.
    pub(super) conditions: Lines,
    /// Why a proposed refusal is dropped.
    pub(super) dismissal: String,
    /// What the objection to the posted list is.
    pub(super) objection: String,
    /// The note kept with a finding in favour.
    pub(super) note: String,
    /// What is answered to a request to do without a guarantor: `granted`, `refused`.
    pub(super) waiver: String,
    /// Why it is refused.
    pub(super) waiver_reason: String,
    /// The note kept with a wait for quota.
    pub(super) holding: String,
    /// Why a refusal stands after an appeal.
    pub(super) upholding: String,
    /// Why a refusal is taken back after an appeal.
    pub(super) overturning: String,
}

impl Drafts {
    /// What was kept; unreadable text of an older version counts as nothing.
    pub(super) fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    /// Fills a form with what the file already says, once; what was typed stays.
    pub(super) fn begin(
        &mut self,
        action: LoanAction,
        file: &StaffApplicationView,
        role: Option<Role>,
    ) {
        match action {
            LoanAction::ProposeRefusal => self.refusal.begin(file),
            LoanAction::Approve => self.terms.begin(file),
            LoanAction::ProposeDisbursement => self.disbursement.begin(file),
            LoanAction::MeetCondition => {
                if let Some(role) = role {
                    self.met.begin(file, role);
                }
            }
            _ => {}
        }
    }

    /// Forgets the form of an action that was carried out.
    pub(super) fn finish(&mut self, action: LoanAction) {
        match action {
            LoanAction::Return => self.returning = ReturnDraft::default(),
            LoanAction::ProposeRefusal => self.refusal = RefusalDraft::default(),
            LoanAction::BookVisit => self.visit = VisitDraft::default(),
            LoanAction::Approve => self.terms = TermsDraft::default(),
            LoanAction::ProposeDisbursement => self.disbursement = DisbursementDraft::default(),
            LoanAction::DismissRefusal => self.dismissal.clear(),
            LoanAction::AcceptObjection => self.objection.clear(),
            LoanAction::Sign => self.contract = ContractDraft::default(),
            LoanAction::MeetCondition => self.met = MetDraft::default(),
            LoanAction::Pass => {
                self.note.clear();
                self.waiver.clear();
                self.waiver_reason.clear();
                self.conditions = Lines::default();
            }
            LoanAction::HoldForQuota | LoanAction::HoldForFund => self.holding.clear(),
            LoanAction::UpholdRefusal => self.upholding.clear(),
            LoanAction::OverturnRefusal => self.overturning.clear(),
            _ => {}
        }
    }

    /// The request of an action, or everything that keeps it from being sent.
    pub(super) fn request(
        &self,
        action: LoanAction,
        file: &StaffApplicationView,
        today: Date,
    ) -> Result<StaffActionRequest, Vec<Flaw>> {
        let mut request = empty_request(action, file.application.version);
        match action {
            LoanAction::Return => {
                let notice = self.returning.check(file)?;
                request.defects = notice.defects;
                request.supervisor_reason = notice.supervisor_reason;
                request.new_facts = notice.new_facts;
            }
            LoanAction::ProposeRefusal => {
                let (refusal, would_change) = self.refusal.check()?;
                request.refusal = Some(refusal);
                request.would_change = Some(would_change);
            }
            LoanAction::BookVisit => request.visit = Some(self.visit.check(today)?),
            LoanAction::Approve => {
                request.terms = Some(self.terms.check(file)?);
                request.conditions = self.terms.conditions.filled();
            }
            LoanAction::Sign => request.contract = Some(self.contract.check(today)?),
            LoanAction::MeetCondition => {
                request.condition = Some(self.met.check()?);
                request.note = non_blank(&self.met.note);
            }
            LoanAction::ProposeDisbursement => {
                let (disbursement, repayment) = self.disbursement.check(file, today)?;
                request.disbursement = Some(disbursement);
                request.repayment = Some(repayment);
            }
            LoanAction::DismissRefusal => {
                request.note = Some(filled(&self.dismissal, Flaw::Dismissal)?);
            }
            LoanAction::AcceptObjection => {
                request.note = Some(filled(&self.objection, Flaw::Objection)?);
            }
            LoanAction::Pass => {
                request.note = non_blank(&self.note);
                if file.application.state.stage() == Some(Stage::Guarantee) {
                    request.conditions = self.conditions.filled();
                    request.waiver = self.waiver_answer(file);
                }
            }
            LoanAction::HoldForQuota | LoanAction::HoldForFund => {
                request.note = non_blank(&self.holding);
            }
            LoanAction::UpholdRefusal => {
                request.note = Some(filled(&self.upholding, Flaw::Appeal)?);
            }
            LoanAction::OverturnRefusal => {
                request.note = Some(filled(&self.overturning, Flaw::Appeal)?);
            }
            _ => {}
        }
        Ok(request)
    }
}

impl Drafts {
    /// None where nobody asked, or nothing was chosen, which the server says.
    fn waiver_answer(&self, file: &StaffApplicationView) -> Option<WaiverAnswerView> {
        let is_asked = file
            .people
            .as_ref()
            .is_some_and(|people| people.waiver.is_some());
        let is_granted = match self.waiver.as_str() {
            _ if !is_asked => return None,
            WAIVER_GRANTED => true,
            WAIVER_REFUSED => false,
            _ => return None,
        };
        let reason = (!is_granted).then(|| self.waiver_reason.trim().to_owned());
        Some(WaiverAnswerView {
            is_granted,
            reason: reason.unwrap_or_default(),
        })
    }
}

/// An action without any of its parts.
pub(super) fn empty_request(action: LoanAction, version: u32) -> StaffActionRequest {
    StaffActionRequest {
        version,
        action,
        defects: Vec::new(),
        supervisor_reason: None,
        new_facts: None,
        refusal: None,
        would_change: None,
        terms: None,
        conditions: Vec::new(),
        waiver: None,
        condition: None,
        contract: None,
        visit: None,
        disbursement: None,
        repayment: None,
        note: None,
        papers: Vec::new(),
        no_conflict: false,
    }
}

/// The text without the space around it; none when there is nothing else.
fn non_blank(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn filled(text: &str, flaw: Flaw) -> Result<String, Vec<Flaw>> {
    non_blank(text).ok_or_else(|| vec![flaw])
}

#[cfg(test)]
pub(super) mod testing;
#[cfg(test)]
mod tests;

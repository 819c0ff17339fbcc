//! How an accepted event changes the file.

use super::{LoanFile, Proposal};
use crate::loan::{
    Appeal, AppealDecision, Condition, EventDetail, LoanAction, LoanEvent, LoanState, RefusedBy,
    Stage, Wait, WaitReason,
};
use crate::{Role, StageClock};
use domain::Date;

impl LoanFile {
    /// The file after an event that was found acceptable.
    pub(super) fn applied(mut self, event: &LoanEvent, to: LoanState, day: Date) -> Self {
        self.record(event, day);
        if to != self.state {
            self.enter(to, day);
        }
        self.version = self.version.saturating_add(1);
        self.last_event_on = Some(day);
        self
    }

    fn record(&mut self, event: &LoanEvent, day: Date) {
        match event.action {
            LoanAction::Submit => self.submitted_on = Some(day),
            LoanAction::RequestExtension => self.is_extended = true,
            LoanAction::ConfirmRefusal => self.refuse(&event.actor_id),
            LoanAction::DismissRefusal => {
                let pending = self.pending_refusal.as_ref();
                if self.is_offered() && pending.is_some_and(|one| one.detail.holds_offer) {
                    self.offer_held_until = Some(day);
                }
                self.drop_refusal();
                self.tell_ready(day);
            }
            LoanAction::HoldForQuota | LoanAction::HoldForFund => self.hold(event, day),
            LoanAction::Sign => {
                self.signed_on = Some(day);
                // The bank holds the file again, and the law counts its days up to the payment.
                if let Some(clock) = &mut self.clock {
                    clock.resume(day);
                }
            }
            LoanAction::ConfirmDisbursement => {
                self.disbursement = self
                    .pending_disbursement
                    .take()
                    .map(|proposal| proposal.detail);
            }
            _ => {}
        }
        self.record_detail(event, day);
    }

    fn record_detail(&mut self, event: &LoanEvent, day: Date) {
        let actor_id = event.actor_id.clone();
        match event.detail.clone() {
            EventDetail::None => {}
            EventDetail::Reason { text } => self.record_appeal(event.action, text, day),
            EventDetail::Submission(submission) => self.submission = Some(submission),
            EventDetail::Return(detail) => {
                if let Some(stage) = self.state.stage() {
                    let used = self.returns_used.of_mut(stage);
                    *used = used.saturating_add(1);
                }
                self.defects = detail.defects;
                self.cannot_supply.clear();
                self.is_extended = false;
            }
            EventDetail::CannotSupply(answer) => {
                self.cannot_supply
                    .retain(|earlier| earlier.field != answer.field);
                self.cannot_supply.push(answer);
            }
            EventDetail::Refusal(detail) => {
                let stage = self.state.stage();
                let is_other = stage.is_some_and(|stage| stage.officer() != event.role);
                self.refusing_stage = is_other.then_some(Stage::Guarantee);
                self.pending_refusal = Some(Proposal {
                    actor_id,
                    on: day,
                    detail,
                })
            }
            EventDetail::Visit(visit) => self.visit = Some(visit),
            EventDetail::Terms(terms) => {
                self.set_conditions(event.role, terms.conditions.clone());
                self.terms = Some(terms);
            }
            EventDetail::Finding(finding) => self.set_conditions(event.role, finding.conditions),
            EventDetail::Met(met) => {
                let at = usize::try_from(met.condition).unwrap_or(usize::MAX);
                if let Some(condition) = self.conditions.get_mut(at) {
                    condition.met_on = Some(day);
                }
                self.is_ready_untold = met.tells_resident && !self.has_open_conditions();
                self.tell_ready(day);
            }
            EventDetail::Contract(contract) => {
                self.signed_on = Some(contract.signed_on);
                self.contract = Some(contract);
            }
            EventDetail::Disbursement(detail) => {
                self.pending_disbursement = Some(Proposal {
                    actor_id,
                    on: day,
                    detail,
                });
            }
        }
    }

    fn hold(&mut self, event: &LoanEvent, since: Date) {
        let stage = self.state.stage();
        let text = match &event.detail {
            EventDetail::Reason { text } => text.clone(),
            _ => String::new(),
        };
        self.wait = stage
            .zip(WaitReason::of(event.action))
            .map(|(stage, reason)| Wait {
                stage,
                reason,
                text,
                since,
            });
    }

    /// Takes an agency's conditions in place of those it set before.
    fn set_conditions(&mut self, set_by: Role, texts: Vec<String>) {
        self.conditions.retain(|earlier| earlier.set_by != set_by);
        let new = texts.into_iter();
        self.conditions
            .extend(new.map(|text| Condition::open(text, set_by)));
    }

    /// While a refusal waits nobody is asked to sign; the resident is told once it is dropped.
    fn tell_ready(&mut self, day: Date) {
        if self.pending_refusal.is_none() && std::mem::take(&mut self.is_ready_untold) {
            self.told_ready_on = Some(day);
        }
    }

    fn drop_refusal(&mut self) {
        self.pending_refusal = None;
        self.refusing_stage = None;
    }

    fn refuse(&mut self, confirmed_by: &str) {
        let stage = self.pending_refusal_of();
        let Some(proposal) = self.pending_refusal.take() else {
            return;
        };
        // A payment that was proposed is not made any more.
        self.pending_disbursement = None;
        self.refused_by = stage.map(|stage| RefusedBy {
            stage,
            proposed_by: proposal.actor_id,
            confirmed_by: confirmed_by.to_owned(),
        });
        self.refusal = Some(proposal.detail);
        // A new refusal can be appealed against anew.
        self.appeal = None;
    }

    fn record_appeal(&mut self, action: LoanAction, text: String, on: Date) {
        let is_overturned = match action {
            LoanAction::Appeal => {
                self.appeal = Some(Appeal {
                    text,
                    on,
                    decision: None,
                });
                return;
            }
            LoanAction::UpholdRefusal => false,
            LoanAction::OverturnRefusal => true,
            _ => return,
        };
        if is_overturned {
            self.refusal = None;
            self.refused_by = None;
            // What comes next is another offer, with a contract of its own.
            self.signed_on = None;
            self.contract = None;
        }
        if let Some(appeal) = &mut self.appeal {
            appeal.decision = Some(AppealDecision {
                is_overturned,
                text,
                on,
            });
        }
    }

    /// The stage whose clock goes on if the file stays in it: a wait is no other stage, an appeal is.
    fn left_stage(&self) -> Option<Stage> {
        let wait = self.wait.as_ref();
        self.state.stage().or(wait.map(|wait| wait.stage))
    }

    fn enter(&mut self, to: LoanState, day: Date) {
        if to == LoanState::Draft {
            // A reopened application is a new one under the old history: fresh clocks, fresh returns.
            *self = Self {
                version: self.version,
                ..Self::default()
            };
        } else if to == LoanState::AppealReview {
            self.clock = Some(StageClock::started(day));
        } else if to.stage().is_some() && to.stage() != self.left_stage() {
            // Whoever refused wrongly has used its days already.
            self.has_half_time = self.state == LoanState::AppealReview;
            self.clock = Some(StageClock::started(day));
            self.defects.clear();
            self.cannot_supply.clear();
            self.is_extended = false;
        } else if let Some(clock) = &mut self.clock {
            if to.pauses_clock() || to.is_final() {
                clock.pause(day)
            } else {
                clock.resume(day)
            }
        }
        self.drop_refusal();
        self.is_ready_untold = false;
        self.told_ready_on = None;
        self.offer_held_until = None;
        if to != LoanState::QuotaWait {
            self.wait = None;
        }
        self.state = to;
        self.entered_on = Some(day);
    }
}

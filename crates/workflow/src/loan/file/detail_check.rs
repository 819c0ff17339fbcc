//! Whether an event carries what its action needs.

use super::LoanFile;
use crate::Role;
use crate::loan::{
    CannotSupply, Contract, Defect, DefectCode, Disbursement, EventDetail, Finding, LoanAction,
    LoanEvent, LoanState, LoanTerms, Met, Refusal, ReturnDetail, Submission, TransitionError,
};
use domain::Date;

type Check = Result<(), TransitionError>;

impl LoanFile {
    pub(super) fn check_detail(&self, event: &LoanEvent, day: Date) -> Check {
        use LoanAction as A;
        match (event.action, &event.detail) {
            (A::Submit, EventDetail::Submission(submission)) => check_submission(submission),
            (A::Resubmit, EventDetail::Submission(submission)) => {
                self.check_resubmission(submission)
            }
            (A::Return, EventDetail::Return(detail)) => self.check_return(detail),
            (A::CannotSupply, EventDetail::CannotSupply(answer)) => {
                self.check_cannot_supply(answer)
            }
            (A::ProposeRefusal, EventDetail::Refusal(refusal)) => check_refusal(refusal),
            (A::BookVisit, EventDetail::Visit(visit)) => holds("on", visit.on >= day),
            (A::Approve, EventDetail::Terms(terms)) => check_terms(terms),
            (A::Pass, EventDetail::Finding(finding))
                if self.state == LoanState::GuaranteeReview =>
            {
                self.check_finding(finding, event.role)
            }
            (A::MeetCondition, EventDetail::Met(met)) => self.check_met(met, event.role),
            (A::Sign, EventDetail::Contract(contract)) => self.check_contract(contract, day),
            (A::ProposeDisbursement, EventDetail::Disbursement(payment)) => {
                self.check_disbursement(payment)
            }
            (
                A::AcceptObjection
                | A::DismissRefusal
                | A::Appeal
                | A::UpholdRefusal
                | A::OverturnRefusal,
                EventDetail::Reason { text },
            ) => filled("text", text),
            (
                A::Discard
                | A::Pass
                | A::Withdraw
                | A::Reopen
                | A::RequestExtension
                | A::DeclineOffer
                | A::HoldForQuota
                | A::HoldForFund
                | A::EndWait,
                EventDetail::Reason { .. } | EventDetail::None,
            )
            | (
                A::AcceptForReview
                | A::PostPublicNotice
                | A::ConfirmRefusal
                | A::Resubmit
                | A::Sign
                | A::ConfirmDisbursement
                | A::EndPublicNotice
                | A::Expire,
                EventDetail::None,
            ) => Ok(()),
            _ => Err(TransitionError::WrongDetail),
        }
    }

    fn check_resubmission(&self, submission: &Submission) -> Check {
        let keeps_number = self
            .submission
            .as_ref()
            .is_some_and(|earlier| earlier.acceptance_number == submission.acceptance_number);
        holds("acceptance_number", keeps_number)?;
        check_submission(submission)
    }

    fn check_return(&self, detail: &ReturnDetail) -> Check {
        holds("defects", !detail.defects.is_empty())?;
        detail.defects.iter().try_for_each(check_defect)?;
        let lacks = |text: Option<&str>| text.is_none_or(is_blank);
        let returns = self.returns_in_stage();
        if returns > 1 && lacks(detail.new_facts.as_deref()) {
            return Err(TransitionError::NewFactsMissing);
        }
        if returns > 0 && lacks(detail.supervisor_reason.as_deref()) {
            return Err(TransitionError::SupervisorReasonMissing);
        }
        Ok(())
    }

    fn check_cannot_supply(&self, answer: &CannotSupply) -> Check {
        holds(
            "field",
            self.open_defects()
                .iter()
                .any(|defect| defect.field == answer.field),
        )?;
        filled("reason", &answer.reason)
    }

    /// None are set only in the place of some of before, which an appeal that succeeded has left.
    fn check_finding(&self, finding: &Finding, role: Role) -> Check {
        let has_some = self.conditions.iter().any(|one| one.set_by == role);
        let says = has_some || finding.waiver.is_some();
        holds("conditions", says || !finding.conditions.is_empty())?;
        if let Some(answer) = &finding.waiver {
            let is_explained = !answer.reason.trim().is_empty();
            holds("waiver", answer.is_granted != is_explained)?;
        }
        check_conditions(&finding.conditions)
    }

    fn check_met(&self, met: &Met, role: Role) -> Check {
        let at = usize::try_from(met.condition).unwrap_or(usize::MAX);
        let condition = self.conditions.get(at);
        holds(
            "condition",
            condition.is_some_and(|condition| condition.waits_for(role)),
        )
    }

    /// A contract of before the application is another one, and none is signed tomorrow.
    fn check_contract(&self, contract: &Contract, day: Date) -> Check {
        let begun = self.submitted_on.unwrap_or(day);
        holds("signed_on", (begun..=day).contains(&contract.signed_on))?;
        filled("number", &contract.number)
    }

    fn check_disbursement(&self, payment: &Disbursement) -> Check {
        let offered_fen = self.terms.as_ref().map_or(0, |terms| terms.amount_fen);
        holds(
            "amount_fen",
            (1..=offered_fen).contains(&payment.amount_fen),
        )?;
        holds(
            "on",
            self.signed_on
                .is_some_and(|signed_on| payment.on >= signed_on),
        )?;
        let is_tail = payment.account_tail.len() == 4
            && payment
                .account_tail
                .bytes()
                .all(|byte| byte.is_ascii_digit());
        holds("account_tail", is_tail)?;
        let repayment = payment.repayment.as_ref();
        let fits = repayment.is_none_or(|repayment| {
            let effects = repayment.method.early_effects();
            effects.contains(&repayment.early_effect)
        });
        holds("repayment", fits)
    }
}

fn check_submission(submission: &Submission) -> Check {
    filled("acceptance_number", &submission.acceptance_number)?;
    filled("pack_hash", &submission.pack_hash)?;
    filled("receipt_hash", &submission.receipt_hash)
}

fn check_defect(defect: &Defect) -> Check {
    filled("field", &defect.field)?;
    holds(
        "note",
        defect.code != DefectCode::Other || !is_blank(&defect.note),
    )
}

fn check_refusal(refusal: &Refusal) -> Check {
    filled("reason_code", &refusal.reason_code)?;
    filled("article", &refusal.article)?;
    filled("evidence", &refusal.evidence)?;
    holds(
        "remedies",
        !refusal.remedies.is_empty() && !refusal.remedies.iter().any(|remedy| is_blank(remedy)),
    )
}

fn check_terms(terms: &LoanTerms) -> Check {
    holds("amount_fen", terms.amount_fen > 0)?;
    holds("months", terms.months > 0)?;
    filled("bank_branch", &terms.bank_branch)?;
    check_conditions(&terms.conditions)
}

fn check_conditions(conditions: &[String]) -> Check {
    holds("conditions", !conditions.iter().any(|text| is_blank(text)))
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn filled(part: &'static str, text: &str) -> Check {
    holds(part, !is_blank(text))
}

fn holds(part: &'static str, is_so: bool) -> Check {
    if is_so {
        Ok(())
    } else {
        Err(TransitionError::DetailInvalid { part })
    }
}

//! Whether an event carries what its action needs, and whether the loan permits it.

use super::{ServicingFile, received, try_receive};
use crate::StepError;
use crate::servicing::{
    BookedTerms, Quarter, Receipt, Reversal, ServicingAction, ServicingDetail, ServicingError,
    ServicingEvent, SubsidyDecision, Sum,
};
use crate::step::{holds, is_blank};
use domain::{Date, Money};
use loan::Account;

type Check = Result<(), ServicingError>;

impl ServicingFile {
    /// What the portal says of itself must be so.
    pub(super) fn permits(&self, action: ServicingAction, day: Date) -> Check {
        use ServicingAction as A;
        let is_settled = || self.account().is_some_and(Account::is_settled);
        let is_so = match action {
            A::FallOverdue => self.days_overdue(day) > 0,
            A::Cure => self.days_overdue(day) == 0,
            A::Close => is_settled(),
            A::Warn => self.warning_due(day).is_some(),
            A::EndRecovery => self.left_to_recover() == Money::ZERO,
            A::Extend => self.extension_due(day).is_some() && !self.is_plan_due(),
            A::Restructure => self.extension_due(day).is_some() && self.is_plan_due(),
            _ => return Ok(()),
        };
        if is_so {
            Ok(())
        } else {
            Err(StepError::TooEarly.into())
        }
    }

    pub(super) fn check_detail(&self, event: &ServicingEvent, day: Date) -> Check {
        use ServicingAction as A;
        use ServicingDetail as D;
        match (event.action, &event.detail) {
            (A::Book, D::Terms(terms)) => check_terms(terms, day),
            (A::RecordPayment, D::Receipt(receipt)) => self.check_receipt(receipt, day),
            (A::ReversePayment, D::Reversal(reversal)) => self.check_reversal(reversal),
            (A::Warn, D::Warning { days }) => {
                Ok(holds("days", self.warning_due(day) == Some(*days))?)
            }
            (A::Compensate, D::Sum(sum)) => {
                let account = self.account();
                let owed = account.map_or(Money::ZERO, |account| account.owed_on(sum.on));
                check_sum(sum, day, owed)
            }
            (A::Recover, D::Sum(sum)) => check_sum(sum, day, self.left_to_recover()),
            (A::ApproveSubsidy, D::Subsidy(decision)) => {
                holds("reason", is_blank(&decision.reason))?;
                holds("code", decision.code.is_none())?;
                self.check_subsidy(decision, day)?;
                let open = self.open_query();
                if open.is_some_and(|open| open.query.quarter == decision.quarter) {
                    return Err(ServicingError::QueryOpen);
                }
                Ok(())
            }
            (A::StopSubsidy, D::Subsidy(decision)) => {
                holds("reason", !is_blank(&decision.reason))?;
                self.check_subsidy(decision, day)
            }
            (A::QuerySubsidy, D::Query(query)) => self.check_query(query, day),
            (A::AnswerQuery, D::Words { words }) => self.check_answer(event.role, words),
            (A::PaySubsidy, D::SubsidyPaid(payment)) => {
                self.check_paid(payment, &event.actor_id, day)
            }
            (A::TellChange, D::Change(change)) => self.check_change(change, day),
            (A::AnswerChange, D::ChangeAnswer(answer)) => self.check_change_answer(answer),
            (A::ResumeSubsidy, D::Reason { reason }) => {
                self.check_resumption(&event.actor_id, reason)
            }
            (A::NoteCall, D::Call(call)) => Self::check_call(call, day),
            (A::AskExtension, D::Extension(request)) => self.check_extension(request, day),
            (A::ProposePlan, D::Extension(request)) => self.check_plan(request, day),
            (A::AgreeExtension, D::None) => self.check_agreement(event.role),
            (A::RefuseExtension, D::Reason { reason }) => {
                self.extension_in_review().ok_or(StepError::NotAllowed)?;
                Ok(holds("reason", !is_blank(reason))?)
            }
            (A::Extend | A::Restructure, D::Extended(extended)) => Ok(holds(
                "until",
                self.extension_due(day).as_ref() == Some(extended),
            )?),
            (A::ProposeWriteOff, D::Reason { reason }) => {
                if self.write_off.is_some() {
                    return Err(StepError::NotAllowed.into());
                }
                Ok(holds("reason", !is_blank(reason))?)
            }
            (A::ConfirmWriteOff, D::None) => self.check_second_person(&event.actor_id),
            (A::DismissWriteOff, D::None) => {
                self.write_off.as_ref().ok_or(StepError::NotAllowed)?;
                Ok(())
            }
            (A::FallOverdue | A::Cure | A::Close | A::EndRecovery, D::None) => Ok(()),
            _ => Err(StepError::WrongDetail.into()),
        }
    }

    fn check_receipt(&self, receipt: &Receipt, day: Date) -> Check {
        if receipt.on > day {
            return Err(ServicingError::DayAhead);
        }
        let payment = received(receipt.amount_fen, receipt.on, receipt.is_early);
        Ok(try_receive(self.account(), payment)?)
    }

    /// Only the last one: those before it decide what those after it paid.
    fn check_reversal(&self, reversal: &Reversal) -> Check {
        let standing = self.payments.iter().rev();
        let mut standing = standing.filter(|payment| payment.reversed.is_none());
        let last = standing.next().filter(|last| last.no == reversal.no);
        let last = last.ok_or(ServicingError::NotLastPayment)?;
        if self.is_extended_upon(last) {
            return Err(ServicingError::PaymentBeforeExtension);
        }
        Ok(holds("reason", !is_blank(&reversal.reason))?)
    }

    /// Whether a quarter waits for the bureau, and what it comes to.
    pub(in crate::servicing) fn check_decidable(
        &self,
        quarter: Quarter,
        day: Date,
    ) -> Result<Money, ServicingError> {
        if quarter.last_day() >= day {
            return Err(ServicingError::QuarterOpen);
        }
        let mut known = self.subsidies.iter();
        if known.any(|known| known.quarter == quarter && known.stopped.is_none()) {
            return Err(ServicingError::QuarterDecided);
        }
        let share = self.share_of(quarter);
        let amount = share.map_or(Money::ZERO, |share| share.state_pays);
        if amount == Money::ZERO {
            return Err(ServicingError::NothingSubsidised);
        }
        Ok(amount)
    }

    fn check_subsidy(&self, decision: &SubsidyDecision, day: Date) -> Check {
        let amount = self.check_decidable(decision.quarter, day)?;
        if amount.fen() != decision.amount_fen {
            return Err(ServicingError::SubsidyDiffers { amount });
        }
        Ok(())
    }
}

fn check_terms(terms: &BookedTerms, day: Date) -> Check {
    if terms.start_on > day {
        return Err(ServicingError::DayAhead);
    }
    Ok(holds("terms", terms.account().is_ok())?)
}

fn check_sum(sum: &Sum, day: Date, most: Money) -> Check {
    if sum.on > day {
        return Err(ServicingError::DayAhead);
    }
    holds("amount_fen", sum.amount_fen > 0)?;
    if sum.amount_fen > most.fen() {
        return Err(ServicingError::AboveMost { most });
    }
    Ok(())
}

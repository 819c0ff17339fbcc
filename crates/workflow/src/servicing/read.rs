//! What a loan tells.

use super::{
    BookedTerms, PaymentRecord, ServicingAction, ServicingFile, ServicingState, SubsidyRecord, Sum,
    WriteOff, allowed,
};
use crate::Role;
use domain::{Date, Money};

impl ServicingFile {
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ServicingState {
        self.state
    }

    /// The number of its events.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// The day it came to stand there.
    #[must_use]
    pub const fn entered_on(&self) -> Option<Date> {
        self.entered_on
    }

    /// The terms, once booked.
    #[must_use]
    pub const fn terms(&self) -> Option<&BookedTerms> {
        self.terms.as_ref()
    }

    /// Every payment, those taken back too.
    #[must_use]
    pub fn payments(&self) -> &[PaymentRecord] {
        &self.payments
    }

    /// What the guarantee agency paid in the resident's place.
    #[must_use]
    pub const fn compensation(&self) -> Option<&Sum> {
        self.compensation.as_ref()
    }

    /// What the guarantee agency has not got back yet.
    #[must_use]
    pub fn left_to_recover(&self) -> Money {
        let paid = self.compensation.as_ref().map_or(0, |sum| sum.amount_fen);
        Money::from_fen(paid.saturating_sub(self.recovered_fen))
    }

    /// What the guarantee agency writes off, from the proposal on.
    #[must_use]
    pub const fn write_off(&self) -> Option<&WriteOff> {
        self.write_off.as_ref()
    }

    /// What was decided on the subsidy, by quarter.
    #[must_use]
    pub fn subsidies(&self) -> &[SubsidyRecord] {
        &self.subsidies
    }

    /// The subsidy approved so far.
    #[must_use]
    pub fn subsidy_approved(&self) -> Money {
        let approved = self.subsidies.iter().filter(|one| one.stopped.is_none());
        let fen = approved
            .map(|one| one.amount_fen)
            .fold(0, i64::saturating_add);
        Money::from_fen(fen)
    }

    /// What a role can do now: what to offer as buttons. Taking one may still need its detail.
    #[must_use]
    pub fn available(&self, role: Role, today: Date) -> Vec<ServicingAction> {
        use ServicingAction as A;
        let mut standing = self.payments.iter().rev();
        let last = standing.find(|one| one.reversed.is_none());
        let can_reverse = last.is_some_and(|last| !self.is_extended_upon(last));
        let can_decide = |with_query: bool| {
            let open = self.open_query().filter(|_| !with_query);
            let asked = open.map(|open| open.query.quarter);
            let shares = self.shares();
            shares
                .iter()
                .any(|share| Some(share.quarter) != asked && self.is_undecided(share, today))
        };
        allowed(self.state, role)
            .filter(|action| match action {
                A::RecordPayment => {
                    let terms = self.terms.as_ref();
                    terms.is_some_and(|terms| terms.start_on < today)
                }
                A::ReversePayment => can_reverse,
                A::AskExtension => self.can_be_extended(today).is_ok(),
                A::ProposePlan => self.can_be_planned_anew().is_ok(),
                A::AgreeExtension => self.check_agreement(role).is_ok(),
                A::RefuseExtension => self.extension_in_review().is_some(),
                A::ProposeWriteOff => self.write_off.is_none(),
                A::ConfirmWriteOff | A::DismissWriteOff => self.write_off.is_some(),
                A::Recover => self.left_to_recover() > Money::ZERO,
                A::ApproveSubsidy => can_decide(false),
                A::StopSubsidy => can_decide(true),
                A::QuerySubsidy => self.open_query().is_none() && can_decide(true),
                A::AnswerQuery => self.can_answer(role),
                A::PaySubsidy => self.subsidies.iter().any(SubsidyRecord::waits_for_payment),
                A::TellChange => self.open_change().is_none(),
                A::AnswerChange => self.open_change().is_some(),
                A::ResumeSubsidy => self.standing_stop().is_some(),
                A::FallOverdue
                | A::Warn
                | A::Cure
                | A::Close
                | A::Extend
                | A::Restructure
                | A::EndRecovery => self.follow(today).is_some_and(|(due, _)| due == *action),
                _ => true,
            })
            .collect()
    }
}

//! Extending a loan (展期): asked for by the borrower, looked at by bank and guarantee agency, in force once both agree.
//!
//! A new plan (重组) for a loan that is overdue goes the same way: proposed by the bank, in force once both agree, and once in
//! a loan's life, whichever of the two it was, for a later last day is had once.
//!
//! It is no state of the loan: while it is looked at money comes in, days pass and warnings go out as always.

use super::{
    Extended, ExtensionRequest, PaymentRecord, ServicingAction, ServicingError, ServicingFile,
    ServicingState,
};
use crate::names::named;
use crate::step::{holds, is_blank};
use crate::{Role, StepError};
use domain::Date;
use loan::Account;

/// Who has to agree.
pub(super) const LENDERS: [Role; 2] = [Role::GuaranteeOfficer, Role::BankOfficer];

named! {
    /// Where the request for a later last day stands.
    pub enum ExtensionState {
        /// Bank and guarantee agency look at it.
        Review = "extension_review",
        /// Both agreed, and it holds.
        Granted = "granted",
        /// One of them refused.
        Refused = "refused",
    }
}

/// A later last day that was asked for, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionRecord {
    /// What is asked for.
    pub request: ExtensionRequest,
    /// When.
    pub asked_on: Date,
    /// By the borrower, or recorded by the bank.
    pub asked_by: Role,
    /// Whether the bank proposed it while the loan was overdue: then what is overdue is planned anew with the rest.
    pub is_plan: bool,
    /// Who has agreed.
    pub agreed: Vec<Role>,
    /// What came of it.
    pub outcome: Option<ExtensionOutcome>,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtensionOutcome {
    /// One of the two refused.
    Refused {
        /// When.
        on: Date,
        /// Who.
        by: Role,
        /// Why.
        reason: String,
    },
    /// It holds.
    Granted {
        /// From when to when.
        extended: Extended,
        /// So many payments were recorded before.
        payments: usize,
        /// Whether what was overdue was planned anew with the rest.
        is_restructured: bool,
    },
}

impl ExtensionRecord {
    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ExtensionState {
        match self.outcome {
            None => ExtensionState::Review,
            Some(ExtensionOutcome::Granted { .. }) => ExtensionState::Granted,
            Some(ExtensionOutcome::Refused { .. }) => ExtensionState::Refused,
        }
    }
}

impl ServicingFile {
    /// Every request, oldest first.
    #[must_use]
    pub fn extensions(&self) -> &[ExtensionRecord] {
        &self.extensions
    }

    /// The one that bank and guarantee agency look at; none once nothing is owed to the bank any more.
    #[must_use]
    pub fn extension_in_review(&self) -> Option<&ExtensionRecord> {
        let is_owed = matches!(
            self.state,
            ServicingState::Repaying | ServicingState::Overdue
        );
        self.pending().filter(|_| is_owed)
    }

    /// Whether a later last day can be asked for on a day.
    ///
    /// # Errors
    /// Why not.
    pub fn can_be_extended(&self, today: Date) -> Result<(), ServicingError> {
        let account = self.account().ok_or(StepError::NotAllowed)?;
        if self.state != ServicingState::Repaying {
            return Err(StepError::NotAllowed.into());
        }
        if self.terms().is_none_or(|terms| terms.start_on >= today) {
            return Err(StepError::TooEarly.into());
        }
        if self.pending().is_some() {
            return Err(ServicingError::ExtensionPending);
        }
        if self.granted().is_some() {
            return Err(ServicingError::ExtensionUsed);
        }
        if today >= account.last_due_date() {
            return Err(ServicingError::ExtensionTooLate);
        }
        if account.is_settled() {
            return Err(StepError::NotAllowed.into());
        }
        Ok(())
    }

    /// The loan with so many months more, were it extended on a day: the account, and from when to when.
    #[must_use]
    pub fn with_months(&self, months: u32, day: Date) -> Option<(Account, Extended)> {
        let mut account = self.account()?.clone();
        let from = account.last_due_date();
        let until = account.extended_to(months);
        // Decided after the last day, it holds as if decided the day before: nobody loses by an office that was late.
        let on = day.min(from.add_days(-1));
        account.extend(on, until).ok()?;
        Some((account, Extended { on, from, until }))
    }

    /// Whether a new plan can be proposed, before the last due date or after it.
    ///
    /// # Errors
    /// Why not.
    pub fn can_be_planned_anew(&self) -> Result<(), ServicingError> {
        let account = self.account().ok_or(StepError::NotAllowed)?;
        if self.state != ServicingState::Overdue {
            return Err(StepError::NotAllowed.into());
        }
        if self.pending().is_some() {
            return Err(ServicingError::ExtensionPending);
        }
        if self.granted().is_some() {
            return Err(ServicingError::ExtensionUsed);
        }
        if account.is_settled() {
            return Err(StepError::NotAllowed.into());
        }
        Ok(())
    }

    /// The loan with so many months more and what is overdue planned anew, were it decided on a day.
    #[must_use]
    pub fn planned_anew(&self, months: u32, day: Date) -> Option<(Account, Extended)> {
        let mut account = self.account()?.clone();
        let from = account.last_due_date();
        // What is due on the day itself is not overdue.
        let on = day.add_days(-1);
        let until = account.planned_to(months, on);
        account.restructure(on, until).ok()?;
        Some((account, Extended { on, from, until }))
    }

    /// The loan as a request would make it, were it granted on a day.
    #[must_use]
    pub fn as_asked(&self, record: &ExtensionRecord, day: Date) -> Option<(Account, Extended)> {
        if self.is_plan_now(record) {
            self.planned_anew(record.request.months, day)
        } else {
            self.with_months(record.request.months, day)
        }
    }

    /// Once nothing is overdue any more, a plan is an extension like others.
    fn is_plan_now(&self, record: &ExtensionRecord) -> bool {
        record.is_plan && self.state == ServicingState::Overdue
    }

    /// Whether what comes into force next is a new plan.
    pub(super) fn is_plan_due(&self) -> bool {
        let pending = self.extension_in_review();
        pending.is_some_and(|pending| self.is_plan_now(pending))
    }

    /// What comes into force on a day, because both have agreed.
    pub(super) fn extension_due(&self, day: Date) -> Option<Extended> {
        let pending = self.extension_in_review()?;
        if !LENDERS.iter().all(|role| pending.agreed.contains(role)) {
            return None;
        }
        let (_, extended) = self.as_asked(pending, day)?;
        Some(extended)
    }

    /// The extension that holds, and how many payments were recorded before it.
    pub(super) fn granted(&self) -> Option<(&Extended, usize)> {
        let mut outcomes = self.extensions.iter().rev();
        outcomes.find_map(|record| match &record.outcome {
            Some(ExtensionOutcome::Granted {
                extended, payments, ..
            }) => Some((extended, *payments)),
            _ => None,
        })
    }

    /// Whether what holds is a new plan.
    pub(super) fn is_restructured(&self) -> bool {
        self.extensions.iter().any(|record| {
            let outcome = record.outcome.as_ref();
            matches!(
                outcome,
                Some(ExtensionOutcome::Granted {
                    is_restructured: true,
                    ..
                })
            )
        })
    }

    /// Whether the schedule was planned with this payment in it: an early one for an extension, any for a new plan.
    pub(super) fn is_extended_upon(&self, payment: &PaymentRecord) -> bool {
        let no = usize::try_from(payment.no).unwrap_or(usize::MAX);
        let is_part = payment.is_early || self.is_restructured();
        is_part && self.granted().is_some_and(|(_, payments)| no <= payments)
    }

    pub(super) fn check_extension(
        &self,
        request: &ExtensionRequest,
        day: Date,
    ) -> Result<(), ServicingError> {
        self.can_be_extended(day)?;
        holds("reason", !is_blank(&request.reason))?;
        holds("decide_by", request.decide_by > day)?;
        let is_possible = request.months > 0 && self.with_months(request.months, day).is_some();
        Ok(holds("months", is_possible)?)
    }

    pub(super) fn check_plan(
        &self,
        request: &ExtensionRequest,
        day: Date,
    ) -> Result<(), ServicingError> {
        self.can_be_planned_anew()?;
        holds("reason", !is_blank(&request.reason))?;
        holds("decide_by", request.decide_by > day)?;
        let is_possible = request.months > 0 && self.planned_anew(request.months, day).is_some();
        Ok(holds("months", is_possible)?)
    }

    pub(super) fn check_agreement(&self, role: Role) -> Result<(), ServicingError> {
        let pending = self.extension_in_review().ok_or(StepError::NotAllowed)?;
        if pending.agreed.contains(&role) {
            return Err(ServicingError::ExtensionAgreed);
        }
        Ok(())
    }

    pub(super) fn record_request(
        &mut self,
        request: ExtensionRequest,
        (action, role): (ServicingAction, Role),
        day: Date,
    ) {
        self.extensions.push(ExtensionRecord {
            request,
            asked_on: day,
            asked_by: role,
            is_plan: action == ServicingAction::ProposePlan,
            agreed: Vec::new(),
            outcome: None,
        });
    }

    pub(super) fn record_agreed(&mut self, role: Role) {
        if let Some(pending) = self.extensions.last_mut() {
            pending.agreed.push(role);
        }
    }

    pub(super) fn record_refused(&mut self, by: Role, reason: String, on: Date) {
        if let Some(pending) = self.extensions.last_mut() {
            pending.outcome = Some(ExtensionOutcome::Refused { on, by, reason });
        }
    }

    pub(super) fn record_extended(&mut self, extended: Extended, is_restructured: bool) {
        if let Some(account) = &mut self.account {
            // Whether it is taken was asked before.
            let _ = if is_restructured {
                account.restructure(extended.on, extended.until)
            } else {
                account.extend(extended.on, extended.until)
            };
        }
        let payments = self.payments.len();
        if let Some(pending) = self.extensions.last_mut() {
            pending.outcome = Some(ExtensionOutcome::Granted {
                extended,
                payments,
                is_restructured,
            });
        }
    }

    fn pending(&self) -> Option<&ExtensionRecord> {
        let last = self.extensions.last();
        last.filter(|record| record.outcome.is_none())
    }
}

//! A loan that was paid out: what its events add up to.

mod check;

use super::{
    BookedTerms, CallRecord, ChangeRecord, ExtensionRecord, PaidRecord, Quarter, QueryRecord,
    ServicingAction, ServicingDetail, ServicingError, ServicingEvent, ServicingState, StopCode,
    SubsidyDecision, Sum, WriteOff, next,
};
use domain::{Date, Money};
use loan::{Account, Purpose, ReceiveError, Received};

/// Days overdue after which the resident is warned.
const WARNINGS: [u32; 3] = [1, 7, 30];

/// A loan that was paid out: what its events add up to.
///
/// It begins without terms, [`ServicingFile::default`], and changes only through [`decide`](Self::decide). Its version is
/// the number of its events. What time and payments bring about by themselves, [`follow`](Self::follow) names, and the
/// portal says it as an event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServicingFile {
    pub(super) state: ServicingState,
    pub(super) version: u32,
    pub(super) terms: Option<BookedTerms>,
    /// What terms and payments come to. Kept, for working it out anew at every event would cost the square of them.
    pub(super) account: Option<Account>,
    pub(super) payments: Vec<PaymentRecord>,
    pub(super) warned_days: u32,
    pub(super) compensation: Option<Sum>,
    pub(super) recovered_fen: i64,
    pub(super) write_off: Option<WriteOff>,
    pub(super) extensions: Vec<ExtensionRecord>,
    pub(super) subsidies: Vec<SubsidyRecord>,
    pub(super) queries: Vec<QueryRecord>,
    pub(super) changes: Vec<ChangeRecord>,
    pub(super) calls: Vec<CallRecord>,
    pub(super) entered_on: Option<Date>,
    pub(super) last_event_on: Option<Date>,
}

/// A payment as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRecord {
    /// From 1, in the order recorded.
    pub no: u32,
    /// The amount in fen.
    pub amount_fen: i64,
    /// The day the bank received it.
    pub on: Date,
    /// Whether it pays principal before its time.
    pub is_early: bool,
    /// The bank's number of the entry; may be empty.
    pub reference: String,
    /// Why it was taken back, once it was.
    pub reversed: Option<String>,
}

/// What was decided on the subsidy of a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubsidyRecord {
    /// Which quarter.
    pub quarter: Quarter,
    /// The amount in fen.
    pub amount_fen: i64,
    /// When.
    pub on: Date,
    /// The account of whoever decided.
    pub by: String,
    /// Why it is held back; nothing when it was approved.
    pub stopped: Option<String>,
    /// The same as a code.
    pub code: Option<StopCode>,
    /// That it was paid, once it was.
    pub paid: Option<PaidRecord>,
}

impl ServicingFile {
    /// The loan after one more event, if the event is acceptable now.
    ///
    /// # Errors
    /// Says the first reason not to accept; the loan stays as it was.
    pub fn decide(&self, event: &ServicingEvent) -> Result<Self, ServicingError> {
        let to = next(self.state, event.action, event.role)?;
        event.check_actor()?;
        let day = self.day_of(event.on);
        self.permits(event.action, day)?;
        self.check_detail(event, day)?;
        Ok(self.clone().applied(event, to, day))
    }

    /// The loan that a log adds up to.
    ///
    /// # Errors
    /// The place of the first event that does not follow from those before it, from 0, and what is wrong with it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a ServicingEvent>,
    ) -> Result<Self, (usize, ServicingError)> {
        let mut file = Self::default();
        for (index, event) in events.into_iter().enumerate() {
            file = file.decide(event).map_err(|error| (index, error))?;
        }
        Ok(file)
    }

    /// What a day brings about by itself; nothing when the loan stands as it should.
    #[must_use]
    pub fn follow(&self, day: Date) -> Option<(ServicingAction, ServicingDetail)> {
        let day = self.day_of(day);
        let plain = |action| Some((action, ServicingDetail::None));
        let is_settled = self.account().is_some_and(Account::is_settled);
        match self.state {
            ServicingState::Repaying | ServicingState::Overdue if is_settled => {
                plain(ServicingAction::Close)
            }
            ServicingState::Repaying | ServicingState::Overdue
                if self.extension_due(day).is_some() =>
            {
                let extended = self.extension_due(day)?;
                let detail = ServicingDetail::Extended(extended);
                let action = if self.is_plan_due() {
                    ServicingAction::Restructure
                } else {
                    ServicingAction::Extend
                };
                Some((action, detail))
            }
            ServicingState::Repaying if self.days_overdue(day) > 0 => {
                plain(ServicingAction::FallOverdue)
            }
            ServicingState::Overdue if self.days_overdue(day) == 0 => plain(ServicingAction::Cure),
            ServicingState::Overdue => {
                let days = self.warning_due(day)?;
                Some((ServicingAction::Warn, ServicingDetail::Warning { days }))
            }
            ServicingState::Compensated | ServicingState::WrittenOff
                if self.left_to_recover() == Money::ZERO =>
            {
                plain(ServicingAction::EndRecovery)
            }
            _ => None,
        }
    }

    /// The account with every payment that was not taken back; nothing before the terms are booked.
    #[must_use]
    pub const fn account(&self) -> Option<&Account> {
        self.account.as_ref()
    }

    /// The same, worked out anew.
    fn reckoned(&self) -> Option<Account> {
        let mut account = self.terms.as_ref()?.account().ok()?;
        let granted = self.granted();
        let before = granted.map_or(usize::MAX, |(_, payments)| payments);
        let (before, after) = self.payments.split_at(before.min(self.payments.len()));
        receive_all(&mut account, before)?;
        if let Some((extended, _)) = granted {
            if self.is_restructured() {
                account.restructure(extended.on, extended.until).ok()?;
            } else {
                account.extend(extended.on, extended.until).ok()?;
            }
        }
        receive_all(&mut account, after)?;
        Some(account)
    }

    /// Days since the oldest due date of which something is unpaid; 0 when nothing is overdue.
    #[must_use]
    pub fn days_overdue(&self, day: Date) -> u32 {
        let since = self.overdue_since(day);
        since.map_or(0, |since| u32::try_from(since.days_until(day)).unwrap_or(0))
    }

    /// The oldest due date that has passed with something unpaid.
    #[must_use]
    pub fn overdue_since(&self, day: Date) -> Option<Date> {
        let next = self.account()?.next_row()?;
        Some(next.row.due_date).filter(|due| *due < day)
    }

    /// The day an event counts as: a server clock that was set back takes nothing back.
    pub(super) fn day_of(&self, on: Date) -> Date {
        self.last_event_on.map_or(on, |last| last.max(on))
    }

    /// The warning that a day asks for and that was not given yet.
    pub(super) fn warning_due(&self, day: Date) -> Option<u32> {
        let overdue = self.days_overdue(day);
        let due = WARNINGS.into_iter().rev().find(|days| *days <= overdue)?;
        (due > self.warned_days).then_some(due)
    }

    fn applied(mut self, event: &ServicingEvent, to: ServicingState, day: Date) -> Self {
        self.record(event, day);
        if to != self.state {
            self.entered_on = Some(day);
            if to == ServicingState::Overdue {
                self.warned_days = 0;
            }
        }
        self.state = to;
        self.version = self.version.saturating_add(1);
        self.last_event_on = Some(day);
        self
    }

    fn record(&mut self, event: &ServicingEvent, day: Date) {
        match event.detail.clone() {
            ServicingDetail::None => self.record_agreement(event, day),
            ServicingDetail::Extension(request) => {
                self.record_request(request, (event.action, event.role), day);
            }
            ServicingDetail::Extended(extended) => {
                self.record_extended(extended, event.action == ServicingAction::Restructure);
            }
            ServicingDetail::Reason { reason } => self.record_reason(event, reason, day),
            ServicingDetail::Terms(terms) => {
                self.account = terms.account().ok();
                self.terms = Some(terms);
            }
            ServicingDetail::Receipt(receipt) => {
                if let Some(account) = &mut self.account {
                    // Whether it is taken was asked before.
                    let _ =
                        account.receive(received(receipt.amount_fen, receipt.on, receipt.is_early));
                }
                let no = u32::try_from(self.payments.len()).unwrap_or(u32::MAX);
                self.payments.push(PaymentRecord {
                    no: no.saturating_add(1),
                    amount_fen: receipt.amount_fen,
                    on: receipt.on,
                    is_early: receipt.is_early,
                    reference: receipt.reference,
                    reversed: None,
                });
            }
            ServicingDetail::Reversal(reversal) => {
                let found = self.payments.iter_mut().find(|one| one.no == reversal.no);
                if let Some(payment) = found {
                    payment.reversed = Some(reversal.reason);
                }
                self.account = self.reckoned();
            }
            ServicingDetail::Warning { days } => self.warned_days = days,
            ServicingDetail::Sum(sum) => match event.action {
                ServicingAction::Compensate => self.compensation = Some(sum),
                _ => self.recovered_fen = self.recovered_fen.saturating_add(sum.amount_fen),
            },
            ServicingDetail::Subsidy(decision) => self.record_decision(event, decision, day),
            ServicingDetail::Query(query) => self.record_query(query, day),
            ServicingDetail::Words { words } => self.record_answer(event.role, words, day),
            ServicingDetail::SubsidyPaid(payment) => self.record_paid(payment, day),
            ServicingDetail::Change(change) => self.record_change(change, day),
            ServicingDetail::ChangeAnswer(answer) => {
                self.record_change_answer(event, answer, day);
            }
            ServicingDetail::Call(call) => self.calls.push(CallRecord {
                call,
                by: event.role,
                caller_id: event.actor_id.clone(),
            }),
        }
    }
}

impl ServicingFile {
    fn record_decision(&mut self, event: &ServicingEvent, decision: SubsidyDecision, day: Date) {
        self.subsidies
            .retain(|earlier| earlier.quarter != decision.quarter);
        let is_stopped = event.action == ServicingAction::StopSubsidy;
        if is_stopped {
            self.close_query(decision.quarter, day);
        }
        self.subsidies.push(SubsidyRecord {
            quarter: decision.quarter,
            amount_fen: decision.amount_fen,
            on: day,
            by: event.actor_id.clone(),
            stopped: is_stopped.then_some(decision.reason),
            code: decision.code,
            paid: None,
        });
    }

    /// Actions that say it all.
    fn record_agreement(&mut self, event: &ServicingEvent, day: Date) {
        match event.action {
            ServicingAction::AgreeExtension => self.record_agreed(event.role),
            ServicingAction::ConfirmWriteOff => {
                if let Some(write_off) = &mut self.write_off {
                    write_off.written_off_on = Some(day);
                }
            }
            ServicingAction::DismissWriteOff => self.write_off = None,
            _ => {}
        }
    }

    fn record_reason(&mut self, event: &ServicingEvent, reason: String, day: Date) {
        match event.action {
            ServicingAction::RefuseExtension => self.record_refused(event.role, reason, day),
            ServicingAction::ResumeSubsidy => self.record_resumption(&reason, day),
            _ => {
                self.write_off = Some(WriteOff {
                    reason,
                    proposed_by: event.actor_id.clone(),
                    proposed_on: day,
                    written_off_on: None,
                });
            }
        }
    }
}

impl PaymentRecord {
    /// As the account takes it.
    #[must_use]
    pub fn received(&self) -> Received {
        received(self.amount_fen, self.on, self.is_early)
    }
}

pub(super) fn received(amount_fen: i64, date: Date, is_early: bool) -> Received {
    Received {
        date,
        amount: Money::from_fen(amount_fen),
        purpose: if is_early {
            Purpose::Early
        } else {
            Purpose::Due
        },
    }
}

/// Takes those that stand.
fn receive_all(account: &mut Account, payments: &[PaymentRecord]) -> Option<()> {
    let standing = payments.iter().filter(|one| one.reversed.is_none());
    for payment in standing {
        account.receive(payment.received()).ok()?;
    }
    Some(())
}

/// Whether an account takes a payment now.
pub(super) fn try_receive(
    account: Option<&Account>,
    payment: Received,
) -> Result<(), ReceiveError> {
    match account {
        Some(account) => account.clone().receive(payment),
        None => Err(ReceiveError::NothingOwed),
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
pub(crate) mod story;
#[cfg(test)]
mod tests;

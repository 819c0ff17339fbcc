//! A settlement as the fold of its events.

use super::{
    PaidLine, PaidList, SetRate, SettlementAction as A, SettlementDetail as D, SettlementEvent,
    SettlementState, UnpaidReason, next,
};
use crate::StepError;
use crate::step::{BrokenLog, fold, holds, is_blank};
use domain::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A list that was recorded as paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The number of its event, from 1.
    pub seq: u32,
    /// The account that recorded it.
    pub by: String,
    /// When, unix milliseconds.
    pub at_ms: i64,
    /// The list, and what came of it, with what came back later.
    pub list: PaidList,
}

/// A settlement as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettlementFile {
    state: SettlementState,
    version: u32,
    created_ms: Option<i64>,
    submitted_ms: Option<i64>,
    decided_ms: Option<i64>,
    listed: Option<bool>,
    reason: Option<String>,
    rates: Vec<SetRate>,
    prices: BTreeMap<String, i64>,
    returns: BTreeSet<u32>,
    settled_by: Option<String>,
    rows: BTreeMap<String, String>,
    payments: Vec<Payment>,
}

impl SettlementFile {
    /// The fold of a log.
    ///
    /// # Errors
    /// At the first event that does not follow from those before it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a SettlementEvent>,
    ) -> Result<Self, BrokenLog> {
        fold(events, Self::decide)
    }

    /// The settlement after one more event.
    ///
    /// # Errors
    /// When the table has no such move, or the detail is not the action's.
    pub fn decide(&self, event: &SettlementEvent) -> Result<Self, StepError> {
        event.check_actor()?;
        let state = next(self.state, event.action, event.role)?;
        let mut after = Self {
            state,
            version: self.version.saturating_add(1),
            created_ms: self.created_ms.or(Some(event.at_ms)),
            ..self.clone()
        };
        match (event.action, &event.detail) {
            (A::Write, D::Written(written)) => after.listed = written.listed,
            (A::Submit, D::HandedIn(handed_in)) => {
                after.submitted_ms = Some(event.at_ms);
                after.reason = None;
                after.prices.clone_from(&handed_in.prices);
            }
            (A::Return, D::GivenBack(given_back)) => {
                let reason = given_back.reason.as_deref();
                holds("reason", !reason.is_some_and(is_blank))?;
                after.reason.clone_from(&given_back.reason);
                after.returns.insert(after.version);
            }
            (A::Settle, D::Settled(settled)) => {
                holds("rates", settled.rates.iter().all(is_whole))?;
                after.decided_ms = Some(event.at_ms);
                after.rates.clone_from(&settled.rates);
                after.settled_by = Some(event.actor_id.clone());
                after.rows.clone_from(&settled.rows);
            }
            (A::Pay, D::Paid(list)) => {
                self.check_payment(event, list)?;
                after.payments.push(Payment {
                    seq: after.version,
                    by: event.actor_id.clone(),
                    at_ms: event.at_ms,
                    list: list.clone(),
                });
            }
            (A::TakeBack, D::CameBack(back)) => {
                self.check_second(event)?;
                let is_paid = |id: &String| self.paid_on(id).is_some();
                let is_whole = !back.lines.is_empty() && back.lines.keys().all(is_paid);
                holds("lines", is_whole)?;
                for (id, reason) in &back.lines {
                    after.mark_unpaid(id, *reason);
                }
            }
            _ => return Err(StepError::WrongDetail),
        }
        Ok(after)
    }

    /// Whoever settled says nothing of the payment.
    fn check_second(&self, event: &SettlementEvent) -> Result<(), StepError> {
        if self.is_settled_by(&event.actor_id) {
            return Err(StepError::SamePerson);
        }
        Ok(())
    }

    /// Notes that the last payment to somebody came back.
    fn mark_unpaid(&mut self, enrolment_id: &str, reason: UnpaidReason) {
        let payments = self.payments.iter_mut().rev();
        let mut lines = payments.flat_map(|payment| payment.list.lines.iter_mut());
        if let Some(line) = lines.find(|line| line.enrolment_id == enrolment_id) {
            line.unpaid = Some(reason);
        }
    }

    /// Nobody is in a list twice, or in one after being paid.
    fn check_payment(&self, event: &SettlementEvent, list: &PaidList) -> Result<(), StepError> {
        self.check_second(event)?;
        holds("paid_on", list.on <= event.on)?;
        holds("reference", !is_blank(&list.reference))?;
        let people: BTreeSet<&str> = list
            .lines
            .iter()
            .map(|one| one.enrolment_id.as_str())
            .collect();
        let is_due = |line: &PaidLine| line.fen > 0 && self.paid_on(&line.enrolment_id).is_none();
        let is_whole =
            !people.is_empty() && people.len() == list.lines.len() && list.lines.iter().all(is_due);
        holds("lines", is_whole)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> SettlementState {
        self.state
    }

    /// The number of events.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// When it was first written, unix milliseconds.
    #[must_use]
    pub const fn created_ms(&self) -> Option<i64> {
        self.created_ms
    }

    /// When it was last handed in, unix milliseconds.
    #[must_use]
    pub const fn submitted_ms(&self) -> Option<i64> {
        self.submitted_ms
    }

    /// When it was decided, unix milliseconds.
    #[must_use]
    pub const fn decided_ms(&self) -> Option<i64> {
        self.decided_ms
    }

    /// Whether trade and school are in the subsidy catalogues; none: not said.
    #[must_use]
    pub const fn listed(&self) -> Option<bool> {
        self.listed
    }

    /// Why it was given back; nothing once it is handed in again.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Sums that the officer entered.
    #[must_use]
    pub fn rates(&self) -> &[SetRate] {
        &self.rates
    }

    /// What the person of an enrolment agreed to pay, fen, as last handed in.
    #[must_use]
    pub fn price_fen(&self, enrolment_id: &str) -> Option<i64> {
        self.prices.get(enrolment_id).copied()
    }

    /// Whether an account settled it.
    #[must_use]
    pub fn is_settled_by(&self, actor_id: &str) -> bool {
        self.settled_by.as_deref() == Some(actor_id)
    }

    /// SHA-256 of what was kept of each person when it was settled, by the id of the enrolment; empty before, and of what was
    /// settled before that was noted.
    #[must_use]
    pub const fn rows(&self) -> &BTreeMap<String, String> {
        &self.rows
    }

    /// The lists that were recorded as paid, the oldest first.
    #[must_use]
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// The day on which the person of an enrolment was paid; none while nothing was, or it came back.
    #[must_use]
    pub fn paid_on(&self, enrolment_id: &str) -> Option<Date> {
        let last = self.last_line(enrolment_id);
        last.filter(|(_, line)| line.unpaid.is_none())
            .map(|(on, _)| on)
    }

    /// Why the last payment to the person of an enrolment came back; none when none did.
    #[must_use]
    pub fn unpaid(&self, enrolment_id: &str) -> Option<UnpaidReason> {
        self.last_line(enrolment_id)?.1.unpaid
    }

    fn last_line(&self, enrolment_id: &str) -> Option<(Date, &PaidLine)> {
        self.payments.iter().rev().find_map(|payment| {
            let mut lines = payment.list.lines.iter();
            let line = lines.find(|line| line.enrolment_id == enrolment_id)?;
            Some((payment.list.on, line))
        })
    }

    /// Whether the event of a number, from 1, gave it back.
    #[must_use]
    pub fn is_return(&self, seq: u32) -> bool {
        self.returns.contains(&seq)
    }
}

fn is_whole(rate: &SetRate) -> bool {
    rate.fen > 0 && !is_blank(&rate.programme) && !is_blank(&rate.document)
}

#[cfg(test)]
mod tests;

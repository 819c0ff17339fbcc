//! A settlement as the fold of its events.

use super::{
    SetRate, SettlementAction as A, SettlementDetail as D, SettlementEvent, SettlementState, next,
};
use crate::StepError;
use crate::step::{BrokenLog, fold, holds, is_blank};
use std::collections::{BTreeMap, BTreeSet};

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
            }
            _ => return Err(StepError::WrongDetail),
        }
        Ok(after)
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

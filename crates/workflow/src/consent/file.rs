//! A consent as the fold of its events.

use super::{ConsentAction as A, ConsentEvent, ConsentState, ConsentTerms, next};
use crate::StepError;
use crate::step::{BrokenLog, fold, holds};
use domain::Date;

/// A consent as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsentFile {
    state: ConsentState,
    version: u32,
    changed_ms: i64,
    until_ms: i64,
    terms: Option<ConsentTerms>,
}

impl ConsentFile {
    /// The fold of a log.
    ///
    /// # Errors
    /// At the first event that does not follow from those before it.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a ConsentEvent>) -> Result<Self, BrokenLog> {
        fold(events, Self::decide)
    }

    /// The consent after one more event.
    ///
    /// # Errors
    /// When the table has no such move, the detail is not the action's, or the time is past or has not come.
    pub fn decide(&self, event: &ConsentEvent) -> Result<Self, StepError> {
        if event.on != Date::from_unix_ms_shanghai(event.at_ms) {
            return Err(StepError::DateMismatch);
        }
        let state = next(self.state, event.action, event.party)?;
        holds(
            "until_ms",
            event.until_ms.is_some() == (event.action == A::Ask),
        )?;
        holds("terms", event.terms.is_some() == (event.action == A::Give))?;
        match event.action {
            A::See | A::Give | A::Refuse if event.at_ms >= self.until_ms => {
                return Err(StepError::TooLate);
            }
            A::Expire if event.at_ms < self.until_ms => return Err(StepError::TooEarly),
            A::Ask => holds("until_ms", event.until_ms > Some(event.at_ms))?,
            _ => {}
        }
        Ok(Self {
            state,
            version: self.version.saturating_add(1),
            changed_ms: event.at_ms,
            until_ms: event.until_ms.unwrap_or(self.until_ms),
            terms: event.terms.clone().or_else(|| self.terms.clone()),
        })
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ConsentState {
        self.state
    }

    /// The number of events.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// When something happened last, unix milliseconds.
    #[must_use]
    pub const fn changed_ms(&self) -> i64 {
        self.changed_ms
    }

    /// Until when an answer is taken, unix milliseconds.
    #[must_use]
    pub const fn until_ms(&self) -> i64 {
        self.until_ms
    }

    /// Whether the person agreed, and to no less than this.
    #[must_use]
    pub fn agrees_to(&self, amount_fen: i64, months: u32) -> bool {
        let covers = |terms: &ConsentTerms| terms.covers(amount_fen, months);
        self.state == ConsentState::Given && self.terms.as_ref().is_some_and(covers)
    }
}

#[cfg(test)]
mod tests;

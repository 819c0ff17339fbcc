//! A complaint as the fold of its events.

use super::{ComplaintAction as A, ComplaintDetail, ComplaintEvent, ComplaintState, next};
use crate::StepError;
use crate::step::{BrokenLog, fold, holds, is_blank};
use domain::Date;

/// A complaint as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComplaintFile {
    state: ComplaintState,
    version: u32,
    changed_ms: i64,
    filed_on: Option<Date>,
    due_on: Option<Date>,
    decided_on: Option<Date>,
    text: String,
    reason: String,
}

impl ComplaintFile {
    /// The fold of a log.
    ///
    /// # Errors
    /// At the first event that does not follow from those before it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a ComplaintEvent>,
    ) -> Result<Self, BrokenLog> {
        fold(events, Self::decide)
    }

    /// The complaint after one more event.
    ///
    /// # Errors
    /// When the table has no such move, or the detail is not the action's.
    pub fn decide(&self, event: &ComplaintEvent) -> Result<Self, StepError> {
        event.check_actor()?;
        let state = next(self.state, event.action, event.role)?;
        let mut after = Self {
            state,
            version: self.version.saturating_add(1),
            changed_ms: event.at_ms,
            ..self.clone()
        };
        match (event.action, &event.detail) {
            (A::File, ComplaintDetail::Filed { text, due_on }) => {
                holds("text", !is_blank(text))?;
                holds("due_on", *due_on >= event.on)?;
                after.filed_on = Some(event.on);
                after.due_on = Some(*due_on);
                after.text.clone_from(text);
            }
            (A::Uphold | A::Dismiss, ComplaintDetail::Decided { reason }) => {
                holds("reason", !is_blank(reason))?;
                after.decided_on = Some(event.on);
                after.reason.clone_from(reason);
            }
            _ => return Err(StepError::WrongDetail),
        }
        Ok(after)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ComplaintState {
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

    /// The day it was handed in.
    #[must_use]
    pub const fn filed_on(&self) -> Option<Date> {
        self.filed_on
    }

    /// The last day to answer.
    #[must_use]
    pub const fn due_on(&self) -> Option<Date> {
        self.due_on
    }

    /// The day it was answered.
    #[must_use]
    pub const fn decided_on(&self) -> Option<Date> {
        self.decided_on
    }

    /// What happened, in the resident's words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it was found true or not; empty until then.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Whether nobody has answered by the last day.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.state == ComplaintState::Open && self.due_on.is_some_and(|due_on| due_on < today)
    }
}

#[cfg(test)]
mod tests;

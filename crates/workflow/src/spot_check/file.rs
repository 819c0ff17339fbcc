//! A spot check as the fold of its events.

use super::{
    Drawn, Noted, SpotCheckAction as A, SpotCheckDetail, SpotCheckEvent, SpotCheckState, next,
};
use crate::StepError;
use crate::step::{BrokenLog, fold, holds, is_blank};

/// A spot check as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpotCheckFile {
    state: SpotCheckState,
    version: u32,
    drawn_ms: Option<i64>,
    drawn: Option<Drawn>,
    found_ms: Option<i64>,
    noted: Option<Noted>,
}

impl SpotCheckFile {
    /// The fold of a log.
    ///
    /// # Errors
    /// At the first event that does not follow from those before it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a SpotCheckEvent>,
    ) -> Result<Self, BrokenLog> {
        fold(events, Self::decide)
    }

    /// The spot check after one more event.
    ///
    /// # Errors
    /// When the table has no such move, or the detail is not the action's.
    pub fn decide(&self, event: &SpotCheckEvent) -> Result<Self, StepError> {
        event.check_actor()?;
        let state = next(self.state, event.action, event.role)?;
        let mut after = Self {
            state,
            version: self.version.saturating_add(1),
            ..self.clone()
        };
        match (event.action, &event.detail) {
            (A::Draw, SpotCheckDetail::Drawn(drawn)) => {
                holds("month", !is_blank(&drawn.month))?;
                holds("class_id", !is_blank(&drawn.class_id))?;
                after.drawn_ms = Some(event.at_ms);
                after.drawn = Some(drawn.clone());
            }
            (A::FindInOrder | A::FindFault, SpotCheckDetail::Noted(noted)) => {
                let needs_words = event.action == A::FindFault;
                holds("words", !needs_words || !is_blank(&noted.words))?;
                after.found_ms = Some(event.at_ms);
                after.noted = Some(noted.clone());
            }
            _ => return Err(StepError::WrongDetail),
        }
        Ok(after)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> SpotCheckState {
        self.state
    }

    /// The number of events.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// When it was drawn, unix milliseconds.
    #[must_use]
    pub const fn drawn_ms(&self) -> Option<i64> {
        self.drawn_ms
    }

    /// On what the lot fell.
    #[must_use]
    pub const fn drawn(&self) -> Option<&Drawn> {
        self.drawn.as_ref()
    }

    /// When something was noted, unix milliseconds.
    #[must_use]
    pub const fn found_ms(&self) -> Option<i64> {
        self.found_ms
    }

    /// What was noted; nothing while it waits.
    #[must_use]
    pub const fn noted(&self) -> Option<&Noted> {
        self.noted.as_ref()
    }
}

#[cfg(test)]
mod tests;

//! A re-review as the fold of its events.

use super::{
    Drawn, Finding, ReReviewAction as A, ReReviewDetail, ReReviewEvent, ReReviewState, next,
};
use crate::step::{BrokenLog, fold, holds, is_blank};
use crate::{Role, StepError};
use domain::Date;

/// A re-review as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReReviewFile {
    state: ReReviewState,
    version: u32,
    changed_ms: i64,
    drawn_on: Option<Date>,
    drawn: Option<Drawn>,
    finding: Option<Finding>,
    closed_by: Option<(String, Date)>,
}

impl ReReviewFile {
    /// The fold of a log.
    ///
    /// # Errors
    /// At the first event that does not follow from those before it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a ReReviewEvent>,
    ) -> Result<Self, BrokenLog> {
        fold(events, Self::decide)
    }

    /// The re-review after one more event.
    ///
    /// # Errors
    /// When the table has no such move, the officer is of another agency or had a part in the decision, or the detail is
    /// not the action's.
    pub fn decide(&self, event: &ReReviewEvent) -> Result<Self, StepError> {
        event.check_actor()?;
        let state = next(self.state, event.action, event.role)?;
        let mut after = Self {
            state,
            version: self.version.saturating_add(1),
            changed_ms: event.at_ms,
            ..self.clone()
        };
        match (event.action, &event.detail) {
            (A::Draw, ReReviewDetail::Drawn(drawn)) => {
                holds("ended_version", drawn.ended_version > 0)?;
                holds("due_on", drawn.due_on >= event.on)?;
                after.drawn_on = Some(event.on);
                after.drawn = Some(drawn.clone());
            }
            (A::Agree, ReReviewDetail::None) => after.close(event)?,
            (A::RecordFinding, ReReviewDetail::Finding(finding)) => {
                holds("evidence", !is_blank(&finding.evidence))?;
                holds("advice", !is_blank(&finding.advice))?;
                after.close(event)?;
                after.finding = Some(finding.clone());
            }
            _ => return Err(StepError::WrongDetail),
        }
        Ok(after)
    }

    fn close(&mut self, event: &ReReviewEvent) -> Result<(), StepError> {
        let drawn = self.drawn.as_ref().ok_or(StepError::NotAllowed)?;
        if drawn.looks() != event.role {
            return Err(StepError::WrongRole);
        }
        holds("actor_id", !drawn.includes(&event.actor_id))?;
        self.closed_by = Some((event.actor_id.clone(), event.on));
        Ok(())
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ReReviewState {
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

    /// The day it was drawn.
    #[must_use]
    pub const fn drawn_on(&self) -> Option<Date> {
        self.drawn_on
    }

    /// Which decision was drawn.
    #[must_use]
    pub const fn drawn(&self) -> Option<&Drawn> {
        self.drawn.as_ref()
    }

    /// What was found; nothing while it waits, and where somebody agreed.
    #[must_use]
    pub const fn finding(&self) -> Option<&Finding> {
        self.finding.as_ref()
    }

    /// Who looked at it, and on which day.
    #[must_use]
    pub const fn closed_by(&self) -> Option<&(String, Date)> {
        self.closed_by.as_ref()
    }

    /// Whether nobody has looked at it by the last day.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        let due_on = self.drawn.as_ref().map(|drawn| drawn.due_on);
        self.state == ReReviewState::Waiting && due_on.is_some_and(|due_on| due_on < today)
    }

    /// Whether an officer can look at it.
    #[must_use]
    pub fn is_for(&self, role: Role, actor_id: &str) -> bool {
        let drawn = self.drawn.as_ref();
        self.state == ReReviewState::Waiting
            && drawn.is_some_and(|drawn| drawn.looks() == role && !drawn.includes(actor_id))
    }
}

#[cfg(test)]
mod tests;

//! A correction as the fold of its events.

use super::{
    Change, Corrected, CorrectionAction as A, CorrectionDetail, CorrectionEvent, CorrectionOutcome,
    CorrectionReason, CorrectionState, Objection, next,
};
use crate::StepError;
use crate::step::{BrokenLog, fold, holds, is_blank};
use domain::Date;

/// A correction as its events have made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CorrectionFile {
    state: CorrectionState,
    version: u32,
    changed_ms: i64,
    made: Option<Made>,
    objection: Option<Objection>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    by: String,
    on: Date,
    corrected: Corrected,
}

/// One answer that is another one from here on, if it still is the one named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Write<'a> {
    /// Which field.
    pub field: &'a str,
    /// What has to stand there.
    pub from: &'a str,
    /// What stands there then.
    pub to: &'a str,
}

impl CorrectionFile {
    /// The fold of a log.
    ///
    /// # Errors
    /// At the first event that does not follow from those before it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a CorrectionEvent>,
    ) -> Result<Self, BrokenLog> {
        fold(events, Self::decide)
    }

    /// The correction after one more event. That its fields are an officer's to correct, and that the new answers are good
    /// ones, the form's own check says.
    ///
    /// # Errors
    /// When the table has no such move, the officer is of another agency, the day to answer has passed, or the detail is
    /// not the action's.
    pub fn decide(&self, event: &CorrectionEvent) -> Result<Self, StepError> {
        event.check_actor()?;
        let state = next(self.state, event.action, event.role)?;
        let mut after = Self {
            state,
            version: self.version.saturating_add(1),
            changed_ms: event.at_ms,
            ..self.clone()
        };
        match (event.action, &event.detail) {
            (A::Correct, CorrectionDetail::Corrected(corrected)) => {
                check(event, corrected)?;
                after.made = Some(Made {
                    by: event.actor_id.clone(),
                    on: event.on,
                    corrected: corrected.clone(),
                });
            }
            (A::Accept, CorrectionDetail::None) => self.in_time(event.on)?,
            (A::Object, CorrectionDetail::Objection(objection)) => {
                self.in_time(event.on)?;
                let since = self
                    .corrected()
                    .map_or(0, |corrected| corrected.file_version);
                holds("file_version", objection.file_version >= since)?;
                holds("text", !is_blank(&objection.text))?;
                after.objection = Some(objection.clone());
            }
            _ => return Err(StepError::WrongDetail),
        }
        Ok(after)
    }

    fn in_time(&self, on: Date) -> Result<(), StepError> {
        let until = self.until().ok_or(StepError::NotAllowed)?;
        if on > until {
            return Err(StepError::TooLate);
        }
        Ok(())
    }

    /// Where it stands in its log; [`outcome`](Self::outcome) says what it comes to.
    #[must_use]
    pub const fn state(&self) -> CorrectionState {
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

    /// What was corrected.
    #[must_use]
    pub fn corrected(&self) -> Option<&Corrected> {
        self.made.as_ref().map(|made| &made.corrected)
    }

    /// By which account, and on which day.
    #[must_use]
    pub fn made_by(&self) -> Option<(&str, Date)> {
        self.made.as_ref().map(|made| (made.by.as_str(), made.on))
    }

    /// The last day to object.
    #[must_use]
    pub fn until(&self) -> Option<Date> {
        self.corrected().map(|corrected| corrected.until)
    }

    /// What the resident objected.
    #[must_use]
    pub const fn objection(&self) -> Option<&Objection> {
        self.objection.as_ref()
    }

    /// What it has come to by a day.
    #[must_use]
    pub fn outcome(&self, today: Date) -> CorrectionOutcome {
        match self.state {
            CorrectionState::Accepted => CorrectionOutcome::Accepted,
            CorrectionState::Objected => CorrectionOutcome::Objected,
            CorrectionState::Made if self.until().is_some_and(|until| today <= until) => {
                CorrectionOutcome::Open
            }
            CorrectionState::New | CorrectionState::Made => CorrectionOutcome::Stands,
        }
    }

    /// Whether the resident can object on a day.
    #[must_use]
    pub fn is_open(&self, today: Date) -> bool {
        self.outcome(today) == CorrectionOutcome::Open
    }

    /// What it wrote into the answers since a form was handed in as this version, in order: the correction, and putting back
    /// after an objection.
    #[must_use]
    pub fn writes_since(&self, file_version: u32) -> Vec<Write<'_>> {
        let Some(corrected) = self.corrected() else {
            return Vec::new();
        };
        let mut writes = Vec::new();
        if corrected.file_version >= file_version {
            writes.extend(corrected.changes.iter().map(|change| Write {
                field: &change.field,
                from: &change.before,
                to: &change.after,
            }));
        }
        let objection = self.objection.as_ref();
        if objection.is_some_and(|objection| objection.file_version >= file_version) {
            writes.extend(self.put_back());
        }
        writes
    }

    /// What an objection writes: every answer that is still the corrected one is the one before again.
    pub fn put_back(&self) -> impl Iterator<Item = Write<'_>> {
        let changes = self.corrected().into_iter();
        changes
            .flat_map(|corrected| &corrected.changes)
            .map(|change| Write {
                field: &change.field,
                from: &change.after,
                to: &change.before,
            })
    }
}

fn check(event: &CorrectionEvent, corrected: &Corrected) -> Result<(), StepError> {
    if corrected.stage.officer() != event.role {
        return Err(StepError::WrongRole);
    }
    holds("file_version", corrected.file_version > 0)?;
    holds("until", corrected.until > event.on)?;
    holds("changes", !corrected.changes.is_empty())?;
    for (index, change) in corrected.changes.iter().enumerate() {
        let mut others = corrected.changes.iter().take(index);
        holds("field", !is_blank(&change.field))?;
        holds("field", others.all(|other| other.field != change.field))?;
        holds("after", is_change(change))?;
        holds("paper", !is_blank(&change.paper))?;
        let needs_note = change.reason == CorrectionReason::Other;
        holds("note", !needs_note || !is_blank(&change.note))?;
    }
    Ok(())
}

fn is_change(change: &Change) -> bool {
    !is_blank(&change.after) && change.after != change.before
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

//! A change in the business that the loan was lent for: told by the borrower, weighed by the bureau. No source says what it
//! does to the subsidy, so nothing follows by itself; what the bureau decides has a day, a reason and what it rests on.

use super::{BusinessChange, ChangeAnswer, ServicingError, ServicingFile, ServicingState};
use crate::StepError;
use crate::names::named;
use crate::step::{holds, is_blank};
use domain::Date;

named! {
    /// In which way a business changed.
    pub enum ChangeKind {
        /// It was closed.
        Closed = "closed",
        /// It is somewhere else now.
        Moved = "moved",
        /// It does something else now.
        Trade = "trade",
        /// Something else about it.
        Other = "other",
    }
}

/// A change that was told, and what the bureau decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRecord {
    /// What changed.
    pub change: BusinessChange,
    /// When it was told.
    pub told_on: Date,
    /// What it means for the subsidy, and when that was decided.
    pub answer: Option<(ChangeAnswer, Date)>,
}

impl ServicingFile {
    /// Every change told, oldest first.
    #[must_use]
    pub fn changes(&self) -> &[ChangeRecord] {
        &self.changes
    }

    /// The one that waits for the bureau; none once nothing is owed any more.
    #[must_use]
    pub fn open_change(&self) -> Option<&ChangeRecord> {
        let is_owed = matches!(
            self.state,
            ServicingState::Repaying | ServicingState::Overdue | ServicingState::Compensated
        );
        let last = self.changes.last();
        last.filter(|record| is_owed && record.answer.is_none())
    }

    /// From this day on nothing is subsidised, because of what changed.
    #[must_use]
    pub fn subsidy_stops_from(&self) -> Option<Date> {
        let answers = self.changes.iter().filter_map(|one| one.answer.as_ref());
        answers.filter_map(|(answer, _)| answer.stops_from).min()
    }

    pub(super) fn check_change(
        &self,
        change: &BusinessChange,
        day: Date,
    ) -> Result<(), ServicingError> {
        if self.open_change().is_some() {
            return Err(ServicingError::ChangePending);
        }
        if change.on > day {
            return Err(ServicingError::DayAhead);
        }
        Ok(holds("words", !is_blank(&change.words))?)
    }

    pub(super) fn check_change_answer(&self, answer: &ChangeAnswer) -> Result<(), ServicingError> {
        self.open_change().ok_or(StepError::NotAllowed)?;
        holds("reason", !is_blank(&answer.reason))?;
        let Some(from) = answer.stops_from else {
            return Ok(());
        };
        holds("article", !is_blank(&answer.article))?;
        // No source says how a subsidy that was approved comes back.
        let approved = self.subsidies.iter().filter(|one| one.stopped.is_none());
        let last = approved.map(|one| one.quarter.last_day()).max();
        if last.is_some_and(|last| from <= last) {
            return Err(ServicingError::StopBeforeDecided);
        }
        Ok(())
    }

    pub(super) fn record_change(&mut self, change: BusinessChange, day: Date) {
        self.changes.push(ChangeRecord {
            change,
            told_on: day,
            answer: None,
        });
    }

    pub(super) fn record_change_answer(&mut self, answer: ChangeAnswer, day: Date) {
        if let Some(last) = self.changes.last_mut() {
            last.answer = Some((answer, day));
        }
    }
}

//! A change in the business that the loan was lent for: told by the borrower, weighed by the bureau. No source says what it
//! does to the subsidy, so nothing follows by itself; what the bureau decides has a day, a reason and what it rests on.
//! That the subsidy stops can be taken back, by somebody else: what was held back is then due.

use super::{
    BusinessChange, ChangeAnswer, Quarter, ServicingError, ServicingEvent, ServicingFile,
    ServicingState,
};
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
    /// The account of whoever decided; empty while nobody did.
    pub answered_by: String,
    /// That the stop does not hold any more, once it was taken back.
    pub taken_back: Option<TakenBack>,
}

/// That a stop was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// When.
    pub on: Date,
    /// Why.
    pub reason: String,
    /// What quarters that were approved while it held come to more, in fen; due with the quarter of that day.
    pub arrears_fen: i64,
}

impl ChangeRecord {
    /// From when on nothing is subsidised, as long as that holds.
    #[must_use]
    pub fn stops_from(&self) -> Option<Date> {
        let (answer, _) = self.answer.as_ref()?;
        answer.stops_from.filter(|_| self.taken_back.is_none())
    }
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
        self.changes
            .iter()
            .filter_map(ChangeRecord::stops_from)
            .min()
    }

    /// The change because of which it stops; the earliest day where there are several.
    #[must_use]
    pub fn standing_stop(&self) -> Option<&ChangeRecord> {
        let stops = self.changes.iter().filter(|one| one.stops_from().is_some());
        stops.min_by_key(|one| one.stops_from())
    }

    /// What stops that were taken back leave to be paid, by the quarter it is due with.
    pub(super) fn arrears(&self) -> impl Iterator<Item = (Quarter, i64)> {
        let taken_back = self
            .changes
            .iter()
            .filter_map(|one| one.taken_back.as_ref());
        taken_back
            .filter(|one| one.arrears_fen > 0)
            .map(|one| (Quarter::of(one.on), one.arrears_fen))
    }

    /// The last day on which a stop that held in a quarter was taken back.
    pub(super) fn resumed_on(&self, quarter: Quarter) -> Option<Date> {
        let stops = self.changes.iter().filter_map(|one| {
            let (answer, _) = one.answer.as_ref()?;
            Some((answer.stops_from?, one.taken_back.as_ref()?.on))
        });
        let held = stops.filter(|(from, _)| *from <= quarter.last_day());
        held.map(|(_, on)| on).max()
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

    pub(super) fn check_resumption(
        &self,
        actor_id: &str,
        reason: &str,
    ) -> Result<(), ServicingError> {
        let stop = self.standing_stop().ok_or(StepError::NotAllowed)?;
        if stop.answered_by == actor_id {
            return Err(ServicingError::SamePerson);
        }
        Ok(holds("reason", !is_blank(reason))?)
    }

    /// A quarter that was approved while the stop held keeps what was approved; the rest of it is due later.
    pub(super) fn record_resumption(&mut self, reason: &str, day: Date) {
        let before = self.approved_shares_fen();
        let stop = self.subsidy_stops_from();
        let is_it = |one: &ChangeRecord| stop.is_some() && one.stops_from() == stop;
        let Some(at) = self.changes.iter().position(is_it) else {
            return;
        };
        let taken_back = |arrears_fen| TakenBack {
            on: day,
            reason: reason.to_owned(),
            arrears_fen,
        };
        self.mark_taken_back(at, taken_back(0));
        let arrears_fen = self.approved_shares_fen().saturating_sub(before);
        self.mark_taken_back(at, taken_back(arrears_fen));
    }

    fn mark_taken_back(&mut self, at: usize, taken_back: TakenBack) {
        if let Some(stop) = self.changes.get_mut(at) {
            stop.taken_back = Some(taken_back);
        }
    }

    /// What the quarters that were approved come to by the schedule as it is.
    fn approved_shares_fen(&self) -> i64 {
        let is_approved = |quarter| {
            let mut known = self.subsidies.iter();
            known.any(|known| known.quarter == quarter && known.stopped.is_none())
        };
        let shares = self.shares().into_iter();
        shares
            .filter(|share| is_approved(share.quarter))
            .map(|share| share.state_pays.fen())
            .fold(0, i64::saturating_add)
    }

    pub(super) fn record_change(&mut self, change: BusinessChange, day: Date) {
        self.changes.push(ChangeRecord {
            change,
            told_on: day,
            answer: None,
            answered_by: String::new(),
            taken_back: None,
        });
    }

    pub(super) fn record_change_answer(
        &mut self,
        event: &ServicingEvent,
        answer: ChangeAnswer,
        day: Date,
    ) {
        if let Some(last) = self.changes.last_mut() {
            last.answer = Some((answer, day));
            last.answered_by.clone_from(&event.actor_id);
        }
    }
}

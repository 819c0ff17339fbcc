//! A listing: what its events add up to.

mod suspended;

use super::{
    ListingAction as A, ListingDefect, ListingDetail, ListingEvent, ListingState, MOVES, Written,
};
use crate::step::{fold, holds, is_blank};
use crate::table::next;
use crate::{BrokenLog, DueDate, Role, StepError, WorkCalendar};
use domain::Date;
use serde::{Deserialize, Serialize};

/// What decisions about a listing are measured against.
#[derive(Debug, Clone, Copy)]
pub struct ListingRules<'a> {
    /// Working days.
    pub calendar: &'a WorkCalendar,
    /// Working days the reviewer has.
    pub review_working_days: u32,
    /// Working days the trainer has to change what was returned.
    pub answer_working_days: u32,
    /// Calendar days after which an untouched draft is put away.
    pub draft_days: i32,
    /// Calendar days for which the trainer is told beforehand.
    pub notice_days: i32,
    /// Calendar days after which a withdrawn listing is put away.
    pub archive_days: i32,
    /// Working days the trainer has to answer a suspension.
    pub suspension_working_days: u32,
}

impl<'a> ListingRules<'a> {
    /// The portal's own numbers.
    #[must_use]
    pub const fn usual(calendar: &'a WorkCalendar) -> Self {
        Self {
            calendar,
            review_working_days: 2,
            answer_working_days: 10,
            draft_days: 90,
            notice_days: 14,
            archive_days: 90,
            suspension_working_days: 5,
        }
    }
}

/// A listing: what its events add up to.
///
/// It begins empty, [`ListingFile::default`], and changes only through [`decide`](Self::decide). Its version is the number
/// of its events. Its words are kept beside it; the file knows their hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListingFile {
    state: ListingState,
    version: u32,
    /// Hash of what is being written or reviewed; of a live listing without a draft, of what residents see.
    content: String,
    /// Hash of what residents see or saw.
    live: Option<String>,
    handed_in_on: Option<Date>,
    returned_on: Option<Date>,
    defects: Vec<ListingDefect>,
    returns: u32,
    /// Fields pinned so far, and those changed since the last return.
    pinned: Vec<String>,
    changed: Vec<String>,
    go_live_on: Option<Date>,
    last_event_on: Option<Date>,
    /// Of a suspended one, whether the trainer has answered.
    is_answered: bool,
}

impl ListingFile {
    /// The listing after one more event, if the event is acceptable now.
    ///
    /// # Errors
    /// Says the first reason not to accept; the listing stays as it was.
    pub fn decide(&self, event: &ListingEvent, rules: ListingRules<'_>) -> Result<Self, StepError> {
        let after = self.accept(event)?;
        self.check_time(event, rules)?;
        Ok(after)
    }

    /// The listing that a log adds up to.
    ///
    /// # Errors
    /// Names the first event that does not follow from those before it.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a ListingEvent>) -> Result<Self, BrokenLog> {
        fold(events, Self::accept)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ListingState {
        self.state
    }

    /// How many events it has.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Hash of what is being written or reviewed.
    #[must_use]
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Hash of what residents see or saw.
    #[must_use]
    pub fn live(&self) -> Option<&str> {
        self.live.as_deref()
    }

    /// What has to be changed.
    #[must_use]
    pub fn defects(&self) -> &[ListingDefect] {
        &self.defects
    }

    /// The fields changed since it was last returned.
    #[must_use]
    pub fn changed(&self) -> &[String] {
        &self.changed
    }

    /// How often it was returned since it was begun or last went live.
    #[must_use]
    pub const fn returns(&self) -> u32 {
        self.returns
    }

    /// Whether a reviewer has it: handed in and neither taken back, returned nor approved.
    #[must_use]
    pub const fn is_handed_in(&self) -> bool {
        self.handed_in_on.is_some()
    }

    /// Since when a reviewer has it.
    #[must_use]
    pub const fn handed_in_on(&self) -> Option<Date> {
        self.handed_in_on
    }

    /// The day by which the reviewer is to decide.
    #[must_use]
    pub fn review_due(&self, rules: ListingRules<'_>) -> Option<DueDate> {
        let from = self.handed_in_on?;
        let due = rules
            .calendar
            .nth_working_day_after(from, rules.review_working_days);
        Some(due)
    }

    /// The day by which the trainer is to change what was returned.
    #[must_use]
    pub fn answer_due(&self, rules: ListingRules<'_>) -> Option<DueDate> {
        let from = self.returned_on?;
        let due = rules
            .calendar
            .nth_working_day_after(from, rules.answer_working_days);
        Some(due)
    }

    /// Whether it is the trainer's to write, alone or beside what residents see.
    const fn is_draft(&self) -> bool {
        match self.state {
            ListingState::Draft => true,
            ListingState::LiveWithDraft => !self.is_handed_in(),
            _ => false,
        }
    }

    /// The day on which the portal puts an untouched draft away; what residents see beside it stays.
    #[must_use]
    pub fn put_away_on(&self, rules: ListingRules<'_>) -> Option<Date> {
        let last = self.last_event_on?;
        self.is_draft().then(|| last.add_days(rules.draft_days + 1))
    }

    /// The same from so many days ahead that something can still be done about it.
    #[must_use]
    pub fn put_away_notice(&self, today: Date, rules: ListingRules<'_>) -> Option<Date> {
        let on = self.put_away_on(rules)?;
        (today >= on.add_days(-rules.notice_days)).then_some(on)
    }

    /// From which day residents see it, once approved.
    #[must_use]
    pub const fn go_live_on(&self) -> Option<Date> {
        self.go_live_on
    }

    /// What the portal tries to do because a day has come.
    #[must_use]
    pub fn follow_day(&self, day: Date) -> Option<A> {
        match self.state {
            ListingState::Draft | ListingState::LiveWithDraft if self.is_draft() => Some(A::Expire),
            ListingState::Returned => Some(A::Expire),
            ListingState::Scheduled if self.go_live_on.is_some_and(|on| day >= on) => {
                Some(A::GoLive)
            }
            ListingState::Withdrawn => Some(A::Archive),
            _ => None,
        }
    }

    fn accept(&self, event: &ListingEvent) -> Result<Self, StepError> {
        let to = next(MOVES, self.state, event.action, event.role)?;
        event.check_actor()?;
        self.check_detail(event)?;
        self.check_turn(event.action)?;
        self.check_answer(event.action)?;
        Ok(self.clone().applied(event, to))
    }

    fn check_detail(&self, event: &ListingEvent) -> Result<(), StepError> {
        match (event.action, &event.detail) {
            (A::Write | A::Correct, ListingDetail::Written(written)) => {
                holds("content", !is_blank(&written.content))
            }
            (
                A::Return,
                ListingDetail::Defects {
                    defects,
                    late_reason,
                },
            ) => {
                ListingDetail::check_defects(defects)?;
                holds(
                    "late_reason",
                    !is_blank(late_reason) || !self.names_late(defects),
                )
            }
            (A::Schedule, ListingDetail::GoLive { .. }) => Ok(()),
            (A::Suspend | A::Answer | A::Withdraw, ListingDetail::Reason { text, papers }) => {
                holds("reason", !is_blank(text))?;
                holds("papers", papers.is_empty() || event.action == A::Answer)
            }
            // People say why in their own words.
            (A::Suspend, ListingDetail::Cause(_)) => holds("role", event.role == Role::System),
            (
                A::Write
                | A::Correct
                | A::Return
                | A::Schedule
                | A::Suspend
                | A::Answer
                | A::Withdraw,
                _,
            ) => Err(StepError::WrongDetail),
            (_, ListingDetail::None) if !self.content.is_empty() => Ok(()),
            _ => Err(StepError::WrongDetail),
        }
    }

    /// All at once: a later return names only what was named before or has changed since.
    fn names_late(&self, defects: &[ListingDefect]) -> bool {
        let is_known = |field: &String| self.pinned.contains(field) || self.changed.contains(field);
        self.returns > 0 && !defects.iter().all(|defect| is_known(&defect.field))
    }

    /// A pending draft is either the trainer's to write or the reviewer's to judge.
    fn check_turn(&self, action: A) -> Result<(), StepError> {
        if self.state != ListingState::LiveWithDraft {
            return Ok(());
        }
        let is_reviewers = matches!(action, A::TakeBack | A::Return | A::Approve);
        let is_writers = matches!(action, A::Write | A::Submit | A::Discard | A::Expire);
        if (is_reviewers && !self.is_handed_in()) || (is_writers && self.is_handed_in()) {
            return Err(StepError::NotAllowed);
        }
        Ok(())
    }

    /// The day an event counts as: a server clock that was set back gives no days back.
    fn day_of(&self, on: Date) -> Date {
        self.last_event_on.map_or(on, |last| last.max(on))
    }

    fn check_time(&self, event: &ListingEvent, rules: ListingRules<'_>) -> Result<(), StepError> {
        let day = self.day_of(event.on);
        let since = |days: i32| {
            self.last_event_on
                .is_some_and(|last| day > last.add_days(days))
        };
        if event.action == A::Answer && !self.may_answer(day, rules) {
            return Err(StepError::TooLate);
        }
        let has_come = match (event.action, self.state) {
            (A::Expire, ListingState::Draft | ListingState::LiveWithDraft) => {
                since(rules.draft_days)
            }
            (A::Expire, _) => self.answer_due(rules).is_some_and(|due| day > due.on),
            (A::GoLive, _) => self.go_live_on.is_some_and(|on| day >= on),
            (A::Archive, _) => since(rules.archive_days),
            _ => true,
        };
        if has_come {
            Ok(())
        } else {
            Err(StepError::TooEarly)
        }
    }

    fn applied(mut self, event: &ListingEvent, to: ListingState) -> Self {
        let day = self.day_of(event.on);
        match &event.detail {
            ListingDetail::Written(written) => self.write(written, event.action),
            ListingDetail::Defects { defects, .. } => self.send_back(defects, day),
            ListingDetail::GoLive { on } => self.go_live_on = Some(*on),
            ListingDetail::None | ListingDetail::Reason { .. } | ListingDetail::Cause(_) => {}
        }
        match event.action {
            A::Submit => {
                self.handed_in_on = Some(day);
                self.returned_on = None;
            }
            A::TakeBack => self.handed_in_on = None,
            A::Discard => self.forget_draft(),
            A::Approve => {
                self.handed_in_on = None;
                if to == ListingState::Live {
                    self.publish();
                }
            }
            A::GoLive => self.publish(),
            A::Expire if self.state == ListingState::LiveWithDraft => self.forget_draft(),
            A::Expire => self.returned_on = None,
            A::Suspend | A::Withdraw => self.forget_draft(),
            _ => {}
        }
        self.is_answered = event.action == A::Answer;
        self.state = to;
        self.version = self.version.saturating_add(1);
        self.last_event_on = Some(day);
        self
    }

    fn write(&mut self, written: &Written, action: A) {
        self.content.clone_from(&written.content);
        if action == A::Correct {
            self.live = Some(written.content.clone());
            return;
        }
        for field in &written.changed {
            if !self.changed.contains(field) {
                self.changed.push(field.clone());
            }
        }
    }

    fn send_back(&mut self, defects: &[ListingDefect], day: Date) {
        self.defects = defects.to_vec();
        self.returns = self.returns.saturating_add(1);
        self.handed_in_on = None;
        self.returned_on = Some(day);
        self.changed.clear();
        for defect in defects {
            if !self.pinned.contains(&defect.field) {
                self.pinned.push(defect.field.clone());
            }
        }
    }

    fn publish(&mut self) {
        self.live = Some(self.content.clone());
        self.begin_anew();
    }

    /// What was being written beside a live listing is gone; of any other there is nothing to go back to.
    fn forget_draft(&mut self) {
        if let Some(live) = &self.live {
            self.content.clone_from(live);
        }
        self.begin_anew();
    }

    fn begin_anew(&mut self) {
        self.handed_in_on = None;
        self.returned_on = None;
        self.defects.clear();
        self.returns = 0;
        self.pinned.clear();
        self.changed.clear();
    }
}

#[cfg(test)]
mod tests;

//! An enrolment: what its events add up to.

use super::{
    Absence, EnrolmentAction, EnrolmentDetail, EnrolmentEvent, EnrolmentRules, EnrolmentState,
    LearnerName, Level, MOVES, Outcome, Seat,
};
use crate::names::named;
use crate::step::fold;
use crate::table::next;
use crate::{BrokenLog, Role, StepError};
use domain::Date;
use std::collections::BTreeSet;

mod check;

/// Whether the resident asked the bureau to look at a result again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Appeal {
    /// No.
    #[default]
    None,
    /// Yes, and nobody has decided yet.
    Open,
    /// Yes, and it was decided; there is no second one.
    Decided,
}

named! {
    /// What somebody of the school or the bureau has to do next.
    pub enum WaitsFor {
        /// Whether a subsidy pays for the person.
        Eligibility = "eligibility",
        /// A result.
        Result = "result",
        /// A certificate.
        Certificate = "certificate",
        /// An answer to whoever asked to look again.
        Appeal = "appeal",
    }
}

/// An enrolment: what its events add up to.
///
/// It begins unsent, [`EnrolmentFile::default`], and changes only through [`decide`](Self::decide). Its version is the
/// number of its events. Whether a seat is there is the matter of [`Seats`](crate::class::Seats): the portal asks it and
/// says the answer as an event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EnrolmentFile {
    state: EnrolmentState,
    version: u32,
    place: Option<u32>,
    offered_until_ms: Option<i64>,
    entered_on: Option<Date>,
    seated_on: Option<Date>,
    last_event_ms: Option<i64>,
    last_follow_up_days: u32,
    outcome: Option<Outcome>,
    name: Option<LearnerName>,
    attended: BTreeSet<Date>,
    has_passed: bool,
    level: Option<Level>,
    appeal: Appeal,
    /// Whether the bureau made a pass of a result that was none.
    was_put_right: bool,
    certificate: Option<String>,
    overlap: Option<bool>,
    is_clear: Option<bool>,
    was_returned: bool,
    absence: Option<Absence>,
    retake_on: Option<Date>,
    waits_since: Option<Date>,
}

impl EnrolmentFile {
    /// The enrolment after one more event, if the event is acceptable now.
    ///
    /// # Errors
    /// Says the first reason not to accept; the enrolment stays as it was.
    pub fn decide(
        &self,
        event: &EnrolmentEvent,
        rules: EnrolmentRules<'_>,
    ) -> Result<Self, StepError> {
        let after = self.accept(event)?;
        self.check_time(event.action, event.role, event.at_ms, rules)?;
        self.check_lesson(event, rules)?;
        Ok(after)
    }

    /// The enrolment that a log adds up to.
    ///
    /// # Errors
    /// Names the first event that does not follow from those before it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a EnrolmentEvent>,
    ) -> Result<Self, BrokenLog> {
        fold(events, Self::accept)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> EnrolmentState {
        self.state
    }

    /// How many events it has.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Its sequence number within the class, once asked for a seat.
    #[must_use]
    pub const fn place(&self) -> Option<u32> {
        self.place
    }

    /// The day it came to where it stands.
    #[must_use]
    pub const fn entered_on(&self) -> Option<Date> {
        self.entered_on
    }

    /// The day on which the resident last took a seat, by asking for it or by accepting an offer. What an officer answers
    /// later does not change it.
    #[must_use]
    pub const fn seated_on(&self) -> Option<Date> {
        self.seated_on
    }

    /// Until when the offer stands, while there is one.
    #[must_use]
    pub const fn offered_until_ms(&self) -> Option<i64> {
        self.offered_until_ms
    }

    /// Under which name the person is in the class, once anybody said.
    #[must_use]
    pub const fn name(&self) -> Option<&LearnerName> {
        self.name.as_ref()
    }

    /// The days on which the person was there.
    #[must_use]
    pub const fn attended(&self) -> &BTreeSet<Date> {
        &self.attended
    }

    /// Whether the person was there often enough.
    #[must_use]
    pub fn is_enough(&self, rules: EnrolmentRules<'_>) -> bool {
        !rules.lessons.is_empty() && self.attended.len() >= rules.lessons_needed()
    }

    /// Whether the assessment was passed.
    #[must_use]
    pub const fn has_passed(&self) -> bool {
        self.has_passed
    }

    /// Whether the bureau made a pass of a result that was none.
    #[must_use]
    pub const fn was_put_right(&self) -> bool {
        self.was_put_right
    }

    /// The level that was passed.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        self.level
    }

    /// Whether a subsidy clearly pays for the person, as the engine or an officer last said; none when it was never asked.
    #[must_use]
    pub const fn is_clear(&self) -> Option<bool> {
        self.is_clear
    }

    /// Why the person did not come, once said.
    #[must_use]
    pub const fn absence(&self) -> Option<Absence> {
        self.absence
    }

    /// When the assessment can be taken again, once the trainer said.
    #[must_use]
    pub const fn retake_on(&self) -> Option<Date> {
        self.retake_on
    }

    /// What it waits for, and since which day.
    #[must_use]
    pub fn waits(&self) -> Option<(WaitsFor, Date)> {
        Some((self.waits_for()?, self.waits_since?))
    }

    const fn waits_for(&self) -> Option<WaitsFor> {
        match (self.state, self.appeal) {
            (EnrolmentState::Applied, _) => Some(WaitsFor::Eligibility),
            (EnrolmentState::Completed, _) if self.has_passed => Some(WaitsFor::Certificate),
            (EnrolmentState::Completed, _) => Some(WaitsFor::Result),
            (EnrolmentState::Failed | EnrolmentState::NotEligible, Appeal::Open) => {
                Some(WaitsFor::Appeal)
            }
            _ => None,
        }
    }

    /// Whether the person took this seat beside another on the same days, knowing it; none where nobody was asked.
    #[must_use]
    pub const fn overlap(&self) -> Option<bool> {
        self.overlap
    }

    /// Whether the bureau was asked to look at the result again.
    #[must_use]
    pub const fn appeal(&self) -> Appeal {
        self.appeal
    }

    /// The number of the certificate.
    #[must_use]
    pub fn certificate(&self) -> Option<&str> {
        self.certificate.as_deref()
    }

    /// What the resident last said came of it, and how many days after the class.
    #[must_use]
    pub const fn outcome(&self) -> Option<(u32, Outcome)> {
        match self.outcome {
            Some(outcome) => Some((self.last_follow_up_days, outcome)),
            None => None,
        }
    }

    /// What a role can do now: what to offer as buttons. Taking one may still need its detail.
    #[must_use]
    pub fn available(
        &self,
        role: Role,
        at_ms: i64,
        rules: EnrolmentRules<'_>,
    ) -> Vec<EnrolmentAction> {
        super::allowed(self.state, role)
            .filter(|&action| self.check_time(action, role, at_ms, rules).is_ok())
            .collect()
    }

    /// Until when an offer made now stands. Its hours run from the last thing that happened, should the server's clock
    /// have been set back since.
    #[must_use]
    pub fn offer_until_ms(&self, at_ms: i64, rules: EnrolmentRules<'_>) -> i64 {
        rules.offer_until_ms(self.instant_of(at_ms))
    }

    fn accept(&self, event: &EnrolmentEvent) -> Result<Self, StepError> {
        let to = next(MOVES, self.state, event.action, event.role)?;
        event.check_actor()?;
        self.check_detail(event)?;
        Ok(self.clone().applied(event, to))
    }

    /// The instant an event counts as: a server clock that was set back gives no time back.
    fn instant_of(&self, at_ms: i64) -> i64 {
        self.last_event_ms.map_or(at_ms, |last| last.max(at_ms))
    }

    fn applied(mut self, event: &EnrolmentEvent, to: EnrolmentState) -> Self {
        let at_ms = self.instant_of(event.at_ms);
        if to != EnrolmentState::Offered {
            self.offered_until_ms = None;
        }
        match &event.detail {
            EnrolmentDetail::Place { number, overlap } => {
                self.place = Some(*number);
                self.overlap = *overlap;
            }
            EnrolmentDetail::Overlap { is_accepted } => self.overlap = Some(*is_accepted),
            EnrolmentDetail::Offer { until_ms } => self.offered_until_ms = Some(*until_ms),
            EnrolmentDetail::FollowUp { days, outcome } => {
                self.last_follow_up_days = *days;
                self.outcome = Some(*outcome);
            }
            EnrolmentDetail::Name { name } => self.name = Some(name.clone()),
            EnrolmentDetail::Lesson { on, .. } => {
                if event.action == EnrolmentAction::CheckIn {
                    self.attended.insert(*on);
                } else {
                    self.attended.remove(on);
                }
            }
            EnrolmentDetail::Assessed { level } => self.level = *level,
            EnrolmentDetail::Certificate { number } => self.certificate = Some(number.clone()),
            EnrolmentDetail::Verdict { is_clear, .. } => self.is_clear = Some(*is_clear),
            EnrolmentDetail::Absence { reason } => self.absence = Some(*reason),
            EnrolmentDetail::NextDate { on } => self.retake_on = Some(*on),
            _ => {}
        }
        // Whoever comes back after all, or is let in after all, was not asked again.
        if event.action != EnrolmentAction::Enrol && !self.state.is_active() && to.is_active() {
            self.overlap = None;
        }
        let waited_for = self.waits_for();
        self.follow_result(event.action);
        self.follow_eligibility(event);
        if to != self.state || self.entered_on.is_none() {
            self.entered_on = Some(Date::from_unix_ms_shanghai(at_ms));
        }
        let has_seat =
            |state: EnrolmentState| state.seat() == Seat::Taken && state != EnrolmentState::Offered;
        let is_taken = has_seat(to) && !has_seat(self.state);
        if is_taken && event.role == Role::Resident {
            self.seated_on = Some(Date::from_unix_ms_shanghai(at_ms));
        }
        self.state = to;
        if self.waits_for() != waited_for {
            self.waits_since = Some(Date::from_unix_ms_shanghai(at_ms));
        }
        self.version = self.version.saturating_add(1);
        self.last_event_ms = Some(at_ms);
        self
    }

    fn follow_eligibility(&mut self, event: &EnrolmentEvent) {
        let of_person = self.state == EnrolmentState::NotEligible;
        match event.action {
            EnrolmentAction::Return => self.was_returned = true,
            EnrolmentAction::Refuse => self.is_clear = Some(false),
            // An officer looked, and the person has the seat.
            EnrolmentAction::Hold if event.role == Role::TrainingOfficer => {
                self.is_clear = Some(true);
            }
            EnrolmentAction::Appeal if of_person => self.appeal = Appeal::Open,
            EnrolmentAction::Overturn if of_person => self.appeal = Appeal::Decided,
            _ => {}
        }
    }

    fn follow_result(&mut self, action: EnrolmentAction) {
        let of_result = self.state == EnrolmentState::Failed;
        match action {
            EnrolmentAction::RecordPass => self.has_passed = true,
            EnrolmentAction::Fail | EnrolmentAction::Retake => {
                if action == EnrolmentAction::Fail {
                    self.retake_on = None;
                }
                self.has_passed = false;
                self.level = None;
                self.appeal = Appeal::None;
            }
            EnrolmentAction::Appeal if of_result => self.appeal = Appeal::Open,
            EnrolmentAction::Uphold => self.appeal = Appeal::Decided,
            EnrolmentAction::Overturn if of_result => {
                self.appeal = Appeal::Decided;
                self.has_passed = true;
                self.was_put_right = true;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

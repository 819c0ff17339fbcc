//! An enrolment: what its events add up to.

use super::{
    EnrolmentAction, EnrolmentDetail, EnrolmentEvent, EnrolmentRules, EnrolmentState, MOVES,
};
use crate::step::{holds, is_blank};
use crate::table::next;
use crate::{BrokenLog, Role, StepError};
use domain::Date;

const FOLLOW_UP_DAYS: [u32; 3] = [30, 90, 180];

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
    last_event_ms: Option<i64>,
    last_follow_up_days: u32,
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
        self.check_time(event.action, event.at_ms, rules)?;
        Ok(after)
    }

    /// The enrolment that a log adds up to.
    ///
    /// # Errors
    /// Names the first event that does not follow from those before it.
    pub fn fold<'a>(
        events: impl IntoIterator<Item = &'a EnrolmentEvent>,
    ) -> Result<Self, BrokenLog> {
        let step = |file: Self, (index, event)| {
            file.accept(event)
                .map_err(|source| BrokenLog { index, source })
        };
        events
            .into_iter()
            .enumerate()
            .try_fold(Self::default(), step)
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

    /// Until when the offer stands, while there is one.
    #[must_use]
    pub const fn offered_until_ms(&self) -> Option<i64> {
        self.offered_until_ms
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
            .filter(|&action| self.check_time(action, at_ms, rules).is_ok())
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

    fn check_detail(&self, event: &EnrolmentEvent) -> Result<(), StepError> {
        use EnrolmentAction as A;
        use EnrolmentDetail as D;
        match (event.action, &event.detail) {
            (A::Enrol, D::Place { number }) => holds("number", *number > 0),
            (A::Offer, D::Offer { until_ms }) => {
                holds("until_ms", *until_ms > self.instant_of(event.at_ms))
            }
            (A::Return | A::Appeal | A::Overturn, D::Reason { text }) => {
                holds("reason", !is_blank(text))
            }
            (A::Withdraw | A::Pass | A::Drop | A::ReportNoShow, D::Reason { text }) => {
                holds("reason", !is_blank(text))
            }
            (
                A::Refuse,
                D::Refusal {
                    reason_code,
                    rule,
                    remedies,
                },
            ) => {
                holds("reason_code", !is_blank(reason_code))?;
                holds("rule", !is_blank(rule))?;
                holds("remedies", !is_blank(remedies))
            }
            (A::Certify, D::Certificate { number }) => holds("number", !is_blank(number)),
            (A::FollowUp, D::FollowUp { days, .. }) => holds(
                "days",
                FOLLOW_UP_DAYS.contains(days) && *days > self.last_follow_up_days,
            ),
            (
                A::Enrol
                | A::Offer
                | A::Return
                | A::Appeal
                | A::Overturn
                | A::Refuse
                | A::Certify
                | A::FollowUp,
                _,
            ) => Err(StepError::WrongDetail),
            (_, D::None) => Ok(()),
            _ => Err(StepError::WrongDetail),
        }
    }

    fn check_time(
        &self,
        action: EnrolmentAction,
        at_ms: i64,
        rules: EnrolmentRules<'_>,
    ) -> Result<(), StepError> {
        let at_ms = self.instant_of(at_ms);
        let day = Date::from_unix_ms_shanghai(at_ms);
        let used_working_days = || {
            let entered_on = self.entered_on.unwrap_or(day);
            rules.calendar.working_days_between(entered_on, day)
        };
        let early = |is_due: bool| {
            if is_due {
                Ok(())
            } else {
                Err(StepError::TooEarly)
            }
        };
        let late = |is_in_time: bool| {
            if is_in_time {
                Ok(())
            } else {
                Err(StepError::TooLate)
            }
        };
        let offer_stands = self
            .offered_until_ms
            .is_some_and(|until_ms| at_ms <= until_ms);
        match (action, self.state) {
            (EnrolmentAction::Accept | EnrolmentAction::Pass, _) => late(offer_stands),
            (EnrolmentAction::Withdraw, _) => late(day < rules.class.starts_on),
            (EnrolmentAction::Offer, _) => late(day <= rules.class.starts_on),
            (EnrolmentAction::Resubmit, _) => {
                late(used_working_days() <= rules.clocks.fix_working_days)
            }
            (EnrolmentAction::Appeal, _) => {
                late(used_working_days() <= rules.clocks.appeal_working_days)
            }
            (EnrolmentAction::Expire, EnrolmentState::Offered) => early(!offer_stands),
            (EnrolmentAction::Expire, EnrolmentState::Waitlisted) => {
                early(day > rules.class.starts_on)
            }
            (EnrolmentAction::Expire, EnrolmentState::Returned) => {
                early(used_working_days() > rules.clocks.fix_working_days)
            }
            (EnrolmentAction::Expire, _) => {
                let age = self.entered_on.unwrap_or(day).days_until(day);
                early(u32::try_from(age).unwrap_or(0) > rules.clocks.draft_days)
            }
            (EnrolmentAction::CheckIn | EnrolmentAction::ReportNoShow, _) => {
                early(day >= rules.class.starts_on)
            }
            (EnrolmentAction::Complete, _) => early(day >= rules.class.ends_on),
            _ => Ok(()),
        }
    }

    fn applied(mut self, event: &EnrolmentEvent, to: EnrolmentState) -> Self {
        let at_ms = self.instant_of(event.at_ms);
        self.offered_until_ms = None;
        match &event.detail {
            EnrolmentDetail::Place { number } => self.place = Some(*number),
            EnrolmentDetail::Offer { until_ms } => self.offered_until_ms = Some(*until_ms),
            EnrolmentDetail::FollowUp { days, .. } => self.last_follow_up_days = *days,
            _ => {}
        }
        if to != self.state || self.entered_on.is_none() {
            self.entered_on = Some(Date::from_unix_ms_shanghai(at_ms));
        }
        self.state = to;
        self.version = self.version.saturating_add(1);
        self.last_event_ms = Some(at_ms);
        self
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

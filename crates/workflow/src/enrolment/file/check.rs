//! What the table cannot say: the detail each action takes, the time in which it is possible, and the lessons.

use super::super::{
    EnrolmentAction, EnrolmentDetail, EnrolmentEvent, EnrolmentRules, EnrolmentState,
};
use super::{Appeal, EnrolmentFile};
use crate::step::{holds, is_blank};
use crate::{Role, StepError};
use domain::Date;

const FOLLOW_UP_DAYS: [u32; 3] = [30, 90, 180];
/// Who has not come by the end of this lesson, counted from 0, never came.
const LAST_LESSON_TO_COME: usize = 1;

const fn in_time(is_in_time: bool) -> Result<(), StepError> {
    if is_in_time {
        Ok(())
    } else {
        Err(StepError::TooLate)
    }
}

const fn due(is_due: bool) -> Result<(), StepError> {
    if is_due {
        Ok(())
    } else {
        Err(StepError::TooEarly)
    }
}

const fn so(is_so: bool, otherwise: StepError) -> Result<(), StepError> {
    if is_so { Ok(()) } else { Err(otherwise) }
}

impl EnrolmentFile {
    pub(super) fn check_detail(&self, event: &EnrolmentEvent) -> Result<(), StepError> {
        use EnrolmentAction as A;
        use EnrolmentDetail as D;
        match (event.action, &event.detail) {
            (A::Enrol, D::Place { number, .. }) => holds("number", *number > 0),
            (A::Accept, D::Overlap { .. }) => Ok(()),
            (A::Judge, D::Verdict { receipt, .. }) => holds("receipt", !is_blank(receipt)),
            (A::Explain, D::Absence { .. }) | (A::Retake, D::NextDate { .. }) => Ok(()),
            (A::Offer, D::Offer { until_ms }) => {
                holds("until_ms", *until_ms > self.instant_of(event.at_ms))
            }
            (
                A::Return
                | A::Appeal
                | A::Overturn
                | A::Uphold
                | A::Withdraw
                | A::Pass
                | A::Drop
                | A::ReportNoShow
                | A::Fail,
                D::Reason { text },
            ) => holds("reason", !is_blank(text)),
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
            (A::Name, D::Name { name }) => holds("name", name.is_name()),
            (A::CheckIn, D::Lesson { on, .. }) => holds("on", !self.attended.contains(on)),
            (A::UndoCheckIn, D::Lesson { on, .. }) => holds("on", self.attended.contains(on)),
            (A::RecordPass, D::Assessed { .. }) => Ok(()),
            (A::Certify, D::Certificate { number }) => {
                holds("number", !is_blank(number))?;
                holds("name", self.name.is_some())
            }
            (A::FollowUp, D::FollowUp { days, .. }) => holds(
                "days",
                FOLLOW_UP_DAYS.contains(days) && *days > self.last_follow_up_days,
            ),
            (
                A::Enrol
                | A::Judge
                | A::Explain
                | A::Offer
                | A::Return
                | A::Appeal
                | A::Overturn
                | A::Uphold
                | A::Refuse
                | A::Name
                | A::CheckIn
                | A::UndoCheckIn
                | A::RecordPass
                | A::Certify
                | A::FollowUp,
                _,
            ) => Err(StepError::WrongDetail),
            (_, D::None) => Ok(()),
            _ => Err(StepError::WrongDetail),
        }
    }

    /// What an event's own days must fit.
    pub(super) fn check_lesson(
        &self,
        event: &EnrolmentEvent,
        rules: EnrolmentRules<'_>,
    ) -> Result<(), StepError> {
        let today = Date::from_unix_ms_shanghai(self.instant_of(event.at_ms));
        match &event.detail {
            EnrolmentDetail::Lesson { on, .. } if event.action == EnrolmentAction::CheckIn => {
                holds("on", rules.lessons.contains(on))?;
                due(*on <= today)?;
                in_time(event.role != Role::Resident || *on == today)
            }
            EnrolmentDetail::NextDate { on } => holds("on", *on >= today),
            EnrolmentDetail::FollowUp { days, .. } => {
                let days = i32::try_from(*days).unwrap_or(i32::MAX);
                due(rules.class.ends_on.days_until(today) >= days)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn check_time(
        &self,
        action: EnrolmentAction,
        role: Role,
        at_ms: i64,
        rules: EnrolmentRules<'_>,
    ) -> Result<(), StepError> {
        use EnrolmentAction as A;
        let at_ms = self.instant_of(at_ms);
        let day = Date::from_unix_ms_shanghai(at_ms);
        let used_working_days = || {
            let entered_on = self.entered_on.unwrap_or(day);
            rules.calendar.working_days_between(entered_on, day)
        };
        let offer_stands = self
            .offered_until_ms
            .is_some_and(|until_ms| at_ms <= until_ms);
        match (action, self.state) {
            (A::Accept | A::Pass, _) => in_time(offer_stands),
            (A::Withdraw, _) => in_time(day < rules.class.starts_on),
            (A::Offer, _) => in_time(day <= rules.class.starts_on),
            // One return: everything that is missing is said at once.
            (A::Return, _) => so(!self.was_returned, StepError::NotAllowed),
            (A::Explain, _) => so(self.absence.is_none(), StepError::NotAllowed),
            (A::Resubmit, _) => in_time(used_working_days() <= rules.clocks.fix_working_days),
            (A::Appeal, _) => {
                so(self.appeal == Appeal::None, StepError::NotAllowed)?;
                in_time(used_working_days() <= rules.clocks.appeal_working_days)
            }
            (A::Uphold | A::Overturn, state) => {
                so(self.appeal == Appeal::Open, StepError::NotAllowed)?;
                let needs_seat = action == A::Overturn && state == EnrolmentState::NotEligible;
                so(!needs_seat || rules.has_free_seat, StepError::NoSeat)
            }
            (A::Expire, EnrolmentState::Offered) => due(!offer_stands),
            (A::Expire, EnrolmentState::Waitlisted) => due(day > rules.class.starts_on),
            (A::Expire, EnrolmentState::Returned) => {
                due(used_working_days() > rules.clocks.fix_working_days)
            }
            (A::Expire, _) => {
                let age = self.entered_on.unwrap_or(day).days_until(day);
                due(u32::try_from(age).unwrap_or(0) > rules.clocks.draft_days)
            }
            (A::CheckIn, state) => {
                due(day >= rules.class.starts_on)?;
                let comes_back = matches!(state, EnrolmentState::NoShow | EnrolmentState::Dropped);
                so(!comes_back || rules.has_free_seat, StepError::NoSeat)?;
                let is_for_today = rules.lessons.contains(&day) && !self.attended.contains(&day);
                so(
                    role != Role::Resident || is_for_today,
                    StepError::NotAllowed,
                )
            }
            (A::UndoCheckIn, _) => so(!self.attended.is_empty(), StepError::NotAllowed),
            (A::ReportNoShow, _) => {
                so(self.attended.is_empty(), StepError::NotAllowed)?;
                match role {
                    Role::System => due(self.never_came(day, rules)),
                    _ => due(day >= rules.class.starts_on),
                }
            }
            (A::Complete, _) => {
                due(day >= rules.class.ends_on)?;
                so(self.is_enough(rules), StepError::AttendanceTooLow)
            }
            // An officer says the level of a result that was put right, and gives none. The bureau has decided then, and a school
            // says neither result nor level after it.
            (A::RecordPass, _) => so(
                (role == Role::TrainingOfficer) == self.was_put_right,
                StepError::NotAllowed,
            ),
            (A::Fail, _) => so(!self.was_put_right, StepError::NotAllowed),
            (A::Certify, _) => so(self.has_passed, StepError::NotPassed),
            (A::FollowUp, _) => due(day > rules.class.ends_on),
            _ => Ok(()),
        }
    }

    /// Whether the lessons in which one could still have come are over.
    fn never_came(&self, day: Date, rules: EnrolmentRules<'_>) -> bool {
        let last = rules
            .lessons
            .get(LAST_LESSON_TO_COME)
            .or(rules.lessons.last());
        last.is_some_and(|last| day > *last)
    }
}

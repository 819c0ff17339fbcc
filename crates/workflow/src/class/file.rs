//! A class: what its events add up to.

use super::{ClassAction, ClassDetail, ClassEvent, ClassPlan, ClassState, MOVES, Seats};
use crate::step::{fold, holds, is_blank};
use crate::table::next;
use crate::{BrokenLog, Role, StepError, WorkCalendar};
use domain::Date;
use serde::{Deserialize, Serialize};

/// What decisions about a class are measured against.
#[derive(Debug, Clone, Copy)]
pub struct ClassRules<'a> {
    /// Working days.
    pub calendar: &'a WorkCalendar,
    /// Working days between opening a class and its first day.
    pub opening_notice_working_days: u32,
    /// Working days before the first day from which a class with too few people must be decided on.
    pub minimum_check_working_days: u32,
    /// Working days in which those in a postponed class may leave or stay.
    pub consent_working_days: u32,
    /// Seats held or offered in the portal.
    pub taken: u32,
    /// Share of the approved seats in percent below which a class has too few people.
    pub minimum_percent: u32,
}

/// A class: what its events add up to.
///
/// It begins as an empty plan, [`ClassFile::default`], and changes only through [`decide`](Self::decide). Its version is
/// the number of its events. Who is in it is the matter of enrolments.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClassFile {
    state: ClassState,
    version: u32,
    plan: Option<ClassPlan>,
    /// Seats in all that an officer approved, where its trainer set other ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<u32>,
    is_minimum_not_met: bool,
    /// Since when too few have enrolled, as long as nobody has decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_not_met_on: Option<Date>,
    /// Whether it is taught however many come.
    #[serde(skip_serializing_if = "is_false")]
    is_confirmed: bool,
    postponed_on: Option<Date>,
    last_event_on: Option<Date>,
    /// The days of teaching, where the trainer said them.
    #[serde(skip_serializing_if = "Option::is_none")]
    lessons: Option<Vec<Date>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// A class that lasts longer is not taught every day unless its trainer says so.
const SHORT_DAYS: i32 = 7;

impl ClassFile {
    /// The class after one more event, if the event is acceptable now.
    ///
    /// # Errors
    /// Says the first reason not to accept; the class stays as it was.
    pub fn decide(&self, event: &ClassEvent, rules: ClassRules<'_>) -> Result<Self, StepError> {
        let after = self.accept(event)?;
        self.check_rules(event, rules)?;
        Ok(after)
    }

    /// The class that a log adds up to.
    ///
    /// # Errors
    /// Names the first event that does not follow from those before it.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a ClassEvent>) -> Result<Self, BrokenLog> {
        fold(events, Self::accept)
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> ClassState {
        self.state
    }

    /// How many events it has.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Its days and seats, once planned.
    #[must_use]
    pub const fn plan(&self) -> Option<&ClassPlan> {
        self.plan.as_ref()
    }

    /// Seats in all that an officer approved, whatever its trainer set within that; none before it is planned.
    #[must_use]
    pub const fn seats_approved(&self) -> u32 {
        match (self.approved, self.plan()) {
            (Some(seats), _) => seats,
            (None, Some(plan)) => plan.capacity,
            (None, None) => 0,
        }
    }

    /// The fewest people it is taught for without anybody asking: this share of the approved seats in percent, and at least
    /// one where it is any. A trainer who sets fewer seats does not lower it.
    #[must_use]
    pub const fn minimum(&self, percent: u32) -> u32 {
        Self::minimum_of(self.seats_approved(), percent)
    }

    /// The same of a number of approved seats.
    #[must_use]
    pub const fn minimum_of(seats: u32, percent: u32) -> u32 {
        seats.saturating_mul(percent).div_ceil(100)
    }

    /// Whether it was put off once, so that its days may not be those on which people asked for it.
    #[must_use]
    pub const fn was_postponed(&self) -> bool {
        self.postponed_on.is_some()
    }

    /// The days on which it is taught: those the trainer said, otherwise every day of a class of a week or less, and the
    /// working days of a longer one.
    #[must_use]
    pub fn lessons(&self, calendar: &WorkCalendar) -> Vec<Date> {
        if let Some(said) = &self.lessons {
            return said.clone();
        }
        let Some(plan) = self.plan else {
            return Vec::new();
        };
        let last = plan.starts_on.days_until(plan.ends_on);
        let all = (0..=last).map(|days| plan.starts_on.add_days(days));
        let worked: Vec<Date> = all
            .clone()
            .filter(|day| last < SHORT_DAYS || calendar.is_working_day(*day))
            .collect();
        if worked.is_empty() {
            all.collect()
        } else {
            worked
        }
    }

    /// Whether too few had enrolled shortly before the start and nobody has decided since.
    #[must_use]
    pub const fn is_minimum_not_met(&self) -> bool {
        self.is_minimum_not_met
    }

    /// The day on which that was found, as long as nobody has decided.
    #[must_use]
    pub const fn minimum_not_met_on(&self) -> Option<Date> {
        self.minimum_not_met_on
    }

    /// Whether somebody decided that it is taught however many come.
    #[must_use]
    pub const fn is_confirmed(&self) -> bool {
        self.is_confirmed
    }

    /// What the portal tries to record because a class begins soon and few have enrolled: once, and never after somebody
    /// decided.
    #[must_use]
    pub const fn follow_minimum(&self) -> Option<ClassAction> {
        let is_open = matches!(self.state, ClassState::Open | ClassState::Closed);
        if is_open && !self.is_minimum_not_met && !self.is_confirmed {
            Some(ClassAction::ReportMinimumNotMet)
        } else {
            None
        }
    }

    /// Whether somebody new can be let in on a day.
    ///
    /// # Errors
    /// `ClassClosed` when not.
    pub fn check_open(&self, day: Date) -> Result<(), StepError> {
        let is_in_time = self
            .plan
            .is_some_and(|plan| self.day_of(day) <= plan.enrol_by);
        if self.state.takes_people() && is_in_time {
            Ok(())
        } else {
            Err(StepError::ClassClosed)
        }
    }

    /// What the portal records of the seats after they changed: that the class is full, or no longer.
    #[must_use]
    pub const fn follow_seats(&self, seats: &Seats) -> Option<ClassAction> {
        match (self.state, seats.free()) {
            (ClassState::Open, 0) => Some(ClassAction::Fill),
            (ClassState::Full, free) if free > 0 => Some(ClassAction::FreeSeat),
            _ => None,
        }
    }

    /// What the portal tries to do to the class because a day has come.
    #[must_use]
    pub fn follow_day(&self, day: Date) -> Option<ClassAction> {
        let plan = self.plan?;
        match self.state {
            ClassState::Open | ClassState::Full if day > plan.enrol_by => Some(ClassAction::Close),
            ClassState::Closed if day >= plan.starts_on => Some(ClassAction::Start),
            ClassState::Running if day > plan.ends_on => Some(ClassAction::Finish),
            // Whether the time to choose is over only the rules know.
            ClassState::Postponed => Some(ClassAction::EndConsent),
            _ => None,
        }
    }

    fn accept(&self, event: &ClassEvent) -> Result<Self, StepError> {
        let to = next(MOVES, self.state, event.action, event.role)?;
        event.check_actor()?;
        self.check_detail(event)?;
        Ok(self.clone().applied(event, to))
    }

    /// The day an event counts as: a server clock that was set back gives no days back.
    fn day_of(&self, on: Date) -> Date {
        self.last_event_on.map_or(on, |last| last.max(on))
    }

    fn check_detail(&self, event: &ClassEvent) -> Result<(), StepError> {
        match (event.action, &event.detail) {
            (ClassAction::Plan, ClassDetail::Plan(plan)) => plan.check(),
            (ClassAction::ChangeCapacity, ClassDetail::Capacity { capacity, approved }) => {
                let plan = self.plan.ok_or(StepError::NotPlanned)?;
                let capacity = *capacity;
                holds("approved", *approved != Some(0))?;
                ClassPlan { capacity, ..plan }.check()
            }
            (ClassAction::Postpone, ClassDetail::Postponement(later)) => {
                let plan = self.plan.ok_or(StepError::NotPlanned)?;
                holds("reason", !is_blank(&later.reason))?;
                holds("starts_on", later.starts_on > plan.starts_on)?;
                plan.moved_to(later).check()
            }
            (ClassAction::SetLessons, ClassDetail::Lessons { days }) => {
                let plan = self.plan.ok_or(StepError::NotPlanned)?;
                let is_taught = |day: &Date| plan.starts_on <= *day && *day <= plan.ends_on;
                let is_ordered = days.is_sorted_by(|one, next| one < next);
                let is_right = !days.is_empty() && is_ordered && days.iter().all(is_taught);
                holds("days", is_right)
            }
            (ClassAction::Cancel | ClassAction::Confirm, ClassDetail::Reason { text }) => {
                holds("reason", !is_blank(text))
            }
            (
                ClassAction::Plan
                | ClassAction::ChangeCapacity
                | ClassAction::Postpone
                | ClassAction::SetLessons
                | ClassAction::Cancel
                | ClassAction::Confirm,
                _,
            ) => Err(StepError::WrongDetail),
            (_, ClassDetail::None) if self.plan.is_some() => Ok(()),
            (_, ClassDetail::None) => Err(StepError::NotPlanned),
            _ => Err(StepError::WrongDetail),
        }
    }

    fn check_rules(&self, event: &ClassEvent, rules: ClassRules<'_>) -> Result<(), StepError> {
        // Planning and giving up are the only things done to a class without days and seats.
        let Some(plan) = self.plan else {
            return Ok(());
        };
        let day = self.day_of(event.on);
        let in_time = |is_so: bool, error| if is_so { Ok(()) } else { Err(error) };
        let days_left = rules.calendar.working_days_between(day, plan.starts_on);
        match (event.action, &event.detail) {
            // What the district's own data brings was filed before it came here.
            (ClassAction::Open, _) if event.role == Role::Trainer => in_time(
                days_left >= rules.opening_notice_working_days,
                StepError::TooLate,
            ),
            (ClassAction::ChangeCapacity, ClassDetail::Capacity { capacity, .. }) => in_time(
                rules.taken.saturating_add(plan.elsewhere) <= *capacity,
                StepError::BelowTaken,
            ),
            (ClassAction::Fill, _) => in_time(
                rules.taken.saturating_add(plan.elsewhere) >= plan.capacity,
                StepError::SeatsDiffer,
            ),
            (ClassAction::FreeSeat, _) => in_time(
                rules.taken.saturating_add(plan.elsewhere) < plan.capacity,
                StepError::SeatsDiffer,
            ),
            (ClassAction::ReportMinimumNotMet, _) => {
                let in_it = rules.taken.saturating_add(plan.elsewhere);
                in_time(
                    in_it < self.minimum(rules.minimum_percent),
                    StepError::SeatsDiffer,
                )?;
                in_time(
                    days_left <= rules.minimum_check_working_days,
                    StepError::TooEarly,
                )?;
                in_time(day < plan.starts_on, StepError::TooLate)
            }
            (ClassAction::EndConsent, _) => {
                let used = self.postponed_on.map_or(u32::MAX, |from| {
                    rules.calendar.working_days_between(from, day)
                });
                // Nobody leaves after the first day, so there is nothing left to wait for, and the class is to be taught.
                let is_over = used >= rules.consent_working_days || day >= plan.starts_on;
                in_time(is_over, StepError::TooEarly)
            }
            (ClassAction::Close, _) => in_time(day > plan.enrol_by, StepError::TooEarly),
            (ClassAction::Start, _) => in_time(day >= plan.starts_on, StepError::TooEarly),
            (ClassAction::Finish, _) => in_time(
                day > plan.ends_on || (event.role == Role::Trainer && day == plan.ends_on),
                StepError::TooEarly,
            ),
            _ => Ok(()),
        }
    }

    fn applied(mut self, event: &ClassEvent, to: ClassState) -> Self {
        let day = self.day_of(event.on);
        match (&event.detail, self.plan) {
            (ClassDetail::Plan(plan), _) => self.plan = Some(*plan),
            (ClassDetail::Capacity { capacity, approved }, Some(plan)) => {
                let capacity = *capacity;
                self.plan = Some(ClassPlan { capacity, ..plan });
                self.approved = approved.filter(|seats| *seats != capacity);
            }
            (ClassDetail::Postponement(later), Some(plan)) => {
                self.plan = Some(plan.moved_to(later));
                self.postponed_on = Some(day);
                self.lessons = None;
            }
            (ClassDetail::Lessons { days }, _) => self.lessons = Some(days.clone()),
            _ => {}
        }
        self.is_minimum_not_met = match event.action {
            ClassAction::ReportMinimumNotMet => true,
            ClassAction::Confirm | ClassAction::Postpone | ClassAction::Cancel => false,
            _ => self.is_minimum_not_met,
        };
        self.minimum_not_met_on = match event.action {
            ClassAction::ReportMinimumNotMet => Some(day),
            _ if self.is_minimum_not_met => self.minimum_not_met_on,
            _ => None,
        };
        self.is_confirmed = match event.action {
            ClassAction::Confirm => true,
            ClassAction::Postpone => false,
            _ => self.is_confirmed,
        };
        self.state = to;
        self.version = self.version.saturating_add(1);
        self.last_event_on = Some(day);
        self
    }
}

#[cfg(test)]
mod tests;

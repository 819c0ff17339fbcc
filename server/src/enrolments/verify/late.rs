//! Clocks that a job should have ended: an offer, a wait-list after the first day, a request that waits or was returned.

use catalogue::District;
use domain::Date;
use store::classes::Class;
use store::enrolments::Enrolment;
use workflow::WorkCalendar;
use workflow::enrolment::{EnrolmentState, Seat};

use crate::enrolments::rules::enrolment_clocks;
use crate::sms::daytime::is_daytime;
use crate::state::Parts;

const MINUTE_MS: i64 = 60 * 1000;
/// The jobs come every minute; a server that is put in another's place takes some of them.
pub const SLACK_MS: i64 = 15 * MINUTE_MS;

/// What clocks are measured against.
#[derive(Clone, Copy, Debug)]
pub struct Watch<'a> {
    /// So much earlier than now as a job may be late.
    due_ms: i64,
    calendar: &'a WorkCalendar,
    fix_working_days: u32,
}

impl<'a> Watch<'a> {
    /// At an instant, by the days of a district.
    #[must_use]
    pub fn new(district: &District, calendar: &'a WorkCalendar, now_ms: i64) -> Self {
        Self {
            due_ms: now_ms - SLACK_MS,
            calendar,
            fix_working_days: enrolment_clocks(district).fix_working_days,
        }
    }

    /// Now, by what the portal goes by.
    #[must_use]
    pub fn of(parts: &'a Parts) -> Self {
        Self::new(&parts.district, &parts.calendar, parts.clock.now_ms())
    }

    fn minutes_since(&self, ends_ms: i64) -> i64 {
        (self.due_ms + SLACK_MS - ends_ms) / MINUTE_MS
    }
}

pub(super) fn verify(class: &Class, row: &Enrolment, watch: &Watch<'_>) -> Option<String> {
    if let Some(until_ms) = row.offered_until_ms.filter(|until| *until < watch.due_ms) {
        let minutes = watch.minutes_since(until_ms);
        return Some(format!("an offer stands {minutes} minutes past its time"));
    }
    let today = Date::from_unix_ms_shanghai(watch.due_ms);
    if row.seat == Seat::Waiting.as_str() && today > class.starts_on {
        let began = class.starts_on;
        return Some(format!("it waits although the class began on {began}"));
    }
    match row.state.parse() {
        Ok(EnrolmentState::Applied) if today >= class.starts_on => {
            Some("it has no seat yet although the class has begun".to_owned())
        }
        // It ends by day, because the person is told.
        Ok(EnrolmentState::Returned) if is_daytime(watch.due_ms) => {
            let returned_on = Date::from_unix_ms_shanghai(row.updated_ms);
            let used = watch.calendar.working_days_between(returned_on, today);
            let is_over = used > watch.fix_working_days;
            is_over.then(|| "the days to put it right are over".to_owned())
        }
        _ => None,
    }
}

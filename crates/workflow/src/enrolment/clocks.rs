//! How long each part of an enrolment may take.

use super::WaitsFor;
use crate::WorkCalendar;
use crate::class::ClassPlan;
use domain::Date;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// The limits of a district. What the district's data does not set keeps the default; all are the portal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolmentClocks {
    /// Calendar days after which an unsent request is thrown away.
    pub draft_days: u32,
    /// Working days to fix what was returned.
    pub fix_working_days: u32,
    /// Hours an offered seat stands.
    pub offer_hours: u32,
    /// The same when a day that is not worked lies in them.
    pub offer_weekend_hours: u32,
    /// Working days to ask the bureau to look again.
    pub appeal_working_days: u32,
    /// Working days in which the section says whether a subsidy pays for a person.
    pub eligibility_working_days: u32,
    /// Working days from the end of the class to the result.
    pub result_working_days: u32,
    /// Working days from the result to the certificate.
    pub certificate_working_days: u32,
    /// Working days in which the bureau answers who asked it to look again.
    pub decide_appeal_working_days: u32,
}

impl EnrolmentClocks {
    /// Working days in which what an enrolment waits for is to be done.
    #[must_use]
    pub const fn limit(&self, waits_for: WaitsFor) -> u32 {
        match waits_for {
            WaitsFor::Eligibility => self.eligibility_working_days,
            WaitsFor::Result => self.result_working_days,
            WaitsFor::Certificate => self.certificate_working_days,
            WaitsFor::Appeal => self.decide_appeal_working_days,
        }
    }
}

impl Default for EnrolmentClocks {
    fn default() -> Self {
        Self {
            draft_days: 30,
            fix_working_days: 5,
            offer_hours: 24,
            offer_weekend_hours: 48,
            appeal_working_days: 10,
            eligibility_working_days: 3,
            result_working_days: 10,
            certificate_working_days: 10,
            decide_appeal_working_days: 10,
        }
    }
}

/// What decisions about an enrolment are measured against.
#[derive(Debug, Clone, Copy)]
pub struct EnrolmentRules<'a> {
    /// Working days.
    pub calendar: &'a WorkCalendar,
    /// The district's limits.
    pub clocks: &'a EnrolmentClocks,
    /// The days of the class.
    pub class: &'a ClassPlan,
    /// The days on which it is taught, in order.
    pub lessons: &'a [Date],
    /// The share of them in percent on which one must have been there.
    pub attendance_percent: u32,
    /// Whether somebody who comes after all finds a seat.
    pub has_free_seat: bool,
}

impl EnrolmentRules<'_> {
    /// On how many days one must have been there, rounded up.
    #[must_use]
    pub fn lessons_needed(&self) -> usize {
        let percent = usize::try_from(self.attendance_percent).unwrap_or(100);
        self.lessons.len().saturating_mul(percent).div_ceil(100)
    }

    /// Until when an offer made at an instant stands: its hours, and never past the first day of the class.
    ///
    /// ```
    /// use domain::Date;
    /// use workflow::{WorkCalendar, class::ClassPlan, enrolment::{EnrolmentClocks, EnrolmentRules}};
    /// let day = |text| Date::parse_iso(text).unwrap();
    /// let calendar = WorkCalendar::from_parts([], [], day("2026-12-31"));
    /// let class = ClassPlan {
    ///     capacity: 1, elsewhere: 0,
    ///     enrol_by: day("2026-12-10"), starts_on: day("2026-12-15"), ends_on: day("2026-12-20"),
    /// };
    /// let clocks = EnrolmentClocks::default();
    /// let rules = EnrolmentRules {
    ///     calendar: &calendar, clocks: &clocks, class: &class,
    ///     lessons: &[], attendance_percent: 80, has_free_seat: false,
    /// };
    /// let noon = |text| day(text).start_ms_shanghai() + 12 * 3_600_000;
    /// assert_eq!(rules.offer_until_ms(noon("2026-11-24")), noon("2026-11-25")); // a Tuesday
    /// assert_eq!(rules.offer_until_ms(noon("2026-11-27")), noon("2026-11-29")); // a Friday
    /// assert_eq!(rules.offer_until_ms(noon("2026-12-15")), day("2026-12-16").start_ms_shanghai() - 1);
    /// ```
    #[must_use]
    pub fn offer_until_ms(&self, at_ms: i64) -> i64 {
        let after = |hours: u32| at_ms.saturating_add(i64::from(hours) * HOUR_MS);
        let usual = after(self.clocks.offer_hours);
        let first = Date::from_unix_ms_shanghai(at_ms);
        let is_worked = |days: i32| self.calendar.is_working_day(first.add_days(days));
        let days = first.days_until(Date::from_unix_ms_shanghai(usual));
        let until = if (0..=days).all(is_worked) {
            usual
        } else {
            after(self.clocks.offer_weekend_hours)
        };
        until.min(self.class.starts_on.add_days(1).start_ms_shanghai() - 1)
    }
}

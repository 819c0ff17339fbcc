//! The district's numbers in the form the workflow takes them.

use catalogue::District;
use domain::Date;
use workflow::class::ClassRules;
use workflow::enrolment::{EnrolmentClocks, EnrolmentRules, WaitsFor};

use super::room::Room;
use crate::state::Parts;

/// The last first day of which classes are looked at today: no class that begins later has to be decided on yet.
#[must_use]
pub fn minimum_check_until(parts: &Parts, today: Date) -> Date {
    // Two weeks of holidays are more than there are.
    let days = (1..=21).map(|days| today.add_days(days));
    let most = parts
        .district
        .parameters
        .enrolment
        .minimum_check_working_days;
    let is_near = |day: &Date| parts.calendar.working_days_between(today, *day) <= most;
    days.take_while(is_near).last().unwrap_or(today)
}

/// The last day for what an enrolment waits for since a day, and whether it is over.
#[must_use]
pub fn due(parts: &Parts, (what, since): (WaitsFor, Date), today: Date) -> (Date, bool) {
    let days = enrolment_clocks(&parts.district).limit(what);
    let due_on = parts.calendar.nth_working_day_after(since, days).on;
    (due_on, today > due_on)
}

/// The limits of this district.
#[must_use]
pub fn enrolment_clocks(district: &District) -> EnrolmentClocks {
    let numbers = district.parameters.enrolment;
    EnrolmentClocks {
        offer_hours: numbers.offer_hours,
        offer_weekend_hours: numbers.offer_weekend_hours,
        fix_working_days: numbers.fix_working_days,
        appeal_working_days: numbers.appeal_working_days,
        eligibility_working_days: numbers.eligibility_working_days,
        result_working_days: numbers.result_working_days,
        certificate_working_days: numbers.certificate_working_days,
        decide_appeal_working_days: numbers.decide_appeal_working_days,
        draft_days: numbers.draft_days,
    }
}

/// Calls `use_rules` with what decisions about an enrolment are measured against.
pub fn with_rules<T>(
    parts: &Parts,
    room: &Room,
    use_rules: impl FnOnce(EnrolmentRules<'_>) -> T,
) -> T {
    let clocks = enrolment_clocks(&parts.district);
    let lessons = room.class.lessons(&parts.calendar);
    use_rules(EnrolmentRules {
        calendar: &parts.calendar,
        clocks: &clocks,
        class: &room.plan,
        lessons: &lessons,
        attendance_percent: parts.district.parameters.enrolment.attendance_percent,
        has_free_seat: room.seats.free() > 0,
    })
}

/// What decisions about a class are measured against.
#[must_use]
pub fn class_rules(parts: &Parts, taken: u32) -> ClassRules<'_> {
    let numbers = &parts.district.parameters.enrolment;
    ClassRules {
        calendar: &parts.calendar,
        opening_notice_working_days: numbers.opening_notice_working_days,
        minimum_check_working_days: numbers.minimum_check_working_days,
        consent_working_days: numbers.consent_working_days,
        taken,
        minimum_percent: numbers.minimum_percent,
    }
}

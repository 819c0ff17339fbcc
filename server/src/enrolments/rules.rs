//! The district's numbers in the form the workflow takes them.

use catalogue::District;
use domain::Date;
use workflow::class::ClassRules;
use workflow::enrolment::{EnrolmentClocks, EnrolmentRules};

use super::room::Room;
use crate::state::Parts;

/// The last first day of which classes are looked at today: no class that begins later has to be decided on yet.
#[must_use]
pub fn minimum_check_until(parts: &Parts, today: Date) -> Date {
    // Two weeks of holidays are more than there are.
    let days = (1..=21).map(|days| today.add_days(days));
    let is_near =
        |day: &Date| parts.calendar.working_days_between(today, *day) <= MINIMUM_CHECK_WORKING_DAYS;
    days.take_while(is_near).last().unwrap_or(today)
}

/// Working days before the first day from which a class with too few people must be decided on.
const MINIMUM_CHECK_WORKING_DAYS: u32 = 3;
/// Working days in which those in a postponed class may leave or stay.
const CONSENT_WORKING_DAYS: u32 = 3;

/// The limits of this district.
#[must_use]
pub fn enrolment_clocks(district: &District) -> EnrolmentClocks {
    let numbers = district.parameters.enrolment;
    EnrolmentClocks {
        offer_hours: numbers.offer_hours,
        offer_weekend_hours: numbers.offer_weekend_hours,
        ..EnrolmentClocks::default()
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
    ClassRules {
        calendar: &parts.calendar,
        opening_notice_working_days: parts
            .district
            .parameters
            .enrolment
            .opening_notice_working_days,
        minimum_check_working_days: MINIMUM_CHECK_WORKING_DAYS,
        consent_working_days: CONSENT_WORKING_DAYS,
        taken,
        minimum_percent: parts.district.parameters.enrolment.minimum_percent,
    }
}

//! `[parameters.enrolment]` of `district.toml`: which numbers make sense.
//!
//! The bounds are wide: they keep out slips of the keyboard that would lock everybody out or never let a clock end, and say
//! nothing of what is wise.

use std::ops::RangeInclusive;

use super::LoadDefect;
use crate::district::EnrolmentParameters;

/// A share that may be none at all.
const SHARE: RangeInclusive<u32> = 0..=100;
/// Twice as many may wait as have seats.
const WAIT_LIST: RangeInclusive<u32> = 0..=200;
/// A week.
const OFFER: RangeInclusive<u32> = 1..=168;
/// Two weeks: the long holidays lie in them.
const MOST_WEEKEND_HOURS: u32 = 336;
/// A day of nobody's is no clock; three months of working days are none either.
const DAYS: RangeInclusive<u32> = 1..=60;

/// A year, and a month more.
const MOST_DRAFT_DAYS: u32 = 400;

/// Every number that makes no sense.
pub(super) fn check(numbers: &EnrolmentParameters) -> Vec<LoadDefect> {
    // Shorter over a weekend than on other days would be the wrong way round.
    let weekend = numbers.offer_hours.min(MOST_WEEKEND_HOURS)..=MOST_WEEKEND_HOURS;
    let rules = [
        ("wait_list_percent", numbers.wait_list_percent, WAIT_LIST),
        ("offer_hours", numbers.offer_hours, OFFER),
        ("offer_weekend_hours", numbers.offer_weekend_hours, weekend),
        (
            "opening_notice_working_days",
            numbers.opening_notice_working_days,
            0..=*DAYS.end(),
        ),
        ("attendance_percent", numbers.attendance_percent, 1..=100),
        ("minimum_percent", numbers.minimum_percent, SHARE),
        (
            "eligibility_working_days",
            numbers.eligibility_working_days,
            DAYS,
        ),
        ("fix_working_days", numbers.fix_working_days, DAYS),
        ("appeal_working_days", numbers.appeal_working_days, DAYS),
        (
            "decide_appeal_working_days",
            numbers.decide_appeal_working_days,
            DAYS,
        ),
        ("result_working_days", numbers.result_working_days, DAYS),
        (
            "certificate_working_days",
            numbers.certificate_working_days,
            DAYS,
        ),
        (
            "minimum_check_working_days",
            numbers.minimum_check_working_days,
            DAYS,
        ),
        ("consent_working_days", numbers.consent_working_days, DAYS),
        ("draft_days", numbers.draft_days, 1..=MOST_DRAFT_DAYS),
    ];
    let wrong = rules
        .into_iter()
        .filter(|(_, value, allowed)| !allowed.contains(value));
    wrong
        .map(|(field, value, allowed)| LoadDefect::OutOfBounds {
            key: format!("parameters.enrolment.{field}"),
            value,
            least: *allowed.start(),
            most: *allowed.end(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(numbers: EnrolmentParameters) -> Vec<String> {
        check(&numbers).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_portals_own_numbers_make_sense() {
        assert!(wrong(EnrolmentParameters::default()).is_empty());
    }

    #[test]
    fn every_nonsense_is_named_at_once_with_what_is_allowed() {
        let all = EnrolmentParameters {
            wait_list_percent: 201,
            offer_hours: 0,
            offer_weekend_hours: 337,
            opening_notice_working_days: 61,
            attendance_percent: 0,
            minimum_percent: 101,
            eligibility_working_days: 0,
            fix_working_days: 0,
            appeal_working_days: 0,
            decide_appeal_working_days: 0,
            result_working_days: 0,
            certificate_working_days: 0,
            minimum_check_working_days: 0,
            consent_working_days: 0,
            draft_days: 0,
            is_local_confirm: true,
        };
        let found = wrong(all);
        assert_eq!(found.len(), 15, "{found:?}");
        assert_eq!(
            found[1],
            "`parameters.enrolment.offer_hours` is 0; it is a whole number from 1 to 168"
        );
    }

    #[test]
    fn an_offer_over_a_weekend_is_never_shorter() {
        let found = wrong(EnrolmentParameters {
            offer_hours: 48,
            offer_weekend_hours: 24,
            ..EnrolmentParameters::default()
        });
        assert_eq!(
            found,
            [
                "`parameters.enrolment.offer_weekend_hours` is 24; it is a whole number from 48 to 336"
            ]
        );
    }

    #[test]
    fn the_edges_are_allowed() {
        let least = EnrolmentParameters {
            wait_list_percent: 0,
            offer_hours: 1,
            offer_weekend_hours: 1,
            opening_notice_working_days: 0,
            attendance_percent: 1,
            minimum_percent: 0,
            ..EnrolmentParameters::default()
        };
        let most = EnrolmentParameters {
            wait_list_percent: 200,
            offer_hours: 168,
            offer_weekend_hours: 336,
            attendance_percent: 100,
            consent_working_days: 60,
            ..EnrolmentParameters::default()
        };
        assert!(wrong(least).is_empty() && wrong(most).is_empty());
    }
}

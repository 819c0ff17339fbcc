//! What an enrolment's state means for the page that shows it. No page is known here.

use api::enrolment::EnrolmentView;
use client::{ClassCourse, ClassDays};
use domain::Date;
use ui::Tone;
use workflow::enrolment::{EnrolmentState, Seat};

const HOUR_MINUTES: i64 = 60;

/// The tone of a state: what must be done, what went well, what did not.
pub(super) const fn tone(state: EnrolmentState) -> Tone {
    match state {
        EnrolmentState::Held
        | EnrolmentState::Attending
        | EnrolmentState::Completed
        | EnrolmentState::Certified
        | EnrolmentState::FollowedUp => Tone::Success,
        EnrolmentState::Draft | EnrolmentState::Returned | EnrolmentState::Offered => Tone::Warning,
        EnrolmentState::NotEligible | EnrolmentState::Failed | EnrolmentState::ClassCancelled => {
            Tone::Error
        }
        EnrolmentState::Applied
        | EnrolmentState::Waitlisted
        | EnrolmentState::Withdrawn
        | EnrolmentState::Lapsed
        | EnrolmentState::NoShow
        | EnrolmentState::Dropped => Tone::Info,
    }
}

/// Whether nothing more comes of it.
pub(super) fn has_ended(state: EnrolmentState) -> bool {
    state.seat() == Seat::None && state != EnrolmentState::Draft
}

/// The last day on which one can step back.
pub(super) fn withdraw_by(starts_on: Date) -> Date {
    starts_on.add_days(-1)
}

/// Whole hours and minutes until an instant; none when it has passed.
pub(super) fn time_left(until_ms: i64, now_ms: i64) -> Option<(i64, i64)> {
    let minutes = until_ms.checked_sub(now_ms).filter(|left| *left > 0)? / 60_000;
    Some((minutes / HOUR_MINUTES, minutes % HOUR_MINUTES))
}

/// What the public pages are told of the classes one is in.
pub(super) fn names_of_active(mine: &[EnrolmentView]) -> String {
    let active = mine.iter().filter(|each| !has_ended(each.state));
    let names: Vec<String> = active
        .map(|each| [each.course.as_str(), "/", each.session.as_str()].concat())
        .collect();
    names.join(" ")
}

/// One's active enrolment in a class, if there is one.
pub(super) fn find_mine<'a>(
    mine: &'a [EnrolmentView],
    course: &ClassCourse,
    days: &ClassDays,
) -> Option<&'a EnrolmentView> {
    mine.iter()
        .find(|each| each.course == course.id && each.session == days.id && !has_ended(each.state))
}

/// One's other classes in which one has a seat on the days of this one.
pub(super) fn overlapping<'a>(
    mine: &'a [EnrolmentView],
    course: &ClassCourse,
    days: &ClassDays,
) -> Vec<&'a EnrolmentView> {
    mine.iter()
        .filter(|each| each.state.seat() == Seat::Taken)
        .filter(|each| (&each.course, &each.session) != (&course.id, &days.id))
        .filter(|each| each.starts_on <= days.ends_on && days.starts_on <= each.ends_on)
        .collect()
}

/// Whether a text of an address can name a course or a class.
pub(super) fn is_name(text: &str) -> bool {
    (1..=100).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use workflow::class::ClassState;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    pub(in crate::features::mine) fn view(
        course: &str,
        state: EnrolmentState,
        (starts_on, ends_on): (&str, &str),
    ) -> EnrolmentView {
        EnrolmentView {
            id: format!("of-{course}"),
            version: 2,
            state,
            actions: Vec::new(),
            class_state: ClassState::Open,
            class_reason: None,
            position: None,
            waiting: None,
            chance: None,
            offered_until_ms: None,
            course: course.into(),
            session: "1".into(),
            title: Some("焊工班".into()),
            provider: None,
            place: Some("武南镇".into()),
            venue: Some("示例教室".into()),
            schedule: Some("周一至周五".into()),
            price_fen: Some(0),
            price_now_fen: None,
            bring: vec!["身份证".into()],
            starts_on: day(starts_on),
            ends_on: day(ends_on),
            overlaps: Vec::new(),
            is_sample: false,
            helped_by: None,
            lessons: None,
            level: None,
            certificate: None,
            appeal: None,
            appeal_working_days: 10,
            appeal_answer: None,
            fail_reason: None,
            follow_up: None,
            subsidies: Vec::new(),
            subsidies_left_out: None,
            applied_with: None,
            asks_card: false,
            payment_card: None,
            number: 1,
            verdict: None,
            due_on: None,
            to_fix: None,
            said: None,
            refusal: None,
            retake_on: None,
            absence: None,
            alternatives: Vec::new(),
            address: None,
            is_for_startup: false,
            lesson_days: Vec::new(),
            is_course_paused: false,
        }
    }

    fn class(course: &str, starts_on: &str, ends_on: &str) -> (ClassCourse, ClassDays) {
        let days = ClassDays {
            id: "1".into(),
            starts_on: day(starts_on),
            ends_on: day(ends_on),
            schedule: String::new(),
            enrol_by: day(starts_on),
        };
        let course = ClassCourse {
            id: course.into(),
            title: String::new(),
            provider: String::new(),
            place: None,
            venue: String::new(),
            price_fen: domain::Money::ZERO,
            is_subsidised: false,
            bring: Vec::new(),
            is_sample: false,
            sessions: vec![days.clone()],
            classes: Vec::new(),
        };
        (course, days)
    }

    #[test]
    fn only_seats_on_common_days_overlap() {
        use EnrolmentState as S;
        let mine = [
            view("held", S::Held, ("2026-12-01", "2026-12-15")),
            view("offered", S::Offered, ("2026-12-20", "2026-12-30")),
            view("waits", S::Waitlisted, ("2026-12-15", "2026-12-20")),
            view("left", S::Withdrawn, ("2026-12-15", "2026-12-20")),
            view("after", S::Held, ("2026-12-21", "2026-12-30")),
            view("self", S::Held, ("2026-12-15", "2026-12-20")),
        ];
        let (course, days) = class("self", "2026-12-15", "2026-12-20");
        let found = overlapping(&mine, &course, &days);
        let found: Vec<&str> = found.iter().map(|each| each.course.as_str()).collect();
        assert_eq!(found, ["held", "offered"]);
        assert!(find_mine(&mine, &course, &days).is_some());
        let (left, days) = class("left", "2026-12-15", "2026-12-20");
        assert!(find_mine(&mine, &left, &days).is_none());
        assert_eq!(
            names_of_active(&mine),
            "held/1 offered/1 waits/1 after/1 self/1"
        );
    }

    #[test]
    fn what_ended_takes_nothing_more() {
        for state in EnrolmentState::ALL {
            assert!(!has_ended(*state) || !state.is_active(), "{state}");
        }
        assert!(has_ended(EnrolmentState::Lapsed) && !has_ended(EnrolmentState::Certified));
        assert_eq!(tone(EnrolmentState::Offered), Tone::Warning);
    }

    #[test]
    fn time_left_is_counted_in_whole_minutes() {
        let table = [
            (0, None),
            (-5, None),
            (59_000, Some((0, 0))),
            (60_000, Some((0, 1))),
            (24 * 3_600_000 - 1, Some((23, 59))),
            (48 * 3_600_000, Some((48, 0))),
        ];
        for (left, expected) in table {
            assert_eq!(time_left(1_000 + left, 1_000), expected, "{left}");
        }
        assert_eq!(withdraw_by(day("2027-01-01")), day("2026-12-31"));
    }

    #[test]
    fn names_are_slugs() {
        assert!(is_name("winter-greenhouse-vegetables") && is_name("20261208-day"));
        for text in ["", "a/b", "a b", "甲", &"a".repeat(101)] {
            assert!(!is_name(text), "{text}");
        }
    }
}

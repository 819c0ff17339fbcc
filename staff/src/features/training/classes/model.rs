//! What a roster means for its page. No page is known here.

use api::lesson::{RosterMember, RosterView};
use domain::Date;
use ui::Tone;
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

/// How a class's state is coloured.
pub(super) const fn class_tone(state: ClassState) -> Tone {
    match state {
        ClassState::Running | ClassState::Settled => Tone::Success,
        ClassState::Finished | ClassState::Postponed => Tone::Warning,
        ClassState::Cancelled => Tone::Error,
        ClassState::Planned | ClassState::Open | ClassState::Full | ClassState::Closed => {
            Tone::Info
        }
    }
}

/// How somebody's state is coloured.
pub(super) const fn person_tone(state: EnrolmentState) -> Tone {
    match state {
        EnrolmentState::Attending
        | EnrolmentState::Completed
        | EnrolmentState::Certified
        | EnrolmentState::FollowedUp => Tone::Success,
        EnrolmentState::Failed => Tone::Error,
        EnrolmentState::NoShow | EnrolmentState::Dropped => Tone::Warning,
        _ => Tone::Info,
    }
}

/// The lessons that can be ticked: those that have come.
pub(super) fn lessons_so_far(roster: &RosterView) -> Vec<Date> {
    let so_far = roster.lessons.iter().filter(|day| **day <= roster.today);
    so_far.copied().collect()
}

/// How many were there on a day.
pub(super) fn count_there(members: &[RosterMember], day: Date) -> usize {
    let there = members
        .iter()
        .filter(|member| member.attended.contains(&day));
    there.count()
}

/// What a press on a person's tick does on a day; none when nothing can be ticked.
pub(super) fn tick(member: &RosterMember, day: Date) -> Option<EnrolmentAction> {
    let action = if member.attended.contains(&day) {
        EnrolmentAction::UndoCheckIn
    } else {
        EnrolmentAction::CheckIn
    };
    let is_gone = matches!(
        member.state,
        EnrolmentState::NoShow | EnrolmentState::Dropped
    );
    (!is_gone && member.actions.contains(&action)).then_some(action)
}

/// Every day of the class.
pub(super) fn days_of(roster: &RosterView) -> Vec<Date> {
    let last = roster.starts_on.days_until(roster.ends_on).max(0);
    (0..=last)
        .map(|days| roster.starts_on.add_days(days))
        .collect()
}

/// Days in their order by month, each month under the first of them.
pub(super) fn by_month(days: &[Date]) -> Vec<(Date, Vec<Date>)> {
    let mut months: Vec<(Date, Vec<Date>)> = Vec::new();
    for day in days {
        match months.last_mut() {
            Some((first, month)) if (first.year(), first.month()) == (day.year(), day.month()) => {
                month.push(*day);
            }
            _ => months.push((*day, vec![*day])),
        }
    }
    months
}

/// Lessons still to come that fall on a public holiday.
pub(super) fn lessons_on_holiday(roster: &RosterView) -> Vec<Date> {
    let to_come = roster.lessons.iter().filter(|day| **day >= roster.today);
    let on_holiday = to_come.filter(|day| roster.holidays.contains(day));
    on_holiday.copied().collect()
}

/// On the first day, for how many a seat of somebody who does not come is still in time.
pub(super) fn waiting_today(roster: &RosterView) -> Option<u32> {
    let is_first = roster.today == roster.starts_on && roster.may_teach;
    (is_first && roster.waiting > 0).then_some(roster.waiting)
}

/// Whether anybody is ticked on a day.
pub(super) fn is_ticked(members: &[RosterMember], day: Date) -> bool {
    count_there(members, day) > 0
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse_iso(text).unwrap()
    }

    pub(in super::super) fn member(state: EnrolmentState, attended: &[&str]) -> RosterMember {
        RosterMember {
            id: "e".into(),
            version: 3,
            place: 1,
            name: Some("示例甲".into()),
            phone: "138****0001".into(),
            state,
            price_fen: None,
            attended: attended.iter().map(|text| day(text)).collect(),
            missed: 0,
            call: None,
            helped_by: None,
            is_enough: false,
            has_passed: false,
            is_put_right: false,
            level: None,
            certificate: None,
            appeal: None,
            same_device: None,
            absence: None,
            retake_on: None,
            follow_up: None,
            actions: vec![EnrolmentAction::CheckIn, EnrolmentAction::UndoCheckIn],
        }
    }

    pub(in super::super) fn roster(today: &str) -> RosterView {
        RosterView {
            id: "c.1".into(),
            version: 4,
            title: None,
            provider: None,
            state: ClassState::Running,
            starts_on: day("2026-12-15"),
            ends_on: day("2026-12-18"),
            lessons: vec![day("2026-12-15"), day("2026-12-17"), day("2026-12-18")],
            lessons_needed: 3,
            holidays: Vec::new(),
            level: None,
            waiting: 0,
            consent_working_days: 3,
            today: day(today),
            can_set_lessons: true,
            is_sample: false,
            enrol_by: day("2026-12-10"),
            taken: 2,
            seats: 30,
            seats_approved: Some(30),
            minimum: 1,
            is_minimum_not_met: false,
            class_actions: Vec::new(),
            may_settle: true,
            may_teach: true,
            spot_checks: Vec::new(),
            members: Vec::new(),
        }
    }

    #[test]
    fn only_lessons_that_have_come_are_ticked() {
        for (today, expected) in [
            ("2026-12-14", 0),
            ("2026-12-15", 1),
            ("2026-12-16", 1),
            ("2026-12-17", 2),
            ("2027-01-01", 3),
        ] {
            assert_eq!(lessons_so_far(&roster(today)).len(), expected, "{today}");
        }
        assert_eq!(days_of(&roster("2026-12-14")).len(), 4);
    }

    #[test]
    fn the_days_of_a_long_class_are_parted_by_month() {
        let roster = RosterView {
            starts_on: day("2026-12-30"),
            ends_on: day("2027-12-31"),
            ..roster("2026-12-14")
        };
        let months = by_month(&days_of(&roster));
        let first = months.iter().map(|(first, days)| (*first, days.len()));
        let first: Vec<_> = first.take(3).collect();
        assert_eq!(
            first,
            [
                (day("2026-12-30"), 2),
                (day("2027-01-01"), 31),
                (day("2027-02-01"), 28)
            ]
        );
        assert_eq!(months.len(), 13);
    }

    #[test]
    fn a_lesson_to_come_on_a_holiday_is_named() {
        let roster = RosterView {
            holidays: ["2026-12-15", "2026-12-16", "2026-12-17"].map(day).into(),
            ..roster("2026-12-16")
        };
        assert_eq!(lessons_on_holiday(&roster), [day("2026-12-17")]);
    }

    #[test]
    fn who_waits_is_told_of_on_the_first_day_alone() {
        for (today, waiting, expected) in [
            ("2026-12-14", 2, None),
            ("2026-12-15", 2, Some(2)),
            ("2026-12-15", 0, None),
            ("2026-12-16", 2, None),
        ] {
            let roster = RosterView {
                waiting,
                ..roster(today)
            };
            assert_eq!(waiting_today(&roster), expected, "{today} {waiting}");
        }
    }

    #[test]
    fn a_tick_is_the_other_of_what_it_was() {
        let there = member(EnrolmentState::Attending, &["2026-12-15"]);
        let press = |member: &RosterMember, on: &str| tick(member, day(on));
        assert_eq!(
            press(&there, "2026-12-15"),
            Some(EnrolmentAction::UndoCheckIn)
        );
        assert_eq!(press(&there, "2026-12-17"), Some(EnrolmentAction::CheckIn));
        let gone = member(EnrolmentState::Dropped, &[]);
        assert_eq!(press(&gone, "2026-12-17"), None);
        let all = [there, gone];
        assert!(is_ticked(&all, day("2026-12-15")) && !is_ticked(&all, day("2026-12-17")));
    }
}

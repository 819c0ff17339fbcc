//! Every part that changes is told once.

use std::collections::BTreeSet;

use domain::Money;

use super::*;
use crate::testing::{course, date};
use crate::{Audience, CourseKind, SkillLevel, TeachingMode, TimeOfDay};

fn class(starts_on: &str, seats: u32) -> CourseSession {
    CourseSession {
        id: starts_on.into(),
        starts_on: date(starts_on),
        ends_on: date(starts_on).add_days(20),
        time_of_day: TimeOfDay::Day,
        schedule: "每天".into(),
        seats,
        seats_taken: 0,
        enrol_by: date(starts_on),
    }
}

fn whole() -> Course {
    Course {
        sessions: vec![class("2027-03-01", 30)],
        ..course("electrician")
    }
}

fn told(after: &Course) -> Option<CourseUpdate> {
    let place = |course: &Course| [course.division.as_str(), " ", &course.venue].concat();
    CourseUpdate::between(&whole(), after, date("2026-11-20"), place)
}

type Edit = fn(&mut Course);

/// What is written into a whole course, the part that is told, and `before|after`.
const TABLE: &[(Edit, ChangedPart, &str)] = &[
    (
        |c| c.title = "电工班".into(),
        ChangedPart::Title,
        "低压电工初级班|电工班",
    ),
    (
        |c| c.kind = CourseKind::Farming,
        ChangedPart::Kind,
        "employment_skill|farming",
    ),
    (
        |c| c.price_fen = Money::from_yuan(900),
        ChangedPart::Price,
        "0|90000",
    ),
    (|c| c.is_subsidised = false, ChangedPart::Subsidy, "yes|no"),
    (|c| c.trade = None, ChangedPart::Trade, "电工|"),
    (
        |c| c.level = Some(SkillLevel::Five),
        ChangedPart::Level,
        "|level_5",
    ),
    (|c| c.hours = 90, ChangedPart::Hours, "120|90"),
    (
        |c| c.venue = "新楼".into(),
        ChangedPart::Place,
        "620602101 示例教室|620602101 新楼",
    ),
    (
        move_to_town,
        ChangedPart::Place,
        "620602101 示例教室|620602100 示例教室",
    ),
    (
        |c| c.mode = TeachingMode::Online,
        ChangedPart::Mode,
        "in_person|online",
    ),
    (narrow, ChangedPart::Audiences, "|veteran,graduate"),
    (
        |c| c.certificate = Some("结业证明".into()),
        ChangedPart::Certificate,
        "|结业证明",
    ),
    (|c| c.outline.push("照明".into()), ChangedPart::Outline, ""),
    (
        |c| c.sessions[0].starts_on = date("2027-03-08"),
        ChangedPart::StartsOn,
        "2027-03-01|2027-03-08",
    ),
    (
        |c| c.sessions[0].ends_on = date("2027-03-26"),
        ChangedPart::EndsOn,
        "2027-03-21|2027-03-26",
    ),
    (
        |c| c.sessions[0].schedule = "周末".into(),
        ChangedPart::Time,
        "每天|周末",
    ),
    (|c| c.sessions[0].seats = 20, ChangedPart::Seats, "30|20"),
    (
        |c| c.sessions.push(class("2027-05-01", 30)),
        ChangedPart::ClassAdded,
        "",
    ),
    (|c| c.sessions.clear(), ChangedPart::ClassGone, ""),
];

fn move_to_town(course: &mut Course) {
    course.division = "620602100".into();
}

fn narrow(course: &mut Course) {
    course.audiences = vec![Audience::Veteran, Audience::Graduate];
}

#[test]
fn every_part_is_told_with_what_it_was() {
    for (edit, part, said) in TABLE {
        let mut newer = whole();
        edit(&mut newer);
        let update = told(&newer).unwrap();
        assert_eq!(update.changes.len(), 1, "{part:?}");
        let change = &update.changes[0];
        let pair = change.before.as_deref().zip(change.after.as_deref());
        assert_eq!((change.part, pair), (*part, said.split_once('|')));
    }
    let met: BTreeSet<_> = TABLE.iter().map(|row| row.1).collect();
    assert_eq!(met.len(), ChangedPart::ALL.len());
}

#[test]
fn words_that_were_put_right_and_classes_that_are_over_are_not_told() {
    let edits: [Edit; 3] = [
        |_| {},
        |course| course.summary = "从头学。".into(),
        |course| course.bring = vec!["身份证".into()],
    ];
    for edit in edits {
        let mut newer = whole();
        edit(&mut newer);
        assert_eq!(told(&newer), None);
    }
    let mut without = whole();
    without.sessions.clear();
    let place = |course: &Course| course.venue.clone();
    let later = CourseUpdate::between(&whole(), &without, date("2027-03-02"), place);
    assert_eq!(later, None);
}

#[test]
fn two_versions_of_one_day_are_told_as_one() {
    let on = date("2026-11-20");
    let price = |before: &str, after: &str| {
        changed(ChangedPart::Price, None, (before.into(), after.into()))
    };
    let outline = named(ChangedPart::Outline, None);
    let update = |on, changes: &[CourseChange]| CourseUpdate {
        on,
        changes: changes.to_vec(),
    };
    let first = update(on, &[price("0", "100"), outline.clone()]);
    let second = update(on, &[price("100", "200")]);
    let joined = second.clone().joined_to(Some(&first)).unwrap();
    assert_eq!(joined.changes, [price("0", "200"), outline]);
    let earlier = update(on.add_days(-1), &[price("0", "100")]);
    assert_eq!(
        second.clone().joined_to(Some(&earlier)),
        Some(second.clone())
    );
    assert_eq!(second.clone().joined_to(None), Some(second));
    let back = update(on, &[price("100", "0")]);
    assert_eq!(
        back.joined_to(Some(&update(on, &[price("0", "100")]))),
        None
    );
}

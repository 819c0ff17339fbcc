//! Each case alone, just below what is looked at, and what is none.

use super::*;

fn days(texts: &[&str]) -> BTreeSet<Date> {
    let day = |text: &&str| Date::parse_iso(text).unwrap();
    texts.iter().map(day).collect()
}

/// Somebody who came, passed, and checked in from an own phone.
fn honest(person: &str) -> Trainee {
    Trainee {
        person: person.to_owned(),
        has_come: true,
        has_passed: true,
        devices: [person.as_bytes().to_vec()].into(),
        card: Some(person.as_bytes().to_vec()),
    }
}

fn class(id: &str, people: &[&str]) -> SchoolClass {
    SchoolClass {
        id: id.to_owned(),
        room: Some(format!("room of {id}")),
        days: days(&["2027-03-01", "2027-03-02"]),
        hours: Some(20),
        is_over: true,
        trainees: people.iter().map(|one| honest(one)).collect(),
        check_ins: people.len() * 2,
    }
}

/// Ten people.
const TEN: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

fn kinds(class: &SchoolClass, others: &[SchoolClass]) -> Vec<SignKind> {
    let mut school = vec![class.clone()];
    school.extend(others.iter().cloned());
    let found = school_signs(class, &school);
    found.into_iter().map(|one| one.kind).collect()
}

#[test]
fn a_school_with_people_of_its_own_in_each_class_stands_out_by_nothing() {
    let other = class("b", &["k", "l", "m"]);
    assert_eq!(kinds(&class("a", &TEN), &[other]), []);
}

#[test]
fn the_same_people_in_class_after_class_are_found() {
    let here = class("a", &["a", "b", "c", "d"]);
    let second = class("b", &["a", "b", "c"]);
    // One more class is how people learn more; two more of three people is a list.
    assert_eq!(kinds(&here, std::slice::from_ref(&second)), []);
    assert_eq!(kinds(&here, &[second.clone(), class("c", &["a", "b"])]), []);
    let third = class("c", &["a", "b", "c"]);
    let found = school_signs(&here, &[here.clone(), second.clone(), third.clone()]);
    let expected = SchoolSign {
        classes: vec!["b".into(), "c".into()],
        people: Some(3),
        of: Some(4),
        ..SchoolSign::of(SignKind::RepeatTrainees)
    };
    assert_eq!(found, [expected]);
    // Who only asked for a seat was in no class.
    let mut unseen = third;
    for one in &mut unseen.trainees {
        one.has_come = false;
    }
    assert_eq!(kinds(&here, &[second, unseen]), []);
}

#[test]
fn one_room_at_the_same_hours_is_found_and_on_other_days_it_is_not() {
    let here = class("a", &["a"]);
    let with = |room: Option<&str>, on: &[&str]| SchoolClass {
        room: room.map(str::to_owned),
        days: days(on),
        ..class("b", &["b"])
    };
    let room = here.room.as_deref();
    let twice = with(room, &["2027-03-02", "2027-03-03"]);
    let found = school_signs(&here, &[here.clone(), twice]);
    assert_eq!(found[0].kind, SignKind::RoomTwice);
    assert_eq!(found[0].on, Date::parse_iso("2027-03-02"));
    assert_eq!(found[0].classes, ["b"]);
    assert_eq!(kinds(&here, &[with(room, &["2027-03-03"])]), []);
    assert_eq!(kinds(&here, &[with(Some("x"), &["2027-03-02"])]), []);
    // Two classes of which nobody knows the room are not in one.
    let nowhere = SchoolClass {
        room: None,
        ..here.clone()
    };
    assert_eq!(kinds(&nowhere, &[with(None, &["2027-03-02"])]), []);
}

#[test]
fn all_passed_and_hardly_seen_is_found_in_a_class_large_enough() {
    let with = |people: &[&str], check_ins: usize| SchoolClass {
        check_ins,
        ..class("a", people)
    };
    for (here, expected) in [
        (with(&TEN, 1), vec![SignKind::PassedUnseen]),
        // A tenth of twenty.
        (with(&TEN, 2), vec![]),
        (with(&TEN[..9], 0), vec![]),
    ] {
        assert_eq!(kinds(&here, &[]), expected, "{}", here.check_ins);
    }
    let mut one_failed = with(&TEN, 0);
    one_failed.trainees[0].has_passed = false;
    assert_eq!(kinds(&one_failed, &[]), []);
}

#[test]
fn a_roster_of_which_few_came_is_found() {
    let with = |came: usize| {
        let mut here = class("a", &TEN);
        for one in here.trainees.iter_mut().skip(came) {
            (one.has_come, one.has_passed) = (false, false);
        }
        here
    };
    assert_eq!(kinds(&with(5), &[]), []);
    let found = school_signs(&with(4), &[]);
    assert_eq!(found[0].kind, SignKind::FewCame);
    assert_eq!((found[0].people, found[0].of), (Some(4), Some(10)));
    // Before the last day is over nobody knows who will have come.
    let mut early = with(0);
    early.is_over = false;
    assert_eq!(kinds(&early, &[]), []);
}

#[test]
fn days_that_cannot_hold_the_hours_are_found() {
    let with = |hours: Option<u32>| SchoolClass {
        hours,
        ..class("a", &["a"])
    };
    assert_eq!(kinds(&with(Some(20)), &[]), []);
    assert_eq!(kinds(&with(None), &[]), []);
    let found = school_signs(&with(Some(21)), &[]);
    assert_eq!(found[0].kind, SignKind::TooFewDays);
    assert_eq!((found[0].hours, found[0].days), (Some(21), Some(2)));
}

#[test]
fn a_device_and_a_card_that_go_round_classes_are_found() {
    let give = |class: &mut SchoolClass, what: fn(&mut Trainee)| {
        class.trainees.iter_mut().for_each(what);
    };
    let device: fn(&mut Trainee) = |one| one.devices = [vec![9]].into();
    let card: fn(&mut Trainee) = |one| one.card = Some(vec![9]);
    for (what, kind) in [
        (device, SignKind::DeviceAcross),
        (card, SignKind::CardAcross),
    ] {
        let (mut here, mut other) = (class("a", &["a", "b"]), class("b", &["c"]));
        give(&mut here, what);
        // Within one class it is told at each person.
        assert_eq!(kinds(&here, std::slice::from_ref(&other)), []);
        give(&mut other, what);
        let found = school_signs(&here, &[here.clone(), other.clone()]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].kind, found[0].people), (kind, Some(3)));
        assert_eq!(found[0].classes, ["b"]);
        // A couple, and one person in two classes.
        let mut couple = class("a", &["a", "c"]);
        give(&mut couple, what);
        assert_eq!(kinds(&couple, &[other]), []);
    }
}

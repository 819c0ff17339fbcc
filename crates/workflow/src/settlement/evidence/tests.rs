//! Each case alone, and what is none.

use super::*;

fn days(texts: &[&str]) -> BTreeSet<Date> {
    let day = |text: &&str| Date::parse_iso(text).unwrap();
    texts.iter().map(day).collect()
}

fn lessons() -> Vec<Date> {
    days(&["2027-03-01", "2027-03-02", "2027-03-03"])
        .into_iter()
        .collect()
}

/// Somebody who was there and has a certificate.
fn honest() -> Evidence {
    Evidence {
        attended: days(&["2027-03-01", "2027-03-02"]),
        certificate: Some("P620602-2027-00001".into()),
        same_device: 2,
        trade: "焊工/level_5".into(),
        ..Evidence::default()
    }
}

fn kinds(person: &Evidence, others: &[&Evidence]) -> Vec<FindingKind> {
    let mut class = vec![person];
    class.extend(others);
    let found = find(&lessons(), person, &class);
    found.into_iter().map(|one| one.kind).collect()
}

#[test]
fn nothing_stands_against_somebody_who_was_there() {
    let other = Evidence {
        certificate: Some("P620602-2027-00002".into()),
        ..honest()
    };
    assert_eq!(kinds(&honest(), &[&other]), []);
}

#[test]
fn whoever_was_never_there_is_not_paid_for() {
    let absent = Evidence {
        attended: BTreeSet::new(),
        ..honest()
    };
    assert_eq!(kinds(&absent, &[]), [FindingKind::NoAttendance]);
}

#[test]
fn who_left_is_paid_for_days_and_not_for_a_whole_training() {
    let left = Evidence {
        has_left: true,
        certificate: None,
        ..honest()
    };
    let found = find(&lessons(), &left, &[&left]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, FindingKind::LeftEarly);
    assert!(found[0].stops("training_subsidy") && !found[0].stops("living_allowance_training"));
    let never = Evidence {
        attended: BTreeSet::new(),
        ..left
    };
    assert_eq!(kinds(&never, &[]), [FindingKind::NoAttendance]);
}

#[test]
fn a_tick_without_a_lesson_is_found() {
    let ticked = Evidence {
        attended: days(&["2027-03-01", "2027-03-06"]),
        ..honest()
    };
    assert_eq!(kinds(&ticked, &[]), [FindingKind::NoLesson]);
    let found = find(&lessons(), &ticked, &[&ticked]);
    assert_eq!(found[0].on, Date::parse_iso("2027-03-06"));
}

#[test]
fn two_classes_on_one_day_are_found_and_two_on_other_days_are_not() {
    let with = |other: &[&str]| Evidence {
        elsewhere: vec![("b.1".into(), days(other))],
        ..honest()
    };
    assert_eq!(kinds(&with(&["2027-03-02"]), &[]), [FindingKind::SameDay]);
    assert_eq!(kinds(&with(&["2027-03-03"]), &[]), []);
}

#[test]
fn the_same_trade_and_level_is_paid_once_by_subsidy() {
    let with = |trade: &str| Evidence {
        claimed: vec![Claimed {
            class: "b.1".into(),
            programme: "training_subsidy".into(),
            trade: trade.into(),
            for_year: 2026,
        }],
        ..honest()
    };
    let again = with("焊工/level_5");
    assert_eq!(kinds(&again, &[]), [FindingKind::ClaimedBefore]);
    assert_eq!(kinds(&with("焊工/level_4"), &[]), []);
    let found = find(&lessons(), &again, &[&again]);
    assert!(found[0].stops("training_subsidy"));
    assert!(!found[0].stops("living_allowance_training"));
}

#[test]
fn one_certificate_for_two_people_is_found_at_both() {
    let (one, other) = (honest(), honest());
    assert_eq!(kinds(&one, &[&other]), [FindingKind::CertificateTwice]);
    let without = Evidence {
        certificate: None,
        ..honest()
    };
    assert_eq!(kinds(&without, &[&without]), []);
}

#[test]
fn a_phone_that_went_round_is_shown_and_stops_nothing() {
    let shared = Evidence {
        same_device: 3,
        ..honest()
    };
    let found = find(&lessons(), &shared, &[&shared]);
    assert_eq!(found[0].kind, FindingKind::OneDevice);
    assert!(!found[0].stops("training_subsidy"));
    assert_eq!(FindingKind::ALL.iter().filter(|one| one.stops()).count(), 7);
}

#[test]
fn one_identity_card_is_one_person_whatever_the_phone() {
    let twice = Evidence {
        in_class: 2,
        ..honest()
    };
    assert_eq!(kinds(&twice, &[]), [FindingKind::TwiceInClass]);
    assert!(FindingKind::TwiceInClass.stops());
    // Who has a new phone has a new account: a reason to ask.
    let elsewhere = Evidence {
        accounts: vec!["a.1".into(), "b.1".into()],
        in_class: 1,
        ..honest()
    };
    assert_eq!(
        kinds(&elsewhere, &[]),
        [FindingKind::TwoAccounts, FindingKind::TwoAccounts]
    );
    assert!(!FindingKind::TwoAccounts.stops());
}

#[test]
fn what_another_system_paid_is_told_and_stops_nothing() {
    let with = |paid_on: &str, is_same_certificate| Evidence {
        outside: vec![Outside {
            subsidy: "失业保险技能提升补贴".into(),
            paid_on: Date::parse_iso(paid_on).unwrap(),
            is_same_certificate,
        }],
        ..honest()
    };
    for (paid_on, is_same_certificate, is_told) in [
        ("2027-05-01", false, true),
        ("2026-03-03", false, true),
        // A year before the last lesson: for another certificate.
        ("2026-03-02", false, false),
        ("2028-03-03", false, false),
        ("2020-01-01", true, true),
    ] {
        let person = with(paid_on, is_same_certificate);
        let found = find(&lessons(), &person, &[&person]);
        assert_eq!(!found.is_empty(), is_told, "{paid_on}");
        for one in found {
            assert_eq!(one.kind, FindingKind::PaidElsewhere);
            assert_eq!(one.on, Date::parse_iso(paid_on));
            assert_eq!(one.subsidy.as_deref(), Some("失业保险技能提升补贴"));
            assert!(!one.stops("training_subsidy") && one.kind.is_for_officers());
        }
    }
    let says = Evidence {
        says_paid_elsewhere: true,
        ..honest()
    };
    assert_eq!(kinds(&says, &[]), [FindingKind::DeclaredElsewhere]);
    let kind = FindingKind::DeclaredElsewhere;
    assert!(!kind.stops() && !kind.is_for_officers());
}

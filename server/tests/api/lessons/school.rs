//! What stands out across the classes of one school: told to the training section with the sheet and with the lot, never
//! to the school.

use api::lesson::SetLessonsRequest;
use api::path;
use http::StatusCode;
use listing::Field;
use serde_json::json;
use server::enrolments::room::class_id;
use workflow::enrolment::EnrolmentAction;
use workflow::listing::ListingAction;
use workflow::settlement::{SchoolSign, SignKind};

use super::fraud::{device_of, kinds};
use super::payment::{CARD, give_own};
use super::spot_check::listed;
use super::{Class, FIRST, LAST, SESSION, class, code, day};
use crate::training::{done, good, started};

impl Class {
    /// A class of another course of the school, on the same days in the same room; its course and its id.
    async fn twin(&self) -> (String, String) {
        let mut trainer = self.trainer().await;
        let mut draft = good();
        let title = "示例 低压电工提高班".to_owned();
        draft.course.insert(Field::Title, title);
        let listing = started(&mut trainer, &draft).await;
        done(&mut trainer, &listing.id, ListingAction::Submit).await;
        done(
            &mut self.officer().await,
            &listing.id,
            ListingAction::Approve,
        )
        .await;
        let id = class_id(&listing.course_id, SESSION);
        (listing.course_id, id)
    }
}

#[tokio::test]
async fn two_classes_in_one_room_and_a_phone_that_went_round_both_are_told_the_section_alone() {
    let mut class = class().await;
    let first = class.id.clone();
    let mut officer = class.officer().await;
    assert!(class.sheet(&mut officer).await.school.is_empty());
    let (course, twin) = class.twin().await;
    let mut third = class.resident(2).await;
    let enrol = json!({ "course": course, "session": SESSION, "accepts_overlap": true });
    let answer = third.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");

    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    let mut officer = class.officer().await;
    let room_twice = |other: &str| SchoolSign {
        classes: vec![other.to_owned()],
        on: Some(day(FIRST)),
        ..SchoolSign::of(SignKind::RoomTwice)
    };
    let seen = class.sheet(&mut officer).await.school;
    assert_eq!(seen, [room_twice(&twin)]);

    let mut phone = class.resident(0).await;
    let second = class.resident(1).await;
    let third = class.resident(2).await;
    let shown = code::shown(&class, &mut trainer).await;
    let answer = code::check_in(&mut phone, &shown).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let device = device_of(&phone);
    let mut second = second.with_cookie(&device.0, &device.1);
    let answer = code::check_in(&mut second, &shown).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    // Two of one class are a couple.
    assert_eq!(class.sheet(&mut officer).await.school.len(), 1);
    class.go_to(&twin);
    let shown = code::shown(&class, &mut trainer).await;
    let mut third = third.with_cookie(&device.0, &device.1);
    let answer = code::check_in(&mut third, &shown).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let across = |other: &str| SchoolSign {
        classes: vec![other.to_owned()],
        people: Some(3),
        ..SchoolSign::of(SignKind::DeviceAcross)
    };
    let sheet = class.sheet(&mut officer).await;
    assert_eq!(sheet.school, [room_twice(&first), across(&first)]);
    assert!(kinds(&sheet.rows[0]).is_empty(), "nobody is judged by it");
    class.go_to(&first);
    let expected = [room_twice(&twin), across(&twin)];
    let sheet = class.sheet(&mut officer).await;
    assert_eq!(sheet.school, expected);
    let named = sheet.classes;
    let title = Some("示例 低压电工提高班");
    assert_eq!((named.len(), named[0].title.as_deref()), (1, title));
    assert!(class.sheet(&mut trainer).await.school.is_empty());

    class.drawn().await;
    let drawn = listed(&mut officer, "2027-03").await.checks.remove(0);
    assert_eq!((drawn.class.id, drawn.signs), (first, expected.to_vec()));
    assert_eq!(drawn.classes, named);
}

#[tokio::test]
async fn the_same_people_and_one_card_in_class_after_class_are_told() {
    let mut class = class().await;
    let first = class.id.clone();
    let until = "2027-02-24";
    let second = class.another("second", until, (FIRST, LAST)).await;
    let third = class.another("third", until, (FIRST, LAST)).await;
    for number in 0..3 {
        let mut resident = class.joins("second", number).await;
        if number == 0 {
            give_own(&mut resident, CARD).await;
        }
    }
    for number in 0..3 {
        let mut resident = class.joins("third", number).await;
        if number > 0 {
            give_own(&mut resident, CARD).await;
        }
    }
    class.on(FIRST).await;
    let (mut trainer, mut officer) = (class.trainer().await, class.officer().await);
    class.go_to(&third);
    let card = SchoolSign {
        classes: vec![second.clone()],
        people: Some(3),
        ..SchoolSign::of(SignKind::CardAcross)
    };
    // Nobody has come yet: seats alone are no list of people.
    let seen = class.sheet(&mut officer).await.school;
    assert_eq!(seen, std::slice::from_ref(&card));
    for id in [&first, &second, &third] {
        class.go_to(id);
        for number in 0..3 {
            class.ticked(&mut trainer, number, FIRST).await;
        }
    }
    let repeated = SchoolSign {
        classes: vec![first, second],
        people: Some(3),
        of: Some(3),
        ..SchoolSign::of(SignKind::RepeatTrainees)
    };
    assert_eq!(class.sheet(&mut officer).await.school, [repeated, card]);
}

/// 120 hours of a class are not taught on one day: with the other days taken out, who was ticked once was always there.
#[tokio::test]
async fn days_taken_out_until_the_hours_do_not_fit_are_told_the_section_alone() {
    let class = class().await;
    class.on(LAST).await;
    let (mut trainer, mut officer) = (class.trainer().await, class.officer().await);
    assert!(class.sheet(&mut officer).await.school.is_empty());
    let address = class.address(path::STAFF_LESSONS);
    let set = SetLessonsRequest {
        version: class.roster(&mut trainer).await.version,
        days: vec![day(LAST)],
    };
    let answer = trainer.put(&address, &set).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "a plan may change: {answer:?}"
    );
    class.ticked(&mut trainer, 0, LAST).await;
    class
        .act(&mut trainer, 0, EnrolmentAction::RecordPass)
        .await;
    let too_few = SchoolSign {
        hours: Some(120),
        days: Some(1),
        ..SchoolSign::of(SignKind::TooFewDays)
    };
    let sheet = class.sheet(&mut officer).await;
    assert_eq!(sheet.school, [too_few]);
    assert!(kinds(&sheet.rows[0]).is_empty(), "nobody is judged by it");
    assert!(class.sheet(&mut trainer).await.school.is_empty());
}

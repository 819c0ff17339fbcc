//! A class is taught on the days that its schedule names, after it was put off too.

use api::enrolment::{ClassActionRequest, ClassDays};
use api::lesson::{RosterView, SetLessonsRequest};
use api::path::{self, with_id};
use domain::Date;
use http::StatusCode;
use listing::Field;
use serde_json::json;
use server::enrolments::room::class_id;
use workflow::class::{ClassAction, ClassState};
use workflow::listing::ListingAction;

use super::{day, mine};
use crate::portal::TestPortal;
use crate::training::{done, good, officer, started, trainer};

fn days(texts: &[&str]) -> Vec<Date> {
    texts.iter().map(|text| day(text)).collect()
}

#[tokio::test]
async fn a_class_of_saturdays_and_sundays_is_taught_then() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut draft = good();
    for (field, text) in [
        (Field::TimeOfDay, "周末"),
        (Field::Schedule, "每周六、日 9:00—16:00"),
        (Field::StartsOn, "2027-03-06"),
        (Field::EndsOn, "2027-03-21"),
        (Field::EnrolBy, "2027-03-01"),
    ] {
        draft.classes[0].insert(field, text.to_owned());
    }
    let listing = started(&mut trainer, &draft).await;
    done(&mut trainer, &listing.id, ListingAction::Submit).await;
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    let id = class_id(&listing.course_id, "20270306-weekend");
    let roster = with_id(path::STAFF_ROSTER, &id);
    let seen: RosterView = trainer.get(&roster).await.json();
    assert_eq!(seen.state, ClassState::Open);
    let first = [
        "2027-03-06",
        "2027-03-07",
        "2027-03-13",
        "2027-03-14",
        "2027-03-20",
        "2027-03-21",
    ];
    assert_eq!(seen.lessons, days(&first));

    // Who has a seat reads them, has them in the calendar, and is told when they are others.
    let mut resident = portal.resident("13800000001").await;
    let enrol = json!({ "course": listing.course_id, "session": "20270306-weekend" });
    let answer = resident.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let own = mine(&mut resident).await;
    assert_eq!(own.lesson_days, days(&first));
    let file = with_id(path::ENROLMENT_CALENDAR, &own.id);
    let file = String::from_utf8(resident.get(&file).await.body.to_vec()).unwrap();
    let file = file.replace("\r\n ", "");
    assert!(file.contains("上课的日子：3月6日、3月7日、"), "{file}");
    let fewer = ["2027-03-06", "2027-03-14", "2027-03-21"];
    let set = SetLessonsRequest {
        version: seen.version,
        days: days(&fewer),
    };
    let answer = trainer.put(&with_id(path::STAFF_LESSONS, &id), &set).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(mine(&mut resident).await.lesson_days, days(&fewer));
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
    let told = messages.iter();
    let told = told.filter(|message| message.text.contains("改了上课的日子"));
    assert_eq!(told.count(), 1);

    let seen: RosterView = trainer.get(&roster).await.json();
    let request = ClassActionRequest {
        version: seen.version,
        action: ClassAction::Postpone,
        reason: "老师住院".into(),
        days: Some(ClassDays {
            enrol_by: day("2027-03-10"),
            starts_on: day("2027-03-13"),
            ends_on: day("2027-03-28"),
        }),
        seats: None,
    };
    let at = with_id(path::STAFF_CLASS_ACTIONS, &id);
    let answer = trainer.post(&at, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let seen: RosterView = trainer.get(&roster).await.json();
    let later = [
        "2027-03-13",
        "2027-03-14",
        "2027-03-20",
        "2027-03-21",
        "2027-03-27",
        "2027-03-28",
    ];
    assert_eq!(seen.lessons, days(&later));
    // Who puts a class off may say other days at once.
    assert!(seen.state == ClassState::Postponed && seen.can_set_lessons);
    let store = (&portal.state.store, &portal.state.keyring);
    let report = server::enrolments::verify::verify_one(store.0, store.1, &id).unwrap();
    assert_eq!((report.classes, report.findings), (1, Vec::new()));
}

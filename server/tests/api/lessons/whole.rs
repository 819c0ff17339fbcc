//! A class with too few people: reported, chosen by its trainer, by the section when the trainer is silent; put off with word
//! to everybody; and the catalogue knows the new days.

use api::ProblemCode;
use api::enrolment::{ClassActionRequest, ClassDays, StaffClassView};
use api::lesson::{ListStaffClassesResponse, RosterView};
use api::listing::ListListingsResponse;
use api::path::{self, with_id};
use catalogue::CourseListing;
use http::StatusCode;
use serde_json::Value;
use server::clock::Clock as _;
use workflow::WorkCalendar;
use workflow::class::{ClassAction, ClassState};
use workflow::listing::ListingAction;

use super::{Class, FIRST, class, class_in, day};
use crate::portal::{Answer, Browser, TestPortal};
use crate::training::{done, good, trainer, written};

/// Three working days before the first day, and the day before that.
const REPORTED: &str = "2027-02-24";
const BEFORE: &str = "2027-02-23";

fn later() -> ClassDays {
    ClassDays {
        enrol_by: day("2027-03-12"),
        starts_on: day("2027-03-15"),
        ends_on: day("2027-04-09"),
    }
}

async fn act(
    class: &Class,
    who: &mut Browser,
    action: ClassAction,
    days: Option<ClassDays>,
) -> Answer {
    let version = class.roster(who).await.version;
    let request = ClassActionRequest {
        version,
        action,
        reason: "人太少".into(),
        days,
        seats: None,
    };
    who.post(&with_id(path::STAFF_CLASS_ACTIONS, &class.id), &request)
        .await
}

async fn is_listed(class: &Class, who: &mut Browser) -> Option<bool> {
    let list: ListStaffClassesResponse = who.get(path::STAFF_CLASSES).await.json();
    let mut found = list.classes.iter();
    let found = found.find(|found| found.id == class.id)?;
    Some(found.is_minimum_not_met)
}

#[tokio::test]
async fn too_few_people_are_the_trainers_to_decide_and_then_the_sections() {
    let class = class().await;
    class.on(BEFORE).await;
    let mut trainer = class.trainer().await;
    assert_eq!(is_listed(&class, &mut trainer).await, Some(false));
    class.on(REPORTED).await;
    let (mut trainer, mut officer) = (class.trainer().await, class.officer().await);
    let seen: RosterView = class.roster(&mut trainer).await;
    assert!(seen.is_minimum_not_met);
    assert_eq!((seen.taken, seen.minimum), (3, 9));
    assert_eq!(
        seen.class_actions,
        [
            ClassAction::ChangeCapacity,
            ClassAction::Confirm,
            ClassAction::Postpone,
            ClassAction::Cancel
        ]
    );
    assert_eq!(is_listed(&class, &mut trainer).await, Some(true));
    // The trainer has the day.
    assert_eq!(is_listed(&class, &mut officer).await, None);
    // Once is enough.
    class.on(REPORTED).await;
    assert_eq!(class.roster(&mut trainer).await.version, seen.version);

    class.on("2027-02-25").await;
    let (mut trainer, mut officer) = (class.trainer().await, class.officer().await);
    assert_eq!(is_listed(&class, &mut officer).await, Some(true));
    let answer = act(&class, &mut officer, ClassAction::Confirm, None).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(is_listed(&class, &mut trainer).await, Some(false));
    class.on("2027-02-26").await;
    let mut trainer = class.trainer().await;
    assert_eq!(is_listed(&class, &mut trainer).await, Some(false));
    class.on(FIRST).await;
    let mut trainer = class.trainer().await;
    let seen = class.roster(&mut trainer).await;
    assert_eq!(seen.state, ClassState::Running);
    assert!(seen.class_actions.is_empty());
    class.holds_together();
}

#[tokio::test]
async fn a_class_is_put_off_to_no_holiday_and_lessons_on_one_are_named() {
    let days = ["2027-03-15", "2027-03-17", "2027-04-09"].map(day);
    let calendar = WorkCalendar::from_parts(days, [], day("2027-12-31"));
    let class = class_in(TestPortal::start().await.with_calendar(calendar)).await;
    let mut trainer = class.trainer().await;
    assert_eq!(
        class.roster(&mut trainer).await.holidays,
        [day("2027-03-15"), day("2027-03-17")]
    );
    let refused = act(&class, &mut trainer, ClassAction::Postpone, Some(later())).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    let said: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("/starts_on", "day_is_holiday"),
            ("/ends_on", "day_is_holiday")
        ]
    );
    let unlicensed = ClassDays {
        ends_on: day("2040-01-03"),
        starts_on: day("2027-03-16"),
        ..later()
    };
    let refused = act(
        &class,
        &mut trainer,
        ClassAction::Postpone,
        Some(unlicensed),
    )
    .await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "day_after_licence");
    let worked = ClassDays {
        starts_on: day("2027-03-16"),
        ends_on: day("2027-04-08"),
        ..later()
    };
    let answer = act(&class, &mut trainer, ClassAction::Postpone, Some(worked)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let roster = class.roster(&mut trainer).await;
    assert_eq!(roster.holidays, [day("2027-03-17")]);
    class.holds_together();
}

#[tokio::test]
async fn a_trainer_puts_the_own_class_off_and_the_catalogue_follows() {
    let class = class().await;
    let mut trainer_a = class.trainer().await;
    let mut officer = class.officer().await;
    let mut other = trainer(&class.portal, &mut officer, "示例培训学校（乙）", "other").await;
    let address = with_id(path::STAFF_CLASS_ACTIONS, &class.id);
    let version = class.roster(&mut trainer_a).await.version;
    let request = ClassActionRequest {
        version,
        action: ClassAction::Postpone,
        reason: "人太少".into(),
        days: Some(later()),
        seats: None,
    };
    other
        .post(&address, &request)
        .await
        .problem(ProblemCode::NotFound);
    // More than anybody reads.
    let mut long = request.clone();
    long.reason = "长".repeat(api::enrolment::MOST_REASON_CHARS + 1);
    let refused = trainer_a.post(&address, &long).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "too_long");
    // Days that do not follow each other.
    let backwards = ClassDays {
        ends_on: day("2027-03-01"),
        ..later()
    };
    let refused = act(
        &class,
        &mut trainer_a,
        ClassAction::Postpone,
        Some(backwards),
    )
    .await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/ends_on");

    let answer = act(&class, &mut trainer_a, ClassAction::Postpone, Some(later())).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: StaffClassView = answer.json();
    assert_eq!(
        (view.seats.state, view.starts_on),
        (ClassState::Postponed, day("2027-03-15"))
    );
    let store = (&class.portal.state.store, &class.portal.state.keyring);
    let messages = server::sms::outbox::list(store.0, store.1, 50).unwrap();
    let told = messages
        .iter()
        .filter(|message| message.text.contains("改到 3 月 15 日"));
    assert_eq!(told.count(), 3);

    let in_list = async || {
        let list: Vec<CourseListing> = class.portal.anonymous().get(path::COURSES).await.json();
        let course = list.into_iter().find(|course| course.id == class.course);
        course.unwrap().sessions[0].starts_on
    };
    assert_eq!(in_list().await, day("2027-03-15"));
    // Its words written anew do not bring the old days back, nor are they refused for them.
    let own: ListListingsResponse = trainer_a.get(path::STAFF_LISTINGS).await.json();
    let listing = &own.listings[0];
    let mut draft = good();
    draft.course.insert(listing::Field::Price, "900".into());
    let answer = written(&mut trainer_a, &listing.id, &draft).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    done(&mut trainer_a, &listing.id, ListingAction::Submit).await;
    done(&mut officer, &listing.id, ListingAction::Approve).await;
    assert_eq!(in_list().await, day("2027-03-15"));
    let course: Value = class
        .portal
        .anonymous()
        .get(&with_id(path::COURSE, &class.course))
        .await
        .json();
    assert_eq!(course["price_fen"], 90_000);
    assert_eq!(course["sessions"][0]["ends_on"], "2027-04-09");

    // The time to choose is three working days; then it is open again.
    let mut resident = class.portal.resident("13800000009").await;
    let enrol = serde_json::json!({ "course": class.course, "session": super::SESSION });
    resident
        .post(path::ENROLMENTS, &enrol)
        .await
        .problem(ProblemCode::ClassClosed);
    let now_ms = class.portal.clock.now_ms() + 6 * 24 * super::HOUR_MS;
    class.portal.clock.advance_ms(6 * 24 * super::HOUR_MS);
    server::enrolments::follow::run_once(&class.portal.state, now_ms)
        .await
        .unwrap();
    let mut resident = class.portal.resident("13800000009").await;
    let answer = resident.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    class.holds_together();
}

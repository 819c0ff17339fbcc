//! The seats of a class, which its trainer sets between those that people have and those that an officer approved.

use api::ProblemCode;
use api::enrolment::{ClassActionRequest, ClassDays, EnrolmentPlace, StaffClassView};
use api::listing::ListListingsResponse;
use api::path::{self, with_id};
use catalogue::CourseListing;
use http::StatusCode;
use listing::Field;
use serde_json::{Value, json};
use server::applications::actor::Actor;
use server::clock::Clock as _;
use server::enrolments::room::Room;
use server::problem::ApiError;
use store::Tx;
use workflow::Role;
use workflow::class::{ClassAction, ClassDetail, ClassState};
use workflow::enrolment::EnrolmentState;
use workflow::listing::ListingAction;

use super::fraud::portal_at;
use super::{Class, SESSION, class, day, mine};
use crate::portal::{Answer, Browser};
use crate::training::{done, good, seen, trainer, written};

async fn set(class: &Class, who: &mut Browser, seats: Option<u32>) -> Answer {
    let request = ClassActionRequest {
        version: class.roster(who).await.version,
        action: ClassAction::ChangeCapacity,
        reason: String::new(),
        days: None,
        seats,
    };
    who.post(&class.address(path::STAFF_CLASS_ACTIONS), &request)
        .await
}

async fn has_set(class: &Class, who: &mut Browser, seats: u32) -> StaffClassView {
    let answer = set(class, who, Some(seats)).await;
    assert_eq!(answer.status, StatusCode::OK, "{seats}: {answer:?}");
    answer.json()
}

/// The seats that the catalogue keeps of the class, and those that a reader of the course sees.
async fn public(class: &Class) -> (Value, Value) {
    let store = &class.portal.state.store;
    let found = store.read(|connection| store::courses::find(connection, &class.course));
    let kept: Value = serde_json::from_str(&found.unwrap().unwrap().document).unwrap();
    let address = with_id(path::COURSE, &class.course);
    let course: Value = class.portal.anonymous().get(&address).await.json();
    let written = kept["sessions"][0]["seats"].clone();
    (written, course["classes"][0]["capacity"].clone())
}

async fn enrolled(class: &Class, phone: &str) -> (Browser, EnrolmentState) {
    let mut resident = class.portal.resident(phone).await;
    let enrol = json!({ "course": class.course, "session": SESSION });
    let answer = resident.post(path::ENROLMENTS, &enrol).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let place: EnrolmentPlace = answer.json();
    (resident, place.state)
}

#[tokio::test]
async fn a_trainer_sets_seats_between_those_taken_and_those_approved() {
    let class = class().await;
    let mut own = class.trainer().await;
    let roster = class.roster(&mut own).await;
    assert_eq!(
        (roster.seats, roster.taken, roster.seats_approved),
        (30, 3, Some(30))
    );
    for (seats, code) in [
        (None, "required"),
        (Some(0), "class_seats_taken"),
        (Some(2), "class_seats_taken"),
        (Some(31), "class_seats_unapproved"),
    ] {
        let refused = set(&class, &mut own, seats).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        let error = &problem.errors[0];
        assert_eq!(
            (error.pointer.as_str(), error.code.as_str()),
            ("/seats", code),
            "{seats:?}"
        );
    }
    assert_eq!(class.roster(&mut own).await.version, roster.version);
    let mut officer = class.officer().await;
    set(&class, &mut officer, Some(20))
        .await
        .problem(ProblemCode::NotAllowed);
    let mut other = trainer(&class.portal, &mut officer, "示例培训学校（乙）", "other").await;
    let request = ClassActionRequest {
        version: roster.version,
        action: ClassAction::ChangeCapacity,
        reason: String::new(),
        days: None,
        seats: Some(20),
    };
    other
        .post(&class.address(path::STAFF_CLASS_ACTIONS), &request)
        .await
        .problem(ProblemCode::NotFound);

    let view = has_set(&class, &mut own, 3).await;
    assert_eq!(
        (view.seats.state, view.seats.capacity),
        (ClassState::Full, 3)
    );
    assert_eq!(public(&class).await, (json!(3), json!(3)));
    let roster = class.roster(&mut own).await;
    assert_eq!((roster.seats, roster.seats_approved), (3, Some(30)));
    // Up to what was approved again, without anybody.
    let view = has_set(&class, &mut own, 30).await;
    assert_eq!((view.seats.state, view.seats.free), (ClassState::Open, 27));
    class.holds_together();
}

/// What the list of courses says of the class: seats, and how many are taken.
async fn listed(class: &Class) -> (u32, u32) {
    let answer = class.portal.anonymous().get(path::COURSES).await;
    let courses: Vec<CourseListing> = answer.json();
    let mut courses = courses.into_iter();
    let course = courses.find(|course| course.id == class.course).unwrap();
    (course.sessions[0].seats, course.sessions[0].seats_taken)
}

/// Whether the list without scripts has it among what has seats left.
async fn is_found(class: &Class) -> bool {
    let address = "/plain/courses?seats=1&q=%E4%BD%8E%E5%8E%8B%E7%94%B5%E5%B7%A5%E5%85%A5%E9%97%A8";
    let answer = class.portal.anonymous().get(address).await;
    let page = String::from_utf8(answer.body.to_vec()).unwrap();
    page.contains(&class.course)
}

async fn counted(class: &Class) -> usize {
    let now_ms = class.portal.clock.now_ms();
    let run = server::listings::counted::run_once(&class.portal.state, now_ms);
    run.await.unwrap()
}

#[tokio::test]
async fn the_list_says_how_many_seats_people_have() {
    let class = class().await;
    let (mut own, mut officer) = (class.trainer().await, class.officer().await);
    assert_eq!(listed(&class).await, (30, 0));
    assert_eq!(counted(&class).await, 1);
    assert_eq!(listed(&class).await, (30, 3));
    assert!(is_found(&class).await);
    assert_eq!(counted(&class).await, 0, "the list stays as it is");
    has_set(&class, &mut own, 4).await;
    enrolled(&class, "13800000004").await;
    assert_eq!(counted(&class).await, 1);
    assert_eq!(listed(&class).await, (4, 4));
    // Who looks for a seat is not led to it any more.
    assert!(!is_found(&class).await);

    // What is written anew of the course does not take the people away.
    let listings: ListListingsResponse = own.get(path::STAFF_LISTINGS).await.json();
    let id = listings.listings[0].id.clone();
    let mut dearer = good();
    dearer.course.insert(Field::Price, "900".into());
    written(&mut own, &id, &dearer).await;
    done(&mut own, &id, ListingAction::Submit).await;
    done(&mut officer, &id, ListingAction::Approve).await;
    assert_eq!(listed(&class).await, (4, 4));
    assert_eq!(counted(&class).await, 0);
    class.holds_together();
}

#[tokio::test]
async fn more_seats_go_to_who_waits_at_once_and_in_order() {
    let class = class().await;
    let mut own = class.trainer().await;
    has_set(&class, &mut own, 4).await;
    let (_, fourth) = enrolled(&class, "13800000004").await;
    assert_eq!(fourth, EnrolmentState::Held);
    let (mut fifth, state) = enrolled(&class, "13800000005").await;
    assert_eq!(state, EnrolmentState::Waitlisted);
    let (mut sixth, state) = enrolled(&class, "13800000006").await;
    assert_eq!(state, EnrolmentState::Waitlisted);

    let view = has_set(&class, &mut own, 5).await;
    assert_eq!((view.taken, view.seats.free, view.seats.waiting), (5, 0, 1));
    assert_eq!(mine(&mut fifth).await.state, EnrolmentState::Offered);
    assert_eq!(mine(&mut sixth).await.state, EnrolmentState::Waitlisted);
    let (store, keyring) = (&class.portal.state.store, &class.portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
    let told = messages
        .iter()
        .filter(|message| message.text.contains("有位子了"));
    let told: Vec<_> = told.map(|message| message.phone.as_str()).collect();
    assert_eq!(told, ["13800000005"]);
    // A seat that is offered is nobody else's, and is not taken away.
    let refused = set(&class, &mut own, Some(4)).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "class_seats_taken");
    class.holds_together();
}

#[tokio::test]
async fn a_listing_written_anew_leaves_the_seats_unless_it_writes_others() {
    let class = class().await;
    let (mut own, mut officer) = (class.trainer().await, class.officer().await);
    has_set(&class, &mut own, 4).await;
    let listings: ListListingsResponse = own.get(path::STAFF_LISTINGS).await.json();
    let id = listings.listings[0].id.clone();
    let findings = seen(&mut own, &id).await.findings;
    let told = findings.iter().find(|one| one.code == "class_seats_own");
    assert_eq!(
        told.map(|one| (one.is_note, one.with.as_str())),
        Some((true, "4"))
    );

    let mut dearer = good();
    dearer.course.insert(Field::Price, "900".into());
    written(&mut own, &id, &dearer).await;
    done(&mut own, &id, ListingAction::Submit).await;
    done(&mut officer, &id, ListingAction::Approve).await;
    assert_eq!(public(&class).await, (json!(4), json!(4)));

    let mut other = dearer.clone();
    other.classes[0].insert(Field::Seats, "10".into());
    written(&mut own, &id, &other).await;
    done(&mut own, &id, ListingAction::Submit).await;
    // Not before an officer has approved it.
    assert_eq!(public(&class).await, (json!(4), json!(4)));
    done(&mut officer, &id, ListingAction::Approve).await;
    assert_eq!(public(&class).await, (json!(10), json!(10)));
    let roster = class.roster(&mut own).await;
    assert_eq!((roster.seats_approved, roster.minimum), (Some(10), 3));
    class.holds_together();
}

#[tokio::test]
async fn fewer_seats_leave_the_minimum_and_too_few_are_reported() {
    let class = class().await;
    let mut own = class.trainer().await;
    has_set(&class, &mut own, 8).await;
    let roster = class.roster(&mut own).await;
    assert_eq!((roster.seats, roster.minimum), (8, 9));
    // Three of eight would be enough for eight.
    class.on("2027-02-24").await;
    let mut own = class.trainer().await;
    assert!(class.roster(&mut own).await.is_minimum_not_met);
    class.holds_together();
}

/// Seats set as the log wrote it before it kept what an officer had approved.
async fn had_set(class: &Class, capacity: u32) {
    let (parts, id) = (class.portal.state.clone(), class.id.clone());
    let actor = Actor {
        role: Role::Trainer,
        ..portal_at(class.portal.clock.now_ms())
    };
    let work = move |tx: &Tx| {
        let mut room = Room::load(&parts, tx, &id)?.unwrap();
        let approved = None;
        let what = (
            ClassAction::ChangeCapacity,
            ClassDetail::Capacity { capacity, approved },
        );
        room.step(tx, &parts, &actor, what)?;
        room.settle(tx, &parts, &actor).map(drop)
    };
    let written = class.portal.state.store.write::<_, _, ApiError>(work).await;
    written.unwrap();
}

#[tokio::test]
async fn seats_set_before_the_log_kept_the_approved_ones_leave_the_minimum_too() {
    let class = class().await;
    had_set(&class, 8).await;
    let mut own = class.trainer().await;
    let roster = class.roster(&mut own).await;
    assert_eq!((roster.seats, roster.minimum), (8, 9));
    class.on("2027-02-23").await;
    let mut own = class.trainer().await;
    assert!(!class.roster(&mut own).await.is_minimum_not_met);
    // Three of eight would be enough for eight.
    class.on("2027-02-24").await;
    let mut own = class.trainer().await;
    let roster = class.roster(&mut own).await;
    assert_eq!((roster.seats, roster.minimum), (8, 9));
    assert!(roster.is_minimum_not_met);
    class.holds_together();
}

#[tokio::test]
async fn the_number_a_trainer_had_set_counts_for_the_minimum_once_it_is_approved() {
    let class = class().await;
    let (mut own, mut officer) = (class.trainer().await, class.officer().await);
    has_set(&class, &mut own, 8).await;
    assert_eq!(class.roster(&mut own).await.minimum, 9);
    let listings: ListListingsResponse = own.get(path::STAFF_LISTINGS).await.json();
    let id = listings.listings[0].id.clone();
    let mut fewer = good();
    fewer.classes[0].insert(Field::Seats, "8".into());
    written(&mut own, &id, &fewer).await;
    done(&mut own, &id, ListingAction::Submit).await;
    done(&mut officer, &id, ListingAction::Approve).await;
    let roster = class.roster(&mut own).await;
    assert_eq!((roster.seats, roster.minimum), (8, 3));
    class.holds_together();
}

#[tokio::test]
async fn what_is_approved_of_a_class_that_is_put_off_is_its_seats_and_its_venue() {
    let class = class().await;
    let (mut own, mut officer) = (class.trainer().await, class.officer().await);
    let request = ClassActionRequest {
        version: class.roster(&mut own).await.version,
        action: ClassAction::Postpone,
        reason: "下雪".into(),
        days: Some(ClassDays {
            enrol_by: day("2027-03-12"),
            starts_on: day("2027-03-15"),
            ends_on: day("2027-04-09"),
        }),
        seats: None,
    };
    let answer = own
        .post(&class.address(path::STAFF_CLASS_ACTIONS), &request)
        .await;
    let view: StaffClassView = answer.json();
    assert_eq!(view.seats.state, ClassState::Postponed);

    let listings: ListListingsResponse = own.get(path::STAFF_LISTINGS).await.json();
    let id = listings.listings[0].id.clone();
    let mut moved = good();
    moved.course.insert(Field::Venue, "示例大楼 3 楼".into());
    moved.classes[0].insert(Field::Seats, "10".into());
    written(&mut own, &id, &moved).await;
    done(&mut own, &id, ListingAction::Submit).await;
    done(&mut officer, &id, ListingAction::Approve).await;
    let roster = class.roster(&mut own).await;
    assert_eq!(
        (roster.state, roster.seats, roster.seats_approved),
        (ClassState::Postponed, 10, Some(10))
    );
    assert_eq!(public(&class).await, (json!(10), json!(10)));
    let address = with_id(path::COURSE, &class.course);
    let course: Value = class.portal.anonymous().get(&address).await.json();
    assert_eq!(course["venue"], "示例大楼 3 楼");
    // And its trainer may go below that, as before it was put off.
    let view = has_set(&class, &mut own, 4).await;
    assert_eq!(
        (view.seats.state, view.seats.free),
        (ClassState::Postponed, 1)
    );
    class.holds_together();
}

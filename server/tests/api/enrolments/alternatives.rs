//! Whose class is given up or put off is named others with a seat.

use api::enrolment::{ClassActionRequest, EnrolmentView, StaffClassView};
use api::path;
use http::StatusCode;
use serde_json::json;
use workflow::class::ClassAction;
use workflow::enrolment::EnrolmentState;

use super::officer::{address, officer, put_off, request};
use super::rooms::{COURSE, enrolled, mine, open};
use crate::portal::{Browser, TestPortal};

/// A course of the same kind, whose next class has one seat left.
const LAST_SEAT: &str = "lamb-fattening";

/// Moves the class of the tests.
async fn moved(officer: &mut Browser, request: impl FnOnce(u32) -> ClassActionRequest) {
    let seen: StaffClassView = officer.get(&address(path::STAFF_CLASS)).await.json();
    let request = request(seen.version);
    let answer = officer
        .post(&address(path::STAFF_CLASS_ACTIONS), &request)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

async fn takes(resident: &mut Browser, course: &str, session: &str) {
    let request = json!({ "course": course, "session": session });
    let answer = resident.post(path::ENROLMENTS, &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

fn named(enrolment: &EnrolmentView) -> Vec<(&str, String)> {
    let all = enrolment.alternatives.iter();
    all.map(|each| (each.id.as_str(), each.starts_on.to_string()))
        .collect()
}

/// What the test is about, whichever is newest.
async fn freed(resident: &mut Browser) -> EnrolmentView {
    let mut all = mine(resident).await.into_iter();
    all.find(|each| each.session == "t").unwrap()
}

#[tokio::test]
async fn who_is_freed_by_a_class_that_is_given_up_is_named_others_and_never_a_full_one() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut resident = portal.resident("13800000001").await;
    let mut other = portal.resident("13800000002").await;
    enrolled(&mut resident, "t").await;
    // Nobody is led away from a class that is taught.
    assert!(named(&freed(&mut resident).await).is_empty());
    let mut officer = officer(&portal).await;
    let cancel = |version| request(version, ClassAction::Cancel, "人数不够");
    moved(&mut officer, cancel).await;
    let shown = freed(&mut resident).await;
    assert_eq!(shown.state, EnrolmentState::ClassCancelled);
    let own = (COURSE, "2027-01-05".to_owned());
    let farmer = ("professional-farmer", "2026-12-08".to_owned());
    assert_eq!(
        named(&shown),
        [
            own.clone(),
            (LAST_SEAT, "2026-12-08".to_owned()),
            farmer.clone()
        ]
    );
    // Somebody takes the last seat of one: its next class is farther than others.
    takes(&mut other, LAST_SEAT, "20261208-day").await;
    let shown = freed(&mut resident).await;
    assert_eq!(
        named(&shown),
        [own, (LAST_SEAT, "2027-01-12".to_owned()), farmer.clone()]
    );
    // One is led to nothing one is in.
    takes(&mut resident, COURSE, "20270105-day").await;
    let shown = freed(&mut resident).await;
    let ids: Vec<_> = named(&shown).into_iter().map(|(id, _)| id).collect();
    assert!(!ids.contains(&COURSE) && ids.len() == 3, "{ids:?}");
    // Months later nobody looks for a class in its place any more.
    portal.clock.advance_ms(90 * 24 * 3_600_000);
    let mut resident = portal.resident("13800000001").await;
    assert!(named(&freed(&mut resident).await).is_empty());
}

#[tokio::test]
async fn who_cannot_come_on_the_new_days_is_named_others() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut resident = portal.resident("13800000001").await;
    enrolled(&mut resident, "t").await;
    let mut officer = officer(&portal).await;
    moved(&mut officer, |version| put_off(version, "2027-01-18")).await;
    let shown = freed(&mut resident).await;
    assert_eq!(shown.state, EnrolmentState::Held);
    let first = shown.alternatives.first().map(|each| each.id.as_str());
    assert_eq!((first, shown.alternatives.len()), (Some(COURSE), 3));
}

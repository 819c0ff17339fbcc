//! Classes of a test's own, and what is asked of them again and again.

use api::enrolment::{
    ClassSeats, EnrolmentActionRequest, EnrolmentPlace, EnrolmentView, ListEnrolmentsResponse,
};
use api::path::{self, with_id};
use domain::Date;
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use server::enrolments::seed::open_class;
use server::problem::ApiError;
use workflow::class::ClassPlan;
use workflow::enrolment::EnrolmentAction;

use crate::portal::{Answer, Browser, TestPortal};

/// A course of the district whose classes the tests add.
pub(crate) const COURSE: &str = "winter-greenhouse-vegetables";

pub(crate) fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

/// A class with these seats, to enrol in until 2026-12-10, taught from 2026-12-15 to 2026-12-20.
pub(crate) async fn open(portal: &TestPortal, session: &str, capacity: u32) {
    open_on(portal, session, capacity, ("2026-12-15", "2026-12-20")).await;
}

pub(crate) async fn open_on(portal: &TestPortal, session: &str, capacity: u32, days: (&str, &str)) {
    open_of(portal, (COURSE, session), capacity, days).await;
}

/// The same of another course.
pub(crate) async fn open_of(
    portal: &TestPortal,
    (course, session): (&str, &str),
    capacity: u32,
    (starts_on, ends_on): (&str, &str),
) {
    let plan = ClassPlan {
        capacity,
        elsewhere: 0,
        enrol_by: day("2026-12-10"),
        starts_on: day(starts_on),
        ends_on: day(ends_on),
    };
    let (state, course, session) = (portal.state.clone(), course.to_owned(), session.to_owned());
    let now_ms = portal.clock.now_ms();
    let work = move |tx: &store::Tx| {
        let id = server::enrolments::room::class_id(&course, &session);
        open_class(tx, &state, (&id, &course, &session), plan, now_ms).map(drop)
    };
    let written = portal.state.store.write::<_, _, ApiError>(work).await;
    written.unwrap();
}

/// Somebody at a browser who asks for a seat.
pub(crate) async fn ask(resident: &mut Browser, session: &str) -> Answer {
    let request = json!({ "course": COURSE, "session": session });
    resident.post(path::ENROLMENTS, &request).await
}

pub(crate) async fn enrolled(resident: &mut Browser, session: &str) -> EnrolmentPlace {
    let answer = ask(resident, session).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

pub(crate) async fn mine(resident: &mut Browser) -> Vec<EnrolmentView> {
    let answer = resident.get(path::ENROLMENTS).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json::<ListEnrolmentsResponse>().enrolments
}

pub(crate) async fn act(resident: &mut Browser, action: EnrolmentAction) -> Answer {
    let newest = mine(resident).await.remove(0);
    let request = EnrolmentActionRequest::plain(newest.version, action);
    resident
        .post(&with_id(path::ENROLMENT_ACTIONS, &newest.id), &request)
        .await
}

pub(crate) async fn seats(portal: &TestPortal, session: &str) -> ClassSeats {
    let answer = portal
        .anonymous()
        .get(&with_id(path::COURSE_SEATS, COURSE))
        .await;
    let listed: Vec<ClassSeats> = answer.json();
    let mut found = listed.into_iter().filter(|class| class.session == session);
    found.next().unwrap()
}

/// What `fumin verify` says of a class and everybody in it.
#[track_caller]
pub(crate) fn holds_together(portal: &TestPortal, session: &str) {
    let id = server::enrolments::room::class_id(COURSE, session);
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let report = server::enrolments::verify::verify_one(store, keyring, &id).unwrap();
    assert_eq!((report.classes, report.findings), (1, Vec::new()));
}

//! Asking for a seat.

use api::ProblemCode;
use api::enrolment::EnrolmentPlace;
use api::path::{self, with_id};
use http::{Method, StatusCode};
use serde_json::json;
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

use super::rooms::{COURSE, ask, day, enrolled, holds_together, mine, open, open_on, seats};
use crate::portal::{TestPortal, fresh_key};

#[tokio::test]
async fn first_a_seat_then_the_list_then_no_more() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut places = Vec::new();
    for number in 1..=4 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        let answer = ask(&mut resident, "t").await;
        if number == 4 {
            answer.problem(ProblemCode::WaitlistFull);
        } else {
            let place: EnrolmentPlace = answer.json();
            places.push((place.state, place.position));
        }
    }
    assert_eq!(
        places,
        [
            (EnrolmentState::Held, None),
            (EnrolmentState::Held, None),
            (EnrolmentState::Waitlisted, Some(1)),
        ]
    );
    let seats = seats(&portal, "t").await;
    assert_eq!((seats.state, seats.free), (ClassState::Full, 0));
    assert_eq!((seats.waiting, seats.wait_list_cap), (1, 1));
    holds_together(&portal, "t");
}

#[tokio::test]
async fn my_list_says_what_when_where_and_what_i_can_do() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 1).await;
    open_on(&portal, "later", 5, ("2027-01-12", "2027-01-20")).await;
    let mut first = portal.resident("13800000001").await;
    enrolled(&mut first, "later").await;
    enrolled(&mut first, "t").await;
    let listed = mine(&mut first).await;
    assert_eq!(listed.len(), 2);
    let held = listed.iter().find(|each| each.session == "t").unwrap();
    assert_eq!(held.state, EnrolmentState::Held);
    assert_eq!(held.actions, [EnrolmentAction::Withdraw]);
    assert_eq!(held.title.as_deref(), Some("日光温室越冬蔬菜班"));
    assert_eq!(held.venue.as_deref(), Some("示例日光温室"));
    assert_eq!(
        (held.class_state, held.class_reason.as_deref()),
        (ClassState::Full, None)
    );
    assert!(held.place.is_some() && held.price_fen.is_some());
    assert_eq!(
        (held.starts_on, held.ends_on),
        (day("2026-12-15"), day("2026-12-20"))
    );
    assert!(held.bring.contains(&"胶鞋".to_owned()) && held.is_sample);
    assert!(held.overlaps.is_empty());
    let stranger = mine(&mut portal.resident("13800000002").await).await;
    assert!(stranger.is_empty());
}

#[tokio::test]
async fn once_in_a_class_however_often_it_is_pressed() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 5).await;
    let mut resident = portal.resident("13800000001").await;
    let (key, request) = (fresh_key(), json!({ "course": COURSE, "session": "t" }));
    let mut ids = Vec::new();
    for _ in 0..3 {
        let answer = resident
            .send_json(Method::POST, path::ENROLMENTS, &key, &request)
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        ids.push(answer.json::<EnrolmentPlace>().id);
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    ask(&mut resident, "t")
        .await
        .problem(ProblemCode::AlreadyEnrolled);
    assert_eq!(seats(&portal, "t").await.free, 4);
}

/// Those who come to a full class are told so while the writer is busy with something else; who is in it already, by this
/// very press, still gets the answer to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_class_refuses_without_waiting_for_the_writer() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 1).await;
    let (mut first, mut late) = (
        portal.resident("13800000001").await,
        portal.resident("13800000002").await,
    );
    let (key, request) = (fresh_key(), json!({ "course": COURSE, "session": "t" }));
    let send = (Method::POST, path::ENROLMENTS);
    let held = first
        .send_json(send.0.clone(), send.1, &key, &request)
        .await;
    let held: EnrolmentPlace = held.json();

    let (release, wait) = std::sync::mpsc::channel::<()>();
    let (begun, is_begun) = std::sync::mpsc::channel::<()>();
    let (wait, begun) = (std::sync::Mutex::new(wait), std::sync::Mutex::new(begun));
    let store = portal.state.store.clone();
    let busy = tokio::spawn(async move {
        let work = move |_: &store::Tx| {
            let _ = begun.lock().unwrap().send(());
            let _ = wait.lock().unwrap().recv();
            Ok::<_, store::StoreError>(())
        };
        store.write(work).await
    });
    is_begun.recv().unwrap();
    let limit = std::time::Duration::from_secs(20);
    let answer = tokio::time::timeout(limit, ask(&mut late, "t")).await;
    let again = tokio::time::timeout(limit, ask(&mut first, "t")).await;
    release.send(()).unwrap();
    busy.await.unwrap().unwrap();
    answer.unwrap().problem(ProblemCode::WaitlistFull);
    again.unwrap().problem(ProblemCode::AlreadyEnrolled);
    let repeated = first.send_json(send.0, send.1, &key, &request).await;
    assert_eq!(repeated.json::<EnrolmentPlace>(), held);
    holds_together(&portal, "t");
}

#[tokio::test]
async fn a_class_on_the_same_days_is_warned_of() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 5).await;
    open_on(&portal, "same", 5, ("2026-12-20", "2026-12-28")).await;
    open_on(&portal, "after", 5, ("2026-12-21", "2026-12-28")).await;
    let mut resident = portal.resident("13800000001").await;
    enrolled(&mut resident, "t").await;
    enrolled(&mut resident, "after").await;
    ask(&mut resident, "same")
        .await
        .problem(ProblemCode::ClassOverlap);
    let knowing = json!({ "course": COURSE, "session": "same", "accepts_overlap": true });
    let answer = resident.post(path::ENROLMENTS, &knowing).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let listed = mine(&mut resident).await;
    let same = listed.iter().find(|each| each.session == "same").unwrap();
    assert_eq!(same.overlaps.len(), 2);
    holds_together(&portal, "t");
}

#[tokio::test]
async fn a_class_takes_people_until_its_last_day() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 5).await;
    // From 24 November to noon of 10 December, and then past its end; no job has run in between.
    portal.clock.advance_ms(16 * 24 * 3_600_000);
    let mut in_time = portal.resident("13800000002").await;
    assert!(seats(&portal, "t").await.is_open);
    enrolled(&mut in_time, "t").await;
    portal.clock.advance_ms(24 * 3_600_000);
    let mut late = portal.resident("13800000003").await;
    ask(&mut late, "t").await.problem(ProblemCode::ClassClosed);
    assert!(!seats(&portal, "t").await.is_open);
}

#[tokio::test]
async fn what_is_not_there_is_not_found_and_what_is_not_known_is_refused() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    ask(&mut resident, "never")
        .await
        .problem(ProblemCode::NotFound);
    portal
        .anonymous()
        .get(&with_id(path::COURSE_SEATS, "never"))
        .await
        .problem(ProblemCode::NotFound);
    let more = json!({ "course": COURSE, "session": "t", "seat": 1 });
    let refused = resident.post(path::ENROLMENTS, &more).await;
    refused.problem(ProblemCode::MalformedBody);
    ask(&mut portal.anonymous(), "t")
        .await
        .problem(ProblemCode::SignInRequired);
}

/// The district's own classes are there from the first start, with the seats its data says are gone.
#[tokio::test]
async fn the_catalogue_brings_its_classes() {
    let portal = TestPortal::start().await;
    let full = seats(&portal, "20261208-day").await;
    assert_eq!(
        (full.state, full.capacity, full.free),
        (ClassState::Full, 40, 0)
    );
    assert_eq!(full.wait_list_cap, 20);
    let half = seats(&portal, "20270105-day").await;
    assert_eq!((half.state, half.free), (ClassState::Open, 9));
    assert_eq!(
        server::enrolments::seed::seed(&portal.state).await.unwrap(),
        0
    );
    holds_together(&portal, "20261208-day");
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let whole = server::enrolments::verify::verify(store, keyring).unwrap();
    assert!(
        whole.classes > 100 && whole.findings.is_empty(),
        "{whole:?}"
    );
}

#[tokio::test]
async fn the_page_of_a_course_shows_the_seats_that_are_left() {
    let portal = TestPortal::start().await;
    let address = with_id(path::COURSE, COURSE);
    let (mut taken, mut free) = (Vec::new(), Vec::new());
    for number in 1..=2 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "20270105-day").await;
        let answer = resident.get(&address).await;
        // What the browser reads of the same answer.
        let details: catalogue::CourseDetails = answer.json();
        let mut classes = details.classes.into_iter();
        let class = classes.find(|class| class.session == "20270105-day");
        let class = class.unwrap();
        assert!(class.is_open && class.state == ClassState::Open.as_str());
        assert_eq!((class.waiting, class.wait_list_cap), (0, 20));
        free.push(class.free);
        let course: catalogue::Course = answer.json();
        let mut sessions = course.sessions.into_iter();
        let session = sessions.find(|session| session.id == "20270105-day");
        taken.push(
            session
                .map(|session| (session.seats, session.seats_taken))
                .unwrap(),
        );
    }
    assert_eq!(taken, [(40, 32), (40, 33)]);
    assert_eq!(free, [8, 7]);
}

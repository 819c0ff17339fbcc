//! The hour's look at what must hold: nothing is found where everything is right, and everything that is not.

use api::path;
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use server::enrolments::follow;
use server::enrolments::verify::late::{SLACK_MS, Watch};
use server::jobs::invariants::run_once;
use server::whole::verify_live;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

use super::rooms::{COURSE, act, day, enrolled, mine, open, open_on};
use crate::portal::TestPortal;

const MINUTE_MS: i64 = 60_000;

/// A class of two seats with one who waits, and two classes that follow each other with one person in both.
async fn busy() -> TestPortal {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    open(&portal, "first", 5).await;
    open_on(&portal, "second", 5, ("2026-12-21", "2026-12-22")).await;
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
    }
    let mut resident = portal.resident("13800000009").await;
    for session in ["first", "second"] {
        enrolled(&mut resident, session).await;
        portal.clock.advance_ms(MINUTE_MS);
    }
    portal
}

fn findings(portal: &TestPortal) -> Vec<String> {
    let (state, watch) = (&portal.state, Watch::of(&portal.state));
    let report = verify_live(&state.store, &state.keyring, watch).unwrap();
    report.findings().cloned().collect()
}

async fn broken_by(sql: &'static str) -> Vec<String> {
    let portal = busy().await;
    portal.change(sql).await;
    let found = findings(&portal);
    assert_eq!(run_once(&portal.state).await.unwrap(), found.len());
    found
}

#[tokio::test]
async fn nothing_is_found_where_everything_is_right() {
    let portal = busy().await;
    assert_eq!(findings(&portal), Vec::<String>::new());
    assert_eq!(run_once(&portal.state).await.unwrap(), 0);
}

#[tokio::test]
async fn every_broken_invariant_is_named() {
    for (sql, expected) in [
        (
            "UPDATE classes SET capacity = 0 WHERE session_id = 't'",
            "2 of 0 seats are taken",
        ),
        (
            "UPDATE classes SET capacity = 3 WHERE session_id = 't'",
            "a seat is free while somebody waits",
        ),
        (
            "UPDATE enrolments SET place = 9 WHERE place = 1 AND class_id LIKE '%.t'",
            "place 9 has a seat while place 3 waits",
        ),
        (
            "UPDATE classes SET starts_on = '2026-12-20' WHERE session_id = 'second'",
            "which nobody was told",
        ),
        (
            "UPDATE enrolments SET state = 'attending' WHERE class_id LIKE '%.first'",
            "the columns are not what the events fold into",
        ),
        (
            "UPDATE classes SET enrol_by = '2026-12-09' WHERE session_id = 'first'",
            "the columns are not what the events fold into",
        ),
        (
            "UPDATE classes SET capacity = 1 WHERE session_id = 'first'",
            "it is open without a free seat",
        ),
        (
            "UPDATE enrolments SET seat = 'none' WHERE place = 1 AND class_id LIKE '%.t'",
            "it is full with a free seat",
        ),
        (
            "UPDATE classes SET state = 'cancelled' WHERE session_id = 'first'",
            "it was given up and somebody is in it",
        ),
    ] {
        let found = broken_by(sql).await;
        let is_named = found.iter().any(|line| line.contains(expected));
        assert!(is_named, "{sql}: {found:?}");
    }
}

/// Whoever says that the other class is known has no finding, and neither has who asked before that was kept.
#[tokio::test]
async fn two_seats_on_the_same_days_are_known() {
    let portal = busy().await;
    open(&portal, "same", 5).await;
    let mut resident = portal.resident("13800000008").await;
    enrolled(&mut resident, "first").await;
    portal.clock.advance_ms(MINUTE_MS);
    let knowing = json!({ "course": COURSE, "session": "same", "accepts_overlap": true });
    let answer = resident.post(path::ENROLMENTS, &knowing).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(findings(&portal), Vec::<String>::new());
}

/// Whoever let an offered seat go has none any more, and was at the head of the list all the same.
#[tokio::test]
async fn an_offer_past_the_head_of_the_list_is_found_when_it_is_gone() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut people = Vec::new();
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
        people.push(resident);
    }
    for (person, action) in [(0, EnrolmentAction::Withdraw), (2, EnrolmentAction::Pass)] {
        let answer = act(&mut people[person], action).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    }
    for number in 4..=5 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
        people.push(resident);
    }
    let last = mine(&mut people[4]).await.remove(0);
    assert_eq!(last.state, EnrolmentState::Waitlisted);
    assert_eq!(findings(&portal), Vec::<String>::new());
    // As if who passed it on had been offered it before somebody who asked earlier.
    portal
        .change(
            "UPDATE enrolments SET place = place - 10 WHERE class_id LIKE '%.t' AND seat != 'none'",
        )
        .await;
    let found = findings(&portal);
    let expected = "place 3 was offered a seat while place -5 waits";
    assert!(
        found.iter().any(|line| line.contains(expected)),
        "{found:?}"
    );
}

/// A minute before the slack is over nothing is found; after it, by the hour's job too, until the minute's job has run.
async fn stands(portal: &TestPortal, ends_ms: i64, expected: &str) {
    let to = |at_ms: i64| portal.clock.advance_ms(at_ms - portal.clock.now_ms());
    to(ends_ms + SLACK_MS - MINUTE_MS);
    assert_eq!(findings(portal), Vec::<String>::new());
    to(ends_ms + SLACK_MS + MINUTE_MS);
    let found = findings(portal);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(expected), "{found:?}");
    assert_eq!(run_once(&portal.state).await.unwrap(), 1);
    let now_ms = portal.clock.now_ms();
    follow::run_once(&portal.state, now_ms).await.unwrap();
    assert_eq!(findings(portal), Vec::<String>::new());
}

#[tokio::test]
async fn an_offer_that_no_job_ended_is_found() {
    let portal = busy().await;
    let mut holder = portal.resident("13800000001").await;
    let left = act(&mut holder, EnrolmentAction::Withdraw).await;
    assert_eq!(left.status, StatusCode::OK, "{left:?}");
    let ends_ms = portal.clock.now_ms() + 24 * 60 * MINUTE_MS;
    stands(&portal, ends_ms, "an offer stands 16 minutes past its time").await;
}

#[tokio::test]
async fn a_wait_list_that_no_job_ended_is_found() {
    let portal = busy().await;
    let ends_ms = day("2026-12-16").start_ms_shanghai();
    let expected = "it waits although the class began on 2026-12-15";
    stands(&portal, ends_ms, expected).await;
}

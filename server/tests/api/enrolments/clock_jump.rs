//! Offers run out through a clock that jumps and that somebody confirms: no place is skipped, offered twice or lost.

use http::StatusCode;
use server::clock::steady::Jump;
use server::clock::{Clock as _, confirm};
use server::enrolments::room::class_id;
use server::jobs::Jobs;
use server::startup::{StartupError, open_beside};
use store::{StoreError, Tx, enrolments as rows};
use workflow::enrolment::{EnrolmentAction, EnrolmentState as S};

use super::retold::retold;
use super::rooms::{COURSE, act, enrolled, holds_together, open_on, seats};
use crate::portal::{Browser, TestPortal};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

fn phone(number: u32) -> String {
    format!("1380000000{number}")
}

/// Where those stand who waited at first, by their places, and how often each was offered a seat.
fn waited(portal: &TestPortal) -> Vec<(S, usize)> {
    let id = class_id(COURSE, "t");
    let list = |connection: &store::Connection| rows::list_by_class(connection, &id);
    let everybody = portal.state.store.read::<_, StoreError>(list).unwrap();
    let of_row = |row: &rows::Enrolment| {
        let steps = retold(portal, &row.id, None).unwrap().lines;
        let offers = steps.iter().filter(|line| line.contains("offer by system"));
        (row.state.parse::<S>().unwrap(), offers.count())
    };
    everybody.iter().skip(6).map(of_row).collect()
}

async fn did(resident: &mut Browser, action: EnrolmentAction) {
    let answer = act(resident, action).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

/// The minute's jobs, twice.
async fn turned(portal: &TestPortal) {
    for _ in 0..2 {
        let mut jobs = Jobs::new(portal.state.clone());
        assert!(jobs.turn().await.unwrap());
        jobs.release().await.unwrap();
    }
}

/// The clock jumps while the portal is off. It does not start before somebody says that the clock is right.
async fn jumped(portal: &TestPortal, by_ms: i64, expected: Jump) -> TestPortal {
    portal.clock.advance_ms(by_ms);
    let refused = portal.again().await.map(drop);
    match refused {
        Err(StartupError::Clock { jump, .. }) => assert_eq!(jump, expected),
        other => panic!("{other:?}"),
    }
    let config = &portal.state.config;
    let key_file = config.places.key_file(&config.data);
    let district = config.district.as_deref();
    let beside = open_beside(&config.data, &config.database, &key_file, district).await;
    let (store, _) = beside.unwrap();
    let now_ms = portal.clock.now_ms();
    let work = move |tx: &Tx| confirm(tx, now_ms);
    store.write::<_, _, StoreError>(work).await.unwrap();
    store.close();
    portal.again().await.unwrap()
}

#[tokio::test]
async fn a_confirmed_clock_takes_no_place_and_gives_none_twice() {
    let portal = TestPortal::start().await;
    open_on(&portal, "t", 6, ("2027-02-15", "2027-02-20")).await;
    let mut people = Vec::new();
    for number in 1..=9 {
        let mut resident = portal.resident(&phone(number)).await;
        enrolled(&mut resident, "t").await;
        people.push(resident);
    }
    did(&mut people[0], EnrolmentAction::Withdraw).await;
    turned(&portal).await;
    let (lapsed, offered, waits) = ((S::Lapsed, 1), (S::Offered, 1), (S::Waitlisted, 0));
    assert_eq!(waited(&portal), [offered, waits, waits]);

    // Ahead: the offer is over, and goes on to the next, whose day runs from what the clock shows.
    let portal = jumped(&portal, 31 * DAY_MS, Jump::Ahead).await;
    turned(&portal).await;
    assert_eq!(waited(&portal), [lapsed, offered, waits]);
    holds_together(&portal, "t");

    // It was wrong after all. What was given stays given, and is not given again.
    let back_ms = 10 * MINUTE_MS - 31 * DAY_MS;
    let portal = jumped(&portal, back_ms, Jump::Back).await;
    turned(&portal).await;
    assert_eq!(waited(&portal), [lapsed, offered, waits]);
    let mut holder = portal.resident(&phone(2)).await;
    did(&mut holder, EnrolmentAction::Withdraw).await;
    assert_eq!(waited(&portal), [lapsed, offered, offered]);
    let mut next = portal.resident(&phone(8)).await;
    did(&mut next, EnrolmentAction::Accept).await;
    holds_together(&portal, "t");

    // The day of an offer made now is a day of this clock.
    portal.clock.advance_ms(DAY_MS + 1);
    turned(&portal).await;
    assert_eq!(waited(&portal), [lapsed, (S::Held, 1), lapsed]);
    let now = seats(&portal, "t").await;
    assert_eq!((now.free, now.waiting), (1, 0));
    holds_together(&portal, "t");
}

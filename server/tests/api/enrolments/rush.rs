//! Everybody at once.

use std::collections::BTreeMap;

use api::ProblemCode;
use api::enrolment::{EnrolmentActionRequest, EnrolmentPlace};
use api::path::{self, with_id};
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use store::enrolments as rows;
use store::persons::{self, NewPerson};
use store::sessions::{self, Session};
use tokio::task::JoinSet;
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

use super::rooms::{COURSE, enrolled, holds_together, mine, open, seats};
use crate::portal::{Browser, TestPortal};

const PEOPLE: usize = 500;

/// Signed-in residents, made at once: five hundred codes by message are the matter of other tests.
pub(super) async fn residents(portal: &TestPortal, people: usize) -> Vec<Browser> {
    let now_ms = portal.clock.now_ms();
    let tokens: Vec<_> = (0..people).map(|_| vault::Token::generate()).collect();
    let hashes: Vec<_> = tokens.iter().map(vault::Token::hash).collect();
    let work = move |tx: &store::Tx| {
        for (number, token_hash) in hashes.iter().enumerate() {
            let person = persons::find_or_create(
                tx,
                &NewPerson {
                    id: format!("person-{number}"),
                    phone_index: *token_hash,
                    sealed_phone: vec![1],
                    created_ms: now_ms,
                },
            )?;
            sessions::insert(
                tx,
                &Session {
                    token_hash: *token_hash,
                    subject_kind: "person".into(),
                    subject_id: person.id,
                    role: None,
                    agency_id: None,
                    created_ms: now_ms,
                    last_seen_ms: now_ms,
                    expires_ms: now_ms + 24 * 3_600_000,
                },
            )?;
        }
        Ok(())
    };
    let written = portal
        .state
        .store
        .write::<_, _, store::StoreError>(work)
        .await;
    written.unwrap();
    let browser = |token: &vault::Token| portal.anonymous().with_resident_token(token.expose());
    tokens.iter().map(browser).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_hundred_for_thirty_seats() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 30).await;
    let mut asking = JoinSet::new();
    for mut resident in residents(&portal, PEOPLE).await {
        asking.spawn(async move {
            let request = json!({ "course": COURSE, "session": "t" });
            resident.post(path::ENROLMENTS, &request).await
        });
    }
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    let mut positions = Vec::new();
    while let Some(answer) = asking.join_next().await {
        let answer = answer.unwrap();
        let what = if answer.status == StatusCode::CREATED {
            let place: EnrolmentPlace = answer.json();
            positions.extend(place.position.map(|position| (place.id, position)));
            place.state.to_string()
        } else {
            answer
                .problem(ProblemCode::WaitlistFull)
                .code
                .id()
                .to_owned()
        };
        *told.entry(what).or_default() += 1;
    }
    let expected = [("held", 30), ("waitlist_full", 455), ("waitlisted", 15)];
    assert_eq!(
        told,
        expected
            .map(|(what, count)| (what.to_owned(), count))
            .into()
    );

    // The list is in the order of the commits: seats first, then one after the other.
    let id = server::enrolments::room::class_id(COURSE, "t");
    let stored = portal
        .state
        .store
        .read::<_, store::StoreError>(|connection| rows::list_by_class(connection, &id))
        .unwrap();
    let places: Vec<_> = stored.iter().map(|row| row.place).collect();
    assert_eq!(places, (1..=45).collect::<Vec<_>>());
    let (held, waiting) = stored.split_at(30);
    assert!(
        held.iter()
            .all(|row| row.state == EnrolmentState::Held.as_str())
    );
    assert!(
        waiting
            .iter()
            .all(|row| row.state == EnrolmentState::Waitlisted.as_str())
    );
    for (row, position) in waiting.iter().zip(1..) {
        assert!(positions.contains(&(row.id.clone(), position)), "{row:?}");
    }
    let seats = seats(&portal, "t").await;
    assert_eq!((seats.free, seats.waiting), (0, 15));
    holds_together(&portal, "t");
}

/// Every holder leaves at the same moment: each seat goes down the list once, and nobody is skipped.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_leave_at_once_and_fifteen_are_offered() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 30).await;
    let (mut holders, mut waiting) = (Vec::new(), Vec::new());
    for mut resident in residents(&portal, 45).await {
        match enrolled(&mut resident, "t").await.state {
            EnrolmentState::Held => holders.push(resident),
            _ => waiting.push(resident),
        }
    }
    assert_eq!((holders.len(), waiting.len()), (30, 15));
    let left = all_at_once(holders, EnrolmentAction::Withdraw).await;
    assert_eq!(left, [EnrolmentState::Withdrawn; 30]);
    let seats_now = seats(&portal, "t").await;
    assert_eq!((seats_now.free, seats_now.waiting), (15, 0));
    assert_eq!(seats_now.state, ClassState::Open);
    // The same fifteen press twice, on two devices.
    let twice = waiting.iter().chain(&waiting).cloned().collect();
    let accepted = all_at_once(twice, EnrolmentAction::Accept).await;
    assert_eq!(accepted, [EnrolmentState::Held; 15]);
    assert_eq!(seats(&portal, "t").await.free, 15);
    holds_together(&portal, "t");
}

/// What became of those who were not refused.
async fn all_at_once(people: Vec<Browser>, action: EnrolmentAction) -> Vec<EnrolmentState> {
    let mut seen = Vec::new();
    for mut resident in people {
        let newest = mine(&mut resident).await.remove(0);
        seen.push((resident, newest));
    }
    let mut acting = JoinSet::new();
    for (mut resident, newest) in seen {
        acting.spawn(async move {
            let request = EnrolmentActionRequest::plain(newest.version, action);
            let address = with_id(path::ENROLMENT_ACTIONS, &newest.id);
            resident.post(&address, &request).await
        });
    }
    let mut states = Vec::new();
    while let Some(answer) = acting.join_next().await {
        let answer = answer.unwrap();
        if answer.status == StatusCode::OK {
            states.push(answer.json::<EnrolmentPlace>().state);
        } else {
            answer.problem(ProblemCode::Stale);
        }
    }
    states
}

//! Several servers on one database: what one did the others know, and what one does for all is done once.

use api::ProblemCode;
use api::path::{self, with_id};
use catalogue::CourseListing;
use http::StatusCode;
use serde_json::json;
use server::applications::file::ApplicationFile;
use server::clock::Clock as _;
use server::jobs::{Jobs, clock};
use store::courses::{self, Course};
use store::{StoreError, Tx};
use workflow::Role;
use workflow::loan::{Defect, DefectCode, EventDetail, LoanAction, LoanState, ReturnDetail};

use crate::filing::{draft, filled, officer, submitted};
use crate::policy_pack::{another_pack, pointer, publish};
use crate::portal::{PASSWORD, TestPortal};

const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// A file returned to its resident so long ago that it is to be closed.
async fn overdue(portal: &TestPortal, phone: &str) -> String {
    let mut resident = portal.resident(phone).await;
    let id = submitted(&mut resident).await.id;
    let detail = EventDetail::Return(ReturnDetail {
        defects: vec![Defect {
            field: "purpose".to_owned(),
            code: DefectCode::Incomplete,
            note: String::new(),
        }],
        supervisor_reason: None,
        new_facts: None,
    });
    officer(portal, &id, Role::HrOfficer, LoanAction::Return, detail).await;
    id
}

fn messages(portal: &TestPortal) -> usize {
    let all = server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 100).unwrap();
    all.iter()
        .filter(|message| message.text.contains("不算拒绝"))
        .count()
}

fn state_of(portal: &TestPortal, id: &str) -> LoanState {
    let file = portal
        .state
        .store
        .read(|connection| ApplicationFile::load(&portal.state, connection, id));
    file.unwrap().unwrap().loan.state()
}

#[tokio::test]
async fn one_server_does_the_jobs_and_another_follows() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    let (mut one, mut two) = (
        Jobs::new(first.state.clone()),
        Jobs::new(second.state.clone()),
    );
    let id = overdue(&first, "13800000001").await;
    first.clock.advance_ms(30 * DAY_MS);
    assert_eq!(
        (one.turn().await.unwrap(), two.turn().await.unwrap()),
        (true, false)
    );
    assert_eq!(state_of(&second, &id), LoanState::ClosedIncomplete);
    for _ in 0..5 {
        first.clock.advance_ms(MINUTE_MS);
        assert_eq!(
            (two.turn().await.unwrap(), one.turn().await.unwrap()),
            (false, true)
        );
    }
    // The first is gone without a word.
    drop(one);
    let mut turns = Vec::new();
    for _ in 0..3 {
        first.clock.advance_ms(MINUTE_MS);
        turns.push(two.turn().await.unwrap());
    }
    assert_eq!(turns, [false, false, true]);
    // One that stops in order is followed at once.
    two.release().await.unwrap();
    assert!(Jobs::new(first.state.clone()).turn().await.unwrap());
    assert_eq!(messages(&first), 1);
}

#[tokio::test]
async fn two_servers_that_both_believe_it_is_theirs_do_nothing_twice() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    let mut ids = Vec::new();
    for phone in ["13800000001", "13800000002", "13800000003"] {
        ids.push(overdue(&first, phone).await);
    }
    first.clock.advance_ms(30 * DAY_MS);
    let now_ms = first.clock.now_ms();
    let (one, two) = tokio::join!(
        clock::run_once(&first.state, now_ms),
        clock::run_once(&second.state, now_ms)
    );
    assert_eq!(one.unwrap() + two.unwrap(), 3);
    assert_eq!(messages(&first), 3);
    for id in &ids {
        assert_eq!(state_of(&first, id), LoanState::ClosedIncomplete);
    }
}

#[tokio::test]
async fn clocks_that_disagree_stop_no_job_for_ever() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    let (mut one, mut two) = (
        Jobs::new(first.state.clone()),
        Jobs::new(second.state.clone()),
    );
    first.clock.advance_ms(10 * 365 * DAY_MS);
    assert!(one.turn().await.unwrap());
    first.clock.advance_ms(-10 * 365 * DAY_MS);
    assert!(two.turn().await.unwrap());
    assert!(!one.turn().await.unwrap());
}

#[tokio::test]
async fn a_publication_counts_on_every_server_at_once() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    let shipped = pointer(&second).await.hash;
    let (hash, document) = another_pack(&first, "示例〔2026〕1号");
    let mut resident = first.resident("13800000001").await.at(&second);
    let view = filled(&mut resident).await;
    publish(&first, &hash, &document, first.clock.today()).await;
    // Handed in at the other server before anybody asked it for the rules.
    let answer = resident
        .post(
            &with_id(path::APPLICATION_ACTIONS, &view.id),
            &crate::filing::action(&view, LoanAction::Submit),
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.value()["verdict"]["pack_hash"], hash);
    for server in [&first, &second] {
        assert_eq!(pointer(server).await.hash, hash);
    }
    assert_ne!(shipped, hash);
}

#[tokio::test]
async fn a_changed_catalogue_is_every_servers() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    let list = async |server: &TestPortal| -> Vec<CourseListing> {
        server.anonymous().get(path::COURSES).await.json()
    };
    let (before, _) = (list(&first).await, list(&second).await);
    let work = |tx: &Tx| {
        let mut kept: Vec<Course> = courses::list(tx)?;
        kept.truncate(3);
        courses::replace_all(tx, &kept, "shorter")
    };
    first
        .state
        .store
        .write::<_, _, StoreError>(work)
        .await
        .unwrap();
    for server in [&first, &second] {
        assert_eq!(list(server).await.len(), 3);
    }
    assert!(before.len() > 3);
}

#[tokio::test]
async fn who_signs_in_at_one_server_is_signed_in_at_all_and_out_of_all() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    let mut here = first.resident("13800000001").await;
    let mut there = here.at(&second);
    draft(&mut there).await;
    assert_eq!(
        here.get(path::APPLICATIONS).await.value()["applications"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        here.at(&first).delete(path::SESSION).await.status,
        StatusCode::NO_CONTENT
    );
    there
        .get(path::APPLICATIONS)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn attempts_are_counted_over_all_servers() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    first.seed_staff("li", Role::HrOfficer, "hr-bureau").await;
    let mut refused = 0;
    let mut servers = [first.anonymous(), second.anonymous()];
    for attempt in 0..30 {
        let body = json!({ "username": "li", "password": format!("not {PASSWORD}") });
        let answer = servers[attempt % 2].post(path::STAFF_SESSION, &body).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused += 1;
        } else {
            assert_eq!(refused, 0, "attempt {attempt}: {answer:?}");
        }
    }
    let alone = TestPortal::start().await;
    alone.seed_staff("li", Role::HrOfficer, "hr-bureau").await;
    let mut browser = alone.anonymous();
    let mut refused_alone = 0;
    for _ in 0..30 {
        let body = json!({ "username": "li", "password": format!("not {PASSWORD}") });
        let answer = browser.post(path::STAFF_SESSION, &body).await;
        refused_alone += usize::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
    assert_eq!(
        refused, refused_alone,
        "two servers let more through than one"
    );
}

#[tokio::test]
async fn the_same_request_at_two_servers_is_done_once() {
    let first = TestPortal::start().await;
    let second = first.second_server();
    let mut here = first.resident("13800000001").await;
    let mut there = here.at(&second);
    let view = filled(&mut here).await;
    let path = with_id(path::APPLICATION_ACTIONS, &view.id);
    let submit = crate::filing::action(&view, LoanAction::Submit);
    let key = crate::portal::fresh_key();
    let (one, two) = tokio::join!(
        here.send_json(http::Method::POST, &path, &key, &submit),
        there.send_json(http::Method::POST, &path, &key, &submit)
    );
    assert_eq!((one.status, two.status), (StatusCode::OK, StatusCode::OK));
    assert_eq!(one.body, two.body);
}

//! The job that closes what ran out.

use api::application::ApplicationView;
use api::path::{self, with_id};
use application::Field;
use serde_json::json;
use server::applications::file::ApplicationFile;
use server::clock::Clock as _;
use server::jobs::{clock, housekeeping};
use store::{StoreError, Tx, idempotency};
use workflow::Role;
use workflow::loan::LoanState;
use workflow::loan::{EventDetail, LoanAction};

use super::{DAY_MS, act, bank, contract, guarantee, hr, messages, pins, terms};
use crate::filing::{draft, officer, save, submitted};
use crate::portal::TestPortal;

async fn run(portal: &TestPortal) -> usize {
    clock::run_once(&portal.state, portal.clock.now_ms())
        .await
        .unwrap()
}

fn state_of(portal: &TestPortal, id: &str) -> (LoanState, ApplicationFile) {
    let file = portal
        .state
        .store
        .read(|connection| ApplicationFile::load(&portal.state, connection, id))
        .unwrap()
        .unwrap();
    (file.loan.state(), file)
}

#[tokio::test]
async fn a_return_nobody_answered_is_closed_and_can_be_reopened() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut hr = hr(&portal, "li").await;
    act(&mut hr, &id, LoanAction::Return, pins()).await;
    // The fifteenth working day is 15 December, three weeks from now; that whole day is the resident's.
    portal.clock.advance_ms(21 * DAY_MS);
    assert_eq!(run(&portal).await, 0);
    portal.clock.advance_ms(DAY_MS);
    assert_eq!((run(&portal).await, run(&portal).await), (1, 0));
    let (state, file) = state_of(&portal, &id);
    assert_eq!(state, LoanState::ClosedIncomplete);
    assert_eq!(file.events.last().unwrap().role, Role::System);
    assert!(messages(&portal, "13800000001")[0].contains("不算拒绝"));
    portal.clock.advance_ms(60_000);
    let mut resident = portal.resident("13800000001").await;
    let view: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    assert_eq!(view.actions, [LoanAction::Reopen]);
    // What was missing stands there until then.
    let missing: Vec<_> = view.defects.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(missing, ["purpose", "documents/business_licence"]);
}

#[tokio::test]
async fn an_offer_nobody_signed_lapses_and_a_signed_one_does_not() {
    for is_signed in [false, true] {
        let portal = TestPortal::start().await;
        let mut resident = portal.resident("13800000001").await;
        let id = submitted(&mut resident).await.id;
        let mut hr = hr(&portal, "li").await;
        let mut guarantee = guarantee(&portal, "zhao").await;
        let mut bank = bank(&portal, "sun").await;
        act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
        act(&mut hr, &id, LoanAction::Pass, json!({})).await;
        act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;
        act(&mut bank, &id, LoanAction::Approve, terms()).await;
        if is_signed {
            act(&mut bank, &id, LoanAction::Sign, contract()).await;
        }
        portal.clock.advance_ms(14 * DAY_MS);
        assert_eq!(run(&portal).await, 0);
        portal.clock.advance_ms(DAY_MS);
        assert_eq!(run(&portal).await, usize::from(!is_signed));
    }
}

#[tokio::test]
async fn no_agencys_delay_closes_a_file() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let accept = LoanAction::AcceptForReview;
    officer(&portal, &id, Role::HrOfficer, accept, EventDetail::None).await;
    portal.clock.advance_ms(400 * DAY_MS);
    assert_eq!(run(&portal).await, 0);
}

#[tokio::test]
async fn a_draft_is_thrown_away_ninety_days_after_the_last_word() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    portal.clock.advance_ms(60 * 1000);
    let answers = json!({ "applicant_name": "示例乙" });
    save(&mut resident, &id, answers, json!({})).await;
    portal.clock.advance_ms(90 * DAY_MS);
    assert_eq!(run(&portal).await, 0);
    assert_eq!(state_of(&portal, &id).0, LoanState::Draft);
    portal.clock.advance_ms(1);
    assert_eq!(run(&portal).await, 1);
    let (state, file) = state_of(&portal, &id);
    assert_eq!(state, LoanState::Discarded);
    assert!(!file.draft.answers.has(Field::ApplicantName));
    assert!(messages(&portal, "13800000001").is_empty());
}

#[tokio::test]
async fn housekeeping_forgets_only_what_is_old() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    housekeeping::run_once(&portal.state, portal.clock.now_ms())
        .await
        .unwrap();
    assert_eq!(resident.get(path::SESSION).await.status, 200);
    assert!(portal.code_sent_to("13800000001").is_some());
    portal.clock.advance_ms(31 * DAY_MS);
    housekeeping::run_once(&portal.state, portal.clock.now_ms())
        .await
        .unwrap();
    assert!(portal.code_sent_to("13800000001").is_none());
}

#[tokio::test]
async fn housekeeping_forgets_all_of_much() {
    let portal = TestPortal::start().await;
    let now_ms = portal.clock.now_ms();
    let answer = |number: usize| {
        let answer = idempotency::Answer {
            status: 200,
            response: Vec::new(),
        };
        (format!("key-{number}"), answer)
    };
    let keep_many = move |tx: &Tx| {
        for (key, answer) in (0..2 * store::PORTION + 1).map(answer) {
            idempotency::insert(tx, "person/1", &key, &[1; 32], &answer, now_ms)?;
        }
        Ok(())
    };
    portal
        .state
        .store
        .write::<_, _, StoreError>(keep_many)
        .await
        .unwrap();
    housekeeping::run_once(&portal.state, now_ms + 15 * DAY_MS)
        .await
        .unwrap();
    let left = portal
        .state
        .store
        .read(|connection| connection.query("SELECT key FROM idempotency_keys", &[]))
        .unwrap();
    assert_eq!(left.len(), 0);
}

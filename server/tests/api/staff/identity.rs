//! An officer is recognised in a file by the phone or ID number that the administrator recorded, under whatever name.

use api::ProblemCode;
use api::assignment::AssignOutcome;
use api::path::{self, with_id};
use domain::Date;
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use server::staff_identity::{self, Identity, IdentityKind};
use store::{StoreError, Tx};
use workflow::loan::LoanAction;

use super::assign::{account, assign};
use super::templates::promote;
use super::{act, attempt, hr, queue, view};
use crate::filing::{NUMBERS, submitted};
use crate::portal::TestPortal;

/// As `fumin admin set-identity` does.
pub(crate) async fn record(
    portal: &TestPortal,
    username: &'static str,
    kind: IdentityKind,
    text: &str,
) {
    let now_ms = portal.clock.now_ms();
    let today = Date::from_unix_ms_shanghai(now_ms);
    let identity = Identity::parse(kind, text, today).unwrap();
    let keyring = portal.state.keyring.clone();
    let work = move |tx: &Tx| staff_identity::record(tx, &keyring, username, &identity, now_ms);
    let store = &portal.state.store;
    assert_eq!(store.write::<_, _, StoreError>(work).await, Ok(true));
}

#[tokio::test]
async fn the_own_phone_or_number_keeps_an_officer_from_the_file() {
    for (kind, text) in [
        (IdentityKind::Phone, "13800000001"),
        (IdentityKind::IdNumber, NUMBERS[0]),
    ] {
        let portal = TestPortal::start().await;
        let mut resident = portal.resident("13800000001").await;
        let id = submitted(&mut resident).await.id;
        let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
        record(&portal, "li", kind, text).await;
        let problem = attempt(&mut li, &id, LoanAction::AcceptForReview, json!({}))
            .await
            .problem(ProblemCode::NotAllowed);
        assert_eq!(problem.errors[0].code, "own_file", "{kind:?}");
        assert!(view(&mut li, &id).await.application.actions.is_empty());
        // Nobody else is stopped.
        act(&mut wang, &id, LoanAction::AcceptForReview, json!({})).await;
    }
}

#[tokio::test]
async fn another_phone_stops_nobody() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    record(&portal, "li", IdentityKind::Phone, "13800000009").await;
    record(&portal, "li", IdentityKind::IdNumber, NUMBERS[1]).await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
}

#[tokio::test]
async fn a_file_lies_on_no_desk_of_an_officer_who_is_recognised_later() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    hr(&portal, "li").await;
    let mut wang = hr(&portal, "wang").await;
    promote(&portal, "wang").await;
    let li_account = account(&mut wang, "li").await;
    let answer = assign(&mut wang, &li_account, &[(id.as_str(), 0)]).await;
    assert_eq!(answer.files[0].outcome, AssignOutcome::Assigned);
    assert!(queue(&mut wang).await.waiting[0].assignment.is_some());
    record(&portal, "li", IdentityKind::Phone, "13800000001").await;
    assert!(queue(&mut wang).await.waiting[0].assignment.is_none());
}

#[tokio::test]
async fn another_supervisor_lifts_it_and_the_officer_is_asked() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    promote(&portal, "li").await;
    promote(&portal, "wang").await;
    record(&portal, "li", IdentityKind::Phone, "13800000001").await;
    let told = view(&mut wang, &id).await.conflicts.remove(0);
    assert!(told.is_recognised && told.officer == "示例 li");
    // The queue marks those who stepped back, and nobody has.
    assert!(queue(&mut wang).await.waiting[0].conflicts.is_empty());
    let li_account = account(&mut wang, "li").await;
    let answer = assign(&mut wang, &li_account, &[(id.as_str(), 0)]).await;
    assert_eq!(answer.files[0].outcome, AssignOutcome::OwnFile);

    let at = with_id(path::STAFF_CONFLICTS, &id);
    let lift =
        json!({ "action": "lift", "officer_id": li_account, "reason": "号码换过主人，核对过" });
    let problem = li.post(&at, &lift).await.problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "own_file");
    let answer = wang.post(&at, &lift).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    assert!(view(&mut wang, &id).await.conflicts.is_empty());
    assert!(view(&mut li, &id).await.is_conflict_asked);
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    // What is recorded anew is a new question.
    portal.clock.advance_ms(1_000);
    record(&portal, "li", IdentityKind::Phone, "13800000001").await;
    let problem = attempt(&mut li, &id, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "own_file");
}

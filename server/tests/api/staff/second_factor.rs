//! An officer has lost the phone with the authenticator: a supervisor takes it away, on the record, and the officer is told.

use api::ProblemCode;
use api::assignment::ListColleaguesResponse;
use api::path::{self, with_id};
use api::policy_desk::{ListPolicyEventsResponse, PolicyEventView};
use api::session::BeginSecondFactorResponse;
use http::StatusCode;
use store::StoreError;
use workflow::Role;

use super::assign::account;
use super::templates::promote;
use super::{BUREAU, again, bank, hr};
use crate::portal::{Browser, TestPortal};

async fn may_reset(officer: &mut Browser, id: &str) -> bool {
    let found: ListColleaguesResponse = officer.get(path::STAFF_COLLEAGUES).await.json();
    let one = found.colleagues.iter().find(|one| one.id == id).unwrap();
    one.may_reset_second_factor
}

async fn resets(auditor: &mut Browser) -> Vec<PolicyEventView> {
    let found: ListPolicyEventsResponse = auditor.get(path::STAFF_POLICY_EVENTS).await.json();
    assert!(found.is_whole);
    let events = found.events.into_iter();
    events
        .filter(|event| event.action == "reset_second_factor")
        .collect()
}

#[tokio::test]
async fn a_lost_authenticator_is_taken_away_by_a_supervisor_of_the_office_alone() {
    let portal = TestPortal::start().await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let (mut zhang, mut sun) = (hr(&portal, "zhang").await, bank(&portal, "sun").await);
    promote(&portal, "li").await;
    promote(&portal, "sun").await;
    let mut auditor = portal.staff("shenji", Role::Auditor, BUREAU).await;
    let me = account(&mut li, "li").await;
    let at_me = with_id(path::STAFF_COLLEAGUE_SECOND_FACTOR, &me);
    let wang_id = account(&mut li, "wang").await;
    let at_wang = with_id(path::STAFF_COLLEAGUE_SECOND_FACTOR, &wang_id);
    let first: BeginSecondFactorResponse = wang.begin_second_factor().await.json();
    assert_eq!(first.reset, None);
    // There is nothing to take away yet.
    assert!(!may_reset(&mut li, &wang_id).await);
    li.delete(&at_wang)
        .await
        .problem(ProblemCode::ActionNotPossible);
    portal.take_up(&mut wang, "wang").await;
    portal.take_up(&mut li, "li").await;
    assert!(may_reset(&mut li, &wang_id).await);
    assert!(!may_reset(&mut li, &me).await);
    assert!(!may_reset(&mut zhang, &wang_id).await);
    let refused: [(&mut Browser, &str, ProblemCode); 3] = [
        (&mut zhang, at_wang.as_str(), ProblemCode::NotAllowed),
        (&mut sun, at_wang.as_str(), ProblemCode::NotFound),
        (&mut li, at_me.as_str(), ProblemCode::ActionNotPossible),
    ];
    for (officer, at, expected) in refused {
        officer.delete(at).await.problem(expected);
    }
    assert!(resets(&mut auditor).await.is_empty());
    assert_eq!(wang.get(path::STAFF_QUEUE).await.status, StatusCode::OK);

    assert_eq!(li.delete(&at_wang).await.status, StatusCode::NO_CONTENT);
    wang.get(path::STAFF_QUEUE)
        .await
        .problem(ProblemCode::SignInRequired);
    let events = resets(&mut auditor).await;
    let [event] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(
        (event.actor.as_str(), &event.subject, event.detail.as_str()),
        ("示例 li", &wang_id, "wang")
    );
    // By the password alone until a new one is taken up, and told who did it.
    let mut wang = again(&portal, "wang").await;
    let second: BeginSecondFactorResponse = wang.begin_second_factor().await.json();
    let told = second.reset.unwrap();
    assert_eq!((told.by.as_str(), told.at_ms), ("示例 li", event.at_ms));
    portal.take_up(&mut wang, "wang").await;
}

#[tokio::test]
async fn what_the_command_takes_away_is_on_the_record_too() {
    let portal = TestPortal::start().await;
    let mut wang = hr(&portal, "wang").await;
    let mut auditor = portal.staff("shenji", Role::Auditor, BUREAU).await;
    // Without an authenticator nothing is taken away; what is open ends all the same.
    for taken in [0, 1] {
        if taken == 1 {
            wang = again(&portal, "wang").await;
            portal.take_up(&mut wang, "wang").await;
        }
        let now_ms = portal.state.clock.now_ms();
        let reset =
            move |tx: &store::Tx| server::staff_account::reset_second_factor(tx, "wang", now_ms);
        let done = portal.state.store.write::<_, _, StoreError>(reset).await;
        assert_eq!(done, Ok(true));
        wang.get(path::STAFF_QUEUE)
            .await
            .problem(ProblemCode::SignInRequired);
        assert_eq!(resets(&mut auditor).await.len(), taken);
    }
    let events = resets(&mut auditor).await;
    assert_eq!(
        (events[0].actor.as_str(), events[0].detail.as_str()),
        ("", "wang")
    );
    let mut wang = again(&portal, "wang").await;
    let begun: BeginSecondFactorResponse = wang.begin_second_factor().await.json();
    assert_eq!(begun.reset.unwrap().by, "");
}

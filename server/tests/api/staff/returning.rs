//! Returning: all at once, once a stage, a second time under a supervisor's reason.

use api::ProblemCode;
use api::path::{self, with_id};
use serde_json::json;
use workflow::loan::{LoanAction, LoanState};

use super::templates::promote;
use super::{act, attempt, hr, messages, pins, view};
use crate::filing::{action, submitted};
use crate::portal::TestPortal;

#[tokio::test]
async fn everything_wrong_with_a_return_is_told_at_once() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    let parts = json!({ "note": "x", "defects": [
        { "field": "spouse_name", "code": "missing", "note": "" },
        { "field": "purpose", "code": "other", "note": "" },
    ] });
    let problem = attempt(&mut officer, &id, LoanAction::Return, parts)
        .await
        .problem(ProblemCode::InvalidInput);
    let found: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("/note", "not_expected"),
            ("/defects/0/field", "unknown_field"),
            ("/defects/1/note", "required"),
        ]
    );
    assert!(messages(&portal, "13800000001").is_empty());
}

#[tokio::test]
async fn a_second_return_needs_a_supervisor_a_third_new_facts_and_there_is_no_fourth() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    let hand_back = |view: api::application::ApplicationView| {
        (
            with_id(path::APPLICATION_ACTIONS, &view.id),
            action(&view, LoanAction::Resubmit),
        )
    };

    act(&mut officer, &id, LoanAction::Return, pins()).await;
    let mine: api::application::ApplicationView =
        resident.get(&with_id(path::APPLICATION, &id)).await.json();
    assert_eq!(mine.state, LoanState::ReturnedHr);
    assert_eq!(mine.defects.len(), 2);
    // The fifteenth working day after 24 November.
    let told = messages(&portal, "13800000001");
    assert!(told[0].contains("12 月 15 日"), "{told:?}");
    let (path, request) = hand_back(mine);
    resident.post(&path, &request).await;

    let seen = view(&mut officer, &id).await;
    assert_eq!(seen.returns_in_stage, 1);
    assert!(seen.is_return_left_to_supervisor);
    assert!(!seen.application.actions.contains(&LoanAction::Return));
    let mut again = pins();
    again["supervisor_reason"] = json!("新查到的情况");
    let problem = attempt(&mut officer, &id, LoanAction::Return, again.clone())
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");

    promote(&portal, "li").await;
    let seen = view(&mut officer, &id).await;
    assert!(!seen.is_return_left_to_supervisor);
    assert!(seen.application.actions.contains(&LoanAction::Return));
    let problem = attempt(&mut officer, &id, LoanAction::Return, pins())
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/supervisor_reason");
    act(&mut officer, &id, LoanAction::Return, again.clone()).await;
    let mine = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let (path, request) = hand_back(mine);
    resident.post(&path, &request).await;

    let problem = attempt(&mut officer, &id, LoanAction::Return, again.clone())
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/new_facts");
    again["new_facts"] = json!("执照昨天被吊销");
    act(&mut officer, &id, LoanAction::Return, again.clone()).await;
    let mine = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let (path, request) = hand_back(mine);
    resident.post(&path, &request).await;
    attempt(&mut officer, &id, LoanAction::Return, again)
        .await
        .problem(ProblemCode::ActionNotPossible);
}

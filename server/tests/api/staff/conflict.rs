//! An officer says before the first action to have nothing to do with the applicant; whoever is close leaves the file to
//! colleagues.

use api::ProblemCode;
use api::assignment::AssignOutcome;
use api::path::{self, with_document, with_id};
use http::StatusCode;
use serde_json::{Value, json};
use store::{StoreError, access_log};
use workflow::loan::LoanAction;

use super::assign::{account, assign};
use super::templates::promote;
use super::{act, attempt, body, hr, look, queue, view};
use crate::filing::submitted;
use crate::portal::{Answer, Browser, TestPortal};

async fn say(officer: &mut Browser, id: &str, request: Value) -> Answer {
    officer
        .post(&with_id(path::STAFF_CONFLICTS, id), &request)
        .await
}

fn refused(answer: &Answer, code: &str) {
    let problem = answer.problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, code, "{problem:?}");
}

#[tokio::test]
async fn the_first_action_of_each_officer_says_it_and_the_next_need_not() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let silent = || json!({ "no_conflict": false });
    for parts in [silent(), json!({ "no_conflict": false, "defects": [] })] {
        let action = match parts.get("defects") {
            Some(_) => LoanAction::Return,
            None => LoanAction::AcceptForReview,
        };
        let answer = attempt(&mut li, &id, action, parts).await;
        let problem = answer.problem(ProblemCode::InvalidInput);
        let last = problem.errors.last().unwrap();
        assert_eq!(
            (last.pointer.as_str(), last.code.as_str()),
            ("/no_conflict", "conflict_not_answered")
        );
    }
    assert!(view(&mut li, &id).await.is_conflict_asked);
    let seen = act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    assert!(!seen.is_conflict_asked);
    // Each answers alone.
    assert!(view(&mut wang, &id).await.is_conflict_asked);
    attempt(&mut wang, &id, LoanAction::Pass, silent())
        .await
        .problem(ProblemCode::InvalidInput);
    act(&mut li, &id, LoanAction::Pass, silent()).await;
}

#[tokio::test]
async fn who_steps_back_has_no_way_to_the_file_until_a_supervisor_lifts_it() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let mut zhang = hr(&portal, "zhang").await;
    promote(&portal, "wang").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    let account = account(&mut wang, "li").await;
    assign(&mut wang, &account, &[(id.as_str(), 0)]).await;
    assert!(view(&mut wang, &id).await.assignment.is_some());

    let declare = json!({ "action": "declare" });
    let answer = say(&mut li, &id, declare.clone()).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    refused(&look(&mut li, &id).await, "conflict_declared");
    let paper = with_document(path::STAFF_DOCUMENT, &id, "any");
    refused(&li.get(&paper).await, "conflict_declared");
    let pass = body(2, LoanAction::Pass, &json!({ "note": "已核实" }));
    let answer = li.post(&with_id(path::STAFF_ACTIONS, &id), &pass).await;
    refused(&answer, "conflict_declared");
    refused(&say(&mut li, &id, declare).await, "conflict_declared");
    assert_eq!(queue(&mut li).await.waiting, []);

    // It lies on nobody's desk, and the supervisor is told.
    let told = queue(&mut wang).await.waiting.remove(0);
    assert_eq!(told.assignment, None);
    assert_eq!(told.conflicts[0].officer, "示例 li");
    assert!(queue(&mut zhang).await.waiting[0].conflicts.is_empty());
    let answer = assign(&mut wang, &account, &[(id.as_str(), 0)]).await;
    assert_eq!(answer.files[0].outcome, AssignOutcome::OwnFile);

    let lift = |officer: &str, reason: &str| json!({ "action": "lift", "officer_id": officer, "reason": reason });
    let right = lift(&account, "同名，核对过户口本，不是亲属");
    refused(&say(&mut li, &id, right.clone()).await, "conflict_declared");
    refused(
        &say(&mut zhang, &id, right.clone()).await,
        "supervisor_needed",
    );
    let answer = say(&mut wang, &id, lift("nobody", " ")).await;
    let problem = answer.problem(ProblemCode::InvalidInput);
    let pointers: Vec<&str> = problem
        .errors
        .iter()
        .map(|error| error.pointer.as_str())
        .collect();
    assert_eq!(pointers, ["/officer_id", "/reason"]);
    let answer = say(&mut wang, &id, right).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT, "{answer:?}");
    // Whoever it was lifted from is asked again.
    assert!(view(&mut li, &id).await.is_conflict_asked);
    assert!(queue(&mut wang).await.waiting[0].conflicts.is_empty());
    act(&mut li, &id, LoanAction::Pass, json!({})).await;

    let looks = portal
        .state
        .store
        .read::<_, StoreError>(|connection| access_log::list_by_application(connection, &id));
    let looks: Vec<String> = looks.unwrap().into_iter().map(|look| look.action).collect();
    for action in ["declare_conflict", "lift_conflict"] {
        assert!(looks.iter().any(|look| look == action), "{action}");
    }
}

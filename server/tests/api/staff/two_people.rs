//! A refusal needs two people, so does a yes against the rules, and nobody decides on the own file.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use http::StatusCode;
use serde_json::json;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use super::{BUREAU, act, attempt, guarantee, hr, messages, refusal, view};
use crate::filing::{action, filled, save, submitted};
use crate::portal::{Browser, TestPortal};

#[tokio::test]
async fn one_proposes_another_confirms_and_the_resident_is_told() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    let file = act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    assert!(file.pending_refusal.unwrap().is_mine);
    attempt(&mut li, &id, LoanAction::ConfirmRefusal, json!({}))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    attempt(&mut wang, &id, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    let seen = view(&mut wang, &id).await.pending_refusal.unwrap();
    assert_eq!(
        (seen.is_mine, seen.proposed_by.as_str()),
        (false, "示例 li")
    );
    // Not yet the bureau's word, so the resident neither sees it nor is told.
    let mine = api::path::with_id(api::path::APPLICATION, &id);
    let shown: api::application::ApplicationView = resident.get(&mine).await.json();
    assert_eq!(shown.refusal, None);
    assert!(messages(&portal, "13800000001").is_empty());

    act(&mut wang, &id, LoanAction::ConfirmRefusal, json!({})).await;
    let shown: api::application::ApplicationView = resident.get(&mine).await.json();
    assert_eq!(shown.state, LoanState::Rejected);
    assert_eq!(shown.refusal.unwrap().remedies, ["还清后再申请"]);
    assert_eq!(messages(&portal, "13800000001").len(), 1);
}

#[tokio::test]
async fn a_dismissed_refusal_lets_the_check_go_on() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    let problem = attempt(&mut wang, &id, LoanAction::DismissRefusal, json!({}))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/note");
    let why = json!({ "note": "逾期已经结清" });
    let file = act(&mut wang, &id, LoanAction::DismissRefusal, why).await;
    assert_eq!(file.pending_refusal, None);
    act(&mut wang, &id, LoanAction::Pass, json!({})).await;
}

/// A public employee's application, which the rules find not eligible.
async fn not_eligible(resident: &mut Browser) -> String {
    let mine = filled(resident).await;
    let work = json!({ "excluded_work": ["public_employee"] });
    save(resident, &mine.id, work, json!({})).await;
    let mine = does(resident, &mine.id, LoanAction::Submit).await;
    assert_eq!(mine.verdict.unwrap().verdict, "not_eligible");
    mine.id
}

async fn does(resident: &mut Browser, id: &str, todo: LoanAction) -> ApplicationView {
    let mine: ApplicationView = resident.get(&with_id(path::APPLICATION, id)).await.json();
    let to = with_id(path::APPLICATION_ACTIONS, id);
    let answer = resident.post(&to, &action(&mine, todo)).await;
    assert_eq!(answer.status, StatusCode::OK, "{todo}: {answer:?}");
    answer.json()
}

#[tokio::test]
async fn what_the_rules_find_not_eligible_is_passed_by_a_second_officer() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = not_eligible(&mut resident).await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let file = act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    assert!(file.is_pass_left_to_colleague);
    let actions = &file.application.actions;
    assert!(!actions.contains(&LoanAction::Pass) && actions.contains(&LoanAction::Return));
    let problem = attempt(&mut li, &id, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    assert_eq!(problem.errors[0].code, "second_officer_needed");

    let seen = view(&mut wang, &id).await;
    assert!(!seen.is_pass_left_to_colleague);
    let file = act(&mut wang, &id, LoanAction::Pass, json!({})).await;
    assert_eq!(file.application.state, LoanState::GuaranteeReview);
    // An agency without the bureau's rules to apply passes it on as any other.
    let mut zhao = guarantee(&portal, "zhao").await;
    act(&mut zhao, &id, LoanAction::Pass, json!({})).await;
}

#[tokio::test]
async fn who_looked_before_it_was_taken_up_again_is_no_second_officer() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = not_eligible(&mut resident).await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    for todo in [LoanAction::Withdraw, LoanAction::Reopen, LoanAction::Submit] {
        does(&mut resident, &id, todo).await;
    }
    let file = act(&mut wang, &id, LoanAction::AcceptForReview, json!({})).await;
    assert!(file.is_pass_left_to_colleague);
    attempt(&mut wang, &id, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
}

#[tokio::test]
async fn nobody_acts_on_the_own_file() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    // The account is shown as `示例 甲`, the applicant is 示例甲.
    let mut applicant = portal.staff("甲", Role::HrOfficer, BUREAU).await;
    assert!(
        view(&mut applicant, &id)
            .await
            .application
            .actions
            .is_empty()
    );
    let problem = attempt(&mut applicant, &id, LoanAction::AcceptForReview, json!({}))
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "own_file");
}

//! A refusal needs two people, and nobody decides on the own file.

use api::ProblemCode;
use serde_json::json;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use super::{BUREAU, act, attempt, hr, messages, refusal, view};
use crate::filing::submitted;
use crate::portal::TestPortal;

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

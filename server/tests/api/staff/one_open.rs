//! One application at a time for a person and a product, from when somebody has checked who it is.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use serde_json::json;
use workflow::Role;
use workflow::loan::{EventDetail, LoanAction, LoanState};

use super::{act, attempt, guarantee, hr, refusal};
use crate::filing::{action, filled, good_answers, no_papers, officer, save, submitted};
use crate::portal::{Browser, TestPortal};
use crate::servicing::lend;
use workflow::servicing::RepaymentMethod;

const ACCEPT: LoanAction = LoanAction::AcceptForReview;

async fn hand_in(resident: &mut Browser, view: &ApplicationView) -> crate::portal::Answer {
    let at = with_id(path::APPLICATION_ACTIONS, &view.id);
    resident.post(&at, &action(view, LoanAction::Submit)).await
}

#[tokio::test]
async fn a_second_account_with_the_same_number_goes_no_further_than_the_bureau() {
    let portal = TestPortal::start().await;
    let (mut one, mut other) = (
        portal.resident("13800000001").await,
        portal.resident("13800000002").await,
    );
    let first = submitted(&mut one).await.id;
    // Typing somebody's number blocks nobody.
    let second = submitted(&mut other).await.id;
    let mut li = hr(&portal, "li").await;
    for id in [&first, &second] {
        act(&mut li, id, ACCEPT, json!({})).await;
    }
    act(&mut li, &first, LoanAction::Pass, json!({})).await;
    let problem = attempt(&mut li, &second, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "person_has_open_application");
    // The one that was checked is not held up by the other, and the other can be refused or taken back.
    let mut zhao = guarantee(&portal, "zhao").await;
    act(&mut zhao, &first, LoanAction::Pass, json!({})).await;
    act(&mut li, &second, LoanAction::ProposeRefusal, refusal()).await;
    let at = with_id(path::APPLICATION, &second);
    let mine: ApplicationView = other.get(&at).await.json();
    let at = with_id(path::APPLICATION_ACTIONS, &second);
    let gone: ApplicationView = other
        .post(&at, &action(&mine, LoanAction::Withdraw))
        .await
        .json();
    assert_eq!(gone.state, LoanState::Withdrawn);
}

#[tokio::test]
async fn nothing_is_blocked_by_what_has_ended() {
    let portal = TestPortal::start().await;
    let mut one = portal.resident("13800000001").await;
    let first = submitted(&mut one).await.id;
    let mut li = hr(&portal, "li").await;
    act(&mut li, &first, ACCEPT, json!({})).await;
    act(&mut li, &first, LoanAction::Pass, json!({})).await;
    let at = with_id(path::APPLICATION, &first);
    let mine: ApplicationView = one.get(&at).await.json();
    let at = with_id(path::APPLICATION_ACTIONS, &first);
    one.post(&at, &action(&mine, LoanAction::Withdraw)).await;

    let second = submitted(&mut portal.resident("13800000002").await)
        .await
        .id;
    act(&mut li, &second, ACCEPT, json!({})).await;
    act(&mut li, &second, LoanAction::Pass, json!({})).await;
}

#[tokio::test]
async fn a_loan_that_is_owed_is_in_the_way() {
    let portal = TestPortal::start().await;
    lend(&portal, "13800000001", RepaymentMethod::EqualPrincipal).await;
    let second = submitted(&mut portal.resident("13800000002").await)
        .await
        .id;
    let mut li = hr(&portal, "li").await;
    act(&mut li, &second, ACCEPT, json!({})).await;
    let problem = attempt(&mut li, &second, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "person_has_open_application");
}

#[tokio::test]
async fn one_account_hands_in_once_for_a_person_and_may_for_another() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    submitted(&mut resident).await;
    let second = filled(&mut resident).await;
    hand_in(&mut resident, &second)
        .await
        .problem(ProblemCode::AlreadyOpen);
    // Somebody else of the family, on the same phone.
    let mut answers = good_answers();
    answers["id_number"] = json!("629999198804129012");
    answers["applicant_name"] = json!("示例乙");
    save(&mut resident, &second.id, answers, no_papers()).await;
    let at = with_id(path::APPLICATION, &second.id);
    let seen: ApplicationView = resident.get(&at).await.json();
    let answer = hand_in(&mut resident, &seen).await;
    assert!(answer.status.is_success(), "{answer:?}");
}

#[tokio::test]
async fn what_is_handed_in_anew_is_checked_anew() {
    let portal = TestPortal::start().await;
    let mut one = portal.resident("13800000001").await;
    let first = submitted(&mut one).await.id;
    let mut li = hr(&portal, "li").await;
    act(&mut li, &first, ACCEPT, json!({})).await;
    act(&mut li, &first, LoanAction::Pass, json!({})).await;
    let mut zhao = guarantee(&portal, "zhao").await;
    act(&mut zhao, &first, LoanAction::Return, super::pins()).await;
    let at = with_id(path::APPLICATION, &first);
    let mine: ApplicationView = one.get(&at).await.json();
    let at = with_id(path::APPLICATION_ACTIONS, &first);
    one.post(&at, &action(&mine, LoanAction::Resubmit)).await;
    // Nobody has looked at the number it names now.
    let second = submitted(&mut portal.resident("13800000002").await)
        .await
        .id;
    for todo in [ACCEPT, LoanAction::Pass] {
        officer(&portal, &second, Role::HrOfficer, todo, EventDetail::None).await;
    }
    let problem = attempt(&mut zhao, &first, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "person_has_open_application");
}

//! What else the portal knows of the applicant: by the number once somebody has checked it, masked, and written down.

use api::ProblemCode;
use api::path::{self, with_id};
use api::person_history::{LoanCountView, PersonHistoryView};
use http::StatusCode;
use serde_json::json;
use workflow::loan::{LoanAction, LoanState};
use workflow::servicing::{RepaymentMethod, ServicingState};

use super::{act, bank, guarantee, hr, pins, refusal, view};
use crate::filing::{ID_NUMBER, action, good_answers, no_papers, save, submitted};
use crate::portal::{Answer, Browser, TestPortal};
use crate::servicing::lend;

async fn ask(officer: &mut Browser, id: &str) -> Answer {
    officer.get(&with_id(path::STAFF_PERSON_HISTORY, id)).await
}

async fn history(officer: &mut Browser, id: &str) -> PersonHistoryView {
    let answer = ask(officer, id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn a_loan_of_the_same_number_is_found_over_accounts_and_the_look_is_written_down() {
    let portal = TestPortal::start().await;
    let (lent, number) = lend(&portal, "13800000001", RepaymentMethod::EqualPrincipal).await;
    let id = submitted(&mut portal.resident("13800000002").await)
        .await
        .id;
    let mut li = hr(&portal, "li").await;
    let answer = ask(&mut li, &id).await;
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    for whole in ["示例甲", ID_NUMBER, "13800000001"] {
        assert!(!text.contains(whole), "{whole}");
    }
    let found: PersonHistoryView = answer.json();
    assert!(!found.is_checked);
    assert_eq!((found.files.len(), found.unchecked), (1, 0));
    let one = &found.files[0];
    assert_eq!(
        (one.acceptance_number.as_str(), one.state),
        (number.as_str(), LoanState::Disbursed)
    );
    assert_eq!(one.id.as_deref(), Some(lent.as_str()));
    let loan = one.loan.as_ref().unwrap();
    assert_eq!(
        (loan.state, loan.amount_fen, loan.balance_fen),
        (ServicingState::Repaying, 12_000_000, 12_000_000)
    );
    assert_eq!((loan.times_overdue, loan.ended_on), (0, None));
    assert_eq!(found.classes, Some(Vec::new()));
    // Answered was none.
    let count = LoanCountView {
        known: 1,
        told: Some(0),
        most: Some(3),
    };
    assert_eq!(found.count, Some(count));
    assert_eq!(view(&mut li, &id).await.loan_count, Some(count));
    let looks = |id: &str| {
        let store = &portal.state.store;
        let found = store.read(|connection| store::access_log::list_by_application(connection, id));
        let actions = found.unwrap().into_iter().map(|look| look.action);
        actions.collect::<Vec<_>>()
    };
    assert!(looks(&id).contains(&"find_person_history".to_owned()));
    assert!(looks(&lent).contains(&"shown_in_person_history".to_owned()));
    assert!(history(&mut li, &lent).await.is_checked);
}

#[tokio::test]
async fn a_number_that_nobody_has_checked_shows_nobody() {
    let portal = TestPortal::start().await;
    let mut typed = portal.resident("13800000001").await;
    let other = submitted(&mut typed).await.id;
    let id = submitted(&mut portal.resident("13800000002").await)
        .await
        .id;
    let mut li = hr(&portal, "li").await;
    let found = history(&mut li, &id).await;
    assert_eq!((found.files.len(), found.unchecked), (0, 1));
    // Passed by the bureau, returned by the guarantee agency, and handed in with whatever number: not checked again.
    act(&mut li, &other, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &other, LoanAction::Pass, json!({})).await;
    assert_eq!(history(&mut li, &id).await.files.len(), 1);
    let mut zhao = guarantee(&portal, "zhao").await;
    act(&mut zhao, &other, LoanAction::Return, pins()).await;
    save(&mut typed, &other, good_answers(), no_papers()).await;
    let seen: api::application::ApplicationView =
        typed.get(&with_id(path::APPLICATION, &other)).await.json();
    let at = with_id(path::APPLICATION_ACTIONS, &other);
    let again = action(&seen, LoanAction::Resubmit);
    assert_eq!(typed.post(&at, &again).await.status, StatusCode::OK);
    let found = history(&mut li, &id).await;
    assert_eq!((found.files.len(), found.unchecked), (0, 1));

    // Another number on the same phone is another person.
    let mut answers = good_answers();
    answers["id_number"] = json!("110101199003070011");
    let begun = crate::filing::draft(&mut portal.resident("13800000003").await).await;
    let mut third = portal.resident("13800000004").await;
    let mine = crate::filing::draft(&mut third).await;
    save(&mut third, &mine.id, answers, no_papers()).await;
    let seen: api::application::ApplicationView = third
        .get(&with_id(path::APPLICATION, &mine.id))
        .await
        .json();
    let at = with_id(path::APPLICATION_ACTIONS, &mine.id);
    let submit = action(&seen, LoanAction::Submit);
    assert_eq!(third.post(&at, &submit).await.status, StatusCode::OK);
    let found = history(&mut li, &mine.id).await;
    assert_eq!((found.files.len(), found.unchecked), (0, 0));
    ask(&mut li, &begun.id).await.problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn an_agency_learns_of_files_passed_to_it_and_of_no_class() {
    let portal = TestPortal::start().await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let mut zhao = guarantee(&portal, "zhao").await;
    let mut ids = Vec::new();
    let mut second = portal.resident("13800000002").await;
    ids.push(
        submitted(&mut portal.resident("13800000001").await)
            .await
            .id,
    );
    ids.push(submitted(&mut second).await.id);
    ids.push(
        submitted(&mut portal.resident("13800000003").await)
            .await
            .id,
    );
    for id in &ids {
        act(&mut li, id, LoanAction::AcceptForReview, json!({})).await;
    }
    // Refused by the bureau: the agency was never passed it.
    act(&mut li, &ids[0], LoanAction::ProposeRefusal, refusal()).await;
    act(&mut wang, &ids[0], LoanAction::ConfirmRefusal, json!({})).await;
    act(&mut li, &ids[1], LoanAction::Pass, json!({})).await;
    // Nobody has two under way.
    let at = with_id(path::APPLICATION, &ids[1]);
    let seen: api::application::ApplicationView = second.get(&at).await.json();
    let at = with_id(path::APPLICATION_ACTIONS, &ids[1]);
    second.post(&at, &action(&seen, LoanAction::Withdraw)).await;
    act(&mut li, &ids[2], LoanAction::Pass, json!({})).await;
    let found = history(&mut zhao, &ids[2]).await;
    let numbers: Vec<_> = found.files.iter().map(|one| one.id.as_deref()).collect();
    assert_eq!(numbers, [Some(ids[1].as_str())]);
    assert_eq!((found.unchecked, found.classes), (0, None));
    assert_eq!(found.count, None);
    ask(&mut zhao, &ids[0]).await.problem(ProblemCode::NotFound);
    let mut sun = bank(&portal, "sun").await;
    ask(&mut sun, &ids[1]).await.problem(ProblemCode::NotFound);
}

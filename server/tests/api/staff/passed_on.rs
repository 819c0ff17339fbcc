//! A file that the bureau has passed on and a later office returns: what may change, and who passes on what became of it.

use api::ProblemCode;
use api::application::{ApplicationView, SaveAnswersRequest, SaveAnswersResponse};
use api::path::{self, with_id};
use application::Field;
use http::StatusCode;
use serde_json::{Value, json};
use workflow::loan::{LoanAction, LoanState};

use super::{act, attempt, bank, guarantee, hr, terms, view};
use crate::filing::{action, good_answers, submitted};
use crate::portal::{Browser, TestPortal};

/// A file at the bank.
async fn at_bank(portal: &TestPortal) -> (Browser, String) {
    let (resident, id) = at_guarantee(portal).await;
    let mut zhao = guarantee(portal, "zhao").await;
    act(&mut zhao, &id, LoanAction::Pass, json!({})).await;
    (resident, id)
}

async fn at_guarantee(portal: &TestPortal) -> (Browser, String) {
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(portal, "li").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    (resident, id)
}

fn pinned(fields: &[&str]) -> Value {
    let defects = fields
        .iter()
        .map(|field| json!({ "field": field, "code": "unreadable", "note": "" }));
    json!({ "defects": defects.collect::<Vec<_>>() })
}

async fn mine(resident: &mut Browser, id: &str) -> ApplicationView {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

/// What a save says of its answers, as pointers and codes.
async fn saved(resident: &mut Browser, id: &str, answers: Value) -> Vec<(String, String)> {
    let sent = json!({ "answers": answers, "cannot_supply": {} });
    let sent: SaveAnswersRequest = serde_json::from_value(sent).unwrap();
    let at = with_id(path::APPLICATION_ANSWERS, id);
    let answer = resident.patch(&at, &sent).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let answer: SaveAnswersResponse = answer.json();
    let errors = answer.errors.into_iter();
    errors.map(|error| (error.pointer, error.code)).collect()
}

async fn hand_back(resident: &mut Browser, id: &str) -> ApplicationView {
    let request = action(&mine(resident, id).await, LoanAction::Resubmit);
    let to = with_id(path::APPLICATION_ACTIONS, id);
    let answer = resident.post(&to, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn what_the_bureau_judged_changes_only_where_it_is_pinned() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = at_bank(&portal).await;
    let mut sun = bank(&portal, "sun").await;
    let blurred = pinned(&["documents/id_card_front"]);
    let file = act(&mut sun, &id, LoanAction::Return, blurred).await;
    assert_eq!(file.application.state, LoanState::ReturnedBank);

    let before = mine(&mut resident, &id).await.answers;
    for (field, other) in [
        ("categories", json!(["veteran"])),
        ("categories", json!(null)),
        ("id_number", json!("110101199003070011")),
        ("applicant_name", json!("示例乙")),
        ("business_kind", json!("partnership")),
        ("credit_code", json!("91620602MA00000001")),
        ("industry", json!("restricted")),
        ("other_loans", json!(["business"])),
        ("marital_status", json!("married")),
    ] {
        let found = saved(&mut resident, &id, json!({ field: other })).await;
        let refused = (format!("/answers/{field}"), "not_pinned".to_owned());
        assert_eq!(found, [refused], "{field}");
    }
    assert_eq!(mine(&mut resident, &id).await.answers, before);

    // What stands may be sent again, and what nobody judged is free. One that is refused costs nothing else.
    assert_eq!(saved(&mut resident, &id, good_answers()).await, []);
    let mixed = json!({ "amount_yuan": "150000", "term_months": "12", "purpose": "进年货",
        "business_address": "示例路 3 号", "excluded_work": ["public_employee"] });
    let found = saved(&mut resident, &id, mixed).await;
    assert_eq!(found.len(), 1, "{found:?}");
    let now = mine(&mut resident, &id).await.answers;
    assert_eq!(now.text(Field::AmountYuan), "150000");
    assert_eq!(now.text(Field::BusinessAddress), "示例路 3 号");
    assert_eq!(now.many(Field::ExcludedWork), ["none"]);
    let again = hand_back(&mut resident, &id).await;
    assert_eq!(again.verdict.unwrap().verdict, "eligible");
    // Nothing of it was judged anew, so the bank decides as ever.
    act(&mut sun, &id, LoanAction::Approve, terms_of(15_000_000)).await;
}

fn terms_of(amount_fen: i64) -> Value {
    let mut terms = terms();
    terms["terms"]["amount_fen"] = json!(amount_fen);
    terms["terms"]["months"] = json!(12);
    terms
}

#[tokio::test]
async fn what_is_pinned_may_call_for_what_was_not_asked_before() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = at_guarantee(&portal).await;
    let mut zhao = guarantee(&portal, "zhao").await;
    let credit = pinned(&["other_loans", "people"]);
    act(&mut zhao, &id, LoanAction::Return, credit).await;
    let consumer = json!({ "other_loans": ["consumer"] });
    assert_eq!(saved(&mut resident, &id, consumer).await, []);
    for balance in ["10000", "12000"] {
        let owed = json!({ "consumer_loan_balance": balance });
        assert_eq!(saved(&mut resident, &id, owed).await, [], "{balance}");
    }
    // Who is asked to agree follows from these.
    let family = json!({ "marital_status": "divorced" });
    assert_eq!(saved(&mut resident, &id, family).await, []);
    let late = json!({ "loan_overdue_record": "yes" });
    assert_eq!(saved(&mut resident, &id, late).await.len(), 1);
}

#[tokio::test]
async fn the_bureau_gets_back_whatever_the_applicant_changes() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    let blurred = pinned(&["documents/id_card_front"]);
    act(&mut li, &id, LoanAction::Return, blurred).await;
    let group = json!({ "categories": ["veteran"] });
    assert_eq!(saved(&mut resident, &id, group).await, []);
}

#[tokio::test]
async fn a_file_that_became_not_eligible_at_the_bank_is_passed_by_a_second_officer() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = at_bank(&portal).await;
    let (mut sun, mut qian) = (bank(&portal, "sun").await, bank(&portal, "qian").await);
    act(&mut sun, &id, LoanAction::Return, pinned(&["industry"])).await;
    let trade = json!({ "industry": "restricted" });
    assert_eq!(saved(&mut resident, &id, trade).await, []);
    let again = hand_back(&mut resident, &id).await;
    assert_eq!(again.verdict.unwrap().verdict, "not_eligible");

    let seen = view(&mut sun, &id).await;
    assert!(seen.is_pass_left_to_colleague);
    let actions = &seen.application.actions;
    assert!(!actions.contains(&LoanAction::Approve), "{actions:?}");
    let problem = attempt(&mut sun, &id, LoanAction::Approve, terms())
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    assert_eq!(problem.errors[0].code, "second_officer_needed");

    assert!(!view(&mut qian, &id).await.is_pass_left_to_colleague);
    let file = act(&mut qian, &id, LoanAction::Approve, terms()).await;
    assert_eq!(file.application.state, LoanState::ContractReady);
}

#[tokio::test]
async fn what_an_office_passed_on_knowingly_is_not_asked_of_the_next_again() {
    let portal = TestPortal::start().await;
    let (mut resident, id) = at_guarantee(&portal).await;
    let (mut zhao, mut feng) = (
        guarantee(&portal, "zhao").await,
        guarantee(&portal, "feng").await,
    );
    act(&mut zhao, &id, LoanAction::Return, pinned(&["industry"])).await;
    saved(&mut resident, &id, json!({ "industry": "restricted" })).await;
    hand_back(&mut resident, &id).await;
    attempt(&mut zhao, &id, LoanAction::Pass, json!({}))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    act(&mut feng, &id, LoanAction::Pass, json!({})).await;
    let mut sun = bank(&portal, "sun").await;
    let blurred = pinned(&["documents/id_card_front"]);
    act(&mut sun, &id, LoanAction::Return, blurred).await;
    hand_back(&mut resident, &id).await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
}

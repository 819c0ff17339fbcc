//! The contract signed on paper: its day, not the day it was reported, decides who pays the interest.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use serde_json::json;
use server::applications::file::ApplicationFile;
use workflow::loan::{LoanAction, LoanState};
use workflow::servicing::Regime;

use super::{
    DAY_MS, act, again, attempt, bank, contract, guarantee, hr, messages, refusal, repayment,
    terms, view,
};
use crate::filing::submitted;
use crate::portal::TestPortal;

#[tokio::test]
async fn the_day_on_the_paper_is_kept_and_shown() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut hr, mut guarantee) = (hr(&portal, "li").await, guarantee(&portal, "zhao").await);
    let mut first = bank(&portal, "sun").await;
    bank(&portal, "qian").await;
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;
    act(&mut first, &id, LoanAction::Approve, terms()).await;
    portal.clock.advance_ms(3 * DAY_MS);
    let mut first = again(&portal, "sun").await;
    let sign = LoanAction::Sign;
    let signed = |on: &str| {
        json!({ "contract": {
            "signed_on": on, "number": " HT-2026-0071 ", "guarantee_number": "BZ-2026-0071" } })
    };
    for (parts, pointer, code) in [
        (json!({}), "/contract", "required"),
        (
            signed("2026-11-28"),
            "/contract/signed_on",
            "date_in_future",
        ),
        (
            signed("2026-11-23"),
            "/contract/signed_on",
            "date_before_offer",
        ),
    ] {
        let answer = attempt(&mut first, &id, sign, parts).await;
        let problem = answer.problem(ProblemCode::InvalidInput);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            (pointer, code)
        );
    }
    let file = act(&mut first, &id, sign, signed("2026-11-25")).await;
    let contract = file.particulars.contract.unwrap();
    assert_eq!(
        (contract.signed_on.as_str(), contract.number.as_str()),
        ("2026-11-25", "HT-2026-0071")
    );
    assert_eq!(contract.guarantee_number, "BZ-2026-0071");
    // Paid before the day it was reported, but not before the contract.
    let payment = |on: &str| {
        json!({ "disbursement": {
            "amount_fen": 18_000_000, "on": on, "account_tail": "0071" }, "repayment": repayment() })
    };
    let propose = LoanAction::ProposeDisbursement;
    let answer = attempt(&mut first, &id, propose, payment("2026-11-24")).await;
    let problem = answer.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "date_before_contract");
    act(&mut first, &id, propose, payment("2026-11-26")).await;
    let mut second = again(&portal, "qian").await;
    let file = act(&mut second, &id, LoanAction::ConfirmDisbursement, json!({})).await;
    assert_eq!(file.application.state, LoanState::Disbursed);
    let booked = |id: &str| {
        let state = &portal.state;
        let file = state
            .store
            .read(|connection| ApplicationFile::load(state, connection, id));
        let servicing = file.unwrap().unwrap().servicing.unwrap();
        servicing.file.terms().unwrap().clone()
    };
    let terms = booked(&id);
    assert_eq!(terms.regime, Some(Regime::HalfOfActualRate));
    assert_eq!(terms.lpr_basis_points, Some(310));
    let sheet = first.get(path::STAFF_APPLICATIONS_SHEET).await;
    assert!(sheet.status.is_success());
    let look = first.get(&with_id(path::STAFF_LOAN, &id)).await;
    assert!(look.status.is_success(), "{look:?}");
    assert!(
        view(&mut first, &id)
            .await
            .particulars
            .declaration
            .is_some()
    );
}

/// What was signed and is not paid is ended by two of the bank, and the resident reads why and can appeal.
#[tokio::test]
async fn a_contract_that_is_not_paid_is_ended_by_two_of_the_bank() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut hr, mut guarantee) = (hr(&portal, "li").await, guarantee(&portal, "zhao").await);
    let (mut sun, mut qian) = (bank(&portal, "sun").await, bank(&portal, "qian").await);
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;
    act(&mut sun, &id, LoanAction::Approve, terms()).await;
    let (propose, pay) = (LoanAction::ProposeRefusal, LoanAction::ProposeDisbursement);
    let file = act(&mut sun, &id, LoanAction::Sign, contract()).await;
    assert_eq!(file.application.actions, [pay, propose]);
    // Signed, the resident does not withdraw alone.
    let at = with_id(path::APPLICATION, &id);
    let mine: ApplicationView = resident.get(&at).await.json();
    assert_eq!(mine.actions, []);
    act(&mut sun, &id, propose, refusal()).await;
    let payment = json!({ "disbursement": {
        "amount_fen": 18_000_000, "on": "2026-11-24", "account_tail": "0071" }, "repayment": repayment() });
    let problem = attempt(&mut qian, &id, pay, payment)
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "refusal_pending");
    act(&mut qian, &id, LoanAction::ConfirmRefusal, json!({})).await;
    let mine: ApplicationView = resident.get(&at).await.json();
    assert_eq!(mine.state, LoanState::Declined);
    assert!(mine.refusal.is_some() && mine.offer.is_none() && mine.loan.is_none());
    assert_eq!(mine.actions, [LoanAction::Appeal]);
    let told = messages(&portal, "13800000001");
    let is_told = told.iter().any(|text| text.contains("没有通过"));
    assert!(is_told, "{told:?}");
}

//! Several guarantee agencies: each sees the files and loans of its own banks and places alone.

use api::path::{self, with_id};
use api::servicing::ListLoansResponse;
use http::StatusCode;
use serde_json::json;
use workflow::Role;
use workflow::loan::LoanAction;
use workflow::servicing::RepaymentMethod;

use super::{GUARANTOR, act, hr, look, queue};
use crate::districts::copied;
use crate::filing::{action, draft, good_answers, no_papers, save};
use crate::portal::{Browser, TestPortal};
use crate::servicing::lend;

const SECOND: &str = "\n[[agency]]\nid = \"second-guarantor\"\nname = \"示例第二担保机构\"\nrole = \"guarantor\"\n\
    divisions = [\"620602100\"]\nis_sample = true\nsource = \"待凉州区确认\"\n";

async fn loans(officer: &mut Browser) -> Vec<String> {
    let found: ListLoansResponse = officer.get(path::STAFF_LOANS).await.json();
    found.loans.into_iter().map(|loan| loan.id).collect()
}

#[tokio::test]
async fn a_file_goes_to_the_agency_of_its_place_and_no_other_sees_it() {
    let folder = copied();
    let agencies = folder.path().join("agencies.toml");
    let text = std::fs::read_to_string(&agencies).unwrap() + SECOND;
    std::fs::write(&agencies, text).unwrap();
    let words = ["--district", folder.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let role = Role::GuaranteeOfficer;
    let mut first = portal.staff("zhao", role, GUARANTOR).await;
    let mut second = portal.staff("zhou", role, "second-guarantor").await;

    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let mut answers = good_answers();
    answers["business_division"] = json!("620602100");
    answers["id_number"] = json!("629999198804129012");
    save(&mut resident, &id, answers, no_papers()).await;
    let view = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident.post(&at, &action(&view, LoanAction::Submit)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut li = hr(&portal, "li").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    assert_eq!(look(&mut first, &id).await.status, StatusCode::NOT_FOUND);
    assert!(queue(&mut first).await.waiting.is_empty());
    assert_eq!(queue(&mut second).await.waiting.len(), 1);
    act(&mut second, &id, LoanAction::Pass, json!({})).await;

    // A loan of another place is the other agency's.
    let (lent, _) = lend(&portal, "13800000002", RepaymentMethod::EqualPrincipal).await;
    assert_eq!(loans(&mut first).await, std::slice::from_ref(&lent));
    assert!(loans(&mut second).await.is_empty());
    let at = with_id(path::STAFF_LOAN, &lent);
    assert_eq!(second.get(&at).await.status, StatusCode::NOT_FOUND);
    assert_eq!(first.get(&at).await.status, StatusCode::OK);
    assert_eq!(loans(&mut li).await, [lent]);
}

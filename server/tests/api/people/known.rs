//! Who has to do with a loan without having applied for it, and what officers learn of that: a finding, no more.

use api::person_history::PersonHistoryView;

use super::officers::{AGENCY, BUREAU, act, done, view};
use super::*;

const THIRD_ID: &str = crate::filing::NUMBERS[2];

/// Two partners with a guarantor, all of whom agreed; handed in.
async fn partnership(portal: &TestPortal, phone: &str, id_number: &str) -> String {
    let mut resident = portal.resident(phone).await;
    let id = draft(&mut resident).await.id;
    let mut answers = good_answers();
    answers["id_number"] = json!(id_number);
    answers["business_kind"] = json!("partnership");
    answers["partners"] = json!("2");
    save(&mut resident, &id, answers, no_papers()).await;
    for (kind, number, own_phone) in [
        ("partner", PARTNER_ID, PARTNER_PHONE),
        ("guarantor", SPOUSE_ID, SPOUSE_PHONE),
    ] {
        let who =
            json!({"kind": kind, "name": "示例钱多", "id_number": number, "phone": own_phone});
        let token = asked(&mut resident, &id, &who).await;
        given(portal, &token, &number[14..], own_phone).await;
    }
    let answer = submit(&mut resident, &id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    id
}

/// What is found of partner and guarantor.
async fn found(officer: &mut Browser, id: &str) -> Vec<Vec<String>> {
    let people = view(officer, id).await.people.unwrap().people;
    people.into_iter().map(|person| person.findings).collect()
}

async fn found_of_applicant(officer: &mut Browser, id: &str) -> Vec<String> {
    let answer = officer.get(&with_id(path::STAFF_PERSON_HISTORY, id)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json::<PersonHistoryView>().findings
}

#[tokio::test]
async fn whoever_agreed_to_one_loan_is_known_where_they_stand_for_another() {
    let portal = TestPortal::start().await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    let first = partnership(&portal, "13800000009", ID_NUMBER).await;
    let none: [&[&str]; 2] = [&[], &[]];
    assert_eq!(found(&mut hr, &first).await, none);
    let second = partnership(&portal, OWN_PHONE, THIRD_ID).await;
    for id in [&first, &second] {
        let expected = [["borrows_with"], ["guarantees"]];
        assert_eq!(found(&mut hr, id).await, expected);
        assert!(found_of_applicant(&mut hr, id).await.is_empty());
    }
    // The partner and the guarantor apply alone as well.
    let mut alone = Vec::new();
    for (phone, number, expected) in [
        ("13800000007", PARTNER_ID, "borrows_with"),
        ("13800000008", SPOUSE_ID, "guarantees"),
    ] {
        let mut resident = portal.resident(phone).await;
        let id = crate::filing::submitted_as(&mut resident, number).await.id;
        assert_eq!(found_of_applicant(&mut hr, &id).await, [expected]);
        alone.push(id);
    }
    let partner: &[&str] = &["has_application", "borrows_with"];
    assert_eq!(found(&mut hr, &second).await, [partner, &["guarantees"]]);

    // The loan of the first is not paid back in time.
    forge_overdue(&portal, &first).await;
    let partner: &[&str] = &["has_bad_loan", "has_application", "borrows_with"];
    let guarantor: &[&str] = &["guarantees", "guaranteed_overdue"];
    assert_eq!(found(&mut hr, &second).await, [partner, guarantor]);
    let expected = ["has_bad_loan", "borrows_with"];
    assert_eq!(found_of_applicant(&mut hr, &alone[0]).await, expected);
    assert_eq!(found_of_applicant(&mut hr, &alone[1]).await, guarantor);
    // The agency goes on with a word of why.
    done(&mut hr, &second, "accept_for_review", json!({})).await;
    done(&mut hr, &second, "pass", json!({})).await;
    let mut agency = portal.staff("zhao", Role::GuaranteeOfficer, AGENCY).await;
    let refused = act(&mut agency, &second, "pass", json!({})).await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    assert_eq!(errors[0].pointer, "/note");
    let note = json!({ "note": "已经另加抵押" });
    done(&mut agency, &second, "pass", note).await;
}

#[tokio::test]
async fn a_spouse_who_still_owes_a_loan_is_known() {
    let portal = TestPortal::start().await;
    let method = workflow::servicing::RepaymentMethod::EqualPrincipal;
    // The borrower has the number of the sample answers.
    crate::servicing::lend(&portal, "13800000009", method).await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let id = married(&mut resident).await.id;
    save(
        &mut resident,
        &id,
        json!({ "id_number": THIRD_ID }),
        json!({}),
    )
    .await;
    let mut borrower = spouse();
    borrower["id_number"] = json!(ID_NUMBER);
    let token = asked(&mut resident, &id, &borrower).await;
    given(&portal, &token, "0071", SPOUSE_PHONE).await;
    let answer = submit(&mut resident, &id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    assert_eq!(found(&mut hr, &id).await, [["has_loan"]]);
}

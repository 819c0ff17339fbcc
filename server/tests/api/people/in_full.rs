//! Whoever agreed, in full: to whom, from when, until when, and that each look is written down.

use api::people::PersonInFullView;

use super::officers::{AGENCY, BUREAU, couple, done, view, withdrawn};
use super::*;

async fn see(officer: &mut Browser, id: &str, consent: &str) -> Answer {
    let at = with_document(path::STAFF_PERSON, id, consent);
    officer.get(&at).await
}

/// The consent of this kind.
async fn consent_of(officer: &mut Browser, id: &str, kind: ConsentKind) -> String {
    let people = view(officer, id).await.people.unwrap().people;
    let found = people.into_iter().find(|person| person.kind == kind);
    found.unwrap().id
}

fn is_guarantor(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let expected = PersonInFullView {
        name: "示例赵保".into(),
        id_number: PARTNER_ID.into(),
        phone: PARTNER_PHONE.into(),
    };
    assert_eq!(answer.json::<PersonInFullView>(), expected);
    assert_eq!(answer.header("cache-control"), "no-store");
}

/// How often somebody was looked at in full, by role.
fn looks(portal: &TestPortal, id: &str) -> Vec<String> {
    let store = &portal.state.store;
    let found = store.read(|connection| store::access_log::list_by_application(connection, id));
    let looks = found.unwrap().into_iter();
    let seen = looks.filter(|look| look.action == "reveal_person");
    seen.map(|look| look.role).collect()
}

#[tokio::test]
async fn an_office_that_the_file_came_to_sees_who_agreed_until_it_is_taken_back() {
    let portal = TestPortal::start().await;
    let (_, id, [_, guarantor_token]) = couple(&portal).await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    let mut agency = portal.staff("zhao", Role::GuaranteeOfficer, AGENCY).await;
    let mut bank = portal.staff("sun", Role::BankOfficer, "sample-bank").await;
    let mut far = portal.staff("far", Role::HrOfficer, "another-bureau").await;
    let mut trainer = portal.staff("wu", Role::Trainer, "sample-school").await;
    // Accounts of a test are named `示例 …`.
    let mut own = portal.staff("赵保", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    let consent = consent_of(&mut hr, &id, ConsentKind::Guarantor).await;
    assert!(view(&mut hr, &id).await.may_see_people);
    is_guarantor(&see(&mut hr, &id, &consent).await);
    let spouse = consent_of(&mut hr, &id, ConsentKind::Spouse).await;
    let seen: PersonInFullView = see(&mut hr, &id, &spouse).await.json();
    assert_eq!(seen.id_number, SPOUSE_ID);
    see(&mut hr, &id, "nobodys")
        .await
        .problem(ProblemCode::NotFound);
    // The file has not come to them, or never does.
    for officer in [&mut agency, &mut bank, &mut far] {
        see(officer, &id, &consent)
            .await
            .problem(ProblemCode::NotFound);
    }
    see(&mut trainer, &id, &consent)
        .await
        .problem(ProblemCode::NotAllowed);
    assert!(!view(&mut own, &id).await.may_see_people);
    see(&mut own, &id, &consent)
        .await
        .problem(ProblemCode::NotAllowed);

    done(&mut hr, &id, "pass", json!({})).await;
    is_guarantor(&see(&mut agency, &id, &consent).await);
    see(&mut bank, &id, &consent)
        .await
        .problem(ProblemCode::NotFound);
    done(&mut agency, &id, "pass", json!({})).await;
    is_guarantor(&see(&mut bank, &id, &consent).await);
    // The agency draws up the guarantor's contract while the bank decides.
    is_guarantor(&see(&mut agency, &id, &consent).await);
    let guarantee = "guarantee_officer";
    let bureau = "hr_officer";
    let expected = [guarantee, "bank_officer", guarantee, bureau, bureau];
    assert_eq!(looks(&portal, &id), expected);

    withdrawn(&portal, &guarantor_token, "002X", PARTNER_PHONE).await;
    for officer in [&mut hr, &mut agency, &mut bank] {
        see(officer, &id, &consent)
            .await
            .problem(ProblemCode::ActionNotPossible);
    }
    assert_eq!(looks(&portal, &id), expected, "a look that shows nobody");
}

#[tokio::test]
async fn nobody_is_shown_before_agreeing_and_nobody_once_the_file_has_ended() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let id = filled(&mut resident).await.id;
    let token = asked(&mut resident, &id, &guarantor()).await;
    assert_eq!(submit(&mut resident, &id).await.status, StatusCode::OK);
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    let consent = consent_of(&mut hr, &id, ConsentKind::Guarantor).await;
    see(&mut hr, &id, &consent)
        .await
        .problem(ProblemCode::ActionNotPossible);
    given(&portal, &token, "002X", PARTNER_PHONE).await;
    is_guarantor(&see(&mut hr, &id, &consent).await);
    // What the desk shows unasked stays masked.
    let unasked = hr.get(&with_id(path::STAFF_APPLICATION, &id)).await;
    let text = String::from_utf8(unasked.body.to_vec()).unwrap();
    for whole in ["示例赵保", PARTNER_ID, PARTNER_PHONE] {
        assert!(!text.contains(whole), "{whole}");
    }

    let file: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let withdraw = action(&file, LoanAction::Withdraw);
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident.post(&at, &withdraw).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert!(!view(&mut hr, &id).await.may_see_people);
    see(&mut hr, &id, &consent)
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(looks(&portal, &id), ["hr_officer"]);
}

//! A consent taken back after the application was handed in: the offices see it, the applicant is told what to do.

use api::staff::StaffQueueResponse;

use super::officers::{BUREAU, act, couple, done, is_missing, view, withdrawn};
use super::*;

async fn partnership(portal: &TestPortal) -> (Browser, String, String) {
    let mut resident = portal.resident(OWN_PHONE).await;
    let id = draft(&mut resident).await.id;
    let mut answers = good_answers();
    answers["business_kind"] = json!("partnership");
    answers["partners"] = json!("2");
    save(&mut resident, &id, answers, no_papers()).await;
    let token = asked(&mut resident, &id, &partner()).await;
    given(portal, &token, "002X", PARTNER_PHONE).await;
    let answer = submit(&mut resident, &id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    (resident, id, token)
}

fn partner() -> Value {
    json!({"kind": "partner", "name": "示例钱多", "id_number": PARTNER_ID, "phone": PARTNER_PHONE})
}

fn another() -> Value {
    json!({"kind": "partner", "name": "示例孙广", "id_number": SPOUSE_ID, "phone": SPOUSE_PHONE})
}

async fn is_marked(officer: &mut Browser) -> bool {
    let queue: StaffQueueResponse = officer.get(path::STAFF_QUEUE).await.json();
    queue.waiting[0].is_consent_withdrawn
}

#[tokio::test]
async fn a_partner_takes_it_back_and_another_stands_in_without_a_return() {
    let portal = TestPortal::start().await;
    let (mut resident, id, token) = partnership(&portal).await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    assert!(!is_marked(&mut hr).await);
    assert!(!people(&mut resident, &id).await.may_change);
    ask(&mut resident, &id, &another())
        .await
        .problem(ProblemCode::ActionNotPossible);

    withdrawn(&portal, &token, "002X", PARTNER_PHONE).await;
    assert!(is_marked(&mut hr).await);
    let seen = view(&mut hr, &id).await;
    let steps: Vec<_> = seen.consent_steps.iter().map(|step| step.action).collect();
    assert_eq!(
        steps,
        [
            ConsentAction::Ask,
            ConsentAction::Give,
            ConsentAction::Withdraw
        ]
    );
    assert!(seen.consent_steps[2].name_masked.contains('*'));
    is_missing(&act(&mut hr, &id, "pass", json!({})).await);
    // Told at once, and not who it was.
    let sent = server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 10).unwrap();
    let told = sent
        .iter()
        .find(|message| message.phone == OWN_PHONE && message.text.contains("收回了同意"));
    assert!(!told.unwrap().text.contains("钱多"));

    let stopped = people(&mut resident, &id).await;
    assert!(stopped.may_change && stopped.is_stopped);
    // What was handed in stays as it is: no reason instead of a consent.
    let excuses = json!({ "excuses": { "partner": "找不到他" }, "waiver": null });
    let at = with_id(path::APPLICATION_PEOPLE, &id);
    resident
        .put(&at, &excuses)
        .await
        .problem(ProblemCode::ActionNotPossible);
    let again = asked(&mut resident, &id, &another()).await;
    is_missing(&act(&mut hr, &id, "pass", json!({})).await);
    given(&portal, &again, "0011", SPOUSE_PHONE).await;
    assert!(!people(&mut resident, &id).await.may_change);
    assert!(!is_marked(&mut hr).await);
    assert_eq!(view(&mut hr, &id).await.consent_steps.len(), 5);
    done(&mut hr, &id, "pass", json!({})).await;
}

#[tokio::test]
async fn while_an_office_has_the_file_nobody_takes_back_a_yes_that_stands() {
    let portal = TestPortal::start().await;
    let (mut resident, id, [_, guarantor_token]) = couple(&portal).await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    withdrawn(&portal, &guarantor_token, "002X", PARTNER_PHONE).await;
    assert!(is_marked(&mut hr).await);
    let found = people(&mut resident, &id).await;
    for person in &found.people {
        let at = with_document(path::APPLICATION_PERSON, &id, &person.id);
        let answer = resident.delete(&at).await;
        if person.state == ConsentState::Given {
            answer.problem(ProblemCode::ActionNotPossible);
        } else {
            assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        }
    }
    // Without a guarantor it goes on as one that never had one, and the history says so.
    assert!(!is_marked(&mut hr).await);
    let seen = view(&mut hr, &id).await;
    let last = seen.consent_steps.last().unwrap();
    assert_eq!(
        (last.kind, last.action),
        (ConsentKind::Guarantor, ConsentAction::Cancel)
    );
}

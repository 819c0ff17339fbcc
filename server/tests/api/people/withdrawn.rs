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

/// Of three partners one cannot be reached, and another takes the yes back later: the reason is about the first alone.
#[tokio::test]
async fn a_reason_for_one_partner_does_not_stand_in_for_another_who_takes_it_back() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let id = draft(&mut resident).await.id;
    let mut answers = good_answers();
    answers["business_kind"] = json!("partnership");
    answers["partners"] = json!("3");
    save(&mut resident, &id, answers, no_papers()).await;
    let token = asked(&mut resident, &id, &partner()).await;
    given(&portal, &token, "002X", PARTNER_PHONE).await;
    let reason = json!({ "excuses": { "partner": "在外地打工，没有手机" }, "waiver": null });
    let at = with_id(path::APPLICATION_PEOPLE, &id);
    let kept = resident.put(&at, &reason).await;
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    let answer = submit(&mut resident, &id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    let may_pass = async |hr: &mut Browser| {
        let seen = view(hr, &id).await;
        seen.application.actions.contains(&LoanAction::Pass)
    };
    assert!(may_pass(&mut hr).await && !is_marked(&mut hr).await);

    withdrawn(&portal, &token, "002X", PARTNER_PHONE).await;
    assert!(is_marked(&mut hr).await && !may_pass(&mut hr).await);
    is_missing(&act(&mut hr, &id, "pass", json!({})).await);
    assert!(people(&mut resident, &id).await.is_stopped);
    // With somebody in that place it is as it was handed in.
    let again = asked(&mut resident, &id, &another()).await;
    given(&portal, &again, "0011", SPOUSE_PHONE).await;
    assert!(!people(&mut resident, &id).await.is_stopped);
    assert!(!is_marked(&mut hr).await);
    done(&mut hr, &id, "pass", json!({})).await;
}

/// A guarantor may answer after it was handed in, and the one return of a stage is not for that.
#[tokio::test]
async fn a_guarantor_who_says_no_or_nothing_is_replaced_without_a_return() {
    for is_silent in [false, true] {
        let portal = TestPortal::start().await;
        let mut resident = portal.resident(OWN_PHONE).await;
        let id = filled(&mut resident).await.id;
        let token = asked(&mut resident, &id, &guarantor()).await;
        let handed_in = submit(&mut resident, &id).await;
        assert_eq!(handed_in.status, StatusCode::OK, "{handed_in:?}");
        assert!(!people(&mut resident, &id).await.may_change);
        if is_silent {
            portal.clock.advance_ms(14 * DAY_MS);
            let now_ms = server::clock::Clock::now_ms(&*portal.clock);
            let expired = server::people::expire::run_once(&portal.state, now_ms).await;
            assert_eq!(expired.unwrap(), 1);
            resident = portal.resident(OWN_PHONE).await;
        } else {
            let no = answer(&portal, &token, "refuse", "002X", PARTNER_PHONE).await;
            assert_eq!(no.status, StatusCode::OK, "{no:?}");
        }
        let stopped = people(&mut resident, &id).await;
        assert!(stopped.may_change && stopped.is_stopped);
        let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
        assert!(!is_marked(&mut hr).await);
        assert!(!view(&mut hr, &id).await.people.unwrap().is_stopped);
        // The bureau does not wait for it, the agency does.
        done(&mut hr, &id, "accept_for_review", json!({})).await;
        done(&mut hr, &id, "pass", json!({})).await;
        let mut agency = portal
            .staff("zhao", Role::GuaranteeOfficer, "sample-guarantor")
            .await;
        is_missing(&act(&mut agency, &id, "pass", json!({})).await);

        let other = json!({"kind": "guarantor", "name": "示例孙广", "id_number": SPOUSE_ID,
            "phone": SPOUSE_PHONE});
        let again = asked(&mut resident, &id, &other).await;
        let left = people(&mut resident, &id).await;
        assert_eq!(left.people.len(), 1);
        // A wrong phone can still be put right.
        assert!(left.may_change);
        is_missing(&act(&mut agency, &id, "pass", json!({})).await);
        given(&portal, &again, "0011", SPOUSE_PHONE).await;
        assert!(!people(&mut resident, &id).await.may_change);
        done(&mut agency, &id, "pass", json!({})).await;
    }
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

/// Who stands for somebody is bound while a signed contract stands, and free again once two of the bank have ended it and the
/// appeal is looked at.
#[tokio::test]
async fn a_contract_that_was_ended_binds_no_guarantor() {
    let portal = TestPortal::start().await;
    let (mut resident, id, [_, guarantor_token]) = couple(&portal).await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    let guarantor = "sample-guarantor";
    let mut agency = portal
        .staff("zhao", Role::GuaranteeOfficer, guarantor)
        .await;
    let mut sun = portal.staff("sun", Role::BankOfficer, "sample-bank").await;
    let mut qian = portal.staff("qian", Role::BankOfficer, "sample-bank").await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    done(&mut hr, &id, "pass", json!({})).await;
    done(&mut agency, &id, "pass", json!({})).await;
    let terms = json!({ "terms": {
        "amount_fen": 18_000_000, "rate_basis_points": 310, "months": 24, "bank_branch": "示例支行" } });
    done(&mut sun, &id, "approve", terms).await;
    done(&mut sun, &id, "sign", crate::staff::contract()).await;
    let open = async || look(&portal, &guarantor_token).await.actions;
    assert_eq!(open().await, []);
    let refusal = json!({ "refusal": {
        "reason_code": "other", "article": "第五条", "evidence": "信用报告", "remedies": ["还清后再申请"] },
        "would_change": "欠款还清，信用报告更新以后" });
    done(&mut sun, &id, "propose_refusal", refusal).await;
    done(&mut qian, &id, "confirm_refusal", json!({})).await;
    assert_eq!(open().await, []);
    let mine: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let appeal = json!({ "version": mine.version, "action": "appeal", "reason": "报告已经更新" });
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let mine: ApplicationView = resident.post(&at, &appeal).await.json();
    assert_eq!(mine.state, LoanState::AppealReview);
    assert_eq!(open().await, [ConsentAction::Withdraw]);
    withdrawn(&portal, &guarantor_token, "002X", PARTNER_PHONE).await;
}

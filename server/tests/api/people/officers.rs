//! What the offices see of it, and what waits for it.

use std::collections::BTreeMap;

use server::staff_identity::IdentityKind;

use super::*;
use crate::staff::identity::record;

pub(super) const BUREAU: &str = "hr-bureau";
pub(super) const AGENCY: &str = "sample-guarantor";

pub(super) async fn view(officer: &mut Browser, id: &str) -> StaffApplicationView {
    let answer = officer.get(&with_id(path::STAFF_APPLICATION, id)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

pub(super) async fn act(officer: &mut Browser, id: &str, action: &str, parts: Value) -> Answer {
    let mut body = parts;
    body["version"] = json!(view(officer, id).await.application.version);
    body["action"] = json!(action);
    body["no_conflict"] = json!(true);
    officer.post(&with_id(path::STAFF_ACTIONS, id), &body).await
}

pub(super) async fn done(officer: &mut Browser, id: &str, action: &str, parts: Value) {
    let answer = act(officer, id, action, parts).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

pub(super) fn is_missing(answer: &Answer) {
    let problem = answer.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "people_missing", "{problem:?}");
}

/// A couple and a guarantor, all agreed, handed in: the file's id and both tokens.
pub(super) async fn couple(portal: &TestPortal) -> (Browser, String, [String; 2]) {
    let mut resident = portal.resident(OWN_PHONE).await;
    let id = married(&mut resident).await.id;
    let first = asked(&mut resident, &id, &spouse()).await;
    let second = asked(&mut resident, &id, &guarantor()).await;
    given(portal, &first, "0011", SPOUSE_PHONE).await;
    given(portal, &second, "002X", PARTNER_PHONE).await;
    let answer = submit(&mut resident, &id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    (resident, id, [first, second])
}

pub(super) async fn withdrawn(portal: &TestPortal, token: &str, tail: &str, phone: &str) {
    let answer = answer(portal, token, "withdraw", tail, phone).await;
    let view: ConsentRequestView = answer.json();
    assert_eq!(view.state, ConsentState::Withdrawn);
}

#[tokio::test]
async fn the_applicants_paper_names_whoever_was_asked_and_what_they_said() {
    let portal = TestPortal::start().await;
    let (mut resident, id, _) = couple(&portal).await;
    let whole = resident.get(&with_id(path::APPLICATION, &id)).await;
    let whole = whole.value();
    let people = whole["particulars"]["people"]["people"].as_array().unwrap();
    let said = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    let found = people.iter();
    // Both were asked at one instant, so either may stand first.
    let found: BTreeMap<String, String> = found
        .map(|one| (said(one, "kind"), said(one, "state")))
        .collect();
    let given = |kind: &str| found.get(kind).map(String::as_str);
    assert_eq!(
        (given("spouse"), given("guarantor"), found.len()),
        (Some("given"), Some("given"), 2)
    );
    for one in people {
        assert!(one["name_masked"].as_str().unwrap().contains('*'), "{one}");
        assert!(one["changed_ms"].as_i64().unwrap() > 0 && one.get("link").is_none());
    }
    // Officers have them in a place of their own.
    let mut li = portal.staff("li", Role::HrOfficer, BUREAU).await;
    let seen = view(&mut li, &id).await;
    assert_eq!(seen.particulars.people, None);
    assert!(seen.people.is_some());
    let mut alone = portal.resident("13800000077").await;
    let begun = draft(&mut alone).await.id;
    let whole = alone.get(&with_id(path::APPLICATION, &begun)).await;
    assert_eq!(whole.value()["particulars"].get("people"), None);
}

#[tokio::test]
async fn a_consent_taken_back_stops_the_file_until_somebody_agrees_again() {
    let portal = TestPortal::start().await;
    let (mut resident, id, [spouse_token, _]) = couple(&portal).await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    let seen = view(&mut hr, &id).await;
    let people = seen.people.unwrap();
    assert!(seen.application.actions.contains(&LoanAction::Pass));
    assert_eq!(people.people.len(), 2);
    for person in &people.people {
        assert_eq!(
            (person.state, person.findings.len()),
            (ConsentState::Given, 0)
        );
        assert!(person.link.is_none() && person.name_masked.contains('*'));
    }

    withdrawn(&portal, &spouse_token, "0011", SPOUSE_PHONE).await;
    let seen = view(&mut hr, &id).await;
    assert!(!seen.application.actions.contains(&LoanAction::Pass));
    is_missing(&act(&mut hr, &id, "pass", json!({})).await);
    // It goes back with this one thing to fix; the resident asks again and hands in.
    let defect = json!([{"field": "people", "code": "missing", "note": ""}]);
    done(&mut hr, &id, "return", json!({ "defects": defect })).await;
    let again = asked(&mut resident, &id, &spouse()).await;
    let file: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    let resubmit = action(&file, LoanAction::Resubmit);
    let actions = with_id(path::APPLICATION_ACTIONS, &id);
    let early = resident.post(&actions, &resubmit).await;
    assert_eq!(
        codes(&early),
        [("/people".to_owned(), "people_missing".to_owned())]
    );
    given(&portal, &again, "0011", SPOUSE_PHONE).await;
    let answer = resident.post(&actions, &resubmit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    done(&mut hr, &id, "pass", json!({})).await;
}

#[tokio::test]
async fn a_small_loan_as_the_ground_is_held_against_what_is_asked_for() {
    for (amount, expected) in [("100000", false), ("150000", true)] {
        let portal = TestPortal::start().await;
        let mut resident = portal.resident(OWN_PHONE).await;
        let id = filled(&mut resident).await.id;
        let typed = json!({ "amount_yuan": amount });
        save(&mut resident, &id, typed, no_papers()).await;
        let at = with_id(path::APPLICATION_PEOPLE, &id);
        let excuse = json!({ "excuses": {}, "waiver": "small_amount" });
        let kept = resident.put(&at, &excuse).await;
        assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
        assert!(!kept.json::<PeopleView>().is_waiver_exceeded);
        let handed_in = submit(&mut resident, &id).await;
        assert_eq!(handed_in.status, StatusCode::OK, "{handed_in:?}");
        let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
        let people = view(&mut hr, &id).await.people.unwrap();
        assert_eq!(people.is_waiver_exceeded, expected, "{amount}");
    }
}

#[tokio::test]
async fn the_agency_waits_for_the_guarantor_and_the_bureau_does_not() {
    let portal = TestPortal::start().await;
    let (_, id, [_, guarantor_token]) = couple(&portal).await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    withdrawn(&portal, &guarantor_token, "002X", PARTNER_PHONE).await;
    done(&mut hr, &id, "pass", json!({})).await;
    let mut agency = portal.staff("zhao", Role::GuaranteeOfficer, AGENCY).await;
    let seen = view(&mut agency, &id).await;
    assert!(!seen.application.actions.contains(&LoanAction::Pass));
    assert!(seen.application.actions.contains(&LoanAction::Return));
    is_missing(&act(&mut agency, &id, "pass", json!({})).await);
    holds_together(&portal).await;
}

#[tokio::test]
async fn an_agency_that_passes_on_a_guarantor_with_a_bad_loan_says_why() {
    let portal = TestPortal::start().await;
    // The guarantor's own loan, paid out, and not paid back.
    let mut borrower = portal.resident(PARTNER_PHONE).await;
    let theirs = filled(&mut borrower).await;
    let own = json!({"id_number": PARTNER_ID});
    save(&mut borrower, &theirs.id, own, json!({})).await;
    let answer = submit(&mut borrower, &theirs.id).await;
    assert_eq!(answer.status, StatusCode::OK);
    forge_overdue(&portal, &theirs.id).await;

    let (_, id, _) = couple(&portal).await;
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    done(&mut hr, &id, "accept_for_review", json!({})).await;
    done(&mut hr, &id, "pass", json!({})).await;
    let mut agency = portal.staff("zhao", Role::GuaranteeOfficer, AGENCY).await;
    let people = view(&mut agency, &id).await.people.unwrap();
    let found = people.people.iter().flat_map(|one| &one.findings);
    assert_eq!(found.collect::<Vec<_>>(), ["has_bad_loan"]);
    for note in [json!({}), json!({ "note": "  " })] {
        let refused = act(&mut agency, &id, "pass", note).await;
        let errors = refused.problem(ProblemCode::InvalidInput).errors;
        assert_eq!(
            (errors[0].pointer.as_str(), errors[0].code.as_str()),
            ("/note", "required")
        );
    }
    let note = json!({ "note": "已经另加抵押" });
    done(&mut agency, &id, "pass", note).await;
}

#[tokio::test]
async fn a_request_to_do_without_a_guarantor_is_answered_and_the_resident_reads_it() {
    for (granted, reason) in [(true, ""), (false, "没有表彰的证明")] {
        let portal = TestPortal::start().await;
        let mut resident = portal.resident(OWN_PHONE).await;
        let id = filled(&mut resident).await.id;
        let at = with_id(path::APPLICATION_PEOPLE, &id);
        let excuse = json!({ "excuses": {}, "waiver": "honoured" });
        let kept = resident.put(&at, &excuse).await;
        assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
        let handed_in = submit(&mut resident, &id).await;
        assert_eq!(handed_in.status, StatusCode::OK, "{handed_in:?}");
        let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
        done(&mut hr, &id, "accept_for_review", json!({})).await;
        let answer = json!({ "waiver": { "is_granted": granted, "reason": reason } });
        // It is not the bureau's to give.
        let refused = act(&mut hr, &id, "pass", answer.clone()).await;
        let errors = refused.problem(ProblemCode::InvalidInput).errors;
        assert_eq!(
            (errors[0].pointer.as_str(), errors[0].code.as_str()),
            ("/waiver", "not_expected")
        );
        done(&mut hr, &id, "pass", json!({})).await;
        let mut agency = portal.staff("zhao", Role::GuaranteeOfficer, AGENCY).await;
        let reason_left = if granted { "x" } else { " " };
        let odd = json!({ "waiver": { "is_granted": granted, "reason": reason_left } });
        let code = if granted { "not_expected" } else { "required" };
        for (parts, pointer, code) in [
            (json!({}), "/waiver", "required"),
            (odd, "/waiver/reason", code),
        ] {
            let refused = act(&mut agency, &id, "pass", parts).await;
            let errors = refused.problem(ProblemCode::InvalidInput).errors;
            let found: Vec<_> = errors
                .iter()
                .map(|error| (error.pointer.as_str(), error.code.as_str()))
                .collect();
            assert_eq!(found, [(pointer, code)]);
        }
        let before: PeopleView = resident.get(&at).await.json();
        assert_eq!(before.waiver_answer, None);
        done(&mut agency, &id, "pass", answer).await;
        let expected = Some(WaiverAnswerView {
            is_granted: granted,
            reason: reason.to_owned(),
        });
        let after: PeopleView = resident.get(&at).await.json();
        assert_eq!(after.waiver_answer, expected);
        let mut bank = portal.staff("sun", Role::BankOfficer, "sample-bank").await;
        let people = view(&mut bank, &id).await.people.unwrap();
        assert_eq!(people.waiver_answer, expected);
        assert_eq!(wrong(&portal), Vec::<String>::new());
    }
}

#[tokio::test]
async fn who_is_overdue_here_is_shown_where_they_stand_for_somebody() {
    let portal = TestPortal::start().await;
    let method = workflow::servicing::RepaymentMethod::EqualPrincipal;
    crate::servicing::lend(&portal, "13800000009", method).await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let id = filled(&mut resident).await.id;
    // The borrower has the number of the sample answers.
    let answers = json!({ "id_number": SPOUSE_ID });
    save(&mut resident, &id, answers, json!({})).await;
    let overdue = json!({"kind": "guarantor", "name": "示例甲", "id_number": ID_NUMBER, "phone": PARTNER_PHONE});
    let token = asked(&mut resident, &id, &overdue).await;
    given(&portal, &token, "0071", PARTNER_PHONE).await;
    let answer = submit(&mut resident, &id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let findings = async |role, agency: &'static str| {
        let name = format!("o{}", &fresh_key()[..8]);
        let mut officer = portal.staff(&name, role, agency).await;
        let people = view(&mut officer, &id).await.people.unwrap().people;
        people[0].findings.clone()
    };
    assert_eq!(
        findings(Role::HrOfficer, BUREAU).await,
        Vec::<String>::new()
    );
    portal.clock.advance_ms(32 * DAY_MS);
    let now_ms = server::clock::Clock::now_ms(&*portal.clock);
    let touched = server::servicing::follow::run_once(&portal.state, now_ms, true).await;
    assert_eq!(touched.unwrap(), 1);
    assert_eq!(findings(Role::HrOfficer, BUREAU).await, ["has_bad_loan"]);
    let none = workflow::loan::EventDetail::None;
    for action in [LoanAction::AcceptForReview, LoanAction::Pass] {
        crate::filing::officer(&portal, &id, Role::HrOfficer, action, none.clone()).await;
    }
    // The agency that vouches sees it before it finds in favour.
    let seen = findings(Role::GuaranteeOfficer, AGENCY).await;
    assert_eq!(seen, ["has_bad_loan"]);
}

/// Everything that is wrong with what is kept.
fn wrong(portal: &TestPortal) -> Vec<String> {
    let state = &portal.state;
    let folder = portal.folder.path().join("data");
    let report = server::applications::verify::verify(&state.store, &state.keyring, &folder);
    report.unwrap().findings
}

/// What is kept of all this is whole, and a state that nobody's answer led to is found.
async fn holds_together(portal: &TestPortal) {
    assert_eq!(wrong(portal), Vec::<String>::new());
    let forge = |tx: &store::Tx| {
        let due = store::file_consents::list_due(tx, i64::MAX, 9)?;
        assert!(due.is_empty());
        for row in store::applications::list_submitted(tx, &Default::default(), i64::MAX, 9)? {
            for mut consent in store::file_consents::list(tx, &row.id)? {
                "given".clone_into(&mut consent.state);
                let seen = consent.version;
                store::file_consents::update(tx, &consent, seen).unwrap();
            }
        }
        Ok::<_, store::StoreError>(())
    };
    portal.state.store.write(forge).await.unwrap();
    let found = wrong(portal);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("are not what the events fold into"));
}

#[tokio::test]
async fn nobody_acts_on_a_file_that_rests_on_their_own_consent() {
    let portal = TestPortal::start().await;
    let (_, id, _) = couple(&portal).await;
    // Accounts of a test are named `示例 …`.
    let mut officer = portal.staff("赵保", Role::HrOfficer, BUREAU).await;
    assert!(view(&mut officer, &id).await.application.actions.is_empty());
    let answer = act(&mut officer, &id, "accept_for_review", json!({})).await;
    assert_eq!(
        answer.problem(ProblemCode::NotAllowed).errors[0].code,
        "own_file"
    );
}

#[tokio::test]
async fn an_officer_is_recognised_as_the_spouse_or_the_guarantor_under_another_name() {
    let portal = TestPortal::start().await;
    let (_, id, _) = couple(&portal).await;
    let mut officers = Vec::new();
    for (name, kind, text) in [
        ("li", IdentityKind::Phone, SPOUSE_PHONE),
        ("wang", IdentityKind::IdNumber, PARTNER_ID),
    ] {
        let mut officer = portal.staff(name, Role::HrOfficer, BUREAU).await;
        let shown = view(&mut officer, &id).await.application;
        assert!(!shown.actions.is_empty(), "{name}");
        record(&portal, name, kind, text).await;
        officers.push(officer);
    }
    for officer in &mut officers {
        let answer = act(officer, &id, "accept_for_review", json!({})).await;
        assert_eq!(
            answer.problem(ProblemCode::NotAllowed).errors[0].code,
            "own_file"
        );
    }
}

#[tokio::test]
async fn officers_alone_learn_what_somebody_named_has_of_their_own() {
    let portal = TestPortal::start().await;
    // The partner has a file of their own under way.
    let mut partner = portal.resident(PARTNER_PHONE).await;
    let theirs = filled(&mut partner).await;
    save(
        &mut partner,
        &theirs.id,
        json!({"id_number": PARTNER_ID}),
        json!({}),
    )
    .await;
    assert_eq!(
        submit(&mut partner, &theirs.id).await.status,
        StatusCode::OK
    );

    let mut resident = portal.resident(OWN_PHONE).await;
    let mine = draft(&mut resident).await;
    let mut answers = good_answers();
    answers["business_kind"] = json!("partnership");
    answers["partners"] = json!("2");
    save(&mut resident, &mine.id, answers, no_papers()).await;
    let named = json!({"kind": "partner", "name": "示例钱多", "id_number": PARTNER_ID, "phone": PARTNER_PHONE});
    let token = asked(&mut resident, &mine.id, &named).await;
    assert!(
        people(&mut resident, &mine.id).await.people[0]
            .findings
            .is_empty()
    );
    given(&portal, &token, "002X", PARTNER_PHONE).await;
    assert_eq!(submit(&mut resident, &mine.id).await.status, StatusCode::OK);
    let mut hr = portal.staff("li", Role::HrOfficer, BUREAU).await;
    let seen = view(&mut hr, &mine.id).await.people.unwrap();
    assert_eq!(seen.people[0].findings, ["has_application"]);
    // A file that needs and names nobody says nothing of people.
    assert!(view(&mut hr, &theirs.id).await.people.is_none());
}

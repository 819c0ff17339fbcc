//! Decisions drawn by lot: somebody without a part in them looks again, and the decision stays as it is.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use api::re_review::{ListReReviewsResponse, ReReviewView};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use server::applications::verify::verify;
use server::clock::Clock as _;
use server::lot::lot;
use server::re_reviews::draw::{lot_name, run_once, seed_of};
use store::re_reviews::{self, ReReview};
use store::{StoreError, file_keys, stage_times};
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};
use workflow::re_review::{FindingCode, ReReviewState};
use workflow::spot_check::draw;

use super::assign::account;
use super::templates::promote;
use super::{BUREAU, DAY_MS, act, again, guarantee, hr, queue, refusal, view};
use crate::filing::{NUMBERS, submitted, submitted_as};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const PHONES: [&str; 3] = ["13800000001", "13800000002", "13800000003"];

/// Three files that li let pass on Tuesday.
async fn passed(portal: &TestPortal) -> Vec<String> {
    let mut ids = Vec::new();
    for (phone, number) in PHONES.into_iter().zip(NUMBERS) {
        let mut resident = portal.resident(phone).await;
        ids.push(submitted_as(&mut resident, number).await.id);
    }
    let mut li = hr(portal, "li").await;
    for id in &ids {
        act(&mut li, id, LoanAction::AcceptForReview, json!({})).await;
        act(&mut li, id, LoanAction::Pass, json!({})).await;
    }
    ids
}

async fn run(portal: &TestPortal) -> usize {
    let now_ms = portal.clock.now_ms();
    run_once(&portal.state, now_ms).await.unwrap()
}

async fn list(officer: &mut Browser) -> ListReReviewsResponse {
    let answer = officer.get(path::STAFF_RE_REVIEWS).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn send(officer: &mut Browser, one: &ReReviewView, parts: Value) -> Answer {
    let mut body = parts;
    body["version"] = json!(one.version);
    if body.get("no_conflict").is_none() {
        body["no_conflict"] = json!(true);
    }
    let at = with_id(path::STAFF_RE_REVIEW_ACTIONS, &one.id);
    officer.post(&at, &body).await
}

fn agree() -> Value {
    json!({ "action": "agree" })
}

fn finding() -> Value {
    json!({ "action": "record_finding", "finding": {
        "code": "evidence_missing", "evidence": "没有营业执照的照片", "advice": "请补一份" } })
}

fn whole(portal: &TestPortal) {
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn a_share_of_what_is_over_is_drawn_by_a_lot_that_nobody_chooses() {
    let portal = TestPortal::start().await;
    let ids = passed(&portal).await;
    // The day is not over.
    assert_eq!(run(&portal).await, 0);
    portal.clock.advance_ms(DAY_MS);
    assert_eq!((run(&portal).await, run(&portal).await), (1, 0));
    let mut wang = hr(&portal, "wang").await;
    promote(&portal, "wang").await;
    let found = list(&mut wang).await;
    assert_eq!(
        (found.percent, found.working_days, found.is_local_confirm),
        (5, 10, true)
    );
    let one = &found.waiting[0];
    // Ten working days from Wednesday, 25 November.
    assert_eq!(one.due_on.to_string(), "2026-12-09");
    assert_eq!(
        (one.decision, one.decided_on.to_string().as_str()),
        (LoanAction::Pass, "2026-11-24")
    );
    assert_eq!(
        (one.applicant_masked.as_str(), one.may_review),
        ("示**", true)
    );

    // Anybody with the seed draws the same.
    let state = &portal.state;
    let day = one.decided_on;
    let decided: Vec<(String, i64)> = state
        .store
        .read::<_, StoreError>(|connection| stage_times::list_between(connection, "hr", (day, day)))
        .unwrap();
    assert_eq!(decided.len(), ids.len());
    let mut names: Vec<String> = decided
        .iter()
        .map(|(id, version)| lot_name(id, *version))
        .collect();
    names.reverse();
    let seed = seed_of(state, "2026-11");
    let again = draw(&names, &[], 5, |name| lot(&seed, name));
    assert!(again[0].starts_with(&one.application_id), "{again:?}");
    whole(&portal);
}

#[tokio::test]
async fn a_portal_that_was_off_when_the_month_was_over_draws_of_it_once_it_is_back() {
    let portal = TestPortal::start().await;
    passed(&portal).await;
    // To Wednesday, 2 December.
    portal.clock.advance_ms(8 * DAY_MS);
    assert_eq!((run(&portal).await, run(&portal).await), (1, 0));
    let mut wang = hr(&portal, "wang").await;
    promote(&portal, "wang").await;
    let one = list(&mut wang).await.waiting.remove(0);
    assert_eq!(one.decided_on.to_string(), "2026-11-24");
    whole(&portal);
}

#[tokio::test]
async fn a_supervisor_without_a_part_agrees_and_the_resident_hears_nothing() {
    let portal = TestPortal::start().await;
    passed(&portal).await;
    portal.clock.advance_ms(DAY_MS);
    run(&portal).await;
    let (mut li, mut wang) = (again(&portal, "li").await, hr(&portal, "wang").await);
    let mut zhao = guarantee(&portal, "zhao").await;
    promote(&portal, "wang").await;
    promote(&portal, "zhao").await;
    let one = list(&mut wang).await.waiting[0].clone();
    assert_eq!(list(&mut li).await.waiting, []);
    assert_eq!(list(&mut zhao).await.waiting, []);
    send(&mut zhao, &one, agree())
        .await
        .problem(ProblemCode::NotFound);
    send(&mut li, &one, agree())
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    // Somebody else of the office leaves it to the supervisor.
    let mut zhang = hr(&portal, "zhang").await;
    let problem = send(&mut zhang, &one, agree())
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");
    let mut applicant = portal.staff("甲", Role::HrOfficer, BUREAU).await;
    promote(&portal, "甲").await;
    let problem = send(&mut applicant, &one, agree())
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "own_file");

    let before = view(&mut wang, &one.application_id).await;
    assert_eq!(before.re_reviews, std::slice::from_ref(&one));
    let key = fresh_key();
    let at = with_id(path::STAFF_RE_REVIEW_ACTIONS, &one.id);
    let request = json!({ "version": one.version, "action": "agree", "no_conflict": true });
    for _ in 0..2 {
        let answer = wang.send_json(Method::POST, &at, &key, &request).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let kept: ReReviewView = answer.json();
        assert_eq!((kept.state, kept.version), (ReReviewState::Agreed, 2));
        assert_eq!(kept.closed_by.as_deref(), Some("示例 wang"));
    }
    send(&mut wang, &one, agree())
        .await
        .problem(ProblemCode::Stale);
    let found = list(&mut wang).await;
    let counts = found.counts.unwrap();
    assert_eq!((found.waiting.len(), found.closed.len()), (0, 1));
    assert_eq!((counts.drawn, counts.agreed, counts.waiting), (1, 1, 0));
    // The decision stays, the file's version too, and nothing of it is the resident's or another office's to see.
    let after = view(&mut wang, &one.application_id).await;
    assert_eq!(after.application, before.application);
    assert_eq!(after.application.state, LoanState::GuaranteeReview);
    assert_eq!(view(&mut zhao, &one.application_id).await.re_reviews, []);
    for phone in PHONES {
        let mut resident = portal.resident(phone).await;
        let answer = resident
            .get(&with_id(path::APPLICATION, &one.application_id))
            .await;
        if answer.status == StatusCode::OK {
            let text = String::from_utf8(answer.body.to_vec()).unwrap();
            assert!(!text.contains("re_review"));
            let seen: ApplicationView = serde_json::from_str(&text).unwrap();
            assert_eq!(seen.version, before.application.version);
        }
    }
    whole(&portal);
}

#[tokio::test]
async fn a_finding_is_structured_and_leaves_the_refusal_as_it_is() {
    let portal = TestPortal::start().await;
    let id = submitted(&mut portal.resident(PHONES[0]).await).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    promote(&portal, "li").await;
    promote(&portal, "wang").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    act(&mut wang, &id, LoanAction::ConfirmRefusal, json!({})).await;
    portal.clock.advance_ms(DAY_MS);
    assert_eq!(run(&portal).await, 1);
    // Every supervisor had a part, so a colleague who had none looks.
    let mut wang = again(&portal, "wang").await;
    let seen = list(&mut wang).await.waiting[0].clone();
    assert_eq!(
        (seen.may_review, seen.barred.as_deref()),
        (false, Some("had_part"))
    );
    let mut zhang = hr(&portal, "zhang").await;
    let found = list(&mut zhang).await;
    assert!(found.counts.is_none());
    let one = found.waiting[0].clone();
    assert!(one.may_review && one.decision == LoanAction::ConfirmRefusal);
    let long = "长".repeat(501);
    for (request, expected) in [
        (
            json!({ "action": "record_finding" }),
            vec!["/finding required"],
        ),
        (
            json!({ "action": "record_finding",
                "finding": { "code": "other", "evidence": " ", "advice": long } }),
            vec!["/finding/evidence required", "/finding/advice too_long"],
        ),
        (
            json!({ "action": "agree",
                "finding": { "code": "other", "evidence": "a", "advice": "b" } }),
            vec!["/finding not_expected"],
        ),
    ] {
        let problem = send(&mut zhang, &one, request)
            .await
            .problem(ProblemCode::InvalidInput);
        let lines = problem.errors.iter();
        let lines: Vec<String> = lines
            .map(|error| format!("{} {}", error.pointer, error.code))
            .collect();
        assert_eq!(lines, expected);
    }
    let answer = send(&mut zhang, &one, finding()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let kept: ReReviewView = answer.json();
    assert_eq!(kept.state, ReReviewState::Found);
    assert_eq!(kept.finding.unwrap().code, FindingCode::EvidenceMissing);
    let file = view(&mut wang, &id).await;
    assert_eq!(file.application.state, LoanState::Rejected);
    assert_eq!(file.re_reviews[0].closed_by.as_deref(), Some("示例 zhang"));
    let closed = list(&mut wang).await.closed;
    assert_eq!(closed[0].finding.as_ref().unwrap().advice, "请补一份");
    whole(&portal);
}

#[tokio::test]
async fn what_nobody_looked_at_in_time_is_told_to_the_supervisor() {
    let portal = TestPortal::start().await;
    passed(&portal).await;
    portal.clock.advance_ms(DAY_MS);
    run(&portal).await;
    hr(&portal, "wang").await;
    promote(&portal, "wang").await;
    for (days, overdue) in [(14, 0), (1, 1)] {
        portal.clock.advance_ms(days * DAY_MS);
        let (mut wang, mut li) = (again(&portal, "wang").await, again(&portal, "li").await);
        let waiting = queue(&mut wang).await.re_reviews.unwrap();
        assert_eq!((waiting.waiting, waiting.overdue), (1, overdue));
        let found = list(&mut wang).await;
        assert_eq!(found.waiting[0].is_overdue, overdue == 1);
        assert_eq!(found.counts.unwrap().overdue, overdue);
        assert_eq!(queue(&mut li).await.re_reviews, None);
    }
}

#[tokio::test]
async fn who_stands_in_for_the_supervisor_looks_in_the_supervisors_place() {
    let portal = TestPortal::start().await;
    passed(&portal).await;
    portal.clock.advance_ms(DAY_MS);
    run(&portal).await;
    let (mut wang, mut zhang) = (hr(&portal, "wang").await, hr(&portal, "zhang").await);
    let mut chen = hr(&portal, "chen").await;
    promote(&portal, "wang").await;
    assert_eq!(list(&mut zhang).await.waiting, []);
    let (wang_id, zhang_id) = (
        account(&mut wang, "wang").await,
        account(&mut wang, "zhang").await,
    );
    let away = json!({ "deputy_id": zhang_id, "until": "2026-12-04" });
    let at = with_id(path::STAFF_ABSENCE, &wang_id);
    let answer = wang.put(&at, &away).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(queue(&mut zhang).await.re_reviews.unwrap().waiting, 1);
    let one = list(&mut zhang).await.waiting[0].clone();
    let problem = send(&mut chen, &one, agree())
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");
    let answer = send(&mut zhang, &one, agree()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn how_many_wait_behind_the_end_of_the_list_is_said() {
    let portal = TestPortal::start().await;
    let ids = passed(&portal).await;
    portal.clock.advance_ms(DAY_MS);
    run(&portal).await;
    let mut wang = hr(&portal, "wang").await;
    promote(&portal, "wang").await;
    let found = list(&mut wang).await;
    assert_eq!((found.waiting.len(), found.not_listed), (1, 0));
    let one = found.waiting[0].clone();
    let other = ids.into_iter().find(|id| *id != one.application_id);
    let other = other.unwrap();
    // Two hundred that are more pressing, of a file whose key is gone, so that nobody has to look at them.
    let add = move |tx: &store::Tx| {
        let drawn = re_reviews::find(tx, &one.id)?.unwrap();
        for number in 0..200 {
            let row = ReReview {
                id: format!("more-{number}"),
                application_id: other.clone(),
                ended_version: 1_000 + number,
                due_on: drawn.due_on.add_days(-1),
                ..drawn.clone()
            };
            re_reviews::insert(tx, &row)?;
        }
        file_keys::destroy(tx, &other, drawn.created_ms)
    };
    let store = &portal.state.store;
    let is_gone = store.write::<_, _, StoreError>(add).await.unwrap();
    assert!(is_gone);
    let found = list(&mut wang).await;
    assert_eq!((found.waiting.len(), found.not_listed), (0, 1));
}

#[tokio::test]
async fn a_changed_chain_is_found() {
    let portal = TestPortal::start().await;
    passed(&portal).await;
    portal.clock.advance_ms(DAY_MS);
    run(&portal).await;
    whole(&portal);
    let state = &portal.state;
    let spoil = "UPDATE re_review_events SET created_ms = 1, hash = prev_hash";
    portal.change(spoil).await;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings.len(), 1, "{:?}", report.findings);
    assert!(report.findings[0].contains("re-review"));
}

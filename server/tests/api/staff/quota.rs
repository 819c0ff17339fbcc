//! Quota or fund is used up: the file waits without a clock, the resident reads why, and the oldest goes on first.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use api::quota_wait::{
    EndQuotaWaitsResponse, ListQuotaWaitsResponse, MOST_FILES, QuotaWaitOutcome as Outcome,
};
use api::tracking::TrackResponse;
use domain::Date;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use server::applications::remind;
use server::applications::verify::verify;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState, Stage, WaitReason};

use super::templates::promote;
use super::{
    BUREAU, DAY_MS, act, again, attempt, guarantee, hr, look, messages, pins, queue, view,
};
use crate::filing::{action, submitted};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const PHONE: &str = "13800000001";
const PHONES: [&str; 3] = [PHONE, "13800000002", "13800000003"];

async fn see(resident: &mut Browser, id: &str) -> ApplicationView {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

/// In the bureau's hands, one minute after another.
async fn three(portal: &TestPortal, li: &mut Browser) -> Vec<String> {
    let mut ids = Vec::new();
    for phone in PHONES {
        let id = submitted(&mut portal.resident(phone).await).await.id;
        portal.clock.advance_ms(60_000);
        act(li, &id, LoanAction::AcceptForReview, json!({})).await;
        ids.push(id);
    }
    ids
}

async fn list(officer: &mut Browser) -> ListQuotaWaitsResponse {
    let answer = officer.get(path::STAFF_QUOTA_WAITS).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

fn files(those: &[(&str, u32)]) -> Value {
    let files: Vec<Value> = those
        .iter()
        .map(|(id, version)| json!({ "id": id, "version": version }))
        .collect();
    json!({ "files": files, "no_conflict": true })
}

async fn try_end(officer: &mut Browser, those: &[(&str, u32)]) -> Answer {
    officer.post(path::STAFF_QUOTA_WAITS, &files(those)).await
}

async fn end(officer: &mut Browser, those: &[(&str, u32)]) -> Vec<Outcome> {
    let answer = try_end(officer, those).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let answer: EndQuotaWaitsResponse = answer.json();
    let named: Vec<&str> = answer.files.iter().map(|file| file.id.as_str()).collect();
    let asked: Vec<&str> = those.iter().map(|(id, _)| *id).collect();
    assert_eq!(named, asked, "in the order of the request");
    answer.files.into_iter().map(|file| file.outcome).collect()
}

fn assert_whole(portal: &TestPortal) {
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn the_resident_reads_why_and_no_day_of_it_counts() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let handed_in = submitted(&mut resident).await;
    let id = handed_in.id;
    let mut li = hr(&portal, "li").await;
    hr(&portal, "wang").await;
    promote(&portal, "wang").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    let note = json!({ "note": "等市里追加" });
    let held = act(&mut li, &id, LoanAction::HoldForFund, note).await;
    assert_eq!(held.application.state, LoanState::QuotaWait);
    assert!(held.is_wait_left_to_supervisor && held.application.actions.is_empty());

    let seen = see(&mut resident, &id).await;
    assert_eq!(seen.state, LoanState::QuotaWait);
    assert_eq!(seen.holder.role, Some(Role::HrOfficer));
    assert_eq!(seen.actions, [LoanAction::Withdraw]);
    let last = seen.timeline.last().unwrap();
    assert_eq!(
        (last.action, last.state),
        (LoanAction::HoldForFund, LoanState::QuotaWait)
    );
    let clock = seen.clock.unwrap();
    assert_eq!((clock.day, clock.paused, clock.overdue), (0, true, false));
    assert!(clock.resident_due_on.is_none() && seen.usual.is_none());
    let whole = serde_json::to_string(&see(&mut resident, &id).await).unwrap();
    assert!(!whole.contains("追加"), "a note among officers");
    let tracked = json!({ "query_code": handed_in.query_code.unwrap(), "phone_tail": "0001" });
    let tracked: TrackResponse = portal
        .anonymous()
        .post(path::TRACKING, &tracked)
        .await
        .json();
    assert_eq!(tracked.state, LoanState::QuotaWait);
    assert!(tracked.clock.unwrap().paused);
    let told = messages(&portal, PHONE);
    assert!(told[0].contains("担保基金") && told[0].contains("不是不批"));
    assert!(!told[0].contains("示例甲") && !told[0].contains("最晚"));

    // Two weeks on nobody is late, reminded or told.
    let hour = Date::parse_iso("2026-12-08").unwrap().start_ms_shanghai() + 10 * 3_600_000;
    assert_eq!(remind::run_once(&portal.state, hour).await.unwrap(), 0);
    portal.clock.advance_ms(14 * DAY_MS);
    let mut li = again(&portal, "li").await;
    let seen = view(&mut li, &id).await;
    assert_eq!(seen.application.clock.unwrap().day, 0);
    assert!(seen.desk_clocks.is_empty());
    let lists = queue(&mut li).await;
    assert_eq!((lists.waiting.len(), lists.waiting_count), (0, 0));
    assert_eq!((lists.elsewhere.len(), lists.quota_waits), (0, 1));
    let problem = attempt(&mut li, &id, LoanAction::EndWait, json!({}))
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");

    let mut wang = again(&portal, "wang").await;
    let waiting = list(&mut wang).await;
    assert!(waiting.may_end && waiting.count == 1);
    let one = &waiting.files[0];
    assert_eq!((one.stage, one.reason), (Stage::Hr, WaitReason::FundUsedUp));
    assert_eq!(
        (one.note.as_str(), one.since.to_string().as_str()),
        ("等市里追加", "2026-11-24")
    );
    let seen = view(&mut wang, &id).await;
    assert_eq!(seen.application.actions, [LoanAction::EndWait]);
    let done = act(&mut wang, &id, LoanAction::EndWait, json!({})).await;
    assert_eq!(done.application.state, LoanState::HrReview);
    // Seven working days from Tuesday, 8 December: not one was used.
    let clock = done.application.clock.unwrap();
    assert_eq!((clock.day, clock.paused), (0, false));
    assert_eq!(clock.due_on.to_string(), "2026-12-17");
    let told = messages(&portal, PHONE);
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("不用等额度了") && told[0].contains("12 月 17 日"));
    assert_eq!(queue(&mut wang).await.waiting.len(), 1);
    assert_whole(&portal);
}

#[tokio::test]
async fn the_oldest_goes_on_first_and_each_file_answers_for_itself() {
    let portal = TestPortal::start().await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let ids = three(&portal, &mut wang).await;
    promote(&portal, "li").await;
    // The order of the holds says nothing.
    for id in ids.iter().rev() {
        act(&mut wang, id, LoanAction::HoldForQuota, json!({})).await;
    }
    let waiting = list(&mut wang).await;
    assert!(!waiting.may_end);
    let order: Vec<&str> = waiting.files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(order, ids);
    let version = waiting.files[0].version;
    let [first, second, third] = [0, 1, 2].map(|at| (ids[at].as_str(), version));
    let problem = try_end(&mut wang, &[first])
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "supervisor_needed");

    assert_eq!(end(&mut li, &[second]).await, [Outcome::OlderWaits]);
    let both = [Outcome::OlderWaits, Outcome::Ended];
    assert_eq!(end(&mut li, &[third, first]).await, both);
    assert_eq!(
        view(&mut li, first.0).await.application.state,
        LoanState::HrReview
    );
    assert_eq!(messages(&portal, PHONES[0]).len(), 2);
    assert_eq!(messages(&portal, PHONES[2]).len(), 1);

    let key = fresh_key();
    let those = [second, first, ("nobodys", 3), third];
    for _ in 0..2 {
        let answer = li
            .send_json(Method::POST, path::STAFF_QUOTA_WAITS, &key, &files(&those))
            .await;
        let answer: EndQuotaWaitsResponse = answer.json();
        let outcomes: Vec<Outcome> = answer.files.iter().map(|file| file.outcome).collect();
        let (done, moved) = (Outcome::Ended, Outcome::AlreadyMoved);
        assert_eq!(outcomes, [done, moved, moved, done]);
    }
    for phone in PHONES {
        assert_eq!(
            messages(&portal, phone).len(),
            2,
            "a double press tells once"
        );
    }
    assert_eq!(queue(&mut li).await.waiting.len(), 3);
    assert!(list(&mut li).await.files.is_empty());
    let looks = portal
        .state
        .store
        .read(|connection| store::access_log::list_by_application(connection, &ids[0]))
        .unwrap();
    assert!(looks.iter().any(|look| look.action == "end_quota_wait"));
    assert_whole(&portal);
}

#[tokio::test]
async fn who_waits_for_the_fund_does_not_hold_up_who_waits_for_the_quota() {
    let portal = TestPortal::start().await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let ids = three(&portal, &mut wang).await;
    promote(&portal, "li").await;
    act(&mut wang, &ids[0], LoanAction::HoldForFund, json!({})).await;
    for id in &ids[1..] {
        act(&mut wang, id, LoanAction::HoldForQuota, json!({})).await;
    }
    let version = list(&mut li).await.files[1].version;
    // Held anew since it was on screen, it is no younger for it.
    act(&mut li, &ids[1], LoanAction::EndWait, json!({})).await;
    act(&mut wang, &ids[1], LoanAction::HoldForQuota, json!({})).await;
    let those = [(ids[1].as_str(), version), (ids[2].as_str(), version)];
    let neither = [Outcome::AlreadyMoved, Outcome::OlderWaits];
    assert_eq!(end(&mut li, &those).await, neither);
    let those = [(ids[1].as_str(), version + 2), (ids[2].as_str(), version)];
    assert_eq!(end(&mut li, &those).await, [Outcome::Ended; 2]);
    assert_eq!(list(&mut li).await.files.len(), 1);
}

#[tokio::test]
async fn a_file_of_the_guarantee_agency_comes_back_to_it() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut zhao) = (hr(&portal, "li").await, guarantee(&portal, "zhao").await);
    promote(&portal, "li").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    // What is with an agency is the agency's to hold.
    act(&mut li, &id, LoanAction::Pass, json!({})).await;
    attempt(&mut li, &id, LoanAction::HoldForFund, json!({}))
        .await
        .problem(ProblemCode::NotAllowed);
    act(&mut zhao, &id, LoanAction::HoldForFund, json!({})).await;
    let lists = queue(&mut zhao).await;
    assert_eq!((lists.waiting.len(), lists.quota_waits), (0, 0));
    assert_eq!(lists.elsewhere[0].state, LoanState::QuotaWait);
    for (action, parts) in [
        (LoanAction::EndWait, json!({})),
        (LoanAction::Pass, json!({})),
    ] {
        let answer = attempt(&mut zhao, &id, action, parts).await;
        assert!(answer.status.is_client_error(), "{action}: {answer:?}");
    }
    let seen = see(&mut resident, &id).await;
    assert!(seen.holder.agency.unwrap().contains("人力资源"));

    let waiting = list(&mut li).await;
    let one = &waiting.files[0];
    assert_eq!(
        (one.stage, one.reason),
        (Stage::Guarantee, WaitReason::FundUsedUp)
    );
    assert_eq!(end(&mut li, &[(&id, one.version)]).await, [Outcome::Ended]);
    assert_eq!(
        queue(&mut zhao).await.waiting[0].state,
        LoanState::GuaranteeReview
    );
    assert!(queue(&mut li).await.waiting.is_empty());
    act(&mut zhao, &id, LoanAction::Pass, json!({})).await;
    assert_whole(&portal);
}

#[tokio::test]
async fn nobody_lets_the_own_file_go_on_and_it_keeps_nobody_waiting() {
    let portal = TestPortal::start().await;
    let mut wang = hr(&portal, "wang").await;
    let ids = three(&portal, &mut wang).await;
    // The account is shown as `示例 甲`, the applicants are all 示例甲.
    let mut applicant = portal.staff("甲", Role::HrOfficer, BUREAU).await;
    promote(&portal, "甲").await;
    for id in &ids {
        act(&mut wang, id, LoanAction::HoldForQuota, json!({})).await;
    }
    let files = list(&mut applicant).await.files;
    // Nobody is asked to say of the own file to have nothing to do with it.
    assert!(files.iter().all(|file| !file.is_conflict_asked));
    let those = [(ids[2].as_str(), files[0].version)];
    assert_eq!(end(&mut applicant, &those).await, [Outcome::OwnFile]);
    assert_eq!(list(&mut wang).await.files.len(), 3);
}

#[tokio::test]
async fn the_resident_may_leave_and_a_second_return_is_no_way_around() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut li = hr(&portal, "li").await;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::HoldForQuota, json!({})).await;
    for (refused, parts) in [
        (LoanAction::Return, pins()),
        (LoanAction::ProposeRefusal, super::refusal()),
        (LoanAction::Pass, json!({})),
    ] {
        attempt(&mut li, &id, refused, parts)
            .await
            .problem(ProblemCode::ActionNotPossible);
    }
    let seen = see(&mut resident, &id).await;
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let answer = resident
        .post(&at, &action(&seen, LoanAction::Withdraw))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(see(&mut resident, &id).await.state, LoanState::Withdrawn);
    assert_eq!(look(&mut li, &id).await.status, StatusCode::OK);
    assert!(list(&mut li).await.files.is_empty());
    assert_whole(&portal);
}

#[tokio::test]
async fn everything_wrong_with_a_request_is_said_at_once() {
    let portal = TestPortal::start().await;
    let mut li = hr(&portal, "li").await;
    promote(&portal, "li").await;
    let found = |answer: Answer| -> Vec<String> {
        let problem = answer.problem(ProblemCode::InvalidInput);
        let lines = problem.errors.iter();
        lines
            .map(|error| format!("{} {}", error.pointer, error.code))
            .collect()
    };
    assert_eq!(found(try_end(&mut li, &[]).await), ["/files required"]);
    let twice = try_end(&mut li, &[("a", 1), ("b", 1), ("a", 2)]).await;
    assert_eq!(found(twice), ["/files/2/id listed_twice"]);
    let names: Vec<String> = (0..=MOST_FILES).map(|at| at.to_string()).collect();
    let many: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    let answer = try_end(&mut li, &many).await;
    assert_eq!(found(answer), ["/files too_many_files"]);
    let moved = vec![Outcome::AlreadyMoved; MOST_FILES];
    assert_eq!(end(&mut li, &many[1..]).await, moved);
}

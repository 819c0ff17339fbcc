//! An appeal: made by the resident alone and in time, decided by neither of the two who refused.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use api::tracking::TrackResponse;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use server::applications::verify::verify;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use super::{
    BUREAU, DAY_MS, act, again, attempt, bank, body, guarantee, hr, look, messages, queue, refusal,
    view,
};
use crate::districts::copied;
use crate::filing::submitted;
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const WHY: &str = "逾期已经还清，有银行的证明。";
const PHONE: &str = "13800000001";

/// Refused by li and wang of the bureau.
async fn refused(portal: &TestPortal, resident: &mut Browser) -> String {
    let id = submitted(resident).await.id;
    let (mut li, mut wang) = (hr(portal, "li").await, hr(portal, "wang").await);
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    act(&mut wang, &id, LoanAction::ConfirmRefusal, json!({})).await;
    id
}

async fn see(resident: &mut Browser, id: &str) -> ApplicationView {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

fn appeal_of(version: u32, reason: &Value) -> Value {
    json!({ "version": version, "action": "appeal", "reason": reason })
}

async fn appeal(resident: &mut Browser, id: &str, reason: &Value) -> Answer {
    let version = see(resident, id).await.version;
    let at = with_id(path::APPLICATION_ACTIONS, id);
    resident.post(&at, &appeal_of(version, reason)).await
}

fn decision() -> Value {
    json!({ "note": "证明已经看过，属实。" })
}

#[tokio::test]
async fn somebody_else_takes_the_refusal_back_and_the_resident_reads_why() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = refused(&portal, &mut resident).await;
    let seen = see(&mut resident, &id).await;
    let until = seen.appeal_until.unwrap();
    // Ten working days from Tuesday, 24 November.
    assert_eq!(
        (until.on.as_str(), until.is_provisional),
        ("2026-12-08", true)
    );
    assert_eq!(seen.actions, [LoanAction::Appeal]);
    assert!(messages(&portal, PHONE)[0].contains("12 月 8 日"));

    let answer = appeal(&mut resident, &id, &json!(WHY)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let seen: ApplicationView = answer.json();
    assert_eq!(seen.state, LoanState::AppealReview);
    assert_eq!(seen.holder.role, Some(Role::HrOfficer));
    assert!(seen.holder.agency.is_some() && seen.appeal_until.is_none());
    assert!(seen.actions.is_empty() && seen.usual.is_none());
    let clock = seen.clock.unwrap();
    assert_eq!((clock.day, clock.limit, clock.paused), (0, 10, false));
    let code = seen.query_code.unwrap();
    let tracked = json!({ "query_code": code, "phone_tail": "0001" });
    let tracked: TrackResponse = portal
        .anonymous()
        .post(path::TRACKING, &tracked)
        .await
        .json();
    assert_eq!(tracked.state, LoanState::AppealReview);
    assert!(!serde_json::to_string(&tracked).unwrap().contains("还清"));

    for name in ["li", "wang"] {
        let mut officer = again(&portal, name).await;
        let shown = view(&mut officer, &id).await;
        assert!(shown.is_appeal_barred && shown.application.actions.is_empty());
        for action in [LoanAction::UpholdRefusal, LoanAction::OverturnRefusal] {
            attempt(&mut officer, &id, action, decision())
                .await
                .problem(ProblemCode::SecondPersonNeeded);
        }
    }
    let mut zhang = hr(&portal, "zhang").await;
    let waiting = queue(&mut zhang).await.waiting;
    assert_eq!((waiting[0].id.as_str(), waiting.len()), (id.as_str(), 1));
    let shown = view(&mut zhang, &id).await;
    assert!(!shown.is_appeal_barred && shown.application.refusal.is_some());
    assert_eq!(shown.application.appeal.unwrap().text, WHY);
    let both = [LoanAction::UpholdRefusal, LoanAction::OverturnRefusal];
    assert_eq!(shown.application.actions, both);
    let silent = json!({ "note": "  " });
    let problem = attempt(&mut zhang, &id, LoanAction::OverturnRefusal, silent)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/note");
    // Who decides on an appeal is asked like everybody else.
    let unsaid = json!({ "note": "证明已经看过，属实。", "no_conflict": false });
    let problem = attempt(&mut zhang, &id, LoanAction::OverturnRefusal, unsaid)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/no_conflict");
    let decided = act(&mut zhang, &id, LoanAction::OverturnRefusal, decision()).await;
    assert_eq!(decided.application.state, LoanState::HrReview);
    assert_eq!(decided.application.clock.unwrap().limit, 4);

    let seen = see(&mut resident, &id).await;
    let appeal = seen.appeal.unwrap();
    let decision = appeal.decision.unwrap();
    assert!(decision.is_overturned && decision.text.contains("属实"));
    assert_eq!(seen.refusal, None);
    let told = messages(&portal, PHONE);
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("申诉") && !told[0].contains("重新审核"));
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_upheld_stays_refused_and_no_second_appeal_is_taken() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = refused(&portal, &mut resident).await;
    appeal(&mut resident, &id, &json!(WHY)).await;
    let mut zhang = hr(&portal, "zhang").await;
    let kept = act(&mut zhang, &id, LoanAction::UpholdRefusal, decision()).await;
    assert_eq!(kept.application.state, LoanState::Rejected);
    let seen = see(&mut resident, &id).await;
    assert!(seen.refusal.is_some() && seen.actions.is_empty() && seen.appeal_until.is_none());
    assert!(!seen.appeal.unwrap().decision.unwrap().is_overturned);
    appeal(&mut resident, &id, &json!(WHY))
        .await
        .problem(ProblemCode::ActionNotPossible);
    attempt(&mut zhang, &id, LoanAction::OverturnRefusal, decision())
        .await
        .problem(ProblemCode::ActionNotPossible);
}

#[tokio::test]
async fn an_appeal_takes_words_in_time_and_the_newest_version() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = refused(&portal, &mut resident).await;
    for (reason, code) in [
        (json!(null), "required"),
        (json!(" \n"), "required"),
        (json!("长".repeat(501)), "too_long"),
    ] {
        let problem = appeal(&mut resident, &id, &reason)
            .await
            .problem(ProblemCode::InvalidInput);
        assert_eq!(
            (problem.errors[0].pointer.as_str(), &*problem.errors[0].code),
            ("/reason", code)
        );
    }
    let version = see(&mut resident, &id).await.version;
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let stale = appeal_of(version - 1, &json!(WHY));
    resident.post(&at, &stale).await.problem(ProblemCode::Stale);

    // The tenth working day is the resident's to its end.
    portal.clock.advance_ms(14 * DAY_MS);
    let mut resident = portal.resident(PHONE).await;
    let seen = see(&mut resident, &id).await;
    assert_eq!(seen.actions, [LoanAction::Appeal]);
    portal.clock.advance_ms(DAY_MS);
    let mut resident = portal.resident(PHONE).await;
    let seen = see(&mut resident, &id).await;
    assert!(seen.actions.is_empty() && seen.appeal_until.is_some());
    let problem = appeal(&mut resident, &id, &json!(WHY))
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "too_late");
}

#[tokio::test]
async fn a_double_press_is_one_appeal() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = refused(&portal, &mut resident).await;
    let version = see(&mut resident, &id).await.version;
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    let request = appeal_of(version, &json!(WHY));
    let key = fresh_key();
    let mut versions = Vec::new();
    for _ in 0..2 {
        let answer = resident.send_json(Method::POST, &at, &key, &request).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        versions.push(answer.json::<ApplicationView>().version);
    }
    assert_eq!(versions, [version + 1, version + 1]);
    // Another tab, which still shows the refusal.
    resident
        .post(&at, &request)
        .await
        .problem(ProblemCode::Stale);
}

#[tokio::test]
async fn nobody_appeals_for_others_or_decides_on_the_own_file() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = refused(&portal, &mut resident).await;
    let version = see(&mut resident, &id).await.version;
    let mut stranger = portal.resident("13800000002").await;
    let at = with_id(path::APPLICATION_ACTIONS, &id);
    stranger
        .post(&at, &appeal_of(version, &json!(WHY)))
        .await
        .problem(ProblemCode::NotFound);
    let mut li = again(&portal, "li").await;
    attempt(&mut li, &id, LoanAction::Appeal, decision())
        .await
        .problem(ProblemCode::NotAllowed);
    appeal(&mut resident, &id, &json!(WHY)).await;
    // The account is shown as `示例 甲`, the applicant is 示例甲.
    let mut applicant = portal.staff("甲", Role::HrOfficer, BUREAU).await;
    assert!(
        view(&mut applicant, &id)
            .await
            .application
            .actions
            .is_empty()
    );
    let problem = attempt(&mut applicant, &id, LoanAction::OverturnRefusal, decision())
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "own_file");
    // An office that the file never came to does not see it.
    let mut zhao = guarantee(&portal, "zhao").await;
    let version = see(&mut resident, &id).await.version;
    let request = body(version, LoanAction::OverturnRefusal, &decision());
    zhao.post(&with_id(path::STAFF_ACTIONS, &id), &request)
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn the_banks_refusal_is_the_banks_to_look_at_again() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut hr = hr(&portal, "li").await;
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    let mut guarantee = guarantee(&portal, "zhao").await;
    act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;
    let (mut sun, mut qian) = (bank(&portal, "sun").await, bank(&portal, "qian").await);
    act(&mut sun, &id, LoanAction::ProposeRefusal, refusal()).await;
    act(&mut qian, &id, LoanAction::ConfirmRefusal, json!({})).await;
    appeal(&mut resident, &id, &json!(WHY)).await;
    // Both saw the file pass through; the decision is not theirs.
    for officer in [&mut hr, &mut guarantee] {
        assert_eq!(look(officer, &id).await.status, StatusCode::OK);
        assert!(queue(officer).await.waiting.is_empty());
        attempt(officer, &id, LoanAction::OverturnRefusal, decision())
            .await
            .problem(ProblemCode::NotAllowed);
    }
    let mut wu = bank(&portal, "wu").await;
    let decided = act(&mut wu, &id, LoanAction::OverturnRefusal, decision()).await;
    assert_eq!(decided.application.state, LoanState::BankReview);
    assert_eq!(decided.application.clock.unwrap().limit, 3);
}

#[tokio::test]
async fn where_a_unit_is_named_its_people_alone_decide() {
    let folder = copied();
    std::fs::write(folder.path().join("appeal.toml"), "hr = '示例复核处'").unwrap();
    let words = ["--district", folder.path().to_str().unwrap()];
    let portal = TestPortal::start_with(&words).await;
    let mut resident = portal.resident(PHONE).await;
    let id = refused(&portal, &mut resident).await;
    appeal(&mut resident, &id, &json!(WHY)).await;
    let holder = see(&mut resident, &id).await.holder;
    assert_eq!(holder.agency.as_deref(), Some("示例复核处"));

    let mut zhang = hr(&portal, "zhang").await;
    let shown = view(&mut zhang, &id).await;
    assert_eq!(shown.appeal_left_to.as_deref(), Some("示例复核处"));
    assert!(shown.application.actions.is_empty());
    let problem = attempt(&mut zhang, &id, LoanAction::OverturnRefusal, decision())
        .await
        .problem(ProblemCode::NotAllowed);
    assert_eq!(problem.errors[0].code, "appeal_unit_needed");
    // Whoever refused decides on no appeal, whatever unit they are of.
    mark(&portal, "li").await;
    let mut li = again(&portal, "li").await;
    attempt(&mut li, &id, LoanAction::OverturnRefusal, decision())
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    mark(&portal, "zhang").await;
    let shown = view(&mut zhang, &id).await;
    assert_eq!(
        (shown.appeal_left_to, shown.application.actions.len()),
        (None, 2)
    );
    let decided = act(&mut zhang, &id, LoanAction::OverturnRefusal, decision()).await;
    assert_eq!(decided.application.state, LoanState::HrReview);
}

/// As `fumin admin set-appeals` does.
async fn mark(portal: &TestPortal, username: &'static str) {
    let mark = move |tx: &store::Tx| {
        let member = store::staff::find_by_username(tx, username)?.unwrap();
        store::staff::set_decides_appeals(tx, &member.id, true)
    };
    let marked = portal.state.store.write::<_, _, store::StoreError>(mark);
    assert!(marked.await.unwrap());
}

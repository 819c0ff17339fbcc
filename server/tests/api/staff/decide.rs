//! Deciding: versions, roles, repeated requests, the whole way to the money.

use api::path::{self, with_id};
use api::{ProblemCode, staff::StaffApplicationView};
use http::{Method, StatusCode};
use serde_json::json;
use workflow::loan::{LoanAction, LoanState};

use super::{
    act, all_messages, attempt, bank, body, contract, guarantee, hr, messages, pins, queue,
    refusal, repayment, terms, view,
};
use crate::filing::{action, filled, submitted};
use crate::portal::{TestPortal, fresh_key};

#[tokio::test]
async fn who_saw_an_older_version_decides_nothing() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let seen = view(&mut wang, &id).await.application.version;
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    let late = body(seen, LoanAction::AcceptForReview, &json!({}));
    wang.post(&with_id(path::STAFF_ACTIONS, &id), &late)
        .await
        .problem(ProblemCode::Stale);
    // What is wrong with the request beside that is not told: the officer has to look again first.
    let late = body(seen, LoanAction::Return, &json!({ "defects": [] }));
    wang.post(&with_id(path::STAFF_ACTIONS, &id), &late)
        .await
        .problem(ProblemCode::Stale);
}

#[tokio::test]
async fn what_is_not_possible_is_refused() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    for (action, code) in [
        (LoanAction::Pass, ProblemCode::ActionNotPossible),
        (LoanAction::Withdraw, ProblemCode::NotAllowed),
        (LoanAction::Expire, ProblemCode::ActionNotPossible),
        (LoanAction::ConfirmRefusal, ProblemCode::ActionNotPossible),
    ] {
        let answer = attempt(&mut officer, &id, action, json!({})).await;
        answer.problem(code);
    }
    assert_eq!(
        view(&mut officer, &id).await.application.state,
        LoanState::Submitted
    );
}

#[tokio::test]
async fn nobody_decides_on_what_was_taken_back() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let mine = submitted(&mut resident).await;
    let mut officer = hr(&portal, "li").await;
    let seen = act(
        &mut officer,
        &mine.id,
        LoanAction::AcceptForReview,
        json!({}),
    )
    .await;
    let seen = seen.application;
    let taken_back = crate::filing::action(&seen, LoanAction::Withdraw);
    let answer = resident
        .post(&with_id(path::APPLICATION_ACTIONS, &mine.id), &taken_back)
        .await;
    assert_eq!(answer.status, http::StatusCode::OK, "{answer:?}");
    // On the screen of before, and after looking again.
    for (action, parts) in [
        (LoanAction::Pass, json!({})),
        (LoanAction::Return, pins()),
        (LoanAction::ProposeRefusal, super::refusal()),
    ] {
        let late = body(seen.version, action, &parts);
        officer
            .post(&with_id(path::STAFF_ACTIONS, &mine.id), &late)
            .await
            .problem(ProblemCode::Stale);
        attempt(&mut officer, &mine.id, action, parts)
            .await
            .problem(ProblemCode::ActionNotPossible);
    }
    let state = view(&mut officer, &mine.id).await.application.state;
    assert_eq!(state, LoanState::Withdrawn);
}

#[tokio::test]
async fn a_request_sent_twice_is_done_and_told_once() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    let version = view(&mut officer, &id).await.application.version;
    let (path, key) = (with_id(path::STAFF_ACTIONS, &id), fresh_key());
    let request = body(version, LoanAction::Return, &pins());
    let first = officer.send_json(Method::POST, &path, &key, &request).await;
    let second = officer.send_json(Method::POST, &path, &key, &request).await;
    assert_eq!(first.body, second.body);
    assert_eq!(second.json::<StaffApplicationView>().application.version, 2);
    assert_eq!(messages(&portal, "13800000001").len(), 1);
}

#[tokio::test]
async fn the_whole_way_to_the_money() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let mine = submitted(&mut resident).await;
    let (id, number) = (mine.id.as_str(), mine.acceptance_number.unwrap());
    let mut hr = hr(&portal, "li").await;
    let mut guarantee = guarantee(&portal, "zhao").await;
    let (mut first, mut second) = (bank(&portal, "sun").await, bank(&portal, "qian").await);

    act(&mut hr, id, LoanAction::AcceptForReview, json!({})).await;
    let note = json!({ "note": "已核实" });
    act(&mut hr, id, LoanAction::Pass, note).await;
    let visit = json!({ "visit": { "on": "2026-11-25", "note": "上午九点" } });
    let file = act(&mut guarantee, id, LoanAction::BookVisit, visit).await;
    assert_eq!(file.application.visit.unwrap().on, "2026-11-25");
    let at = with_id(path::APPLICATION, id);
    let seen: api::application::ApplicationView = resident.get(&at).await.json();
    assert_eq!(seen.visit.unwrap().on, "2026-11-25");
    act(&mut guarantee, id, LoanAction::Pass, json!({})).await;
    // Nobody waits at home for a visit that is over; officers read later that there was one.
    let seen: api::application::ApplicationView = resident.get(&at).await.json();
    assert_eq!(seen.visit, None);
    assert!(view(&mut first, id).await.application.visit.is_some());
    let file = act(&mut first, id, LoanAction::Approve, terms()).await;
    assert_eq!(file.application.state, LoanState::ContractReady);
    assert!(queue(&mut first).await.waiting.is_empty());
    act(&mut first, id, LoanAction::Sign, contract()).await;
    assert_eq!(queue(&mut first).await.waiting.len(), 1);

    let payment = json!({ "disbursement": {
        "amount_fen": 18_000_000, "on": "2026-11-24", "account_tail": "0071" }, "repayment": repayment() });
    let again = payment.clone();
    let file = act(&mut first, id, LoanAction::ProposeDisbursement, payment).await;
    let pending = file.pending_disbursement.unwrap();
    assert_eq!(
        (pending.is_mine, pending.proposed_by.as_str()),
        (true, "示例 sun")
    );
    assert!(
        !file
            .application
            .actions
            .contains(&LoanAction::ConfirmDisbursement)
    );
    let confirm = LoanAction::ConfirmDisbursement;
    attempt(&mut first, id, confirm, json!({}))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    assert!(queue(&mut second).await.waiting[0].waits_for_second_person);
    let file = act(&mut second, id, confirm, json!({})).await;
    assert_eq!(file.application.state, LoanState::Disbursed);
    let booked = || {
        let found = portal
            .state
            .store
            .read(|connection| store::loans::find(connection, id));
        found.unwrap().unwrap()
    };
    let once = booked();
    // Nobody pays it out a second time, with a new request on the newest version either, and nothing is booked by trying.
    for (action, parts) in [
        (LoanAction::ProposeDisbursement, again),
        (confirm, json!({})),
    ] {
        for officer in [&mut first, &mut second] {
            attempt(officer, id, action, parts.clone())
                .await
                .problem(ProblemCode::ActionNotPossible);
        }
    }
    assert_eq!(booked(), once);
    let events = view(&mut first, id).await.application.version;
    assert_eq!(events, file.application.version);

    let told = messages(&portal, "13800000001");
    assert_eq!(told.len(), 3, "{told:?}");
    let visit = told
        .iter()
        .find(|text| text.contains("11 月 25 日上门"))
        .unwrap();
    assert!(
        !visit.contains("九点"),
        "the phone may be anybody's: {visit}"
    );
    for text in told {
        assert!(text.contains(&number) && !text.contains("示例甲"), "{text}");
    }
    let mine: api::application::ApplicationView =
        resident.get(&with_id(path::APPLICATION, id)).await.json();
    assert_eq!(mine.state, LoanState::Disbursed);
    assert_eq!(mine.disbursement.unwrap().account_tail, "0071");
}

#[tokio::test]
async fn a_resident_hears_where_the_file_is_and_nothing_of_what_is_in_it() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let mine = filled(&mut resident).await;
    let submit = action(&mine, LoanAction::Submit);
    let (path, key) = (with_id(path::APPLICATION_ACTIONS, &mine.id), fresh_key());
    let handed = resident.send_json(Method::POST, &path, &key, &submit).await;
    let again = resident.send_json(Method::POST, &path, &key, &submit).await;
    assert_eq!(
        (handed.status, again.status),
        (StatusCode::OK, StatusCode::OK)
    );
    let told = all_messages(&portal, "13800000001");
    assert_eq!(told.len(), 1, "{told:?}");
    // The seventh working day.
    assert!(
        told[0].contains("凉州区人力资源和社会保障局最晚 12 月 3 日 答复"),
        "{told:?}"
    );

    let mut hr = hr(&portal, "li").await;
    act(&mut hr, &mine.id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &mine.id, LoanAction::Pass, json!({})).await;
    let told = all_messages(&portal, "13800000001");
    assert_eq!(told.len(), 2, "{told:?}");
    let passed = told.iter().find(|text| text.contains("转到示例担保机构"));
    assert!(
        passed.unwrap().contains("最晚 11 月 27 日 答复"),
        "{told:?}"
    );
    assert!(!told.iter().any(|text| text.contains("示例甲")), "{told:?}");
}

#[tokio::test]
async fn nobody_decides_on_what_was_withdrawn_meanwhile() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let mine = submitted(&mut resident).await;
    let mut officer = hr(&portal, "li").await;
    let seen = act(
        &mut officer,
        &mine.id,
        LoanAction::AcceptForReview,
        json!({}),
    )
    .await;
    let mine: api::application::ApplicationView = resident
        .get(&with_id(path::APPLICATION, &mine.id))
        .await
        .json();
    let withdraw = action(&mine, LoanAction::Withdraw);
    let path = with_id(path::APPLICATION_ACTIONS, &mine.id);
    assert_eq!(resident.post(&path, &withdraw).await.status, StatusCode::OK);
    // On what the officer has on screen, and on what is there now.
    let pass = body(seen.application.version, LoanAction::Pass, &json!({}));
    let path = with_id(path::STAFF_ACTIONS, &mine.id);
    officer.post(&path, &pass).await.problem(ProblemCode::Stale);
    let actions = [
        (LoanAction::Pass, json!({})),
        (LoanAction::Return, pins()),
        (LoanAction::ProposeRefusal, refusal()),
    ];
    for (todo, parts) in actions {
        let answer = attempt(&mut officer, &mine.id, todo, parts).await;
        answer.problem(ProblemCode::ActionNotPossible);
    }
    let after = view(&mut officer, &mine.id).await.application;
    assert_eq!((after.state, after.actions), (LoanState::Withdrawn, vec![]));
}

//! How it ends: a refusal that is looked at again, silence, leaving.

use api::ProblemCode;
use api::enrolment::EnrolmentActionRequest;
use api::lesson::MemberActionRequest;
use api::path::{self, with_id};
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use server::enrolments::verify::late::Watch;
use server::enrolments::verify::verify_live;
use server::enrolments::{follow, remind};
use workflow::enrolment::{EnrolmentAction as A, EnrolmentState as S};

use super::super::rooms::{act, day};
use super::{
    ID, OTHER_ID, PHONES, answer, ask, claimed, holds_together, newest, open, refusal, unclear,
    waiting, with_reason,
};
use crate::portal::TestPortal;
use crate::training::officer;

#[tokio::test]
async fn a_refused_person_asks_again_once_and_has_a_seat_only_where_one_is_free() {
    let portal = TestPortal::start().await;
    open(&portal, 1).await;
    let mut resident = portal.resident(PHONES[0]).await;
    claimed(&mut resident, &unclear(ID)).await;
    let mut officer = officer(&portal).await;
    let one = waiting(&mut officer).await.remove(0);
    answer(&mut officer, &one, &refusal(&one)).await;
    let view = newest(&mut resident).await;
    assert_eq!(view.actions, [A::Appeal]);
    let appeal = json!({ "version": view.version, "reason": "我办过登记" });
    let asked = resident
        .post(&with_id(path::ENROLMENT_APPEAL, &view.id), &appeal)
        .await;
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    let one = waiting(&mut officer).await.remove(0);
    assert_eq!(one.appeal.as_deref(), Some("我办过登记"));
    assert_eq!(one.actions, [A::Uphold, A::Overturn]);
    // Somebody took the seat meanwhile.
    let mut other = portal.resident(PHONES[1]).await;
    ask(&mut other).await;
    let full = answer(&mut officer, &one, &with_reason(&one, A::Overturn)).await;
    full.problem(ProblemCode::ActionNotPossible);
    act(&mut other, A::Withdraw).await;
    let done = answer(&mut officer, &one, &with_reason(&one, A::Overturn)).await;
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    assert_eq!(newest(&mut resident).await.state, S::Held);
    assert!(waiting(&mut officer).await.is_empty());
    holds_together(&portal);
}

#[tokio::test]
async fn silence_refuses_nobody_and_what_is_not_put_right_ends() {
    let portal =
        TestPortal::start_with(&["--session-idle", "1440", "--session-longest", "24"]).await;
    open(&portal, 2).await;
    let mut silent = portal.resident(PHONES[0]).await;
    claimed(&mut silent, &unclear(ID)).await;
    let mut returned = portal.resident(PHONES[1]).await;
    claimed(&mut returned, &unclear(OTHER_ID)).await;
    let mut officer = officer(&portal).await;
    let one = waiting(&mut officer).await.remove(1);
    answer(&mut officer, &one, &with_reason(&one, A::Return)).await;
    let at = |date: &str| day(date).start_ms_shanghai() + 36_000_000;
    // What the hour's look says before the minute's job has run.
    let late = |date: &str| {
        let parts = &portal.state;
        let watch = Watch::new(&parts.district, &parts.calendar, at(date));
        let report = verify_live(&parts.store, &parts.keyring, watch).unwrap();
        report.findings.concat()
    };
    assert_eq!(late("2026-12-01"), "");
    assert!(late("2026-12-03").ends_with("the days to put it right are over"));
    // Six working days later the one has lapsed and frees the seat, the other still waits, called late.
    follow::run_once(&portal.state, at("2026-12-03"))
        .await
        .unwrap();
    assert_eq!(newest(&mut returned).await.state, S::Lapsed);
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 50).unwrap();
    let told = messages
        .iter()
        .filter(|message| message.text.contains("过了要改的日子"));
    let told: Vec<_> = told.map(|message| message.phone.as_str()).collect();
    assert_eq!(told, [PHONES[1]]);
    assert_eq!(newest(&mut silent).await.state, S::Applied);
    assert_eq!(late("2026-12-03"), "");
    assert!(late("2026-12-15").ends_with("it has no seat yet although the class has begun"));
    // Who has no answer on the last day is to come all the same.
    let reminded = remind::run_once(&portal.state, at("2026-12-14")).await;
    assert_eq!(reminded.unwrap(), 1);
    // The class begins: whoever has no answer has the seat.
    follow::run_once(&portal.state, at("2026-12-15"))
        .await
        .unwrap();
    assert_eq!(newest(&mut silent).await.state, S::Held);
    assert_eq!(late("2026-12-15"), "");
    holds_together(&portal);
}

#[tokio::test]
async fn an_answer_on_the_day_before_takes_nobodys_reminder() {
    let portal = TestPortal::start().await;
    open(&portal, 2).await;
    for (phone, id) in PHONES.into_iter().zip([ID, OTHER_ID]) {
        claimed(&mut portal.resident(phone).await, &unclear(id)).await;
    }
    let morning_ms = day("2026-12-14").start_ms_shanghai() + 30_600_000;
    portal.clock.advance_ms(morning_ms - portal.clock.now_ms());
    let mut officer = officer(&portal).await;
    let asked = waiting(&mut officer).await;
    let yes = MemberActionRequest::plain(asked[0].version, A::Hold);
    for (one, request) in [(0, yes), (1, with_reason(&asked[1], A::Return))] {
        let answered = answer(&mut officer, &asked[one], &request).await;
        assert_eq!(answered.status, StatusCode::OK, "{answered:?}");
    }
    let reminded = remind::run_once(&portal.state, morning_ms + 1_800_000).await;
    assert_eq!(reminded.unwrap(), 2, "a kept seat is a seat");
    holds_together(&portal);
}

#[tokio::test]
async fn a_reason_for_leaving_is_taken_and_needs_none() {
    let portal = TestPortal::start().await;
    open(&portal, 2).await;
    for (phone, reason, expected) in [
        (PHONES[0], Some("家里有事".to_owned()), StatusCode::OK),
        (PHONES[1], None, StatusCode::OK),
        (
            PHONES[2],
            Some("长".repeat(301)),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
    ] {
        let mut resident = portal.resident(phone).await;
        ask(&mut resident).await;
        let view = newest(&mut resident).await;
        let request = EnrolmentActionRequest {
            reason,
            ..EnrolmentActionRequest::plain(view.version, A::Withdraw)
        };
        let answer = resident
            .post(&with_id(path::ENROLMENT_ACTIONS, &view.id), &request)
            .await;
        assert_eq!(answer.status, expected, "{answer:?}");
    }
    holds_together(&portal);
}

//! Withdrawing, offers, and what time does to them.

use api::ProblemCode;
use api::enrolment::{EnrolmentActionRequest, EnrolmentPlace};
use api::path::{self, with_id};
use http::StatusCode;
use server::clock::Clock as _;
use server::enrolments::follow;
use server::sms::remember;
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

use super::rooms::{act, day, enrolled, holds_together, mine, open, seats};
use crate::portal::{Browser, TestPortal};

const HOUR_MS: i64 = 3_600_000;

/// Four seats that are taken, and the first of those who hold one with the two who wait.
async fn four_seats(portal: &TestPortal) -> [Browser; 3] {
    open(portal, "t", 4).await;
    let mut holder = portal.resident("13800000001").await;
    enrolled(&mut holder, "t").await;
    for number in 4..=6 {
        let mut other = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut other, "t").await;
    }
    let mut waiting = [
        portal.resident("13800000002").await,
        portal.resident("13800000003").await,
    ];
    for person in &mut waiting {
        let place = enrolled(person, "t").await;
        assert_eq!(place.state, EnrolmentState::Waitlisted);
    }
    let [next, last] = waiting;
    [holder, next, last]
}

#[tokio::test]
async fn a_seat_that_comes_free_is_offered_down_the_list() {
    let portal = TestPortal::start().await;
    let [mut holder, mut next, mut last] = four_seats(&portal).await;
    let left = act(&mut holder, EnrolmentAction::Withdraw).await;
    assert_eq!(
        left.json::<EnrolmentPlace>().state,
        EnrolmentState::Withdrawn
    );
    let offered = mine(&mut next).await.remove(0);
    assert_eq!(offered.state, EnrolmentState::Offered);
    assert_eq!(
        offered.actions,
        [EnrolmentAction::Accept, EnrolmentAction::Pass]
    );
    // A Tuesday: the usual day.
    assert_eq!(
        offered.offered_until_ms,
        Some(portal.clock.now_ms() + 24 * HOUR_MS)
    );
    assert!(sent_to(&portal, "13800000002").contains("候补的班有位子了"));
    let waits = mine(&mut last).await.remove(0);
    assert_eq!((waits.position, waits.waiting), (Some(1), Some(1)));
    assert_eq!(seats(&portal, "t").await.state, ClassState::Full);

    act(&mut next, EnrolmentAction::Pass).await;
    let accepted = act(&mut last, EnrolmentAction::Accept).await;
    assert_eq!(
        accepted.json::<EnrolmentPlace>().state,
        EnrolmentState::Held
    );
    assert_eq!(mine(&mut next).await[0].state, EnrolmentState::Withdrawn);
    holds_together(&portal, "t");
}

#[tokio::test]
async fn an_offer_stands_on_the_sheet_of_the_clerk_who_may_help_with_courses() {
    let portal = TestPortal::start().await;
    let [mut holder, _, _] = four_seats(&portal).await;
    portal.clock.advance_ms(61_000);
    let mut clerk = portal.clerk("daiban").await;
    let mut other = portal.clerk("other").await;
    let next = "13800000002";
    let _tab = crate::service_point::help(&portal, &mut clerk, next, "courses").await;
    portal.clock.advance_ms(61_000);
    let _tab = crate::service_point::help(&portal, &mut other, next, "loan").await;
    let sheet = clerk.get(path::STAFF_HELPED_SESSIONS).await.value();
    assert_eq!(sheet["waiting_seats"], serde_json::json!([]));
    act(&mut holder, EnrolmentAction::Withdraw).await;
    let until_ms = portal.clock.now_ms() + 24 * HOUR_MS;
    let sheet = clerk.get(path::STAFF_HELPED_SESSIONS).await.value();
    let seat = &sheet["waiting_seats"][0];
    assert_eq!(seat["state"], "offered", "{sheet}");
    assert_eq!(seat["name_masked"], "示**");
    assert_eq!(seat["title"], "日光温室越冬蔬菜班");
    assert_eq!(seat["offered_until_ms"], until_ms);
    // Who may help with a loan alone sees nothing of it.
    let sheet = other.get(path::STAFF_HELPED_SESSIONS).await.value();
    assert_eq!(sheet["waiting_seats"], serde_json::json!([]));
}

#[tokio::test]
async fn an_offer_that_runs_out_goes_on_and_cannot_be_taken_any_more() {
    let portal = TestPortal::start().await;
    let [mut holder, ..] = four_seats(&portal).await;
    act(&mut holder, EnrolmentAction::Withdraw).await;
    portal.clock.advance_ms(24 * HOUR_MS + 1);
    let mut next = portal.resident("13800000002").await;
    let mut last = portal.resident("13800000003").await;
    // No job has run: the offer is over all the same.
    let late = act(&mut next, EnrolmentAction::Accept).await;
    let problem = late.problem(ProblemCode::ActionNotPossible);
    assert_eq!(problem.errors[0].code, "too_late");
    let touched = follow::run_once(&portal.state, portal.clock.now_ms())
        .await
        .unwrap();
    assert_eq!(touched, 1);
    assert_eq!(
        follow::run_once(&portal.state, portal.clock.now_ms())
            .await
            .unwrap(),
        0
    );
    assert_eq!(mine(&mut next).await[0].state, EnrolmentState::Lapsed);
    assert_eq!(mine(&mut last).await[0].state, EnrolmentState::Offered);
    // It is day: both are told at once, each of the own.
    assert!(sent_to(&portal, "13800000002").contains("过了时间没有确认"));
    assert!(!sent_to(&portal, "13800000003").contains("过了时间没有确认"));
    holds_together(&portal, "t");
}

#[tokio::test]
async fn what_ends_at_midnight_is_told_in_the_morning_and_ends_at_midnight() {
    let portal = TestPortal::start().await;
    four_seats(&portal).await;
    let midnight_ms = day("2026-12-16").start_ms_shanghai();
    // In the last minute in which anybody withdraws: the offer and the list end together.
    let left_ms = midnight_ms - 24 * HOUR_MS - 60_000;
    portal.clock.advance_ms(left_ms - portal.clock.now_ms());
    let mut holder = portal.resident("13800000001").await;
    let left = act(&mut holder, EnrolmentAction::Withdraw).await;
    assert_eq!(left.status, StatusCode::OK, "{left:?}");
    portal.clock.advance_ms(midnight_ms - left_ms);
    follow::run_once(&portal.state, midnight_ms).await.unwrap();
    let now = seats(&portal, "t").await;
    assert_eq!((now.state, now.waiting), (ClassState::Running, 0));
    let told = |phone: &str| {
        let all = sent_to(&portal, phone);
        let of_offer = all.matches("过了时间没有确认").count();
        (of_offer, all.matches("没有等到位子").count())
    };
    for (hour, expected) in [
        (0, [(0, 0), (0, 0)]),
        (8, [(0, 0), (0, 0)]),
        (9, [(1, 0), (0, 1)]),
        (10, [(1, 0), (0, 1)]),
    ] {
        let at_ms = midnight_ms + hour * HOUR_MS;
        remember::run_once(&portal.state, at_ms).await.unwrap();
        let seen = [told("13800000002"), told("13800000003")];
        assert_eq!(seen, expected, "{hour}");
    }
    holds_together(&portal, "t");
}

#[tokio::test]
async fn days_close_start_and_end_a_class_and_its_list() {
    let portal = TestPortal::start().await;
    four_seats(&portal).await;
    let days_later = |days: i64| portal.clock.now_ms() + days * 24 * HOUR_MS;
    let mut states = Vec::new();
    // 10, 11, 15, 16, 20 and 21 December.
    for days in [16, 17, 21, 22, 26, 27] {
        follow::run_once(&portal.state, days_later(days))
            .await
            .unwrap();
        let now = seats(&portal, "t").await;
        states.push((now.state, now.waiting));
    }
    assert_eq!(
        states,
        [
            (ClassState::Full, 2),
            (ClassState::Closed, 2),
            (ClassState::Running, 2),
            (ClassState::Running, 0),
            (ClassState::Running, 0),
            (ClassState::Finished, 0),
        ]
    );
    holds_together(&portal, "t");
}

#[tokio::test]
async fn a_stale_page_and_a_strangers_hand_change_nothing() {
    let portal = TestPortal::start().await;
    let [mut holder, mut next, _] = four_seats(&portal).await;
    let held = mine(&mut holder).await.remove(0);
    let address = with_id(path::ENROLMENT_ACTIONS, &held.id);
    let withdraw = |version| EnrolmentActionRequest::plain(version, EnrolmentAction::Withdraw);
    holder
        .post(&address, &withdraw(held.version - 1))
        .await
        .problem(ProblemCode::Stale);
    next.post(&address, &withdraw(held.version))
        .await
        .problem(ProblemCode::NotFound);
    // What only others may do, and what is not possible now.
    for (action, code) in [
        (EnrolmentAction::ReportNoShow, ProblemCode::NotAllowed),
        // Without the number on the screen it is nothing.
        (EnrolmentAction::CheckIn, ProblemCode::InvalidInput),
        (EnrolmentAction::CancelClass, ProblemCode::NotAllowed),
        (EnrolmentAction::Accept, ProblemCode::ActionNotPossible),
    ] {
        let request = EnrolmentActionRequest::plain(held.version, action);
        holder.post(&address, &request).await.problem(code);
    }
    assert_eq!(mine(&mut holder).await, [held]);
    holds_together(&portal, "t");
}

#[tokio::test]
async fn the_days_of_my_class_go_into_my_calendar() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 4).await;
    let mut resident = portal.resident("13800000001").await;
    let held = enrolled(&mut resident, "t").await;
    let address = with_id(path::ENROLMENT_CALENDAR, &held.id);
    let answer = resident.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let head = |name: &str| {
        answer
            .headers
            .get(name)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(head("content-type"), "text/calendar; charset=utf-8");
    assert!(head("content-disposition").starts_with("attachment"));
    let text = String::from_utf8(answer.body.to_vec()).unwrap();
    let unfolded = text.replace("\r\n ", "");
    for line in [
        format!("UID:fumin-class-{}\r\n", held.id).as_str(),
        "DTSTART;VALUE=DATE:20261215\r\nDTEND;VALUE=DATE:20261221\r\n",
        "SUMMARY:日光温室越冬蔬菜班（示例）\r\n",
        "示例日光温室\r\n",
        "胶鞋",
        "TRIGGER:-P0DT15H\r\n",
    ] {
        assert!(unfolded.contains(line), "{line} in {unfolded}");
    }
    let mut stranger = portal.resident("13800000002").await;
    stranger.get(&address).await.problem(ProblemCode::NotFound);
    let mut nobody = portal.anonymous();
    let refused = nobody.get(&address).await;
    refused.problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn nobody_asks_for_ever() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 4).await;
    let mut resident = portal.resident("13800000001").await;
    for _ in 0..20 {
        enrolled(&mut resident, "t").await;
        let left = act(&mut resident, EnrolmentAction::Withdraw).await;
        assert_eq!(left.status, StatusCode::OK, "{left:?}");
    }
    let more = super::rooms::ask(&mut resident, "t").await;
    more.problem(ProblemCode::TooManyRequests);
}

fn sent_to(portal: &TestPortal, phone: &str) -> String {
    let messages =
        server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 50).unwrap();
    let of_phone = messages
        .into_iter()
        .filter(|message| message.phone == phone);
    of_phone.map(|message| message.text).collect()
}

/// Another class on the same days may have come to somebody who waited: taking the offer asks again.
#[tokio::test]
async fn an_offer_on_the_days_of_another_class_is_taken_knowingly() {
    let portal = TestPortal::start().await;
    let [mut holder, mut next, _] = four_seats(&portal).await;
    open(&portal, "same", 4).await;
    enrolled(&mut next, "same").await;
    portal.clock.advance_ms(60_000);
    act(&mut holder, EnrolmentAction::Withdraw).await;
    let listed = mine(&mut next).await;
    let offered = listed
        .iter()
        .find(|each| each.state == EnrolmentState::Offered)
        .unwrap();
    assert_eq!(offered.overlaps.len(), 1);
    let address = with_id(path::ENROLMENT_ACTIONS, &offered.id);
    let mut request = EnrolmentActionRequest::plain(offered.version, EnrolmentAction::Accept);
    let refused = next.post(&address, &request).await;
    refused.problem(ProblemCode::ClassOverlap);
    request.accepts_overlap = true;
    let taken: EnrolmentPlace = next.post(&address, &request).await.json();
    assert_eq!(taken.state, EnrolmentState::Held);
    holds_together(&portal, "t");
    holds_together(&portal, "same");
}

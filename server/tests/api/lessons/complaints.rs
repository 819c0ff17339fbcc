//! Complaints about a course: who may hand one in, what the section answers, and what two found true lead to.

use api::complaint::{ComplaintActionRequest, ComplaintView, ListComplaintsResponse};
use api::listing::{ListListingsResponse, ListingView};
use api::{ProblemCode, path, path::with_id};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use workflow::Role;
use workflow::complaint::{ComplaintAction as A, ComplaintState};
use workflow::enrolment::EnrolmentState;
use workflow::listing::{ListingAction, ListingState, SuspensionCause};

use super::{Class, class, day, mine};
use crate::portal::{Answer, Browser, fresh_key};

const WORDS: &str = "took 200 yuan more";

fn text(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

fn at(enrolment: &str) -> String {
    format!("/classes/{enrolment}/complaint")
}

async fn send(browser: &mut Browser, enrolment: &str, key: &str, words: &str) -> Answer {
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    let body = format!("key={key}&text={}", words.replace(' ', "+"));
    browser
        .send(Method::POST, &at(enrolment), headers, Body::from(body))
        .await
}

/// Somebody of the class hands one in.
async fn complains(class: &Class, number: usize) -> String {
    let mut resident = class.resident(number).await;
    let enrolment = mine(&mut resident).await.id;
    let sent = send(&mut resident, &enrolment, &fresh_key(), WORDS).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::SEE_OTHER, at(&enrolment).as_str()),
        "{sent:?}"
    );
    enrolment
}

async fn list(officer: &mut Browser) -> ListComplaintsResponse {
    let answer = officer.get(path::STAFF_COMPLAINTS).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn answer(officer: &mut Browser, one: &ComplaintView, action: A, reason: &str) -> Answer {
    let request = ComplaintActionRequest {
        version: one.version,
        action,
        reason: reason.into(),
    };
    let at = with_id(path::STAFF_COMPLAINT_ACTIONS, &one.id);
    officer.post(&at, &request).await
}

async fn listing(browser: &mut Browser) -> ListingView {
    let listed: ListListingsResponse = browser.get(path::STAFF_LISTINGS).await.json();
    let all = listed.public.into_iter().chain(listed.listings);
    let id = all.map(|one| one.id).next().unwrap();
    browser.get(&with_id(path::STAFF_LISTING, &id)).await.json()
}

#[tokio::test]
async fn two_first_complaints_at_once_are_one_and_the_other_is_told_so() {
    let class = class().await;
    let other = class.portal.second_server();
    let mut here = class.resident(0).await;
    let enrolment = mine(&mut here).await.id;
    let mut there = other.take_over(&here);
    let (first, second) = (fresh_key(), fresh_key());
    let (one, two) = tokio::join!(
        send(&mut here, &enrolment, &first, WORDS),
        send(&mut there, &enrolment, &second, WORDS),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(list(&mut class.officer().await).await.open.len(), 1);
}

#[tokio::test]
async fn who_was_in_the_class_complains_once_and_reads_the_answer() {
    let class = class().await;
    let mut resident = class.resident(0).await;
    let enrolment = mine(&mut resident).await.id;
    let shown = text(&resident.get(&at(&enrolment)).await);
    assert!(
        shown.contains("10 个工作日") && shown.contains("看不到是谁"),
        "{shown}"
    );
    // No document gives the days; the seat is there to keep.
    assert!(
        shown.contains("待本区确认") && shown.contains("照常上课"),
        "{shown}"
    );
    assert!(!shown.contains("<script"));
    let empty = send(&mut resident, &enrolment, &fresh_key(), "").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&empty).contains("href=\"#text\">出了什么事："));
    let long = send(&mut resident, &enrolment, &fresh_key(), &"a".repeat(2_001)).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text(&long).contains("aaaa</textarea>"),
        "what was typed stays"
    );
    let key = fresh_key();
    for _ in 0..2 {
        let sent = send(&mut resident, &enrolment, &key, WORDS).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{sent:?}");
    }
    for words in ["again", ""] {
        let second = send(&mut resident, &enrolment, &fresh_key(), words).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        let second = text(&second);
        assert!(second.contains(WORDS) && !second.contains("<form"));
        assert!(second.contains("待本区确认"), "{second}");
        // What was not taken can be copied.
        let is_given_back = second.contains("again</textarea>");
        assert_eq!(is_given_back, !words.is_empty(), "{second}");
    }

    let mut officer = class.officer().await;
    let found = list(&mut officer).await;
    assert_eq!((found.open.len(), found.decided.len()), (1, 0));
    let one = &found.open[0];
    assert_eq!(
        (one.text.as_str(), one.state),
        (WORDS, ComplaintState::Open)
    );
    // Tuesday, 2026-11-24, and ten working days.
    assert_eq!(one.due_on, day("2026-12-08"));
    assert!(one.phone.contains("****") && !one.is_overdue);
    assert_eq!(one.listing_state, Some(ListingState::Live));
    let late = async |officer: &mut Browser| {
        let listed: ListListingsResponse = officer.get(path::STAFF_LISTINGS).await.json();
        listed.late_complaints
    };
    assert_eq!(late(&mut officer).await, 0);
    class.on("2026-12-09").await;
    let mut officer = class.officer().await;
    assert_eq!(late(&mut officer).await, 1);
    assert!(list(&mut officer).await.open[0].is_overdue);
    let mut resident = class.resident(0).await;
    let shown = text(&resident.get(&at(&enrolment)).await);
    assert!(shown.contains("还没有答复"), "{shown}");
    let silent = answer(&mut officer, one, A::Dismiss, " ").await;
    silent.problem(ProblemCode::InvalidInput);
    let done = answer(&mut officer, one, A::Dismiss, "收据上没有这一笔").await;
    assert_eq!(done.status, StatusCode::OK, "{done:?}");
    let again = answer(&mut officer, one, A::Uphold, "再查").await;
    again.problem(ProblemCode::Stale);
    let found = list(&mut officer).await;
    assert!(found.open.is_empty());
    assert_eq!(found.decided[0].state, ComplaintState::Dismissed);
    let shown = text(&resident.get(&at(&enrolment)).await);
    assert!(
        shown.contains("没有查实") && shown.contains("收据上没有这一笔"),
        "{shown}"
    );
    assert!(
        !shown.contains("待本区确认") && !shown.contains("还没有答复"),
        "{shown}"
    );
    class.holds_together();
}

#[tokio::test]
async fn the_second_found_true_takes_the_course_off_the_list_and_everybody_keeps_the_seat() {
    let class = class().await;
    for number in 0..3 {
        complains(&class, number).await;
    }
    let mut officer = class.officer().await;
    let open = list(&mut officer).await.open;
    assert_eq!(open.len(), 3);
    let first = answer(&mut officer, &open[0], A::Uphold, "多收了钱").await;
    assert_eq!(first.status, StatusCode::OK, "{first:?}");
    let still = listing(&mut officer).await;
    assert_eq!(still.state, ListingState::Live);
    let dismissed = answer(&mut officer, &open[1], A::Dismiss, "没有查实").await;
    assert_eq!(dismissed.status, StatusCode::OK, "{dismissed:?}");
    assert_eq!(listing(&mut officer).await.state, ListingState::Live);
    let second = answer(&mut officer, &open[2], A::Uphold, "又多收了钱").await;
    let view: ComplaintView = second.json();
    assert_eq!(
        (view.upheld, view.listing_state),
        (2, Some(ListingState::Suspended))
    );
    let course = with_id(path::COURSE, &class.course);
    let gone = class.portal.anonymous().get(&course).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let mut resident = class.resident(0).await;
    assert_eq!(mine(&mut resident).await.state, EnrolmentState::Held);

    // The school reads why and answers; it finds neither the complaints nor a word of them.
    let mut trainer = class.trainer().await;
    let own = listing(&mut trainer).await;
    let told = own.suspension.clone().unwrap();
    let cause = SuspensionCause::Complaints {
        upheld: 2,
        last: "又多收了钱".into(),
    };
    assert_eq!((told.reason.as_str(), told.cause), ("", Some(cause)));
    assert!(own.actions.contains(&ListingAction::Answer));
    assert_eq!(own.steps[0].role, Role::System);
    trainer
        .get(path::STAFF_COMPLAINTS)
        .await
        .problem(ProblemCode::NotAllowed);
    let roster = trainer.get(&class.address(path::STAFF_ROSTER)).await;
    let roster = String::from_utf8(roster.body.to_vec()).unwrap();
    assert!(!roster.contains("complain") && !roster.contains(WORDS));
    class.holds_together();
}

#[tokio::test]
async fn what_was_found_true_more_than_a_year_ago_does_not_count() {
    let class = class().await;
    complains(&class, 0).await;
    complains(&class, 1).await;
    let mut officer = class.officer().await;
    let open = list(&mut officer).await.open;
    answer(&mut officer, &open[0], A::Uphold, "多收了钱").await;
    // As if it had been answered long before; the events are not asked here.
    let before = "UPDATE complaints SET decided_on = '2025-11-24' WHERE state = 'upheld'";
    class.portal.change(before).await;
    let store = &class.portal.state.store;
    let second = answer(&mut officer, &open[1], A::Uphold, "多收了钱").await;
    let view: ComplaintView = second.json();
    assert_eq!(
        (view.upheld, view.listing_state),
        (1, Some(ListingState::Live))
    );
    // Columns that somebody changed are found.
    let report =
        server::enrolments::verify::verify_one(store, &class.portal.state.keyring, &class.id);
    let findings = report.unwrap().findings;
    assert!(
        findings.iter().any(|line| line.contains("complaint")),
        "{findings:?}"
    );
}

#[tokio::test]
async fn it_is_nobody_elses_and_not_of_who_only_waits() {
    let class = class().await;
    let enrolment = complains(&class, 0).await;
    let mut other = class.resident(1).await;
    assert_eq!(
        other.get(&at(&enrolment)).await.status,
        StatusCode::NOT_FOUND
    );
    let sent = send(&mut other, &enrolment, &fresh_key(), WORDS).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let mut nobody = class.portal.anonymous();
    let refused = nobody.get(&at(&enrolment)).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert!(text(&refused).contains("/my/sign-in?return=/classes/"));
    // What was typed on a page that the server draws is nowhere kept, and it does not say so.
    assert!(text(&refused).contains("要重新填"));
    // A session that ended over the writing takes no words away.
    let refused = send(&mut nobody, &enrolment, &fresh_key(), WORDS).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let shown = text(&refused);
    assert!(
        shown.contains("没有交上去") && shown.contains(WORDS),
        "{shown}"
    );
    // Who has left before the class began was never in it.
    let own = mine(&mut other).await;
    let withdraw = serde_json::json!({ "version": own.version, "action": "withdraw" });
    let address = with_id(path::ENROLMENT_ACTIONS, &own.id);
    let left = other.post(&address, &withdraw).await;
    assert_eq!(left.status, StatusCode::OK, "{left:?}");
    assert_eq!(other.get(&at(&own.id)).await.status, StatusCode::NOT_FOUND);
}

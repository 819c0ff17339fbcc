//! What people of a class wait for and until when, and what is said afterwards: why one did not come, when one can try
//! again, what came of it.

use api::enrolment::EnrolmentActionRequest;
use api::lesson::{ClassWaiting, MemberActionRequest};
use api::path::{self, with_id};
use http::StatusCode;
use serde_json::json;
use workflow::enrolment::{Absence, EnrolmentAction as A, Outcome, WaitsFor};

use super::{Class, class, day, listed, mine};
use crate::portal::Browser;

impl Class {
    async fn waiting(&self, browser: &mut Browser) -> Vec<ClassWaiting> {
        let found = listed(browser).await.classes.into_iter();
        let mut found = found.filter(|one| one.id == self.id);
        found.next().unwrap().waiting
    }
}

fn waits(what: WaitsFor, people: u32, due_on: &str, is_overdue: bool) -> ClassWaiting {
    ClassWaiting {
        waits_for: what,
        people,
        due_on: day(due_on),
        is_overdue,
    }
}

#[tokio::test]
async fn results_certificates_and_appeals_have_ten_working_days_each() {
    let class = class().await;
    let mut trainer = class.passed(&[]).await;
    class.tick_all(&mut trainer, 0).await;
    class.tick_all(&mut trainer, 1).await;
    assert_eq!(class.waiting(&mut trainer).await, [], "it is taught today");
    // The class ended on a Friday.
    class.on("2027-03-29").await;
    let mut trainer = class.trainer().await;
    let results = waits(WaitsFor::Result, 2, "2027-04-12", false);
    let found = class.waiting(&mut trainer).await;
    assert_eq!((found[0].waits_for, found[0].people), (WaitsFor::Result, 2));
    let calendar = &class.portal.state.calendar;
    let until = calendar.nth_working_day_after(day("2027-03-26"), 10).on;
    assert_eq!(
        found,
        [ClassWaiting {
            due_on: until,
            ..results
        }]
    );
    let passed = class.act(&mut trainer, 0, A::RecordPass).await;
    assert!(passed.has_passed);
    let failed = class.act(&mut trainer, 1, A::Fail).await;
    assert!(!failed.has_passed);
    assert_eq!(
        class.waiting(&mut trainer).await,
        [],
        "the rest is the section's"
    );
    let until = calendar.nth_working_day_after(day("2027-03-29"), 10).on;
    let mut officer = class.officer().await;
    let certificate = waits(WaitsFor::Certificate, 1, &until.to_string(), false);
    let found = class.waiting(&mut officer).await;
    assert_eq!(found, std::slice::from_ref(&certificate));
    let mut resident = class.resident(1).await;
    let view = mine(&mut resident).await;
    let appeal = json!({ "version": view.version, "reason": "请再看一次" });
    let asked = resident
        .post(&with_id(path::ENROLMENT_APPEAL, &view.id), &appeal)
        .await;
    assert_eq!(asked.status, StatusCode::OK, "{asked:?}");
    let asks = waits(WaitsFor::Appeal, 1, &until.to_string(), false);
    let found = class.waiting(&mut officer).await;
    assert!(
        found.contains(&certificate) && found.contains(&asks),
        "{found:?}"
    );
    // Past the limit it is called late, and its class comes first.
    class.on("2027-05-06").await;
    let mut officer = class.officer().await;
    let late = class.waiting(&mut officer).await;
    assert!(late.iter().all(|one| one.is_overdue), "{late:?}");
    assert_eq!(listed(&mut officer).await.classes[0].id, class.id);
    class.act(&mut officer, 0, A::Certify).await;
    let found = class.waiting(&mut officer).await;
    assert_eq!(found.len(), 1, "{found:?}");
    class.holds_together();
}

#[tokio::test]
async fn who_did_not_come_says_why_in_one_tap() {
    let class = class().await;
    class.on("2027-03-02").await;
    let mut trainer = class.trainer().await;
    class.act(&mut trainer, 2, A::ReportNoShow).await;
    let mut resident = class.resident(2).await;
    let view = mine(&mut resident).await;
    assert_eq!(view.actions, [A::Explain]);
    let request = EnrolmentActionRequest {
        absence: Some(Absence::TooFar),
        ..EnrolmentActionRequest::plain(view.version, A::Explain)
    };
    let address = with_id(path::ENROLMENT_ACTIONS, &view.id);
    let answer = resident.post(&address, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view = mine(&mut resident).await;
    assert_eq!(
        (view.absence, view.actions.len()),
        (Some(Absence::TooFar), 0)
    );
    let member = class.member(&mut trainer, 2).await;
    assert_eq!(member.absence, Some(Absence::TooFar));
    class.holds_together();
}

#[tokio::test]
async fn the_day_of_a_retake_is_said() {
    let class = class().await;
    let mut trainer = class.passed(&[]).await;
    class.tick_all(&mut trainer, 0).await;
    class.act(&mut trainer, 0, A::Fail).await;
    let on = |on: &'static str| {
        move |request| MemberActionRequest {
            on: Some(day(on)),
            ..request
        }
    };
    let past = class
        .attempt(&mut trainer, 0, on("2027-03-01"), A::Retake)
        .await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = class
        .attempt(&mut trainer, 0, on("2027-04-10"), A::Retake)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view = mine(&mut class.resident(0).await).await;
    assert_eq!(view.retake_on, Some(day("2027-04-10")));
    let state = &class.portal.state;
    let messages = server::sms::outbox::list(&state.store, &state.keyring, 50).unwrap();
    let told = messages
        .iter()
        .filter(|message| message.text.contains("4 月 10 日考核"));
    assert_eq!(told.count(), 1);
    class.holds_together();
}

#[tokio::test]
async fn an_officer_enters_what_somebody_says_came_of_it() {
    let class = class().await;
    class.over().await;
    class.on("2027-04-25").await;
    let mut officer = class.officer().await;
    let member = class.member(&mut officer, 0).await;
    assert_eq!(member.follow_up, Some(30));
    assert!(member.actions.contains(&A::FollowUp));
    let without = class
        .attempt(&mut officer, 0, |request| request, A::FollowUp)
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let with = |request| MemberActionRequest {
        outcome: Some(Outcome::Employed),
        ..request
    };
    let answer = class.attempt(&mut officer, 0, with, A::FollowUp).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let member = class.member(&mut officer, 0).await;
    assert_eq!(member.follow_up, None);
    // The link that asked the person is answered by that.
    let view = mine(&mut class.resident(0).await).await;
    assert_eq!(view.follow_up, None);
    class.holds_together();
}

//! What the training section does to a class.

use api::ProblemCode;
use api::enrolment::{ClassActionRequest, StaffClassView};
use api::path::{self, with_id};
use http::{Method, StatusCode};
use serde_json::json;
use server::enrolments::room::class_id;
use workflow::Role;
use workflow::class::{ClassAction, ClassState};
use workflow::enrolment::EnrolmentState;

use super::rooms::{COURSE, enrolled, holds_together, mine, open};
use crate::portal::{Browser, TestPortal, fresh_key};

async fn officer(portal: &TestPortal) -> Browser {
    portal
        .staff("peixun1", Role::TrainingOfficer, "hr-bureau")
        .await
}

fn address(template: &str) -> String {
    with_id(template, &class_id(COURSE, "t"))
}

fn request(version: u32, action: ClassAction, reason: &str) -> ClassActionRequest {
    ClassActionRequest {
        version,
        action,
        reason: reason.into(),
        days: None,
    }
}

#[tokio::test]
async fn an_officer_gives_a_class_up_once_and_says_why() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut resident = portal.resident("13800000001").await;
    enrolled(&mut resident, "t").await;
    let mut officer = officer(&portal).await;
    let seen: StaffClassView = officer.get(&address(path::STAFF_CLASS)).await.json();
    assert_eq!((seen.taken, seen.seats.free), (1, 1));
    assert_eq!(
        seen.actions,
        [
            ClassAction::Confirm,
            ClassAction::Postpone,
            ClassAction::Cancel
        ]
    );

    let actions = address(path::STAFF_CLASS_ACTIONS);
    let stale = request(seen.version + 1, ClassAction::Cancel, "人数不够");
    officer
        .post(&actions, &stale)
        .await
        .problem(ProblemCode::Stale);
    let silent = request(seen.version, ClassAction::Cancel, "  ");
    let refused = officer.post(&actions, &silent).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/reason");
    // Everything that is missing, at once.
    let putting_off = request(seen.version, ClassAction::Postpone, " ");
    let refused = officer.post(&actions, &putting_off).await;
    let problem = refused.problem(ProblemCode::InvalidInput);
    let places: Vec<_> = problem.errors.iter().map(|error| &error.pointer).collect();
    assert_eq!(places, ["/reason", "/days"]);
    // Whose work it is, the table says.
    let seats = request(seen.version, ClassAction::ChangeCapacity, "人数不够");
    officer
        .post(&actions, &seats)
        .await
        .problem(ProblemCode::NotAllowed);

    let key = fresh_key();
    let cancel = request(seen.version, ClassAction::Cancel, "人数不够");
    for _ in 0..2 {
        let answer = officer
            .send_json(Method::POST, &actions, &key, &cancel)
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let view: StaffClassView = answer.json();
        assert_eq!(view.seats.state, ClassState::Cancelled);
        assert_eq!(view.reason.as_deref(), Some("人数不够"));
    }
    let mine = mine(&mut resident).await.remove(0);
    assert_eq!(mine.state, EnrolmentState::ClassCancelled);
    let store = (&portal.state.store, &portal.state.keyring);
    let messages = server::sms::outbox::list(store.0, store.1, 50).unwrap();
    let told = messages
        .iter()
        .filter(|message| message.text.contains("取消"));
    assert_eq!(told.count(), 1);
    holds_together(&portal, "t");
}

#[tokio::test]
async fn a_class_with_few_people_can_be_confirmed() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut officer = officer(&portal).await;
    let seen: StaffClassView = officer.get(&address(path::STAFF_CLASS)).await.json();
    let confirm = request(seen.version, ClassAction::Confirm, "有一个人也开");
    let answer = officer
        .post(&address(path::STAFF_CLASS_ACTIONS), &confirm)
        .await;
    let view: StaffClassView = answer.json();
    assert_eq!(
        (view.seats.state, view.version),
        (ClassState::Open, seen.version + 1)
    );
    holds_together(&portal, "t");
}

#[tokio::test]
async fn nobody_else_moves_a_class() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let cancel = request(2, ClassAction::Cancel, "人数不够");
    let actions = address(path::STAFF_CLASS_ACTIONS);
    let mut other = portal.staff("renshe1", Role::HrOfficer, "hr-bureau").await;
    other
        .post(&actions, &cancel)
        .await
        .problem(ProblemCode::NotAllowed);
    let mut resident = portal.resident("13800000001").await;
    let refused = resident.post(&actions, &cancel).await;
    refused.problem(ProblemCode::SignInRequired);
    let mut officer = officer(&portal).await;
    let missing = with_id(path::STAFF_CLASS, "never.1");
    officer.get(&missing).await.problem(ProblemCode::NotFound);
    let odd = json!({ "version": 2, "action": "cancel", "reason": "x", "people": [] });
    officer
        .post(&actions, &odd)
        .await
        .problem(ProblemCode::MalformedBody);
}

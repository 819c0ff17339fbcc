//! What the training section does to a class.

use api::ProblemCode;
use api::enrolment::{ClassActionRequest, ClassDays, StaffClassView};
use api::path::{self, with_id};
use http::{Method, StatusCode};
use serde_json::json;
use server::enrolments::room::class_id;
use tokio::task::JoinSet;
use workflow::Role;
use workflow::class::{ClassAction, ClassState};
use workflow::enrolment::{EnrolmentAction, EnrolmentState};

use super::rooms::{COURSE, act, day, enrolled, holds_together, mine, open};
use crate::portal::{Browser, TestPortal, fresh_key};

pub(super) async fn officer(portal: &TestPortal) -> Browser {
    portal
        .staff("peixun1", Role::TrainingOfficer, "hr-bureau")
        .await
}

pub(super) fn address(template: &str) -> String {
    with_id(template, &class_id(COURSE, "t"))
}

pub(super) fn request(version: u32, action: ClassAction, reason: &str) -> ClassActionRequest {
    ClassActionRequest {
        version,
        action,
        reason: reason.into(),
        days: None,
        seats: None,
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

/// How many messages with these words went to a phone.
fn told(portal: &TestPortal, phone: &str, words: &str) -> usize {
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let messages = server::sms::outbox::list(store, keyring, 200).unwrap();
    let is_it = |message: &&server::sms::outbox::OpenedMessage| {
        message.phone == phone && message.text.contains(words)
    };
    messages.iter().filter(is_it).count()
}

pub(super) fn put_off(version: u32, starts_on: &str) -> ClassActionRequest {
    let starts_on = day(starts_on);
    ClassActionRequest {
        days: Some(ClassDays {
            enrol_by: starts_on.add_days(-5),
            starts_on,
            ends_on: starts_on.add_days(5),
        }),
        ..request(version, ClassAction::Postpone, "老师住院")
    }
}

/// One gives the class up, two put it off to different days, and two residents leave their seats, all in one moment: one
/// officer's word stands, everybody is told that one, and the seats went down the list.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_officers_at_once_one_is_heard_and_no_seat_is_lost() {
    for round in 0..3 {
        let portal = TestPortal::start().await;
        open(&portal, "t", 4).await;
        let phones: Vec<String> = (1..=6).map(|at| format!("1380000000{at}")).collect();
        let mut people = Vec::new();
        for phone in &phones[..6] {
            let mut resident = portal.resident(phone).await;
            enrolled(&mut resident, "t").await;
            people.push(resident);
        }
        let first = officer(&portal).await;
        let second = portal
            .staff("peixun2", Role::TrainingOfficer, "hr-bureau")
            .await;
        let address = address(path::STAFF_CLASS_ACTIONS);
        let seen: StaffClassView = first
            .clone()
            .get(&with_id(path::STAFF_CLASS, &class_id(COURSE, "t")))
            .await
            .json();
        let version = seen.version;
        let mut wanted = vec![
            (
                first.clone(),
                request(version, ClassAction::Cancel, "人数不够"),
            ),
            (second, put_off(version, "2026-12-22")),
            (first, put_off(version, "2026-12-29")),
        ];
        wanted.rotate_left(round);
        let mut acting = JoinSet::new();
        for (mut officer, request) in wanted {
            let address = address.clone();
            acting.spawn(async move {
                let answer = officer.post(&address, &request).await;
                if answer.status != StatusCode::OK {
                    answer.problem(ProblemCode::Stale);
                    return None;
                }
                Some((request.action, request.days))
            });
        }
        let mut leaving = JoinSet::new();
        for mut resident in people.drain(..2) {
            leaving.spawn(async move {
                act(&mut resident, EnrolmentAction::Withdraw).await.status == StatusCode::OK
            });
        }
        let heard: Vec<_> = acting.join_all().await.into_iter().flatten().collect();
        let left = leaving
            .join_all()
            .await
            .into_iter()
            .filter(|left| *left)
            .count();
        let [(action, _)] = heard[..] else {
            panic!("{} officers were heard", heard.len());
        };
        holds_together(&portal, "t");
        let is_cancelled = action == ClassAction::Cancel;
        // Who stayed is told once, of the one thing.
        for phone in &phones[2..6] {
            let words = [told(&portal, phone, "取消"), told(&portal, phone, "改到")];
            let expected = if is_cancelled { [1, 0] } else { [0, 1] };
            assert_eq!(words, expected, "{phone}");
        }
        let mut states = Vec::new();
        for resident in &mut people {
            states.push(mine(resident).await[0].state);
        }
        if is_cancelled {
            assert_eq!(states, [EnrolmentState::ClassCancelled; 4]);
            continue;
        }
        let offered = states
            .iter()
            .filter(|state| **state == EnrolmentState::Offered);
        assert_eq!((left, offered.count()), (2, 2), "{states:?}");
        for phone in &phones[4..6] {
            assert_eq!(told(&portal, phone, "有位子了"), 1);
        }
    }
}

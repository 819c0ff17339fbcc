//! Reminders before the first day, and word of a class that is put off or given up.

use api::ProblemCode;
use api::enrolment::EnrolmentView;
use server::applications::actor::Actor;
use server::clock::Clock as _;
use server::enrolments::moves::move_class;
use server::enrolments::notice::{owe, tell};
use server::enrolments::room::{Room, class_id};
use server::enrolments::{follow, remind};
use server::problem::ApiError;
use workflow::class::{ClassAction, ClassDetail, ClassState, Postponement};
use workflow::enrolment::{EnrolmentAction, EnrolmentState};
use workflow::{DeviceKind, Role};

use super::rooms::{COURSE, act, ask, day, enrolled, holds_together, mine, open, open_on, seats};
use crate::portal::TestPortal;

const HOUR_MS: i64 = 3_600_000;

/// What went to a phone besides sign-in codes.
fn told(portal: &TestPortal, phone: &str) -> Vec<String> {
    let messages =
        server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 50).unwrap();
    messages
        .into_iter()
        .filter(|message| message.phone == phone && !message.text.contains("验证码"))
        .map(|message| message.text)
        .collect()
}

/// Runs the job on a day at an hour.
async fn at(portal: &TestPortal, on: &str, hour: i64) -> usize {
    let now_ms = day(on).start_ms_shanghai() + hour * HOUR_MS;
    remind::run_once(&portal.state, now_ms).await.unwrap()
}

#[tokio::test]
async fn who_has_a_seat_is_reminded_three_days_and_one_day_before() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
    }
    let mut counts = Vec::new();
    for (on, hour) in [
        ("2026-12-11", 12),
        // Nobody is woken.
        ("2026-12-12", 8),
        ("2026-12-12", 9),
        ("2026-12-12", 10),
        ("2026-12-13", 12),
        ("2026-12-14", 21),
        ("2026-12-15", 12),
    ] {
        counts.push(at(&portal, on, hour).await);
    }
    assert_eq!(counts, [0, 0, 2, 0, 0, 0, 0]);
    assert_eq!(at(&portal, "2026-12-14", 19).await, 2);
    let messages = told(&portal, "13800000001");
    let said = |words: &str| messages.iter().any(|text| text.contains(words));
    assert!(
        said("班 12 月 15 日开课") && said("明天（12 月 15 日）"),
        "{messages:?}"
    );
    assert!(messages.iter().all(|text| text.contains("示例")));
    // Who waits has no day to come on.
    assert!(told(&portal, "13800000003").is_empty());
}

#[tokio::test]
async fn who_enrols_on_the_day_of_a_reminder_is_not_told_again_what_was_on_the_screen() {
    let portal = TestPortal::start().await;
    open_on(&portal, "t", 2, ("2026-12-10", "2026-12-11")).await;
    // From 24 November to 7 December, the third day before.
    portal.clock.advance_ms(13 * 24 * HOUR_MS);
    let mut resident = portal.resident("13800000001").await;
    enrolled(&mut resident, "t").await;
    assert_eq!(at(&portal, "2026-12-07", 19).await, 0);
    assert_eq!(at(&portal, "2026-12-09", 9).await, 1);
}

#[tokio::test]
async fn who_takes_an_offered_seat_on_the_day_of_a_reminder_knows_the_day_too() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
    }
    let morning_ms = day("2026-12-12").start_ms_shanghai() + 8 * HOUR_MS;
    portal.clock.advance_ms(morning_ms - portal.clock.now_ms());
    let mut first = portal.resident("13800000001").await;
    act(&mut first, EnrolmentAction::Withdraw).await;
    let mut third = portal.resident("13800000003").await;
    let accepted = act(&mut third, EnrolmentAction::Accept).await;
    assert_eq!(accepted.status, http::StatusCode::OK, "{accepted:?}");
    assert_eq!(at(&portal, "2026-12-12", 9).await, 1);
    assert_eq!(at(&portal, "2026-12-14", 9).await, 2);
}

fn actor(portal: &TestPortal, role: Role) -> Actor {
    Actor {
        id: "somebody".into(),
        role,
        device: DeviceKind::Computer,
        now_ms: portal.clock.now_ms(),
        idempotency_key: "moves-of-the-tests".into(),
        on_behalf: None,
    }
}

async fn moved(portal: &TestPortal, role: Role, what: (ClassAction, ClassDetail)) {
    let (state, actor) = (portal.state.clone(), actor(portal, role));
    let work = move |tx: &store::Tx| {
        let id = class_id(COURSE, "t");
        let mut room = Room::load(&state, tx, &id)?.ok_or(ProblemCode::NotFound)?;
        let notices = move_class(tx, &state, &mut room, &actor, what.clone(), None)?;
        owe(tx, &state, notices, actor.now_ms)
    };
    let owed = portal.state.store.write::<_, _, ApiError>(work).await;
    tell(&portal.state, owed.unwrap()).await;
}

async fn postpone_to(portal: &TestPortal, starts_on: &str) {
    let starts_on = day(starts_on);
    let later = Postponement {
        enrol_by: starts_on.add_days(-5),
        starts_on,
        ends_on: starts_on.add_days(5),
        reason: "老师住院，等他回来".into(),
    };
    let what = (ClassAction::Postpone, ClassDetail::Postponement(later));
    moved(portal, Role::Trainer, what).await;
}

#[tokio::test]
async fn a_class_that_is_given_up_says_so_to_everybody_in_it() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut people = Vec::new();
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
        people.push(resident);
    }
    let mut left = portal.resident("13800000009").await;
    act(&mut people[0], EnrolmentAction::Withdraw).await;
    let reason = ClassDetail::Reason {
        text: "人数不够".into(),
    };
    moved(
        &portal,
        Role::TrainingOfficer,
        (ClassAction::Cancel, reason),
    )
    .await;
    for (number, resident) in (2..).zip(&mut people[1..]) {
        let shown: EnrolmentView = mine(resident).await.remove(0);
        assert_eq!(shown.state, EnrolmentState::ClassCancelled);
        assert_eq!(shown.class_state, ClassState::Cancelled);
        assert_eq!(shown.class_reason.as_deref(), Some("人数不够"));
        assert_eq!(shown.actions, []);
        let told = told(&portal, &format!("1380000000{number}"));
        let is_told = told.iter().any(|text| text.contains("取消"));
        assert!(is_told, "{told:?}");
    }
    // Who had left already is left in peace, and nobody comes in any more.
    assert!(told(&portal, "13800000001").is_empty());
    assert_eq!(
        mine(&mut people[0]).await[0].state,
        EnrolmentState::Withdrawn
    );
    ask(&mut left, "t").await.problem(ProblemCode::ClassClosed);
    let now = seats(&portal, "t").await;
    assert_eq!(
        (now.state, now.waiting, now.free),
        (ClassState::Cancelled, 0, 2)
    );
    holds_together(&portal, "t");
}

#[tokio::test]
async fn a_class_that_is_put_off_keeps_its_people_who_may_leave() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut people = Vec::new();
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
        people.push(resident);
    }
    assert_eq!(at(&portal, "2026-12-12", 9).await, 2);
    postpone_to(&portal, "2026-12-22").await;
    let stays: EnrolmentView = mine(&mut people[1]).await.remove(0);
    assert_eq!(stays.state, EnrolmentState::Held);
    assert_eq!(stays.class_state, ClassState::Postponed);
    assert_eq!(stays.class_reason.as_deref(), Some("老师住院，等他回来"));
    assert_eq!(
        (stays.starts_on, stays.ends_on),
        (day("2026-12-22"), day("2026-12-27"))
    );
    let messages = told(&portal, "13800000002");
    let is_told = messages
        .iter()
        .any(|text| text.contains("改到 12 月 22 日"));
    assert!(is_told, "{messages:?}");
    // Who waits has no seat to be kept.
    let waits = told(&portal, "13800000003");
    let of_place = |text: &String| text.contains("名次不变") && !text.contains("位子");
    assert!(waits.iter().any(of_place), "{waits:?}");
    // The freed seat goes down the list as ever.
    let left = act(&mut people[0], EnrolmentAction::Withdraw).await;
    assert_eq!(left.status, http::StatusCode::OK, "{left:?}");
    assert_eq!(mine(&mut people[2]).await[0].state, EnrolmentState::Offered);
    // Who was reminded of the old day is reminded of the new one, once the time to choose is over.
    assert_eq!(at(&portal, "2026-12-19", 9).await, 0);
    let later_ms = portal.clock.now_ms() + 6 * 24 * HOUR_MS;
    follow::run_once(&portal.state, later_ms).await.unwrap();
    // The offer ran out meanwhile, and nobody else waits.
    assert_eq!(seats(&portal, "t").await.state, ClassState::Open);
    assert_eq!(at(&portal, "2026-12-19", 9).await, 1);
    holds_together(&portal, "t");
}

#[tokio::test]
async fn a_class_that_is_put_off_by_a_day_is_reminded_of_and_begins_then() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let mut resident = portal.resident("13800000001").await;
    enrolled(&mut resident, "t").await;
    let now_ms = day("2026-12-14").start_ms_shanghai() + 9 * HOUR_MS;
    portal.clock.advance_ms(now_ms - portal.clock.now_ms());
    follow::run_once(&portal.state, now_ms).await.unwrap();
    // The working days in which people choose would go on behind its first day.
    postpone_to(&portal, "2026-12-16").await;
    assert_eq!(at(&portal, "2026-12-15", 9).await, 1);
    let first_ms = day("2026-12-16").start_ms_shanghai() + HOUR_MS;
    follow::run_once(&portal.state, first_ms).await.unwrap();
    assert_eq!(seats(&portal, "t").await.state, ClassState::Running);
    holds_together(&portal, "t");
}

//! Who is to be told is written down in the write it is about: a server that ends before it speaks, and a gateway that does
//! not answer, delay the word and neither lose nor double it.

use api::ProblemCode;
use server::applications::actor::Actor;
use server::clock::Clock as _;
use server::enrolments::moves::move_class;
use server::enrolments::notice::owe;
use server::enrolments::room::{Room, class_id};
use server::problem::ApiError;
use server::sms::remember;
use store::{StoreError, Tx, notices};
use workflow::class::{ClassAction, ClassDetail};
use workflow::enrolment::EnrolmentAction;
use workflow::{DeviceKind, Role};

use super::rooms::{COURSE, act, enrolled, open};
use crate::portal::TestPortal;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// How often a message with these words went to a phone.
fn told(portal: &TestPortal, phone: &str, words: &str) -> usize {
    let (store, keyring) = (&portal.state.store, &portal.state.keyring);
    let all = server::sms::outbox::list(store, keyring, 100).unwrap();
    let is_it = |message: &&server::sms::outbox::OpenedMessage| {
        message.phone == phone && message.text.contains(words)
    };
    all.iter().filter(is_it).count()
}

fn waiting(portal: &TestPortal) -> usize {
    let list = |connection: &store::Connection| notices::list_due(connection, i64::MAX, 100);
    portal
        .state
        .store
        .read::<_, StoreError>(list)
        .unwrap()
        .len()
}

async fn remembered(portal: &TestPortal, later_ms: i64) -> usize {
    let now_ms = portal.clock.now_ms() + later_ms;
    remember::run_once(&portal.state, now_ms).await.unwrap()
}

/// The class is given up, and the server ends before anybody is told.
async fn cancelled_without_a_word(portal: &TestPortal) {
    let (state, now_ms) = (portal.state.clone(), portal.clock.now_ms());
    let work = move |tx: &Tx| {
        let actor = Actor {
            id: "somebody".into(),
            role: Role::TrainingOfficer,
            device: DeviceKind::Computer,
            now_ms,
            idempotency_key: "word-of-the-tests".into(),
            on_behalf: None,
        };
        let room = Room::load(&state, tx, &class_id(COURSE, "t"))?;
        let mut room = room.ok_or(ProblemCode::NotFound)?;
        let text = "人数不够".into();
        let cancel = (ClassAction::Cancel, ClassDetail::Reason { text });
        let notices = move_class(tx, &state, &mut room, &actor, cancel, None)?;
        owe(tx, &state, notices, now_ms).map(drop)
    };
    let written = portal.state.store.write::<_, _, ApiError>(work).await;
    written.unwrap();
}

#[tokio::test]
async fn who_was_not_told_before_the_server_ended_is_told_once_by_whoever_follows() {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    let phones = ["13800000001", "13800000002", "13800000003"];
    for phone in phones {
        let mut resident = portal.resident(phone).await;
        enrolled(&mut resident, "t").await;
    }
    cancelled_without_a_word(&portal).await;
    assert_eq!(waiting(&portal), 3);
    // For a while they are the matter of whoever made the change.
    let (one, two) = (portal.second_server(), portal.second_server());
    assert_eq!(remembered(&one, MINUTE_MS).await, 0);
    let (first, second) = tokio::join!(
        remembered(&one, 3 * MINUTE_MS),
        remembered(&two, 3 * MINUTE_MS)
    );
    assert_eq!(first + second, 3);
    for phone in phones {
        assert_eq!(told(&portal, phone, "取消"), 1);
    }
    assert_eq!(waiting(&portal), 0);
    assert_eq!(remembered(&one, HOUR_MS).await, 0);
}

/// A seat comes free while the gateway takes nothing.
async fn offered_unheard(times: usize) -> TestPortal {
    let portal = TestPortal::start().await;
    open(&portal, "t", 2).await;
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        enrolled(&mut resident, "t").await;
    }
    portal.clock.advance_ms(2 * MINUTE_MS);
    let holder = portal.resident("13800000001").await;
    let deaf = portal.with_deaf_gateway(times);
    let mut holder = deaf.take_over(&holder);
    act(&mut holder, EnrolmentAction::Withdraw).await;
    assert_eq!(told(&portal, "13800000003", "有位子了"), 0);
    assert_eq!(waiting(&portal), 1);
    deaf
}

#[tokio::test]
async fn what_the_gateway_did_not_take_goes_out_when_it_does() {
    let deaf = offered_unheard(2).await;
    // It fails once more, and is left alone for a while.
    assert_eq!(remembered(&deaf, 3 * MINUTE_MS).await, 0);
    assert_eq!(remembered(&deaf, 4 * MINUTE_MS).await, 0);
    assert_eq!(remembered(&deaf, 9 * MINUTE_MS).await, 1);
    assert_eq!(told(&deaf, "13800000003", "有位子了"), 1);
    assert_eq!(remembered(&deaf, HOUR_MS).await, 0);
}

#[tokio::test]
async fn what_no_gateway_took_for_a_day_is_given_up() {
    let deaf = offered_unheard(usize::MAX).await;
    assert_eq!(remembered(&deaf, HOUR_MS).await, 0);
    assert_eq!(waiting(&deaf), 1);
    assert_eq!(remembered(&deaf, 25 * HOUR_MS).await, 0);
    assert_eq!(waiting(&deaf), 0);
}

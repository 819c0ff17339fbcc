//! A word about an application is written down in the write it is about: a gateway that does not answer delays it, and neither
//! loses nor doubles it.

use server::clock::Clock as _;
use server::jobs::clock;
use server::sms::remember;
use store::{StoreError, notices};
use workflow::loan::LoanAction;

use super::{DAY_MS, act, hr, messages, pins};
use crate::filing::submitted;
use crate::portal::TestPortal;

const MINUTE_MS: i64 = 60_000;
const PHONE: &str = "13800000001";

fn waiting(portal: &TestPortal) -> usize {
    let list = |connection: &store::Connection| notices::list_due(connection, i64::MAX, 100);
    let found = portal.state.store.read::<_, StoreError>(list);
    found.unwrap().len()
}

/// What is sent when the gateway answers again.
async fn remembered(portal: &TestPortal, minutes: i64) -> usize {
    let now_ms = portal.clock.now_ms() + minutes * MINUTE_MS;
    remember::run_once(&portal.state, now_ms).await.unwrap()
}

#[tokio::test]
async fn what_comes_back_while_the_gateway_takes_nothing_is_told_once_it_does() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let officer = hr(&portal, "li").await;
    assert_eq!(waiting(&portal), 0, "what was sent is not kept");
    let deaf = portal.with_deaf_gateway(1);
    let mut officer = deaf.take_over(&officer);
    act(&mut officer, &id, LoanAction::Return, pins()).await;
    assert!(messages(&deaf, PHONE).is_empty());
    assert_eq!(waiting(&deaf), 1);
    assert_eq!(remembered(&deaf, 1).await, 0, "still the officer's to send");
    assert_eq!(remembered(&deaf, 3).await, 1);
    let told = messages(&deaf, PHONE);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("12 月 15 日"), "{told:?}");
    assert_eq!((waiting(&deaf), remembered(&deaf, 60).await), (0, 0));
}

#[tokio::test]
async fn what_ran_out_while_the_gateway_takes_nothing_is_told_once_it_does() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(PHONE).await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    act(&mut officer, &id, LoanAction::Return, pins()).await;
    portal.clock.advance_ms(22 * DAY_MS);
    let deaf = portal.with_deaf_gateway(1);
    let run = clock::run_once(&deaf.state, deaf.clock.now_ms()).await;
    assert_eq!(run.unwrap(), 1);
    let is_closed = |text: &String| text.contains("不算拒绝");
    assert!(!messages(&deaf, PHONE).iter().any(is_closed));
    assert_eq!(remembered(&deaf, 3).await, 1);
    assert!(messages(&deaf, PHONE).iter().any(is_closed));
}

//! Several servers of one portal. On PostgreSQL they work as one; on a SQLite file the second refuses.

use api::ProblemCode;
use api::application::ApplicationView;
use api::path::{self, with_id};
use http::{Method, StatusCode};
use serde_json::json;
use server::startup::StartupError;
use store::StoreError;
use workflow::loan::LoanAction;

use crate::filing::{action, filled};
use crate::portal::{TestPortal, fresh_key};

/// The second server, or none after checking that it was refused for the right reason.
async fn second(portal: &TestPortal) -> Option<TestPortal> {
    let second = portal.beside().await;
    if portal.state.store.location().is_shared() {
        return Some(second.unwrap());
    }
    assert!(matches!(
        second.map(drop),
        Err(StartupError::Database {
            source: StoreError::InUse(_),
            ..
        })
    ));
    None
}

#[tokio::test]
async fn a_session_holds_everywhere_and_ends_everywhere() {
    let portal = TestPortal::start().await;
    let Some(other) = second(&portal).await else {
        return;
    };
    let mut here = portal.resident("13800000001").await;
    let mut there = here.at(&other);
    assert_eq!(there.get(path::SESSION).await.status, StatusCode::OK);
    assert_eq!(
        here.delete(path::SESSION).await.status,
        StatusCode::NO_CONTENT
    );
    there
        .get(path::SESSION)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_press_answered_by_one_is_answered_alike_by_the_other() {
    let portal = TestPortal::start().await;
    let Some(other) = second(&portal).await else {
        return;
    };
    let mut here = portal.resident("13800000001").await;
    let view = filled(&mut here).await;
    let (at, key) = (with_id(path::APPLICATION_ACTIONS, &view.id), fresh_key());
    let submit = action(&view, LoanAction::Submit);
    let mut there = here.at(&other);
    let (first, again) = tokio::join!(
        here.send_json(Method::POST, &at, &key, &submit),
        there.send_json(Method::POST, &at, &key, &submit),
    );
    assert_eq!(
        (first.status, again.status),
        (StatusCode::OK, StatusCode::OK)
    );
    let numbers = [first, again].map(|answer| answer.json::<ApplicationView>().acceptance_number);
    assert_eq!(numbers[0], numbers[1]);
    assert!(numbers[0].is_some());
}

#[tokio::test]
async fn tries_are_counted_together() {
    let portal = TestPortal::start().await;
    let Some(other) = second(&portal).await else {
        return;
    };
    let ask = json!({ "phone": "13800000001" });
    let sent = portal.anonymous().post(path::SESSION_CODE, &ask).await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT);
    let refused = other.anonymous().post(path::SESSION_CODE, &ask).await;
    refused.problem(ProblemCode::TooManyRequests);
}

#[tokio::test]
async fn another_key_file_is_refused() {
    let portal = TestPortal::start().await;
    portal.state.store.close();
    let key = vault::Keyring::path_in(&portal.folder.path().join("data"));
    std::fs::remove_file(&key).unwrap();
    let missing = portal.beside().await.map(drop);
    assert!(
        matches!(missing, Err(StartupError::KeyMissing { .. })),
        "{missing:?}"
    );
    vault::Keyring::create(&portal.folder.path().join("data")).unwrap();
    let wrong = portal.beside().await.map(drop);
    assert!(
        matches!(wrong, Err(StartupError::KeyWrong { .. })),
        "{wrong:?}"
    );
}

#[tokio::test]
async fn another_district_is_refused() {
    let portal = TestPortal::start().await;
    let rename = "UPDATE portal SET value = '620603' WHERE name = 'district'";
    portal.change(rename).await;
    portal.state.store.close();
    let refused = portal.beside().await.map(drop);
    assert!(
        matches!(&refused, Err(StartupError::OtherDistrict { found, wanted, .. }) if found == "620603" && wanted == "620602"),
        "{refused:?}"
    );
}

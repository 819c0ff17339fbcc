//! Staff signing in by name and password.

use api::ProblemCode;
use api::session::StaffSessionResponse;
use http::StatusCode;
use serde_json::json;
use server::clock::Clock as _;
use server::staff_account;
use store::{StoreError, Tx};
use workflow::Role;

use crate::portal::{PASSWORD, REACHED, TestPortal};

#[tokio::test]
async fn an_officer_signs_in_and_out() {
    let portal = TestPortal::start().await;
    let mut officer = portal.staff("wang", Role::HrOfficer, "hr").await;
    let session: StaffSessionResponse = officer.get(api::path::STAFF_SESSION).await.json();
    assert_eq!(
        (session.role, session.agency_id.as_str()),
        (Role::HrOfficer, "hr")
    );
    let no_resident = officer.get(api::path::SESSION).await;
    assert_eq!(no_resident.status, StatusCode::NO_CONTENT);

    assert_eq!(
        officer.delete(api::path::STAFF_SESSION).await.status,
        StatusCode::NO_CONTENT
    );
    officer
        .get(api::path::STAFF_SESSION)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn an_authenticator_is_asked_for_and_ends_what_the_password_alone_opened() {
    let portal = TestPortal::start_with(&REACHED).await;
    let queue = api::path::STAFF_QUEUE;
    let mut officer = portal.staff("wang", Role::HrOfficer, "hr-bureau").await;
    // Whoever found the password out waits for the owner to take one up.
    let mut thief = portal.signed_in("wang").await;
    for browser in [&mut officer, &mut thief] {
        browser.get(queue).await.problem(ProblemCode::NotAllowed);
    }
    portal.take_up(&mut officer, "wang").await;
    assert_eq!(officer.get(queue).await.status, StatusCode::OK);
    thief.get(queue).await.problem(ProblemCode::SignInRequired);
    let by_password = json!({ "username": "wang", "password": PASSWORD });
    thief
        .post(api::path::STAFF_SESSION, &by_password)
        .await
        .problem(ProblemCode::CredentialsWrong);
    // The code that took it up is used up.
    portal.clock.advance_ms(30_000);
    let mut again = portal.signed_in_by_code("wang").await;
    assert_eq!(again.get(queue).await.status, StatusCode::OK);
    assert_eq!(officer.get(queue).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_trainer_has_one_key_for_the_device_and_nobody_else_has_any() {
    let portal = TestPortal::start().await;
    for (name, role) in [
        ("officer", Role::TrainingOfficer),
        ("clerk", Role::ServicePointClerk),
    ] {
        let mut other = portal.staff(name, role, "hr").await;
        let session: StaffSessionResponse = other.get(api::path::STAFF_SESSION).await.json();
        assert_eq!(session.device, None, "{role:?}");
    }
    let mut keys = Vec::new();
    for name in ["one", "two"] {
        let mut trainer = portal.staff(name, Role::Trainer, "school").await;
        for _ in 0..2 {
            let session: StaffSessionResponse = trainer.get(api::path::STAFF_SESSION).await.json();
            keys.push(session.device.unwrap());
            portal.clock.advance_ms(60_000);
        }
    }
    let lasts = |at: usize| keys[at].lasts_ms;
    assert_eq!(lasts(0) - lasts(1), 60_000);
    assert!(lasts(1) > 0);
    assert_eq!((&keys[0].key, &keys[0].mark), (&keys[1].key, &keys[1].mark));
    assert_ne!(keys[0].key, keys[2].key);
    assert_ne!(keys[0].mark, keys[2].mark);
    // 32 bytes in base64.
    assert_eq!(keys[0].key.len(), 44);
}

#[tokio::test]
async fn a_staff_cookie_is_no_resident_cookie() {
    let portal = TestPortal::start().await;
    let officer = portal.staff("wang", Role::HrOfficer, "hr").await;
    let token = &officer.cookies()[0].1;
    let mut headers = http::HeaderMap::new();
    headers.insert(
        http::header::COOKIE,
        format!("__Host-fumin={token}").parse().unwrap(),
    );
    let answer = portal
        .anonymous()
        .send(
            http::Method::GET,
            api::path::SESSION,
            headers,
            axum::body::Body::empty(),
        )
        .await;
    answer.problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_are_answered_alike() {
    let portal = TestPortal::start().await;
    portal.seed_staff("wang", Role::HrOfficer, "hr").await;
    for (username, password) in [
        ("wang", "wrong"),
        ("nobody", PASSWORD),
        ("' OR 1=1 --", "x"),
        ("", ""),
    ] {
        let body = json!({ "username": username, "password": password });
        let answer = portal
            .anonymous()
            .post(api::path::STAFF_SESSION, &body)
            .await;
        answer.problem(ProblemCode::CredentialsWrong);
    }
}

#[tokio::test]
async fn guessing_is_slowed_down_and_a_colleague_still_gets_in() {
    let portal = TestPortal::start().await;
    portal.seed_staff("wang", Role::HrOfficer, "hr").await;
    portal.seed_staff("li", Role::HrOfficer, "hr").await;
    let sign_in =
        |username: &str, password: &str| json!({ "username": username, "password": password });
    for _ in 0..5 {
        let answer = portal
            .anonymous()
            .post(api::path::STAFF_SESSION, &sign_in("wang", "wrong"))
            .await;
        answer.problem(ProblemCode::CredentialsWrong);
    }
    let answer = portal
        .anonymous()
        .post(api::path::STAFF_SESSION, &sign_in("wang", PASSWORD))
        .await;
    answer.problem(ProblemCode::TooManyRequests);
    let answer = portal
        .anonymous()
        .post(api::path::STAFF_SESSION, &sign_in("li", PASSWORD))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    portal.clock.advance_ms(15 * 60_000);
    let answer = portal
        .anonymous()
        .post(api::path::STAFF_SESSION, &sign_in("wang", PASSWORD))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn spaces_around_a_name_are_no_more_tries() {
    let portal = TestPortal::start().await;
    portal.seed_staff("wang", Role::HrOfficer, "hr").await;
    let sign_in =
        |username: &str, password: &str| json!({ "username": username, "password": password });
    for padded in ["wang", " wang", "wang ", "\twang", "wang\u{3000}"] {
        let answer = portal
            .anonymous()
            .post(api::path::STAFF_SESSION, &sign_in(padded, "wrong"))
            .await;
        answer.problem(ProblemCode::CredentialsWrong);
    }
    let answer = portal
        .anonymous()
        .post(api::path::STAFF_SESSION, &sign_in("  wang", PASSWORD))
        .await;
    answer.problem(ProblemCode::TooManyRequests);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_a_new_password_ends_what_was_open() {
    let portal = TestPortal::start().await;
    // No handler of an auditor's asks after the account: the session itself has to end.
    let mut auditor = portal.staff("shen", Role::Auditor, "hr").await;
    let packs = api::path::STAFF_POLICY_PACKS;
    assert_eq!(auditor.get(packs).await.status, StatusCode::OK);
    let now_ms = portal.clock.now_ms();
    let store = &portal.state.store;
    let close = move |tx: &Tx| staff_account::close(tx, "shen", now_ms);
    assert!(store.write::<_, _, StoreError>(close).await.unwrap());
    auditor
        .get(packs)
        .await
        .problem(ProblemCode::SignInRequired);
    let sign_in = |password: &str| json!({ "username": "shen", "password": password });
    let answer = auditor
        .post(api::path::STAFF_SESSION, &sign_in(PASSWORD))
        .await;
    answer.problem(ProblemCode::CredentialsWrong);

    let reopen = |tx: &Tx| staff_account::reopen(tx, "shen");
    assert!(store.write::<_, _, StoreError>(reopen).await.unwrap());
    let answer = auditor
        .post(api::path::STAFF_SESSION, &sign_in(PASSWORD))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let hash = server::password::hash("another long password").unwrap();
    let change = move |tx: &Tx| staff_account::set_password(tx, "shen", &hash, now_ms);
    assert!(store.write::<_, _, StoreError>(change).await.unwrap());
    auditor
        .get(packs)
        .await
        .problem(ProblemCode::SignInRequired);
    auditor
        .post(api::path::STAFF_SESSION, &sign_in(PASSWORD))
        .await
        .problem(ProblemCode::CredentialsWrong);
    let answer = auditor
        .post(api::path::STAFF_SESSION, &sign_in("another long password"))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

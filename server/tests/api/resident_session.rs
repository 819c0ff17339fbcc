//! Signing in by phone.

use api::ProblemCode;
use api::session::ResidentSessionResponse;
use http::StatusCode;
use serde_json::json;

use crate::portal::{TestPortal, other_code};

const PHONE: &str = "13800005678";
const MINUTE_MS: i64 = 60_000;

fn sign_in(code: &str) -> serde_json::Value {
    json!({ "phone": PHONE, "code": code })
}

#[tokio::test]
async fn a_code_signs_in_and_out() {
    let portal = TestPortal::start().await;
    let mut browser = portal.resident("138 0000-5678").await;
    let session: ResidentSessionResponse = browser.get(api::path::SESSION).await.json();
    assert_eq!(session.phone_masked, "138****5678");
    assert_eq!(browser.cookies()[0].0, "__Host-fumin");

    let stolen = browser.clone();
    let out = browser.delete(api::path::SESSION).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.header("clear-site-data").contains("storage"));
    // Whoever says nothing is nobody; a session that has ended is refused.
    let nobody = browser.get(api::path::SESSION).await;
    assert_eq!(nobody.status, StatusCode::NO_CONTENT);
    stolen
        .clone()
        .get(api::path::SESSION)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_person_has_one_key_for_their_devices_and_nobody_else_has_it() {
    let portal = TestPortal::start().await;
    let mut sessions = Vec::new();
    for phone in [PHONE, PHONE, "13800005679"] {
        let mut browser = portal.resident(phone).await;
        let session: ResidentSessionResponse = browser.get(api::path::SESSION).await.json();
        assert!(session.ends_ms >= session.idle_until_ms);
        sessions.push((session.device_key, session.device_mark));
        portal.clock.advance_ms(2 * MINUTE_MS);
    }
    assert_eq!(sessions[0], sessions[1]);
    assert_ne!(sessions[0].0, sessions[2].0);
    assert_ne!(sessions[0].1, sessions[2].1);
    // 32 bytes in base64.
    assert_eq!(sessions[0].0.len(), 44);
    let nobody = portal.anonymous().get(api::path::SESSION).await;
    assert_eq!(nobody.status, StatusCode::NO_CONTENT);
    assert!(nobody.body.is_empty());
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    browser
        .post(api::path::SESSION_CODE, &json!({ "phone": PHONE }))
        .await;
    let code = portal.code_sent_to(PHONE).unwrap();
    let answer = browser.post(api::path::SESSION, &sign_in(&code)).await;
    let cookie = answer.header("set-cookie");
    for part in [
        "__Host-fumin=",
        "Path=/",
        "Secure",
        "HttpOnly",
        "SameSite=Lax",
    ] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test]
async fn the_database_knows_neither_token_nor_phone() {
    let portal = TestPortal::start().await;
    let browser = portal.resident(PHONE).await;
    let token = browser.cookies()[0].1.clone();
    portal.state.store.close();
    for entry in std::fs::read_dir(portal.folder.path().join("data")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
        for secret in [token.as_bytes(), PHONE.as_bytes()] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
}

#[tokio::test]
async fn a_code_works_once_and_for_five_minutes() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    browser
        .post(api::path::SESSION_CODE, &json!({ "phone": PHONE }))
        .await;
    let code = portal.code_sent_to(PHONE).unwrap();
    portal.clock.advance_ms(5 * MINUTE_MS + 1);
    browser
        .post(api::path::SESSION, &sign_in(&code))
        .await
        .problem(ProblemCode::CredentialsWrong);

    browser
        .post(api::path::SESSION_CODE, &json!({ "phone": PHONE }))
        .await;
    let code = portal.code_sent_to(PHONE).unwrap();
    assert_eq!(
        browser
            .post(api::path::SESSION, &sign_in(&code))
            .await
            .status,
        StatusCode::OK
    );
    let mut second = portal.anonymous();
    second
        .post(api::path::SESSION, &sign_in(&code))
        .await
        .problem(ProblemCode::CredentialsWrong);
}

#[tokio::test]
async fn the_fifth_wrong_code_spends_it() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    browser
        .post(api::path::SESSION_CODE, &json!({ "phone": PHONE }))
        .await;
    let code = portal.code_sent_to(PHONE).unwrap();
    let wrong = other_code(&code);
    for _ in 0..4 {
        browser
            .post(api::path::SESSION, &sign_in(wrong))
            .await
            .problem(ProblemCode::CredentialsWrong);
    }
    browser
        .post(api::path::SESSION, &sign_in(wrong))
        .await
        .problem(ProblemCode::CodeSpent);
    browser
        .post(api::path::SESSION, &sign_in(&code))
        .await
        .problem(ProblemCode::CodeSpent);
}

#[tokio::test]
async fn codes_are_sent_once_a_minute_and_five_times_an_hour() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let body = json!({ "phone": PHONE });
    for _ in 0..5 {
        assert_eq!(
            browser.post(api::path::SESSION_CODE, &body).await.status,
            StatusCode::NO_CONTENT
        );
        let refused = browser.post(api::path::SESSION_CODE, &body).await;
        let wait = refused
            .problem(ProblemCode::TooManyRequests)
            .retry_after_s
            .unwrap();
        assert!((1..=60).contains(&wait), "{wait}");
        assert_eq!(refused.header("retry-after"), wait.to_string());
        portal.clock.advance_ms(MINUTE_MS);
    }
    let refused = browser.post(api::path::SESSION_CODE, &body).await;
    assert!(
        refused
            .problem(ProblemCode::TooManyRequests)
            .retry_after_s
            .unwrap()
            > 60
    );
    let other = browser
        .post(api::path::SESSION_CODE, &json!({ "phone": "13900005678" }))
        .await;
    assert_eq!(other.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_known_and_an_unknown_phone_are_answered_alike() {
    let portal = TestPortal::start().await;
    portal.resident(PHONE).await;
    portal.clock.advance_ms(MINUTE_MS);
    let mut answers = Vec::new();
    for phone in [PHONE, "13900009999"] {
        let sent = portal
            .anonymous()
            .post(api::path::SESSION_CODE, &json!({ "phone": phone }))
            .await;
        let wrong = portal
            .anonymous()
            .post(
                api::path::SESSION,
                &json!({ "phone": phone, "code": "12345" }),
            )
            .await;
        answers.push((
            sent.status,
            sent.body.clone(),
            wrong.status,
            wrong.problem(ProblemCode::CredentialsWrong).code,
        ));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn sessions_end_by_idling_and_in_any_case() {
    let portal = TestPortal::start().await;
    let mut idle = portal.resident(PHONE).await;
    portal.clock.advance_ms(29 * MINUTE_MS);
    assert_eq!(idle.get(api::path::SESSION).await.status, StatusCode::OK);
    portal.clock.advance_ms(29 * MINUTE_MS);
    assert_eq!(idle.get(api::path::SESSION).await.status, StatusCode::OK);
    portal.clock.advance_ms(31 * MINUTE_MS);
    idle.get(api::path::SESSION)
        .await
        .problem(ProblemCode::SignInRequired);

    let mut busy = portal.resident(PHONE).await;
    for _ in 0..(12 * 3) {
        assert_eq!(busy.get(api::path::SESSION).await.status, StatusCode::OK);
        portal.clock.advance_ms(20 * MINUTE_MS);
    }
    busy.get(api::path::SESSION)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_clock_that_jumps_revives_no_session() {
    let portal = TestPortal::start().await;
    let mut browser = portal.resident(PHONE).await;
    let ten_years = 10 * 365 * 24 * 60 * MINUTE_MS;
    portal.clock.advance_ms(10 * ten_years);
    browser
        .get(api::path::SESSION)
        .await
        .problem(ProblemCode::SignInRequired);
    portal.clock.advance_ms(-11 * ten_years);
    browser
        .get(api::path::SESSION)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn without_a_gateway_nobody_is_promised_a_code() {
    let portal = TestPortal::start_with(&["--sms", "off"]).await;
    portal
        .anonymous()
        .post(api::path::SESSION_CODE, &json!({ "phone": PHONE }))
        .await
        .problem(ProblemCode::Overloaded);
}

//! A code of consent opens what it names, for whom it was sent by, once, and signs nobody in.

use api::{ProblemCode, path};
use http::StatusCode;
use serde_json::json;

use super::{PHONE, POINT, ask_for_code, by_code, help, helpers, opening};
use crate::portal::{PASSWORD, REACHED, TestPortal};

const MINUTE_MS: i64 = 60_000;

#[tokio::test]
async fn a_login_code_opens_nothing_and_a_code_of_consent_signs_nobody_in() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut anyone = portal.anonymous();
    let sent = anyone
        .post(path::SESSION_CODE, &json!({ "phone": PHONE }))
        .await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT);
    let login_code = portal.code_sent_to(PHONE).unwrap();
    clerk
        .post(
            path::STAFF_HELPED_SESSIONS,
            &opening(PHONE, "loan", &by_code(&login_code)),
        )
        .await
        .problem(ProblemCode::CredentialsWrong);
    portal.clock.advance_ms(1);
    ask_for_code(&mut clerk, PHONE, "loan").await;
    let consent_code = portal.code_sent_to(PHONE).unwrap();
    if consent_code != login_code {
        anyone
            .post(
                path::SESSION,
                &json!({ "phone": PHONE, "code": consent_code }),
            )
            .await
            .problem(ProblemCode::CredentialsWrong);
    }
    // Neither try has used up the other's code.
    let signed_in = anyone
        .post(
            path::SESSION,
            &json!({ "phone": PHONE, "code": login_code }),
        )
        .await;
    assert_eq!(signed_in.status, StatusCode::OK, "{signed_in:?}");
    let opened = clerk
        .post(
            path::STAFF_HELPED_SESSIONS,
            &opening(PHONE, "loan", &by_code(&consent_code)),
        )
        .await;
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
}

#[tokio::test]
async fn a_code_is_for_one_phone_one_clerk_one_purpose_once_and_for_ten_minutes() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    let mut other = portal.clerk("other").await;
    ask_for_code(&mut clerk, PHONE, "loan").await;
    let code = portal.code_sent_to(PHONE).unwrap();
    let right = opening(PHONE, "loan", &by_code(&code));
    for (who, request) in [
        (&mut clerk, opening("13800005679", "loan", &by_code(&code))),
        (&mut other, right.clone()),
    ] {
        who.post(path::STAFF_HELPED_SESSIONS, &request)
            .await
            .problem(ProblemCode::CredentialsWrong);
    }
    clerk
        .post(
            path::STAFF_HELPED_SESSIONS,
            &opening(PHONE, "everything", &by_code(&code)),
        )
        .await
        .problem(ProblemCode::CredentialsWrong);
    let opened = clerk.post(path::STAFF_HELPED_SESSIONS, &right).await;
    assert_eq!(opened.status, StatusCode::CREATED);
    clerk
        .post(path::STAFF_HELPED_SESSIONS, &right)
        .await
        .problem(ProblemCode::CredentialsWrong);

    portal.clock.advance_ms(2 * MINUTE_MS);
    ask_for_code(&mut clerk, PHONE, "loan").await;
    let code = portal.code_sent_to(PHONE).unwrap();
    portal.clock.advance_ms(10 * MINUTE_MS);
    clerk
        .post(
            path::STAFF_HELPED_SESSIONS,
            &opening(PHONE, "loan", &by_code(&code)),
        )
        .await
        .problem(ProblemCode::CredentialsWrong);
}

#[tokio::test]
async fn codes_are_limited_and_known_phones_are_not_told_apart() {
    let portal = TestPortal::start().await;
    portal.resident(PHONE).await;
    let mut clerk = portal.clerk("daiban").await;
    for phone in [PHONE, "13800009999"] {
        ask_for_code(&mut clerk, phone, "courses").await;
        let asked = json!({ "phone": phone, "purpose": "courses" });
        clerk
            .post(path::STAFF_CONSENT_CODES, &asked)
            .await
            .problem(ProblemCode::TooManyRequests);
        for _ in 0..4 {
            clerk
                .post(
                    path::STAFF_HELPED_SESSIONS,
                    &opening(phone, "courses", &by_code("000000")),
                )
                .await
                .problem(ProblemCode::CredentialsWrong);
        }
        clerk
            .post(
                path::STAFF_HELPED_SESSIONS,
                &opening(phone, "courses", &by_code("000000")),
            )
            .await
            .problem(ProblemCode::CodeSpent);
    }
    let problem = clerk
        .post(
            path::STAFF_HELPED_SESSIONS,
            &json!({ "name": "", "phone": "1", "purpose": "loan",
            "proof": by_code("1") }),
        )
        .await
        .problem(ProblemCode::InvalidInput);
    let pointers: Vec<_> = problem
        .errors
        .iter()
        .map(|error| error.pointer.as_str())
        .collect();
    assert_eq!(pointers, ["/name", "/phone"]);
}

#[tokio::test]
async fn a_signature_needs_somebody_else_who_saw_it_and_the_resident_is_told() {
    let portal = TestPortal::start().await;
    let mut clerk = portal.clerk("daiban").await;
    portal
        .seed_staff("witness", workflow::Role::HrOfficer, "hr-bureau")
        .await;
    let witnessed = |username: &str, password: &str| {
        let proof = json!({ "kind": "witnessed", "username": username, "password": password });
        opening(PHONE, "loan", &proof)
    };
    for wrong in [
        witnessed("witness", "wrong"),
        witnessed("nobody", PASSWORD),
        witnessed("daiban", PASSWORD),
    ] {
        clerk
            .post(path::STAFF_HELPED_SESSIONS, &wrong)
            .await
            .problem(ProblemCode::CredentialsWrong);
    }
    // The clerk with the own authenticator is still the clerk.
    portal.clock.advance_ms(60_000);
    let code = portal.digits_of("daiban");
    let proof =
        json!({ "kind": "witnessed", "username": "daiban", "password": PASSWORD, "totp": code });
    clerk
        .post(path::STAFF_HELPED_SESSIONS, &opening(PHONE, "loan", &proof))
        .await
        .problem(ProblemCode::SecondPersonNeeded);
    // Nor does somebody see it who only reads, or who gains by it.
    for (name, role, agency) in [
        ("shenji", workflow::Role::Auditor, "audit"),
        ("yinhang", workflow::Role::BankOfficer, "bank"),
    ] {
        portal.seed_staff(name, role, agency).await;
        clerk
            .post(path::STAFF_HELPED_SESSIONS, &witnessed(name, PASSWORD))
            .await
            .problem(ProblemCode::SecondPersonNeeded);
    }
    let opened = clerk
        .post(path::STAFF_HELPED_SESSIONS, &witnessed("witness", PASSWORD))
        .await;
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    let messages =
        server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 9).unwrap();
    assert!(
        messages[0].phone == PHONE && messages[0].text.contains("签字"),
        "{messages:?}"
    );

    portal.clock.advance_ms(60_000);
    let mut resident = portal.resident(PHONE).await;
    let found = helpers(&mut resident).await.helpers;
    assert_eq!(found[0].kind, api::service_point::ConsentKind::Witnessed);
    assert!(found[0].is_valid && found[0].clerk == "示例 daiban");
}

#[tokio::test]
async fn where_others_reach_the_portal_a_witness_proves_more_than_a_password() {
    let portal = TestPortal::start_with(&REACHED).await;
    let mut clerk = portal.clerk("daiban").await;
    portal
        .seed_staff("witness", workflow::Role::HrOfficer, "hr-bureau")
        .await;
    let proof = json!({ "kind": "witnessed", "username": "witness", "password": PASSWORD });
    let problem = clerk
        .post(path::STAFF_HELPED_SESSIONS, &opening(PHONE, "loan", &proof))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].pointer, "/proof/totp");
}

#[tokio::test]
async fn only_clerks_help() {
    let portal = TestPortal::start().await;
    let mut officer = portal
        .staff("renshe", workflow::Role::HrOfficer, "hr-bureau")
        .await;
    let asked = json!({ "phone": PHONE, "purpose": "loan" });
    officer
        .post(path::STAFF_CONSENT_CODES, &asked)
        .await
        .problem(ProblemCode::NotAllowed);
    // A clerk without a second factor sees nothing of it either.
    let mut bare = portal
        .staff("bare", workflow::Role::ServicePointClerk, POINT)
        .await;
    bare.post(path::STAFF_CONSENT_CODES, &asked)
        .await
        .problem(ProblemCode::NotAllowed);
    bare.get(path::STAFF_HELPED_SESSIONS)
        .await
        .problem(ProblemCode::NotAllowed);
    let mut clerk = portal.clerk("daiban").await;
    let mut tab = help(&portal, &mut clerk, PHONE, "loan").await;
    assert_eq!(tab.get(path::HELPED_SESSION).await.status, StatusCode::OK);
    for path in [path::STAFF_QUEUE, "/api/staff/applications/x"] {
        clerk.get(path).await.problem(ProblemCode::NotAllowed);
    }
}

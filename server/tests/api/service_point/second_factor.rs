//! The second factor of staff.

use api::{ProblemCode, path};
use http::StatusCode;
use serde_json::json;

use crate::portal::{PASSWORD, TestPortal};

fn signing_in(totp: &str) -> serde_json::Value {
    json!({ "username": "daiban", "password": PASSWORD, "totp": totp })
}

#[tokio::test]
async fn a_code_signs_in_once() {
    let portal = TestPortal::start().await;
    portal.clerk("daiban").await;
    let mut browser = portal.anonymous();
    for wrong in ["", &portal.digits_of("daiban")] {
        // The last was used up when the authenticator was taken up.
        browser
            .post(path::STAFF_SESSION, &signing_in(wrong))
            .await
            .problem(ProblemCode::CredentialsWrong);
    }
    portal.clock.advance_ms(30_000);
    let code = portal.digits_of("daiban");
    let answer = browser.post(path::STAFF_SESSION, &signing_in(&code)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.value()["needs_second_factor"], false);
    browser
        .post(path::STAFF_SESSION, &signing_in(&code))
        .await
        .problem(ProblemCode::CredentialsWrong);
    // Guessing is stopped soon.
    browser
        .post(path::STAFF_SESSION, &signing_in("000000"))
        .await
        .problem(ProblemCode::TooManyRequests);
}

#[tokio::test]
async fn an_authenticator_is_taken_up_by_its_digits_and_not_replaced() {
    let portal = TestPortal::start().await;
    let mut bare = portal
        .staff("bare", workflow::Role::ServicePointClerk, super::POINT)
        .await;
    let session = bare.get(path::STAFF_SESSION).await.value();
    assert_eq!(session["needs_second_factor"], true);
    let begun = bare.begin_second_factor().await.value();
    assert!(
        begun["qr_svg"].as_str().unwrap().starts_with("<?xml")
            || begun["qr_svg"].as_str().unwrap().starts_with("<svg")
    );
    let confirm = |code: &str| json!({ "pending": begun["pending"], "code": code });
    let wrong = bare
        .put(path::STAFF_SECOND_FACTOR, &confirm("000000"))
        .await;
    wrong.problem(ProblemCode::InvalidInput);
    // Another account's pending secret does not open.
    let mut other = portal
        .staff("other", workflow::Role::HrOfficer, "hr-bureau")
        .await;
    let code = portal.digits(begun["secret"].as_str().unwrap());
    let taken = other.put(path::STAFF_SECOND_FACTOR, &confirm(&code)).await;
    taken.problem(ProblemCode::InvalidInput);
    let right = bare.put(path::STAFF_SECOND_FACTOR, &confirm(&code)).await;
    assert_eq!(right.status, StatusCode::NO_CONTENT, "{right:?}");
    bare.put(path::STAFF_SECOND_FACTOR, &confirm(&code))
        .await
        .problem(ProblemCode::ActionNotPossible);
    bare.begin_second_factor()
        .await
        .problem(ProblemCode::ActionNotPossible);
    assert_eq!(
        bare.get(path::STAFF_HELPED_SESSIONS).await.status,
        StatusCode::OK
    );
}

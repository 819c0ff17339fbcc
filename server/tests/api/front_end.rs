//! Pages and files of the front ends.

use http::StatusCode;

use crate::portal::TestPortal;

#[tokio::test]
async fn every_page_is_the_bundles_page() {
    let portal = TestPortal::start().await;
    for path in [
        "/",
        "/courses",
        "/no/such/page",
        "/calculator",
        "/my/",
        "/apply",
        "/staff/queue",
    ] {
        let answer = portal.anonymous().get(path).await;
        // Without built front ends the portal says so instead.
        let built = answer.status == StatusCode::OK
            && answer.header("content-type").starts_with("text/html");
        let missing = answer.status == StatusCode::SERVICE_UNAVAILABLE;
        assert!(built || missing, "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn links_to_the_form_where_it_once_stood_lead_there() {
    let portal = TestPortal::start().await;
    for (old, new) in [
        (
            "/my/apply?product=startup_loan_individual",
            "/apply?product=startup_loan_individual",
        ),
        (
            "/my/applications/7/loan/purpose?from=fix",
            "/apply/7/loan/purpose?from=fix",
        ),
    ] {
        let answer = portal.anonymous().get(old).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{old}");
        assert_eq!(answer.header("location"), new, "{old}");
    }
}

#[tokio::test]
async fn the_service_worker_answers_for_the_portal_and_is_always_looked_for() {
    let portal = TestPortal::start().await;
    let answer = portal.anonymous().get("/sw.js").await;
    // Without built front ends there is none.
    if answer.status == StatusCode::OK {
        assert_eq!(answer.header("service-worker-allowed"), "/");
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert!(answer.header("content-type").starts_with("text/javascript"));
    } else {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let page = portal.anonymous().get("/").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("worker-src 'self'"), "{policy}");
    assert_eq!(
        portal.anonymous().get("/staff/sw.js").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_missing_file_is_not_a_page() {
    let portal = TestPortal::start().await;
    for path in [
        "/no-such.js",
        "/my/no-such.wasm",
        "/../Cargo.toml",
        "/index.html.br",
    ] {
        assert_eq!(
            portal.anonymous().get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_english_words_are_there() {
    let portal = TestPortal::start().await;
    let answer = portal.anonymous().get("/i18n/en.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.value();
}

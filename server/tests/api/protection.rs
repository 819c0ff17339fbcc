//! What every request meets around its handler.

use api::ProblemCode;
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use server::authorize::table::rules;

use crate::portal::{TestPortal, fresh_key};

fn json_headers(more: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    for (name, value) in more {
        headers.insert(*name, value.parse().unwrap());
    }
    headers
}

#[tokio::test]
async fn headers_keep_the_browser_strict() {
    let portal = TestPortal::start().await;
    for (path, status) in [
        ("/", None),
        ("/sw.js", None),
        ("/nothing.js", Some(404)),
        // Moved: a page of an earlier portal, a page without script.
        ("/my/apply", Some(308)),
        ("/plain/", Some(308)),
        ("/plain/nothing", Some(404)),
        (api::path::COURSES, Some(200)),
        (api::path::APPLICATIONS, Some(401)),
        ("/api/nothing", Some(404)),
        ("/api/trainer/nothing", Some(404)),
    ] {
        let answer = portal.anonymous().get(path).await;
        if let Some(status) = status {
            assert_eq!(answer.status.as_u16(), status, "{path}");
        }
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'"),
            "{path}"
        );
        assert!(
            !answer
                .header("content-security-policy")
                .contains("unsafe-inline")
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("x-request-id").len(), 16);
        assert_eq!(answer.header("strict-transport-security"), "");
    }
    assert_eq!(
        portal
            .anonymous()
            .get(api::path::SESSION)
            .await
            .header("cache-control"),
        "no-store"
    );
}

#[tokio::test]
async fn https_is_remembered_by_the_browser() {
    let portal = TestPortal::start_with(&["--behind-proxy", "127.0.0.0/8", "--sms", "off"]).await;
    assert!(
        portal
            .anonymous()
            .get("/")
            .await
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
}

#[tokio::test]
async fn another_sites_form_is_refused() {
    let portal = TestPortal::start().await;
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://elsewhere.example"),
    ] {
        let body = Body::from(json!({ "phone": "13800000001" }).to_string());
        let answer = portal
            .anonymous()
            .send(
                Method::POST,
                api::path::SESSION_CODE,
                json_headers(&[("host", "localhost"), header]),
                body,
            )
            .await;
        answer.problem(ProblemCode::CrossSite);
    }
}

#[tokio::test]
async fn nothing_is_changed_from_another_site() {
    let portal = TestPortal::start().await;
    for rule in rules().filter(|rule| !rule.method.is_safe()) {
        let path = rule.path.replace("{id}", "a").replace("{document}", "b");
        for from in ["cross-site", "same-site"] {
            let headers = json_headers(&[("host", "localhost"), ("sec-fetch-site", from)]);
            let answer = portal
                .anonymous()
                .send(rule.method.clone(), &path, headers, Body::empty())
                .await;
            // Nobody is signed in: whatever asks for that answers 401.
            let name = format!("{} {path} from {from}", rule.method);
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        }
    }
}

#[tokio::test]
async fn failures_are_problems_with_the_requests_id() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let missing = browser.get("/api/nothing").await;
    assert_eq!(
        missing.problem(ProblemCode::NotFound).request_id.as_deref(),
        Some(missing.header("x-request-id"))
    );
    let answer = browser
        .send(
            Method::PUT,
            api::path::COURSES,
            json_headers(&[]),
            Body::empty(),
        )
        .await;
    answer.problem(ProblemCode::MethodNotAllowed);
    assert!(answer.header("allow").contains("GET"), "{answer:?}");
    let answer = browser
        .send(Method::PUT, "/", json_headers(&[]), Body::empty())
        .await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), "GET, HEAD");
}

#[tokio::test]
async fn bodies_that_are_not_right() {
    let portal = TestPortal::start().await;
    let long = "1".repeat(100_000);
    let big = json!({ "phone": long }).to_string();
    let table = [
        ("{", "application/json", ProblemCode::MalformedBody),
        ("", "application/json", ProblemCode::MalformedBody),
        (
            r#"{"phone":"13800000001","extra":1}"#,
            "application/json",
            ProblemCode::MalformedBody,
        ),
        (
            r#"{"phone":13800000001}"#,
            "application/json",
            ProblemCode::MalformedBody,
        ),
        (
            r#"{"phone":"13800000001"}"#,
            "text/plain",
            ProblemCode::UnsupportedMediaType,
        ),
        (
            r#"{"phone":"<script>alert(1)</script>"}"#,
            "application/json",
            ProblemCode::InvalidInput,
        ),
        (
            r#"{"phone":"' OR 1=1 --"}"#,
            "application/json",
            ProblemCode::InvalidInput,
        ),
        (big.as_str(), "application/json", ProblemCode::BodyTooLarge),
    ];
    for (body, kind, code) in table {
        let mut headers = json_headers(&[]);
        headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        let sent = Body::from(body.to_owned());
        let answer = portal
            .anonymous()
            .send(Method::POST, api::path::SESSION_CODE, headers, sent)
            .await;
        answer.problem(code);
    }
}

#[tokio::test]
async fn a_body_announced_too_long_is_refused_unread() {
    let portal = TestPortal::start().await;
    let headers = json_headers(&[("content-length", "70000")]);
    let answer = portal
        .anonymous()
        .send(
            Method::POST,
            api::path::SESSION_CODE,
            headers,
            Body::empty(),
        )
        .await;
    answer.problem(ProblemCode::BodyTooLarge);
}

#[tokio::test]
async fn writes_carry_a_key() {
    let portal = TestPortal::start().await;
    for key in [
        None,
        Some("short"),
        Some("has a space and is long"),
        Some(&*"x".repeat(65)),
    ] {
        let mut headers = json_headers(&[]);
        headers.remove(api::IDEMPOTENCY_KEY);
        if let Some(key) = key {
            headers.insert(api::IDEMPOTENCY_KEY, key.parse().unwrap());
        }
        let body = Body::from(json!({ "phone": "13800000001" }).to_string());
        let answer = portal
            .anonymous()
            .send(Method::POST, api::path::SESSION_CODE, headers, body)
            .await;
        let problem = answer.problem(ProblemCode::MalformedRequest);
        assert_eq!(problem.errors[0].pointer, "/headers/idempotency-key");
    }
}

#[tokio::test]
async fn head_is_answered_like_get() {
    let portal = TestPortal::start().await;
    let answer = portal
        .anonymous()
        .send(
            Method::HEAD,
            api::path::DISTRICT,
            HeaderMap::new(),
            Body::empty(),
        )
        .await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0));
}

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
        "/staff/training/classes/c65d3ce22f1c.20261123-day",
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
async fn the_desks_own_worker_answers_for_the_desk_alone() {
    let portal = TestPortal::start().await;
    let answer = portal.anonymous().get("/staff/desk.js").await;
    // Without built front ends there is none.
    if answer.status == StatusCode::OK {
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert!(!answer.headers.contains_key("service-worker-allowed"));
    } else {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_pages_without_a_line_are_whole_and_run_nothing() {
    let portal = TestPortal::start().await;
    for path in ["/no-line.html", "/not-sent.html"] {
        let answer = portal.anonymous().get(path).await;
        // Without built front ends there is none.
        if answer.status == StatusCode::OK {
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("style-src 'self' 'sha256-"), "{policy}");
            let page = String::from_utf8(answer.body.to_vec()).unwrap();
            for odd in ["<script", " style=", "$zh", "$en", "$style", "undefined"] {
                assert!(!page.contains(odd), "{path}: {odd}: {page}");
            }
        } else {
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
    }
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

#[tokio::test]
async fn a_course_says_its_own_words_before_its_app_is_there() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let courses: Vec<catalogue::CourseListing> = browser.get(api::path::COURSES).await.json();
    let course = &courses[0];
    let address = format!("/courses/{}", course.id);
    let mut headers = http::HeaderMap::new();
    headers.insert("host", "fumin.example".parse().unwrap());
    let body = axum::body::Body::empty();
    let answer = browser
        .send(http::Method::GET, &address, headers, body)
        .await;
    // Without built front ends there is no shell to put them into.
    if answer.status != StatusCode::OK {
        return;
    }
    let page = String::from_utf8(answer.body.to_vec()).unwrap();
    let title = format!("{} · 富民通", course.title);
    for words in [
        format!("<title>{title}</title>"),
        format!("<meta property=\"og:title\" content=\"{title}\">"),
        format!("<h1 class=\"page-title\">{}</h1>", course.title),
        format!("<meta property=\"og:url\" content=\"http://fumin.example{address}\">"),
        "<meta property=\"og:image\" content=\"http://fumin.example/preview.png\">".to_owned(),
    ] {
        assert!(page.contains(&words), "{words} in {page}");
    }
    assert_eq!(page.matches("<title>").count(), 1);
    assert!(page.contains("data-wasm") && page.contains("<style>"));
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("'sha256-"), "{policy}");
    let list = String::from_utf8(browser.get("/courses?q=a").await.body.to_vec()).unwrap();
    assert!(list.contains("<h1 class=\"page-title\">学什么</h1>"));
    // What is not there, and what could be about a person, has the shell's own words.
    for other in [
        "/courses/no-such-course",
        "/",
        "/my/",
        "/apply",
        "/track?code=ABC234",
    ] {
        let page = browser.get(other).await;
        assert!(
            page.status == StatusCode::OK && page.header("etag").len() > 10,
            "{other}"
        );
        let page = String::from_utf8_lossy(&page.body).into_owned();
        assert!(
            !page.contains(&course.title) && !page.contains("ABC234"),
            "{other}"
        );
    }
}

#[tokio::test]
async fn whoever_shows_a_preview_is_told_the_whole_address() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    for (path, mode, told) in [
        ("/", None, Some("/")),
        ("/eligibility", None, Some("/eligibility")),
        ("/calculator", None, Some("/calculator")),
        ("/track", None, Some("/track")),
        ("/track/certificate", None, Some("/track/certificate")),
        ("/apply", None, Some("/apply")),
        // Of somebody's file nothing is told, not even which it is.
        ("/apply/0123456789abcdefghij/check", None, Some("/apply")),
        ("/", Some("navigate"), None),
        ("/apply", Some("navigate"), None),
        ("/my", None, None),
        ("/index.html", None, None),
        ("/apply/index.html", None, None),
    ] {
        let mut headers = http::HeaderMap::new();
        headers.insert("host", "fumin.example".parse().unwrap());
        if let Some(mode) = mode {
            headers.insert("sec-fetch-mode", mode.parse().unwrap());
        }
        let body = axum::body::Body::empty();
        let answer = browser.send(http::Method::GET, path, headers, body).await;
        // Without built front ends there is no shell.
        if answer.status != StatusCode::OK {
            return;
        }
        let policy = answer.header("content-security-policy").to_owned();
        let page = String::from_utf8(answer.body.to_vec()).unwrap();
        let url = told.unwrap_or(path);
        for tag in [
            format!("<meta property=\"og:url\" content=\"http://fumin.example{url}\">"),
            "<meta property=\"og:image\" content=\"http://fumin.example/preview.png\">".into(),
        ] {
            let is_there = page.contains(&tag);
            assert_eq!(is_there, told.is_some(), "{path} {mode:?}: {tag}");
        }
        for tag in ["og:title", "og:description"] {
            let times = page.matches(tag).count();
            assert!(
                times <= 1 && (told.is_none() || times == 1),
                "{path}: {tag}"
            );
        }
        assert!(!page.contains("0123456789abcdefghij"), "{path}");
        assert!(
            page.matches("og:image").count() <= 1 && policy.contains("'sha256-"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_public_page_has_a_picture_to_send_on() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let mut headers = http::HeaderMap::new();
    headers.insert("host", "fumin.example".parse().unwrap());
    let path = "/api/page-qr.png?path=/courses%3Fq%3Da";
    let body = axum::body::Body::empty();
    let answer = browser.send(http::Method::GET, path, headers, body).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "image/png")
    );
    assert!(answer.body.starts_with(b"\x89PNG") && answer.body.len() < 4_000);
    for path in ["/my/", "/track?code=ABC234", "//elsewhere.example/", ""] {
        let path = path.replace('?', "%3F").replace('=', "%3D");
        let answer = browser.get(&format!("/api/page-qr.png?path={path}")).await;
        answer.problem(api::ProblemCode::NotFound);
    }
}

//! What everybody may read: courses, the district, the rules.

use api::ProblemCode;
use axum::body::Body;
use catalogue::{CatalogueEdition, Course, CourseDetails, CourseListing, CourseText};
use http::{HeaderMap, Method, StatusCode};

use crate::portal::TestPortal;

#[tokio::test]
async fn the_list_and_the_texts_come_whole_and_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let answer = browser.get(api::path::COURSES).await;
    let courses: Vec<CourseListing> = answer.json();
    assert!(courses.len() >= 60);
    assert!(courses.iter().all(|course| course.is_sample));
    let texts: Vec<CourseText> = browser.get(api::path::COURSE_TEXTS).await.json();
    let ids = |found: Vec<&String>| found.into_iter().cloned().collect::<Vec<_>>();
    assert_eq!(
        ids(texts.iter().map(|text| &text.id).collect()),
        ids(courses.iter().map(|course| &course.id).collect())
    );

    let edition: CatalogueEdition = browser.get(api::path::CATALOGUE).await.json();
    assert_eq!(edition.courses(Vec::new()), Some(courses.clone()));

    let course = api::path::with_id(api::path::COURSE, &courses[0].id);
    let paths = [
        api::path::CATALOGUE,
        api::path::COURSES,
        api::path::COURSE_TEXTS,
        &course,
    ];
    for path in paths {
        let answer = browser.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-cache");
        let mut headers = HeaderMap::new();
        headers.insert("if-none-match", answer.header("etag").parse().unwrap());
        let again = browser
            .send(Method::GET, path, headers, Body::empty())
            .await;
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0)
        );
    }
}

/// On the slow line the list shares the wire with the WebAssembly.
#[tokio::test]
async fn the_list_stays_light() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let courses: Vec<CourseListing> = browser.get(api::path::COURSES).await.json();
    for (path, bytes_each) in [
        (api::path::CATALOGUE, 60),
        (api::path::COURSES, 80),
        (api::path::COURSE_TEXTS, 160),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert("accept-encoding", "br".parse().unwrap());
        let answer = browser
            .send(Method::GET, path, headers, Body::empty())
            .await;
        assert_eq!(answer.header("content-encoding"), "br");
        let bytes = answer.body.len();
        assert!(bytes <= courses.len() * bytes_each, "{path}: {bytes} bytes");
    }
}

#[tokio::test]
async fn one_course_by_its_id() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let courses: Vec<CourseListing> = browser.get(api::path::COURSES).await.json();
    let texts: Vec<CourseText> = browser.get(api::path::COURSE_TEXTS).await.json();
    let path = api::path::with_id(api::path::COURSE, &courses[0].id);
    let found: Course = browser.get(&path).await.json();
    assert_eq!(CourseListing::from(&found), courses[0]);
    assert_eq!(CourseText::from(&found), texts[0]);
    assert!(!found.outline.is_empty() && !found.sessions[0].schedule.is_empty());
    let details: CourseDetails = browser.get(&path).await.json();
    assert_eq!(details.outline, found.outline);
    assert_eq!(details.sessions.len(), courses[0].sessions.len());
    for nobody in ["no-such-course", "%27%20OR%201%3D1%20--", "%3Cscript%3E"] {
        browser
            .get(&api::path::with_id(api::path::COURSE, nobody))
            .await
            .problem(ProblemCode::NotFound);
    }
}

#[tokio::test]
async fn the_district() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let district: catalogue::District = browser.get(api::path::DISTRICT).await.json();
    assert_eq!(district.code, "620602");
}

#[tokio::test]
async fn the_courses_of_a_second_start_are_those_of_the_database() {
    let portal = TestPortal::start().await;
    let first = portal.anonymous().get(api::path::COURSES).await.body;
    portal.state.store.close();
    let config = portal.state.config.clone();
    let again = server::startup::open(config, portal.clock.clone())
        .await
        .unwrap();
    use tower::ServiceExt as _;
    let request = http::Request::get(api::path::COURSES)
        .body(Body::empty())
        .unwrap();
    let response = server::router::build(again).oneshot(request).await.unwrap();
    use http_body_util::BodyExt as _;
    assert_eq!(
        response.into_body().collect().await.unwrap().to_bytes(),
        first
    );
}

#[tokio::test]
async fn other_portals_read_everything_a_part_at_a_time() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let all: Vec<CourseListing> = browser.get(api::path::COURSES).await.json();
    let first = format!("{}?limit=40", api::path::COURSES_FEED);
    let (mut next, mut seen) = (Some(first.clone()), Vec::new());
    while let Some(address) = next {
        let part = browser.get(&address).await.value();
        let courses = part["courses"].as_array().unwrap();
        assert!(courses.len() <= 40, "{address}");
        for found in courses {
            let id = found["course"]["id"].as_str().unwrap();
            assert_eq!(found["url"], format!("/courses/{id}"));
            // Nobody takes a sample for a course.
            assert_eq!(found["course"]["is_sample"], true);
            assert!(found["course"]["classes"].is_array());
            seen.push(id.to_owned());
        }
        next = part["next"].as_str().map(str::to_owned);
    }
    let known: Vec<String> = all.into_iter().map(|course| course.id).collect();
    assert_eq!(seen, known);

    let answer = browser.get(&first).await;
    let mut headers = HeaderMap::new();
    headers.insert("if-none-match", answer.header("etag").parse().unwrap());
    let again = browser
        .send(Method::GET, &first, headers, Body::empty())
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    // Nonsense is the widest or the narrowest part there is, never an error of the server.
    for (query, most) in [("limit=0", 1), ("limit=99999", 100), ("after=zzzz", 0)] {
        let address = format!("{}?{query}", api::path::COURSES_FEED);
        let part = browser.get(&address).await.value();
        assert!(part["courses"].as_array().unwrap().len() <= most, "{query}");
    }
}

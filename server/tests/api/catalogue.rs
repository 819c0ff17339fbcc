//! What everybody may read: courses, the district, the rules.

use api::ProblemCode;
use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};

use crate::portal::TestPortal;

#[tokio::test]
async fn the_catalogue_comes_whole_and_once() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let answer = browser.get(api::path::COURSES).await;
    let courses: Vec<catalogue::Course> = answer.json();
    assert!(courses.len() >= 60);
    assert!(courses.iter().all(|course| course.is_sample));
    assert_eq!(answer.header("cache-control"), "no-cache");

    let mut headers = HeaderMap::new();
    headers.insert("if-none-match", answer.header("etag").parse().unwrap());
    let again = browser
        .send(Method::GET, api::path::COURSES, headers, Body::empty())
        .await;
    assert_eq!(
        (again.status, again.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
}

#[tokio::test]
async fn one_course_by_its_id() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let courses: Vec<catalogue::Course> = browser.get(api::path::COURSES).await.json();
    let path = api::path::with_id(api::path::COURSE, &courses[0].id);
    let found: catalogue::Course = browser.get(&path).await.json();
    assert_eq!(found, courses[0]);
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

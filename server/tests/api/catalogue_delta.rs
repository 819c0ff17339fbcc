//! The catalogue of a large district: what a first visit reads, and what one that was here before is told.

use axum::body::Body;
use catalogue::{CatalogueEdition, Course, CourseListing, made_up};
use http::{HeaderMap, Method, StatusCode};
use store::{StoreError, courses};

use crate::portal::{Answer, Browser, TestPortal};

/// The bar of a catalogue of 5,000 courses, brotli.
const WHOLE_BYTES: usize = 67_000;
/// The bar of a day's changes in it.
const DELTA_BYTES: usize = 5_000;

fn district_courses(count: usize) -> (Vec<Course>, Vec<Course>) {
    let stems = server::district::load_courses(None).unwrap();
    let divisions = server::district::load_district(None).unwrap().divisions;
    let today = made_up::courses(&stems, &divisions, count);
    let tomorrow = made_up::a_day_later(&today, &stems, &divisions);
    (today, tomorrow)
}

fn listings(courses: &[Course]) -> Vec<CourseListing> {
    courses.iter().map(CourseListing::from).collect()
}

/// Puts these courses into the database, as any server that shares it would.
async fn put(portal: &TestPortal, courses: &[Course], version: &'static str) {
    let rows: Vec<courses::Course> = courses
        .iter()
        .map(|course| courses::Course {
            id: course.id.clone(),
            document: serde_json::to_string(course).unwrap(),
        })
        .collect();
    let write = portal
        .state
        .store
        .write::<_, _, StoreError>(move |tx| courses::replace_all(tx, &rows, version));
    write.await.unwrap();
}

async fn since(browser: &mut Browser, version: &str) -> Answer {
    browser.get(&api::path::catalogue_since(version)).await
}

fn brotli(raw: &[u8], quality: i32) -> usize {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 20,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*raw, &mut out, &params).unwrap();
    out.len()
}

#[tokio::test]
async fn five_thousand_courses_and_a_day_of_them_are_light() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let (today, tomorrow) = district_courses(5000);
    put(&portal, &today, "monday").await;
    let answer = browser.get(api::path::CATALOGUE).await;
    let whole: CatalogueEdition = answer.json();
    assert_eq!(whole.courses(Vec::new()), Some(listings(&today)));
    // The form the server makes behind the first answers.
    let bytes = brotli(&answer.body, 11);
    assert!(bytes <= WHOLE_BYTES, "{bytes} bytes");

    put(&portal, &tomorrow, "tuesday").await;
    let answer = since(&mut browser, "monday").await;
    let delta: CatalogueEdition = answer.json();
    assert_eq!(delta.since.as_deref(), Some("monday"));
    let kept = whole.courses(Vec::new()).unwrap();
    assert_eq!(delta.courses(kept), Some(listings(&tomorrow)));
    let bytes = brotli(&answer.body, 6);
    assert!(bytes <= DELTA_BYTES, "{bytes} bytes");
}

#[tokio::test]
async fn whoever_was_here_is_told_what_changed_since() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let (today, _) = district_courses(300);
    put(&portal, &today, "1").await;
    let whole: CatalogueEdition = browser.get(api::path::CATALOGUE).await.json();
    let kept = whole.courses(Vec::new()).unwrap();

    // Nothing has changed.
    let nothing: CatalogueEdition = since(&mut browser, "1").await.json();
    assert_eq!(nothing.courses(kept.clone()), Some(kept.clone()));

    // From any version to the last, whatever came between.
    let mut changed = today.clone();
    changed.remove(7);
    changed[9].title = "改了名的班".into();
    put(&portal, &changed, "2").await;
    changed[9].title = "又改了名的班".into();
    changed.push(today[7].clone());
    changed.remove(0);
    changed.sort_by(|one, other| one.id.cmp(&other.id));
    put(&portal, &changed, "3").await;
    let second: CatalogueEdition = since(&mut browser, "2").await.json();
    assert_eq!(second.since.as_deref(), Some("2"));
    let first: CatalogueEdition = since(&mut browser, "1").await.json();
    assert_eq!(first.courses(kept.clone()), Some(listings(&changed)));
    let plain: Vec<CourseListing> = browser.get(api::path::COURSES).await.json();
    assert_eq!(plain, listings(&changed));

    // An answer is named by its content like any other.
    let answer = since(&mut browser, "1").await;
    let mut headers = HeaderMap::new();
    headers.insert("if-none-match", answer.header("etag").parse().unwrap());
    let path = api::path::catalogue_since("1");
    let again = browser
        .send(Method::GET, &path, headers, Body::empty())
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn whoever_has_something_else_gets_everything() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let (today, _) = district_courses(300);
    put(&portal, &today, "1").await;
    put(&portal, &today[..100], "2").await;
    // A version nobody knows, too much that changed, and what no browser sends.
    for version in ["never", "1", "", "%27%20OR%201%3D1%20--", &"9".repeat(5000)] {
        let edition: CatalogueEdition = since(&mut browser, version).await.json();
        assert_eq!(
            (edition.since.as_deref(), edition.version.as_str()),
            (None, "2")
        );
        assert_eq!(edition.courses(Vec::new()), Some(listings(&today[..100])));
    }
}

#[tokio::test]
async fn a_course_is_answered_as_it_is_now() {
    let portal = TestPortal::start().await;
    let mut browser = portal.anonymous();
    let (mut courses, _) = district_courses(20);
    put(&portal, &courses, "1").await;
    let address = api::path::with_id(api::path::COURSE, &courses[3].id);
    let first = browser.get(&address).await;
    let again = browser.get(&address).await;
    assert_eq!(first.json::<Course>(), courses[3]);
    assert_eq!(first.body, again.body);

    courses[3].title = "改了名的班".into();
    put(&portal, &courses, "2").await;
    let changed = browser.get(&address).await;
    assert_eq!(changed.json::<Course>(), courses[3]);
    assert_ne!(changed.header("etag"), first.header("etag"));

    let taken = courses.remove(3);
    put(&portal, &courses, "3").await;
    assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
    courses.insert(3, taken);
    put(&portal, &courses, "4").await;
    assert_eq!(browser.get(&address).await.json::<Course>(), courses[3]);
}

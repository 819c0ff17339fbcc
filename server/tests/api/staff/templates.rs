//! The words an office uses again and again: its officers read them, its supervisors keep them, nobody else sees them.

use api::ProblemCode;
use api::path::{self, with_id};
use api::template::{ListTemplatesResponse, TemplateView};
use http::StatusCode;
use serde_json::{Value, json};
use store::{StoreError, staff};

use super::{bank, hr};
use crate::portal::{Browser, TestPortal};

fn template(version: u32, title: &str, words: &str) -> Value {
    json!({ "version": version, "purpose": "return", "title": title, "words": words })
}

pub(super) async fn promote(portal: &TestPortal, username: &'static str) {
    let promote = move |tx: &store::Tx| {
        let member = staff::find_by_username(tx, username)?.unwrap();
        staff::set_supervisor(tx, &member.id, true)
    };
    let promoted = portal.state.store.write::<_, _, StoreError>(promote).await;
    assert_eq!(promoted, Ok(true));
}

async fn list(officer: &mut Browser) -> ListTemplatesResponse {
    let answer = officer.get(path::STAFF_TEMPLATES).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

#[tokio::test]
async fn a_supervisor_keeps_what_colleagues_read() {
    let portal = TestPortal::start().await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    promote(&portal, "li").await;
    let answer = li
        .post(
            path::STAFF_TEMPLATES,
            &template(0, " 照片不清 ", "请在亮处重拍一张。"),
        )
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let made: TemplateView = answer.json();
    assert_eq!((made.version, made.title.as_str()), (1, "照片不清"));
    let seen = list(&mut wang).await;
    assert_eq!(
        (seen.may_change, seen.templates),
        (false, vec![made.clone()])
    );
    assert!(list(&mut li).await.may_change);

    let at = with_id(path::STAFF_TEMPLATE, &made.id);
    let newer = template(1, "照片不清", "请在亮处重拍，四个角都要照到。");
    let changed: TemplateView = li.put(&at, &newer).await.json();
    assert_eq!(changed.version, 2);
    li.put(&at, &newer).await.problem(ProblemCode::Stale);
    assert_eq!(list(&mut wang).await.templates, [changed]);
    assert_eq!(li.delete(&at).await.status, StatusCode::NO_CONTENT);
    assert!(list(&mut wang).await.templates.is_empty());
    li.delete(&at).await.problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn who_is_no_supervisor_changes_nothing_and_offices_keep_apart() {
    let portal = TestPortal::start().await;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    let mut sun = bank(&portal, "sun").await;
    promote(&portal, "li").await;
    promote(&portal, "sun").await;
    let new = template(0, "照片不清", "请在亮处重拍一张。");
    let made: TemplateView = li.post(path::STAFF_TEMPLATES, &new).await.json();
    let at = with_id(path::STAFF_TEMPLATE, &made.id);
    let newer = template(1, "别的", "别的话。");
    let refused = [
        wang.post(path::STAFF_TEMPLATES, &new).await,
        wang.put(&at, &newer).await,
        wang.delete(&at).await,
    ];
    for answer in refused {
        let problem = answer.problem(ProblemCode::NotAllowed);
        assert_eq!(problem.errors[0].code, "supervisor_needed");
    }
    assert!(list(&mut sun).await.templates.is_empty());
    sun.put(&at, &newer).await.problem(ProblemCode::NotFound);
    sun.delete(&at).await.problem(ProblemCode::NotFound);
    assert_eq!(list(&mut wang).await.templates, [made]);
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_no_number_of_a_person_is_kept() {
    let portal = TestPortal::start().await;
    let mut li = hr(&portal, "li").await;
    promote(&portal, "li").await;
    for (title, words, expected) in [
        ("", " ", vec!["/title required", "/words required"]),
        (
            &*"长".repeat(41),
            &*"长".repeat(501),
            vec!["/title too_long", "/words too_long"],
        ),
        (
            "电话",
            "打 138 0000 0001 找我",
            vec!["/words template_names_a_person"],
        ),
    ] {
        let problem = li
            .post(path::STAFF_TEMPLATES, &template(0, title, words))
            .await
            .problem(ProblemCode::InvalidInput);
        let found: Vec<String> = problem
            .errors
            .iter()
            .map(|error| format!("{} {}", error.pointer, error.code))
            .collect();
        assert_eq!(found, expected);
    }
    for number in 0..60 {
        let new = template(0, &number.to_string(), "请重拍。");
        let answer = li.post(path::STAFF_TEMPLATES, &new).await;
        assert_eq!(answer.status, StatusCode::CREATED);
    }
    let problem = li
        .post(path::STAFF_TEMPLATES, &template(0, "多", "请重拍。"))
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors[0].code, "template_too_many");
}

//! A trainer's own system: a token shown once, the same checks as the sheet's, nothing beyond the own organisation.

use api::ProblemCode;
use api::course_sheet::{ListSheetsResponse, RowState};
use api::course_token::{ListCourseTokensResponse, MadeCourseToken, SentCourses};
use api::listing::ListListingsResponse;
use api::path::{self, with_id};
use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Method, StatusCode};
use listing::{Field, Values};
use serde_json::{Value, json};
use workflow::listing::ListingState;

use super::{good, officer, trainer};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

fn row() -> Values {
    let mut draft = good();
    let mut row = draft.course.clone();
    row.append(&mut draft.classes[0]);
    row
}

async fn made(trainer: &mut Browser, name: &str) -> MadeCourseToken {
    let answer = trainer
        .post(path::STAFF_COURSE_TOKENS, &json!({ "name": name }))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn send(portal: &TestPortal, token: &str, body: &Value, key: &str) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, key.parse().unwrap());
    headers.insert(AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
    headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
    let body = Body::from(body.to_string());
    let mut system = portal.anonymous();
    system
        .send(Method::POST, path::TRAINER_COURSES, headers, body)
        .await
}

#[tokio::test]
async fn a_system_sends_courses_as_a_sheet_would() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let token = made(&mut trainer, "教务系统").await.token;
    let mut bad = row();
    bad.insert(Field::Title, "另一门课".into());
    bad.insert(Field::Hours, "很多".into());
    let rows = json!({ "rows": [row(), bad], "is_handed_in": true });

    let mut trial = rows.clone();
    trial["is_dry_run"] = true.into();
    let answer = send(&portal, &token, &trial, &fresh_key()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let tried: SentCourses = answer.json();
    assert_eq!((tried.courses, tried.sheet), (0, None));
    let states = [RowState::Good, RowState::Bad];
    assert!(tried.rows.iter().map(|row| row.state).eq(states));
    let own: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    assert!(own.listings.is_empty());

    // Sent twice under one key it is done once.
    let key = fresh_key();
    for _ in 0..2 {
        let answer = send(&portal, &token, &rows, &key).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        let sent: SentCourses = answer.json();
        assert_eq!((sent.courses, sent.handed_in), (1, 1));
        assert_eq!(sent.rows[0].state, RowState::Taken);
        assert_eq!(sent.rows[1].state, RowState::Bad);
        assert_eq!(sent.rows[1].findings[0].code, "not_a_number");
    }
    let own: ListListingsResponse = trainer.get(path::STAFF_LISTINGS).await.json();
    assert_eq!(own.listings.len(), 1);
    assert_eq!(own.listings[0].state, ListingState::Submitted);
    // What was bad waits on the trainer's screen.
    let sheets: ListSheetsResponse = trainer.get(path::STAFF_COURSE_SHEETS).await.json();
    assert_eq!((sheets.sheets.len(), sheets.sheets[0].bad), (1, 1));

    for body in [
        json!({ "rows": [] }),
        json!({ "rows": vec![json!({}); 501] }),
    ] {
        let refused = send(&portal, &token, &body, &fresh_key()).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        assert_eq!(problem.errors[0].code, "row_count");
    }
}

#[tokio::test]
async fn a_token_is_shown_once_and_ends_when_it_is_revoked() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut first = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut second = trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let token = made(&mut first, "教务系统").await;
    let listed = first.get(path::STAFF_COURSE_TOKENS).await;
    assert!(!String::from_utf8_lossy(&listed.body).contains(&token.token));
    let listed: ListCourseTokensResponse = listed.json();
    assert_eq!(
        (listed.tokens.len(), listed.tokens[0].used_at_ms),
        (1, None)
    );
    let others: ListCourseTokensResponse = second.get(path::STAFF_COURSE_TOKENS).await.json();
    assert!(others.tokens.is_empty());

    let body = json!({ "rows": [row()], "is_dry_run": true });
    let answer = send(&portal, &token.token, &body, &fresh_key()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let listed: ListCourseTokensResponse = first.get(path::STAFF_COURSE_TOKENS).await.json();
    assert!(listed.tokens[0].used_at_ms.is_some());
    for wrong in ["", "x", &token.id] {
        let refused = send(&portal, wrong, &body, &fresh_key()).await;
        refused.problem(ProblemCode::SignInRequired);
    }

    // Nobody else's trainer revokes it; its own does.
    let address = with_id(path::STAFF_COURSE_TOKEN, &token.id);
    let revoke = async |who: &mut Browser| {
        let mut headers = HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
        who.send(Method::DELETE, &address, headers, Body::empty())
            .await
    };
    revoke(&mut second).await.problem(ProblemCode::NotFound);
    assert_eq!(revoke(&mut first).await.status, StatusCode::NO_CONTENT);
    let refused = send(&portal, &token.token, &body, &fresh_key()).await;
    refused.problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_token_is_not_for_storms_and_its_name_is_asked_for() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    for (name, code) in [(" ".to_owned(), "required"), ("长".repeat(41), "too_long")] {
        let refused = trainer
            .post(path::STAFF_COURSE_TOKENS, &json!({ "name": name }))
            .await;
        assert_eq!(
            refused.problem(ProblemCode::InvalidInput).errors[0].code,
            code
        );
    }
    let token = made(&mut trainer, "教务系统").await.token;
    let body = json!({ "rows": [] });
    for _ in 0..120 {
        let refused = send(&portal, &token, &body, &fresh_key()).await;
        refused.problem(ProblemCode::InvalidInput);
    }
    let refused = send(&portal, &token, &body, &fresh_key()).await;
    refused.problem(ProblemCode::TooManyRequests);
}

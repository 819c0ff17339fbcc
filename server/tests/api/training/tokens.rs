//! A trainer's own system: a token shown once, the same checks as the sheet's, nothing beyond the own organisation.

use api::ProblemCode;
use api::course_sheet::{
    ListSheetRowsResponse, ListSheetsResponse, RepairedRow, RowState, SheetDone, SheetView,
};
use api::course_token::{ListCourseTokensResponse, MadeCourseToken, SentCourses};
use api::listing::{ListListingsResponse, ListingView};
use api::path::{self, with_document, with_id};
use axum::body::Body;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Method, StatusCode};
use listing::{Field, Values};
use serde_json::{Value, json};
use workflow::listing::ListingState;

use super::{good, officer, trainer, verified};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

pub(super) fn row() -> Values {
    let mut draft = good();
    let mut row = draft.course.clone();
    row.append(&mut draft.classes[0]);
    row
}

pub(super) async fn made(trainer: &mut Browser, name: &str) -> MadeCourseToken {
    let answer = trainer
        .post(path::STAFF_COURSE_TOKENS, &json!({ "name": name }))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

pub(super) async fn send(portal: &TestPortal, token: &str, body: &Value, key: &str) -> Answer {
    call(
        portal,
        token,
        (Method::POST, path::TRAINER_COURSES),
        body,
        key,
    )
    .await
}

async fn call(
    portal: &TestPortal,
    token: &str,
    (method, address): (Method, &str),
    body: &Value,
    key: &str,
) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, key.parse().unwrap());
    headers.insert(AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
    headers.insert(CONTENT_TYPE, "application/json".parse().unwrap());
    let body = if method.is_safe() {
        Body::empty()
    } else {
        Body::from(body.to_string())
    };
    let mut system = portal.anonymous();
    system.send(method, address, headers, body).await
}

/// What a system does with one sheet it sent.
struct Sent<'a> {
    portal: &'a TestPortal,
    token: &'a str,
    id: String,
}

impl Sent<'_> {
    async fn look(&self) -> SheetView {
        let address = with_id(path::TRAINER_COURSE_SHEET, &self.id);
        let look = (Method::GET, address.as_str());
        let answer = call(self.portal, self.token, look, &json!({}), &fresh_key()).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn rows(&self, state: &str) -> ListSheetRowsResponse {
        let address = with_id(path::TRAINER_COURSE_SHEET_ROWS, &self.id);
        let address = format!("{address}?state={state}");
        let look = (Method::GET, address.as_str());
        let answer = call(self.portal, self.token, look, &json!({}), &fresh_key()).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }

    async fn repair(&self, token: &str, version: u32, values: &Values) -> Answer {
        let address = with_document(path::TRAINER_COURSE_SHEET_ROW, &self.id, "2");
        let body = json!({ "version": version, "values": values, "is_dropped": false });
        let put = (Method::PUT, address.as_str());
        call(self.portal, token, put, &body, &fresh_key()).await
    }

    async fn act(&self, token: &str, action: &str, key: &str) -> Answer {
        let version = self.look().await.version;
        let address = with_id(path::TRAINER_COURSE_SHEET_ACTIONS, &self.id);
        let body = json!({ "version": version, "action": action, "is_handed_in": false });
        let post = (Method::POST, address.as_str());
        call(self.portal, token, post, &body, key).await
    }
}

#[tokio::test]
async fn a_system_repairs_what_was_bad_and_undoes_what_it_sent_within_a_day() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut first = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut second = trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let token = made(&mut first, "教务系统").await.token;
    let others = made(&mut second, "别家系统").await.token;
    let mut bad = row();
    bad.insert(Field::Title, "示例 另一门课".into());
    let mut right = bad.clone();
    bad.insert(Field::Hours, "很多".into());
    let rows = json!({ "rows": [row(), bad] });
    let sent: SentCourses = send(&portal, &token, &rows, &fresh_key()).await.json();
    let sheet = sent.sheet.unwrap();
    let sent = Sent {
        portal: &portal,
        token: &token,
        id: sheet.id.clone(),
    };
    let found = sent.rows("bad").await;
    let numbers: Vec<u32> = found.rows.iter().map(|row| row.number).collect();
    assert_eq!((numbers, sent.look().await.bad), (vec![2], 1));

    // Of another's sheet a system does not even learn that it is there.
    let refused = sent.repair(&others, sheet.version, &right).await;
    refused.problem(ProblemCode::NotFound);
    let refused = sent.act(&others, "undo", &fresh_key()).await;
    refused.problem(ProblemCode::NotFound);
    let refused = sent.repair("x", sheet.version, &right).await;
    refused.problem(ProblemCode::SignInRequired);
    let refused = sent.repair(&token, sheet.version + 1, &right).await;
    refused.problem(ProblemCode::Stale);

    // Wrong again it waits on; right it goes in.
    right.insert(Field::Hours, "多少".into());
    let answer = sent.repair(&token, sheet.version, &right).await;
    let repaired: RepairedRow = answer.json();
    assert_eq!(repaired.row.state, RowState::Bad);
    right.insert(Field::Hours, "120".into());
    let version = repaired.sheet.version;
    let answer = sent.repair(&token, version, &right).await;
    let repaired: RepairedRow = answer.json();
    assert_eq!(repaired.row.state, RowState::Good, "{repaired:?}");
    let answer = sent.act(&token, "take_in", &fresh_key()).await;
    let done: SheetDone = answer.json();
    assert_eq!((done.courses, done.sheet.taken), (1, 2));
    let own: ListListingsResponse = first.get(path::STAFF_LISTINGS).await.json();
    assert_eq!(own.listings.len(), 2);

    // Undone once, however often it is sent.
    let key = fresh_key();
    let version = sent.look().await.version;
    let address = with_id(path::TRAINER_COURSE_SHEET_ACTIONS, &sent.id);
    let undo = json!({ "version": version, "action": "undo", "is_handed_in": false });
    for _ in 0..2 {
        let post = (Method::POST, address.as_str());
        let answer = call(&portal, &token, post, &undo, &key).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        let done: SheetDone = answer.json();
        assert_eq!((done.courses, done.kept.len()), (2, 0));
    }
    let own: ListListingsResponse = first.get(path::STAFF_LISTINGS).await.json();
    assert!(own.listings.is_empty());
    verified(&portal);
}

#[tokio::test]
async fn a_day_later_a_system_undoes_nothing() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let token = made(&mut trainer, "教务系统").await.token;
    let rows = json!({ "rows": [row()] });
    let sent: SentCourses = send(&portal, &token, &rows, &fresh_key()).await.json();
    let sent = Sent {
        portal: &portal,
        token: &token,
        id: sent.sheet.unwrap().id,
    };
    portal.clock.advance_ms(24 * 60 * 60 * 1000);
    assert_eq!(sent.look().await.undo_until_ms, None);
    let refused = sent.act(&token, "undo", &fresh_key()).await;
    refused.problem(ProblemCode::ActionNotPossible);
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

/// A row that leaves its course to the first one goes in although that one waits.
#[tokio::test]
async fn sent_rows_may_leave_their_course_to_the_first_one() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut trainer = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let token = made(&mut trainer, "教务系统").await.token;
    let mut first = row();
    first.insert(Field::Seats, "0".into());
    let mut later = row();
    later.retain(|field, _| field.is_of_class() || *field == Field::Title);
    later.insert(Field::StartsOn, "2027-03-02".into());
    let rows = json!({ "rows": [first, later] });
    let sent: SentCourses = send(&portal, &token, &rows, &fresh_key()).await.json();
    let states = [RowState::Bad, RowState::Taken];
    assert!(sent.rows.iter().map(|row| row.state).eq(states), "{sent:?}");
    assert_eq!(sent.courses, 1);
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

#[tokio::test]
async fn a_system_reads_what_became_of_its_courses_and_nobody_elses() {
    let portal = TestPortal::start().await;
    let mut officer = officer(&portal).await;
    let mut first = trainer(&portal, &mut officer, "示例培训学校（甲）", "jiaowu").await;
    let mut second = trainer(&portal, &mut officer, "示例培训学校（乙）", "other").await;
    let token = made(&mut first, "教务系统").await.token;
    let others = made(&mut second, "别家系统").await.token;
    let rows = json!({ "rows": [row()], "is_handed_in": true });
    send(&portal, &token, &rows, &fresh_key()).await;
    let read = async |token: &str, address: &str| {
        let look = (Method::GET, address);
        call(&portal, token, look, &json!({}), &fresh_key()).await
    };
    let list: ListListingsResponse = read(&token, path::TRAINER_COURSES).await.json();
    assert_eq!(
        (list.listings.len(), list.listings[0].state),
        (1, ListingState::Submitted)
    );
    let id = &list.listings[0].id;
    let defect = json!({ "field": "hours", "note": "请核对" });
    let back = json!({ "version": 2, "action": "return", "defects": [defect] });
    let answer = officer
        .post(&with_id(path::STAFF_LISTING_ACTIONS, id), &back)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let address = with_id(path::TRAINER_COURSE, id);
    let found: ListingView = read(&token, &address).await.json();
    assert_eq!(found.state, ListingState::Returned);
    assert_eq!(found.draft.text(Field::Hours), "120");
    assert_eq!(found.defects[0].note, "请核对");

    let list: ListListingsResponse = read(&others, path::TRAINER_COURSES).await.json();
    assert!(list.listings.is_empty());
    read(&others, &address).await.problem(ProblemCode::NotFound);
    read("x", &address)
        .await
        .problem(ProblemCode::SignInRequired);
}

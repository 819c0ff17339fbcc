//! Plain errors that an officer puts right himself, and the resident's word on them.

mod answered;
mod refused;

use api::correction::CorrectionView;
use api::path::{self, with_id};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use server::applications::verify::verify;
use workflow::loan::LoanAction;

use super::{act, hr, view};
use crate::documents::{PDF, upload};
use crate::filing::{action, draft, good_answers, no_papers, save};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

const PHONE: &str = "13800000001";
const IS_NOW: &str = "示例路 2 号";
const ON_PAPER: &str = "示例路 22 号";

/// Handed in with a licence, and opened by li.
pub(super) async fn in_review(portal: &TestPortal) -> (Browser, Browser, String) {
    let mut resident = portal.resident(PHONE).await;
    let begun = draft(&mut resident).await;
    let mut without = no_papers();
    without.as_object_mut().unwrap().remove("business_licence");
    save(&mut resident, &begun.id, good_answers(), without).await;
    let kept = upload(&mut resident, &begun.id, "business_licence", PDF).await;
    assert!(kept.status.is_success(), "{kept:?}");
    let seen = resident.get(&with_id(path::APPLICATION, &begun.id)).await;
    let submit = action(&seen.json(), LoanAction::Submit);
    let actions = with_id(path::APPLICATION_ACTIONS, &begun.id);
    let answer = resident.post(&actions, &submit).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let mut li = hr(portal, "li").await;
    act(&mut li, &begun.id, LoanAction::AcceptForReview, json!({})).await;
    (resident, li, begun.id)
}

fn change(field: &str, before: &str, after: &str) -> Value {
    json!({ "field": field, "before": before, "after": after, "reason": "as_in_paper", "note": "",
        "paper": "business_licence" })
}

pub(super) fn address() -> Value {
    json!([change("business_address", IS_NOW, ON_PAPER)])
}

/// Sends a correction on the version there is.
async fn attempt(officer: &mut Browser, id: &str, changes: Value) -> Answer {
    let version = view(officer, id).await.application.version;
    let body = json!({ "version": version, "changes": changes, "no_conflict": true });
    officer
        .post(&with_id(path::STAFF_CORRECTIONS, id), &body)
        .await
}

/// The same, done: the newest one.
pub(super) async fn correct(officer: &mut Browser, id: &str, changes: Value) -> CorrectionView {
    let answer = attempt(officer, id, changes).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: api::staff::StaffApplicationView = answer.json();
    view.corrections.made.into_iter().next_back().unwrap()
}

fn at(id: &str) -> String {
    format!("/my/applications/{id}/corrections")
}

/// Presses a button of the resident's page.
pub(super) async fn say(
    resident: &mut Browser,
    (id, key): (&str, &str),
    made: &CorrectionView,
    (answer, text): (&str, &str),
) -> Answer {
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded";
    headers.insert(CONTENT_TYPE, form.parse().unwrap());
    let correction = &made.id;
    let body = format!("key={key}&correction={correction}&answer={answer}&text={text}");
    resident
        .send(Method::POST, &at(id), headers, Body::from(body))
        .await
}

fn text(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    String::from_utf8(answer.body.to_vec()).unwrap()
}

fn whole(portal: &TestPortal) {
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
}

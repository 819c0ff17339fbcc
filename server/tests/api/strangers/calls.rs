//! How each call is made, with a body that is right: what is refused is refused for whose it is.

use api::listing::ListingActionRequest;
use api::path;
use axum::body::Body;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Value, json};
use server::authorize::rule::Rule;
use workflow::listing::ListingAction;

use super::things::Things;
use crate::documents::PDF;
use crate::portal::{Answer, Browser, fresh_key};
use crate::training::good;

/// The address of the thing that a call names.
pub(super) fn place(things: &Things, rule: &Rule) -> String {
    let (id, part) = things.named(rule);
    assert!(!id.is_empty(), "{} has no thing", rule.path);
    let address = path::with_document(rule.path, id, part);
    match (&rule.method, rule.path) {
        (&Method::POST, path::APPLICATION_DOCUMENTS) => format!("{address}?kind=id_card_front"),
        (&Method::PUT, path::APPLICATION_UPLOAD) => format!("{address}?offset=0"),
        (_, path::STAFF_REPLAY) => format!("{address}?at=1"),
        (_, path::STAFF_COURSE_SHEET_ROWS) => format!("{address}?state=good"),
        _ => address,
    }
}

/// Makes the call.
pub(super) async fn send(
    mut browser: Browser,
    things: &Things,
    rule: &Rule,
    address: &str,
) -> Answer {
    let bytes = matches!(
        (&rule.method, rule.path),
        (
            &Method::POST,
            path::APPLICATION_DOCUMENTS
                | path::STAFF_DOCUMENTS
                | path::STAFF_SPOT_CHECK_PAPERS
                | path::STAFF_SETTLEMENT_PAPERS
                | path::STAFF_LISTING_PAPERS
                | path::STAFF_LISTING_PHOTOS
                | path::STAFF_PACKAGE_FORM
        ) | (&Method::PUT, path::APPLICATION_UPLOAD)
    );
    if bytes {
        let mut headers = HeaderMap::new();
        headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
        headers.insert(CONTENT_TYPE, "application/octet-stream".parse().unwrap());
        let body = Body::from(PDF.to_vec());
        return browser
            .send(rule.method.clone(), address, headers, body)
            .await;
    }
    if rule.method == Method::POST && !rule.path.starts_with("/api/") {
        let mut headers = HeaderMap::new();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        let body = Body::from(typed());
        return browser.send(Method::POST, address, headers, body).await;
    }
    match rule.method {
        // The picture holds a whole address.
        Method::GET if rule.path == path::APPLICATION_QR => {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static("127.0.0.1"));
            browser
                .send(Method::GET, address, headers, Body::empty())
                .await
        }
        Method::GET => browser.get(address).await,
        Method::DELETE => browser.delete(address).await,
        _ => {
            let body = body(things, rule);
            browser
                .send_json(rule.method.clone(), address, &fresh_key(), &body)
                .await
        }
    }
}

/// What the forms of all pages that the server draws ask for; each reads its own fields.
fn typed() -> String {
    let key = fresh_key();
    format!(
        "key={key}&months=6&reason=slow&correction=nobodys&answer=object&text=wrong\
        &what=change&kind=other&on=2026&on-month=11&on-day=25&words=moved"
    )
}

fn body(things: &Things, rule: &Rule) -> Value {
    match rule.path {
        path::APPLICATION_ANSWERS => json!({ "answers": { "purpose": "别的" } }),
        path::APPLICATION_UPLOADS => json!({ "kind": "business_licence", "name": "scan.pdf",
            "size_bytes": 3_000_000, "sha256": "0".repeat(64) }),
        path::APPLICATION_ACTIONS => json!({ "version": 1, "action": "withdraw" }),
        path::APPLICATION_PEOPLE if rule.method == Method::POST => json!({ "kind": "guarantor",
            "name": "示例赵保", "id_number": "11010119900307002X", "phone": "13800000099" }),
        path::APPLICATION_PEOPLE => json!({ "excuses": {}, "waiver": null }),
        path::APPLICATION_EXTENSION => json!({ "months": 6, "reason": "生意不好" }),
        path::ENROLMENT_CLAIM => json!({ "version": 1, "claim": { "id_number": "", "statement": {
            "left_out": null, "groups": [], "work": "unemployed", "subsidies_this_year": 0,
            "same_level_before": false } } }),
        path::ENROLMENT_ACTIONS => json!({ "version": 1, "action": "withdraw" }),
        path::ENROLMENT_CHECK_IN => json!({ "code": "123456" }),
        path::ENROLMENT_APPEAL => json!({ "version": 1, "reason": "我在" }),
        path::ENROLMENT_PAYMENT_CARD | path::STAFF_MEMBER_PAYMENT_CARD => {
            json!({ "number": "6222021234567890128" })
        }
        path::HELPER_ACTIONS => json!({ "action": "revoke" }),
        path::STAFF_ACTIONS => json!({ "version": 2, "action": "pass" }),
        path::STAFF_CONFLICTS => json!({ "action": "declare" }),
        path::STAFF_CORRECTIONS => {
            json!({ "version": 2, "no_conflict": true, "changes": [{ "field": "business_address",
            "before": "示例路 2 号", "after": "别的", "reason": "slip", "note": "",
            "paper": "business_licence" }] })
        }
        path::STAFF_PACKAGES => json!({ "version": 5 }),
        path::STAFF_PACKAGE_ACTIONS => json!({ "version": 1, "action": "record" }),
        path::STAFF_ABSENCE => json!({ "deputy_id": things.colleague, "until": "2026-12-31" }),
        path::STAFF_RE_REVIEW_ACTIONS => json!({ "version": 1, "action": "agree" }),
        path::STAFF_TEMPLATE => json!({ "version": 1, "purpose": "return", "title": "照片不清",
            "words": "请重拍。" }),
        path::STAFF_LOAN_ACTIONS => json!({ "version": 1, "action": "record_payment",
            "payment": { "on": "2026-11-25", "amount_fen": 100, "is_early": false } }),
        path::STAFF_PAYMENT_SHEET_ACTIONS => json!({ "version": 1 }),
        path::STAFF_CLASS_ACTIONS => {
            json!({ "version": 2, "action": "cancel", "reason": "人数不够" })
        }
        path::STAFF_LESSONS => json!({ "version": 2, "days": ["2027-03-01"] }),
        path::STAFF_MEMBER_ACTIONS => json!({ "version": 1, "action": "report_no_show" }),
        path::STAFF_SPOT_CHECK_ACTIONS => json!({ "action": "find_in_order" }),
        path::STAFF_COMPLAINT_ACTIONS => {
            json!({ "version": 1, "action": "dismiss", "reason": "没有这回事" })
        }
        path::STAFF_SETTLEMENT => json!({ "version": 0, "listed": null, "rows": [] }),
        path::STAFF_SETTLEMENT_PAID => json!({ "version": 1, "paid_on": "2026-11-24",
            "reference": "CZ-1", "digest": "" }),
        path::STAFF_SETTLEMENT_CAME_BACK => json!({ "version": 1, "lines": [] }),
        path::STAFF_SETTLEMENT_ACTIONS => json!({ "version": 1, "action": "submit" }),
        path::STAFF_ORGANISATION => json!({ "version": 1, "name": "示例学校", "credit_code":
            "91110000600037341L", "licence": { "scopes": [], "valid_until": "2028-12-31", "divisions": [] } }),
        path::STAFF_ORGANISATION_INVITATIONS => json!({ "display_name": "示例 同事" }),
        path::STAFF_ORGANISATION_WITHDRAWN => {
            json!({ "display_name": "示例 同事", "expires_at_ms": 0 })
        }
        path::STAFF_ORGANISATION_ACCOUNT => json!({ "duty": "teacher" }),
        path::STAFF_LISTING_DRAFT => json!({ "version": 1, "draft": good() }),
        path::STAFF_LISTING_ACTIONS => json!(ListingActionRequest::plain(1, ListingAction::Submit)),
        path::STAFF_COURSE_SHEET_ROW => json!({ "version": 1, "values": {}, "is_dropped": true }),
        path::STAFF_COURSE_SHEET_ACTIONS => json!({ "version": 1, "action": "take_in",
            "is_handed_in": false }),
        other => panic!("{} {other} has no body here", rule.method),
    }
}

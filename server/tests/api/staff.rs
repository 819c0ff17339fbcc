//! The officers' side: whose file it is, what may be done to it, and who is told.

mod appeal;
mod assign;
mod clock;
mod colleagues;
mod conditions;
mod conflict;
mod contract;
mod corrections;
mod decide;
mod declared;
mod demo;
mod export;
mod guarantors;
mod handed_in;
mod history;
pub(crate) mod identity;
pub(crate) mod office_papers;
mod one_open;
mod outside;
pub(crate) mod packages;
mod particulars;
mod passed_on;
mod phones;
mod queue;
mod quota;
mod rate;
mod re_reviews;
mod remind;
mod replay;
mod returning;
mod second_factor;
mod templates;
mod two_people;
mod usual;
mod verify;
mod word;
mod workload;

use api::path::{self, with_id};
use api::staff::{StaffApplicationView, StaffQueueResponse};
use http::StatusCode;
use serde_json::{Value, json};
use workflow::Role;
use workflow::loan::LoanAction;

use crate::portal::{Answer, Browser, PASSWORD, TestPortal};

pub(crate) const BUREAU: &str = "hr-bureau";
pub(crate) const GUARANTOR: &str = "sample-guarantor";
pub(crate) const BANK: &str = "sample-bank";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub(crate) async fn hr(portal: &TestPortal, name: &str) -> Browser {
    portal.staff(name, Role::HrOfficer, BUREAU).await
}

async fn guarantee(portal: &TestPortal, name: &str) -> Browser {
    portal.staff(name, Role::GuaranteeOfficer, GUARANTOR).await
}

async fn bank(portal: &TestPortal, name: &str) -> Browser {
    portal.staff(name, Role::BankOfficer, BANK).await
}

/// After a pause in which the session ended.
async fn again(portal: &TestPortal, name: &str) -> Browser {
    let mut browser = portal.anonymous();
    let body = json!({ "username": name, "password": PASSWORD });
    let answer = browser.post(path::STAFF_SESSION, &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    browser
}

async fn queue(officer: &mut Browser) -> StaffQueueResponse {
    let answer = officer.get(path::STAFF_QUEUE).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn look(officer: &mut Browser, id: &str) -> Answer {
    officer.get(&with_id(path::STAFF_APPLICATION, id)).await
}

pub(crate) async fn view(officer: &mut Browser, id: &str) -> StaffApplicationView {
    let answer = look(officer, id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

fn body(version: u32, action: LoanAction, parts: &Value) -> Value {
    let mut body = parts.clone();
    body["version"] = json!(version);
    body["action"] = json!(action);
    if body.get("no_conflict").is_none() {
        body["no_conflict"] = json!(true);
    }
    body
}

/// Sends an action on the version there is.
async fn attempt(officer: &mut Browser, id: &str, action: LoanAction, parts: Value) -> Answer {
    let version = view(officer, id).await.application.version;
    officer
        .post(
            &with_id(path::STAFF_ACTIONS, id),
            &body(version, action, &parts),
        )
        .await
}

/// The same, done.
pub(crate) async fn act(
    officer: &mut Browser,
    id: &str,
    action: LoanAction,
    parts: Value,
) -> StaffApplicationView {
    let answer = attempt(officer, id, action, parts).await;
    assert_eq!(answer.status, StatusCode::OK, "{action}: {answer:?}");
    answer.json()
}

fn pins() -> Value {
    json!({ "defects": [
        { "field": "purpose", "code": "incomplete", "note": "写清楚买什么" },
        { "field": "documents/business_licence", "code": "unreadable", "note": "" },
    ] })
}

fn refusal() -> Value {
    json!({ "refusal": {
        "reason_code": "other", "article": "第五条", "evidence": "信用报告", "remedies": ["还清后再申请"] },
        "would_change": "欠款还清，信用报告更新以后" })
}

fn terms() -> Value {
    json!({ "terms": {
        "amount_fen": 18_000_000, "rate_basis_points": 310, "months": 24, "bank_branch": "示例支行" } })
}

/// The paper contract, of the day the tests begin.
pub(crate) fn contract() -> Value {
    json!({ "contract": { "signed_on": "2026-11-24", "number": "HT-2026-0071", "guarantee_number": "" } })
}

/// The way of paying back that a test does not care about.
pub(crate) fn repayment() -> Value {
    json!({ "method": "equal_principal", "counting": "month_12", "early_effect": "reduce_term",
        "loan_number": "JK-2026-0071" })
}

/// Messages sent to a phone since it signed in, newest first; but for those that only say where the file is.
fn messages(portal: &TestPortal, phone: &str) -> Vec<String> {
    let mut found = all_messages(portal, phone);
    found.retain(|text| !text.contains("申请收到了") && !text.contains("申请转到"));
    found
}

/// All of them.
fn all_messages(portal: &TestPortal, phone: &str) -> Vec<String> {
    let all = server::sms::outbox::list(&portal.state.store, &portal.state.keyring, 100).unwrap();
    all.into_iter()
        .filter(|message| message.phone == phone && !message.text.contains("验证码"))
        .map(|message| message.text)
        .collect()
}

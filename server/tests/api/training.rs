//! Trainers and the training section: organisations, listings, sheets of courses.

mod beginnings;
mod clocks;
mod doors;
mod invitations;
mod kept;
mod listings;
mod others;
mod photo;
mod publish;
mod sheets;
mod speed;
mod standard;
mod tokens;
mod updates;

use api::course_sheet::{SheetDone, SheetView};
use api::listing::{ListingActionRequest, ListingView};
use api::organisation::{InvitationView, ListOrganisationsResponse, OrganisationView};
use api::path::{self, with_id};
use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};
use listing::{Draft, Field, Values};
use serde_json::{Value, json};
use workflow::listing::ListingAction;
use workflow::{Duty, Role};

use crate::portal::{Answer, Browser, PASSWORD, TestPortal, fresh_key};

const CODES: [&str; 2] = ["91110000600037341L", "52620602MJ0000001P"];

pub(crate) async fn officer(portal: &TestPortal) -> Browser {
    portal
        .staff("peixun1", Role::TrainingOfficer, "hr-bureau")
        .await
}

fn organisation(name: &str, credit_code: &str) -> Value {
    json!({ "version": 0, "name": name, "credit_code": credit_code, "licence": {
        "scopes": [{ "trade": "电工", "levels": ["level_5", "level_4"] }, { "trade": "焊工", "levels": ["level_5"] }],
        "valid_until": "2028-12-31", "divisions": ["620602101", "620602100"] } })
}

async fn added(officer: &mut Browser, name: &str) -> OrganisationView {
    let code = CODES[usize::from(name.contains('乙'))];
    let answer = officer
        .post(path::STAFF_ORGANISATIONS, &organisation(name, code))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn invited(officer: &mut Browser, organisation: &str) -> String {
    let invite = json!({ "display_name": "示例 教务员" });
    let address = with_id(path::STAFF_ORGANISATION_INVITATIONS, organisation);
    let answer = officer.post(&address, &invite).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json::<InvitationView>().code
}

/// A trainer of a new organisation, by invitation.
pub(crate) async fn trainer(
    portal: &TestPortal,
    officer: &mut Browser,
    name: &str,
    user: &str,
) -> Browser {
    let organisation = added(officer, name).await;
    let code = invited(officer, &organisation.id).await;
    let accept = json!({ "code": code, "username": user, "password": PASSWORD });
    let answer = portal.anonymous().post(path::INVITATIONS, &accept).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    portal.signed_in(user).await
}

/// The same, where an officer of the section has an account already.
pub(crate) async fn added_trainer(portal: &TestPortal, name: &str, user: &str) -> Browser {
    portal
        .seed_staff("peixun9", Role::TrainingOfficer, "hr-bureau")
        .await;
    let mut officer = portal.signed_in("peixun9").await;
    trainer(portal, &mut officer, name, user).await
}

/// Somebody whom the owner invites to an account with a duty.
pub(crate) async fn joined(portal: &TestPortal, owner: &mut Browser, duty: Duty) -> Browser {
    let list: ListOrganisationsResponse = owner.get(path::STAFF_ORGANISATIONS).await.json();
    let address = with_id(
        path::STAFF_ORGANISATION_INVITATIONS,
        &list.organisations[0].id,
    );
    let invite = json!({ "display_name": "示例 同事", "duty": duty });
    let answer = owner.post(&address, &invite).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let code = answer.json::<InvitationView>().code;
    let accept = json!({ "code": code, "username": duty.as_str(), "password": PASSWORD });
    let answer = portal.anonymous().post(path::INVITATIONS, &accept).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    portal.signed_in(duty.as_str()).await
}

/// The sample row of the template, as a draft.
pub(crate) fn good() -> Draft {
    let values = |fields: Vec<Field>| -> Values {
        let pairs = fields.into_iter();
        pairs
            .map(|field| (field, field.example().to_owned()))
            .collect()
    };
    Draft {
        course: values(Field::of_course().collect()),
        classes: vec![values(Field::of_class().collect())],
        photo: None,
    }
}

pub(crate) async fn started(trainer: &mut Browser, draft: &Draft) -> ListingView {
    let answer = trainer
        .post(path::STAFF_LISTINGS, &json!({ "draft": draft }))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()
}

async fn look(browser: &mut Browser, id: &str) -> Answer {
    browser.get(&with_id(path::STAFF_LISTING, id)).await
}

pub(crate) async fn seen(browser: &mut Browser, id: &str) -> ListingView {
    look(browser, id).await.json()
}

async fn attempt(browser: &mut Browser, id: &str, request: &ListingActionRequest) -> Answer {
    let address = with_id(path::STAFF_LISTING_ACTIONS, id);
    browser.post(&address, request).await
}

/// Does it on the version there is.
/// A class of a course that an officer calls off.
pub(crate) async fn called_off(officer: &mut Browser, course: &str, session: &str) {
    let class = server::enrolments::room::class_id(course, session);
    let at = with_id(path::STAFF_CLASS, &class);
    let view: api::enrolment::StaffClassView = officer.get(&at).await.json();
    let cancel = json!({ "version": view.version, "action": "cancel", "reason": "示例" });
    let address = with_id(path::STAFF_CLASS_ACTIONS, &class);
    let answer = officer.post(&address, &cancel).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

pub(crate) async fn done(browser: &mut Browser, id: &str, action: ListingAction) -> ListingView {
    let version = seen(browser, id).await.version;
    let mut request = ListingActionRequest::plain(version, action);
    request.reason = "说明".into();
    let answer = attempt(browser, id, &request).await;
    assert_eq!(answer.status, StatusCode::OK, "{action}: {answer:?}");
    answer.json()
}

pub(crate) async fn written(trainer: &mut Browser, id: &str, draft: &Draft) -> Answer {
    let version = seen(trainer, id).await.version;
    let address = with_id(path::STAFF_LISTING_DRAFT, id);
    let body = json!({ "version": version, "draft": draft });
    trainer
        .send_json(Method::PUT, &address, &fresh_key(), &body)
        .await
}

pub(crate) async fn upload(trainer: &mut Browser, name: &str, bytes: Vec<u8>) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let address = format!("{}?name={name}", path::STAFF_COURSE_SHEETS);
    trainer
        .send(Method::POST, &address, headers, Body::from(bytes))
        .await
}

async fn sheet_done(trainer: &mut Browser, sheet: &SheetView, action: Value) -> Answer {
    let mut body = json!({ "version": sheet.version, "is_handed_in": false });
    for (key, value) in action.as_object().unwrap() {
        body[key] = value.clone();
    }
    let address = with_id(path::STAFF_COURSE_SHEET_ACTIONS, &sheet.id);
    trainer.post(&address, &body).await
}

async fn taken(trainer: &mut Browser, sheet: &SheetView, is_handed_in: bool) -> SheetDone {
    let action = json!({ "action": "take_in", "is_handed_in": is_handed_in });
    let answer = sheet_done(trainer, sheet, action).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// A sheet as text: headings, and rows of the sample with changes.
pub(crate) fn sheet(rows: &[&[(Field, &str)]]) -> String {
    let mut text: Vec<String> = vec![line(Field::ALL.iter().map(|field| field.heading()))];
    for changes in rows {
        text.push(line(Field::ALL.iter().map(|field| {
            let change = changes.iter().find(|(other, _)| other == field);
            change.map_or_else(|| field.example(), |(_, value)| value)
        })));
    }
    text.join("\n")
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<_> = cells.map(|cell| format!("\"{cell}\"")).collect();
    quoted.join(",")
}

fn verified(portal: &TestPortal) {
    let store = (&portal.state.store, &portal.state.keyring);
    let report = server::listings::verify::verify(store.0, store.1).unwrap();
    assert_eq!(report.findings, Vec::<String>::new());
    let classes = server::enrolments::verify::verify(store.0, store.1).unwrap();
    assert_eq!(classes.findings, Vec::<String>::new());
}

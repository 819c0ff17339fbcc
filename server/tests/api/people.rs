//! Consents of other people: named by the applicant, answered by a link and a code, waited for by the offices.

use api::application::{ApplicationView, SaveAnswersResponse};
use api::particulars::WholeApplication;
use api::path::{self, with_document, with_id};
use api::people::{ConsentRequestView, NamePersonRequest, PeopleView, WaiverAnswerView};
use api::staff::StaffApplicationView;
use api::{FieldError, ProblemCode};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use store::{StoreError, Tx};
use workflow::Role;
use workflow::consent::{ConsentAction, ConsentKind, ConsentState};
use workflow::loan::{LoanAction, LoanState};

use crate::filing::{
    ID_NUMBER, action, draft, filled, forge_overdue, good_answers, no_papers, save,
};
use crate::portal::{Answer, Browser, TestPortal, fresh_key};

/// Made-up numbers with valid check digits.
const SPOUSE_ID: &str = "110101199003070011";
const PARTNER_ID: &str = "11010119900307002X";
const OWN_PHONE: &str = "13800000001";
const SPOUSE_PHONE: &str = "13800000031";
const PARTNER_PHONE: &str = "13800000032";
const DAY_MS: i64 = 24 * 3_600_000;

mod answers;
mod in_full;
mod known;
mod officers;
mod withdrawn;

async fn married(resident: &mut Browser) -> ApplicationView {
    let view = draft(resident).await;
    let mut answers = good_answers();
    answers["marital_status"] = json!("married");
    answers["spouse_name"] = json!("示例李强");
    save(resident, &view.id, answers, no_papers()).await;
    resident
        .get(&with_id(path::APPLICATION, &view.id))
        .await
        .json()
}

fn spouse() -> Value {
    json!({"kind": "spouse", "name": "示例李强", "id_number": SPOUSE_ID, "phone": SPOUSE_PHONE})
}

fn guarantor() -> Value {
    json!({"kind": "guarantor", "name": "示例赵保", "id_number": PARTNER_ID, "phone": PARTNER_PHONE})
}

async fn ask(resident: &mut Browser, id: &str, who: &Value) -> Answer {
    resident
        .post(&with_id(path::APPLICATION_PEOPLE, id), who)
        .await
}

/// The token of the newest question.
pub(crate) async fn asked(resident: &mut Browser, id: &str, who: &Value) -> String {
    let answer = ask(resident, id, who).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let view: PeopleView = answer.json();
    let link = view.people.last().unwrap().link.clone().unwrap();
    link.split_once('#').unwrap().1.to_owned()
}

/// A married applicant who has asked the spouse, the file, and the token of the link.
async fn spouse_asked() -> (TestPortal, Browser, ApplicationView, String) {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let file = married(&mut resident).await;
    let token = asked(&mut resident, &file.id, &spouse()).await;
    (portal, resident, file, token)
}

async fn look(portal: &TestPortal, token: &str) -> ConsentRequestView {
    let mut browser = portal.anonymous();
    let answer = browser
        .post(path::CONSENT_REQUESTS, &json!({ "token": token }))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

async fn code(portal: &TestPortal, token: &str, phone: &str) -> String {
    // A minute has to lie between two codes of one phone.
    portal.clock.advance_ms(61_000);
    let mut browser = portal.anonymous();
    let sent = browser
        .post(path::CONSENT_REQUEST_CODES, &json!({ "token": token }))
        .await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT, "{sent:?}");
    portal.code_sent_to(phone).unwrap()
}

fn request(view: &ConsentRequestView, token: &str, act: &str, tail: &str, code: &str) -> Value {
    json!({"token": token, "action": act, "id_tail": tail, "code": code,
        "amount_fen": view.amount_fen, "months": view.months})
}

pub(crate) async fn answer(
    portal: &TestPortal,
    token: &str,
    act: &str,
    tail: &str,
    phone: &str,
) -> Answer {
    let view = look(portal, token).await;
    let code = code(portal, token, phone).await;
    let mut browser = portal.anonymous();
    browser
        .post(
            path::CONSENT_ANSWERS,
            &request(&view, token, act, tail, &code),
        )
        .await
}

pub(crate) async fn given(portal: &TestPortal, token: &str, tail: &str, phone: &str) {
    let answer = answer(portal, token, "give", tail, phone).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: ConsentRequestView = answer.json();
    assert_eq!(view.state, ConsentState::Given);
    assert_eq!(view.actions, [ConsentAction::Withdraw]);
}

async fn people(resident: &mut Browser, id: &str) -> PeopleView {
    resident
        .get(&with_id(path::APPLICATION_PEOPLE, id))
        .await
        .json()
}

async fn submit(resident: &mut Browser, id: &str) -> Answer {
    let view: ApplicationView = resident.get(&with_id(path::APPLICATION, id)).await.json();
    let path = with_id(path::APPLICATION_ACTIONS, id);
    resident
        .post(&path, &action(&view, LoanAction::Submit))
        .await
}

fn codes(answer: &Answer) -> Vec<(String, String)> {
    let problem = answer.problem(ProblemCode::InvalidInput);
    let pair = |error: FieldError| (error.pointer, error.code);
    problem.errors.into_iter().map(pair).collect()
}

#[tokio::test]
async fn a_spouse_agrees_on_their_own_phone_before_it_is_handed_in() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let file = married(&mut resident).await;
    let missing = ("/people".to_owned(), "people_missing".to_owned());
    assert_eq!(codes(&submit(&mut resident, &file.id).await), [missing]);

    let token = asked(&mut resident, &file.id, &spouse()).await;
    let seen = look(&portal, &token).await;
    assert_eq!(
        (seen.kind, seen.state),
        (ConsentKind::Spouse, ConsentState::Seen)
    );
    assert_eq!(seen.amount_fen, Some(20_000_000));
    assert_eq!((seen.months, seen.phone_tail.as_str()), (Some(24), "0031"));
    assert!(!seen.applicant_masked.contains("甲") && !seen.name_masked.contains("李强"));
    assert_eq!(seen.actions, [ConsentAction::Give, ConsentAction::Refuse]);
    given(&portal, &token, "0011", SPOUSE_PHONE).await;

    let view = people(&mut resident, &file.id).await;
    let need = view
        .needs
        .iter()
        .find(|need| need.kind == ConsentKind::Spouse)
        .unwrap();
    assert_eq!((need.needed, need.given), (1, 1));
    let answer = submit(&mut resident, &file.id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.json::<ApplicationView>().state, LoanState::Submitted);
    // Handed in, nobody is named or taken back any more.
    let late = ask(&mut resident, &file.id, &guarantor()).await;
    late.problem(ProblemCode::ActionNotPossible);
    assert!(!people(&mut resident, &file.id).await.may_change);
}

/// What the task list says of a form whose applicant has not looked at the page of consents.
#[tokio::test]
async fn the_form_knows_whether_anybody_was_named() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let id = filled(&mut resident).await.id;
    assert!(!has_people(&mut resident, &id).await);
    let answer = ask(&mut resident, &id, &guarantor()).await;
    let named: PeopleView = answer.json();
    assert!(has_people(&mut resident, &id).await);
    let named = with_document(path::APPLICATION_PERSON, &id, &named.people[0].id);
    let gone = resident.delete(&named).await;
    assert_eq!(gone.status, StatusCode::OK, "{gone:?}");
    assert!(!has_people(&mut resident, &id).await);

    let people = with_id(path::APPLICATION_PEOPLE, &id);
    let ground = json!({"excuses": {}, "waiver": "small_amount"});
    let kept = resident
        .send_json(Method::PUT, &people, &fresh_key(), &ground)
        .await;
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert!(has_people(&mut resident, &id).await);
}

async fn has_people(resident: &mut Browser, id: &str) -> bool {
    let answer = resident.get(&with_id(path::APPLICATION, id)).await;
    answer.json::<WholeApplication>().has_people
}

#[tokio::test]
async fn each_partner_agrees_and_a_reason_stands_in_for_who_cannot() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let view = draft(&mut resident).await;
    let mut answers = good_answers();
    answers["business_kind"] = json!("partnership");
    answers["partners"] = json!("3");
    save(&mut resident, &view.id, answers, no_papers()).await;
    let partner = json!({"kind": "partner", "name": "示例钱多", "id_number": PARTNER_ID, "phone": PARTNER_PHONE});
    let token = asked(&mut resident, &view.id, &partner).await;
    given(&portal, &token, "002x", PARTNER_PHONE).await;
    assert_eq!(
        submit(&mut resident, &view.id).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    let path = with_id(path::APPLICATION_PEOPLE, &view.id);
    let excuse = json!({"excuses": {"partner": "在外地打工，没有手机"}, "waiver": "small_amount"});
    let kept = resident
        .send_json(Method::PUT, &path, &fresh_key(), &excuse)
        .await;
    assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
    assert_eq!(
        kept.json::<PeopleView>().waiver.as_deref(),
        Some("small_amount")
    );
    let odd = json!({"excuses": {"guarantor": "x", "cousin": "y"}, "waiver": "because"});
    let refused = resident
        .send_json(Method::PUT, &path, &fresh_key(), &odd)
        .await;
    let pair = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(
        codes(&refused),
        [
            pair("/excuses/cousin", "unknown_field"),
            pair("/excuses/guarantor", "unknown_field"),
            pair("/waiver", "not_an_option"),
        ]
    );
    assert_eq!(submit(&mut resident, &view.id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_cannot_be_named_is_said_all_at_once() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let file = married(&mut resident).await;
    asked(&mut resident, &file.id, &guarantor()).await;
    let table = [
        (
            json!({"kind": "spouse", "name": "", "id_number": "1", "phone": "2"}),
            vec!["/name", "/id_number", "/phone"],
        ),
        // The spouse is the applicant; the name is another than the form's; the phone is the applicant's own.
        (
            json!({"kind": "spouse", "name": "示例王五", "id_number": ID_NUMBER, "phone": OWN_PHONE}),
            vec![
                "/name spouse_name_differs",
                "/id_number person_is_applicant",
                "/phone phone_is_applicant",
            ],
        ),
        (
            json!({"kind": "guarantor", "name": "示例甲", "id_number": ID_NUMBER, "phone": SPOUSE_PHONE}),
            vec!["/id_number person_is_applicant"],
        ),
        // The same guarantor twice.
        (guarantor(), vec!["/id_number person_named_twice"]),
        // Another person on the phone of somebody asked.
        (
            json!({"kind": "spouse", "name": "示例李强", "id_number": SPOUSE_ID, "phone": PARTNER_PHONE}),
            vec!["/phone phone_named_twice"],
        ),
    ];
    are_refused(&mut resident, &file.id, table.into()).await;
    // Whoever borrows too does not guarantee the same loan, whichever was said first.
    let partner = json!({"kind": "partner", "name": "示例赵保", "id_number": PARTNER_ID, "phone": PARTNER_PHONE});
    let both = vec!["/id_number partner_is_guarantor"];
    are_refused(
        &mut resident,
        &file.id,
        vec![(partner.clone(), both.clone())],
    )
    .await;
    let first = people(&mut resident, &file.id).await.people[0].id.clone();
    let gone = with_document(path::APPLICATION_PERSON, &file.id, &first);
    assert_eq!(resident.delete(&gone).await.status, StatusCode::OK);
    asked(&mut resident, &file.id, &partner).await;
    are_refused(&mut resident, &file.id, vec![(guarantor(), both)]).await;
    // The spouse may do either.
    asked(&mut resident, &file.id, &spouse()).await;
    let spouse = json!({"kind": "guarantor", "name": "示例李强", "id_number": SPOUSE_ID, "phone": SPOUSE_PHONE});
    asked(&mut resident, &file.id, &spouse).await;
}

/// Each request is answered with these errors, and nobody is asked.
async fn are_refused(resident: &mut Browser, id: &str, table: Vec<(Value, Vec<&str>)>) {
    let before = people(resident, id).await.people.len();
    for (request, expected) in table {
        let answer = ask(resident, id, &request).await;
        let found: Vec<String> = codes(&answer)
            .into_iter()
            .map(|(pointer, code)| format!("{pointer} {code}"))
            .collect();
        assert_eq!(found.len(), expected.len(), "{request} {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{request} {found}");
        }
    }
    assert_eq!(people(resident, id).await.people.len(), before);
}

/// Naming checks the phone that stands there then.
#[tokio::test]
async fn the_phone_of_somebody_asked_does_not_become_the_applicants_own() {
    let (portal, mut resident, file, token) = spouse_asked().await;
    given(&portal, &token, "0011", SPOUSE_PHONE).await;
    let at = with_id(path::APPLICATION_ANSWERS, &file.id);
    let typed = |phone: &str| json!({ "answers": { "contact_phone": phone }, "cannot_supply": {} });
    let saved = resident.patch(&at, &typed(SPOUSE_PHONE)).await;
    let wrong = FieldError {
        pointer: "/answers/contact_phone".into(),
        code: "phone_of_other".into(),
    };
    assert_eq!(
        saved.json::<SaveAnswersResponse>().errors,
        std::slice::from_ref(&wrong)
    );
    let found = codes(&submit(&mut resident, &file.id).await);
    assert_eq!(found, [(wrong.pointer, wrong.code)]);
    let saved = resident.patch(&at, &typed(OWN_PHONE)).await;
    assert_eq!(saved.json::<SaveAnswersResponse>().errors, []);
    let answer = submit(&mut resident, &file.id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

#[tokio::test]
async fn nobody_sees_or_changes_the_people_of_somebody_else() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let file = married(&mut resident).await;
    let view: PeopleView = ask(&mut resident, &file.id, &spouse()).await.json();
    let consent = &view.people[0].id;
    let mut other = portal.resident("13800000002").await;
    let path = with_id(path::APPLICATION_PEOPLE, &file.id);
    other.get(&path).await.problem(ProblemCode::NotFound);
    other
        .post(&path, &guarantor())
        .await
        .problem(ProblemCode::NotFound);
    let theirs = with_document(path::APPLICATION_PERSON, &file.id, consent);
    other.delete(&theirs).await.problem(ProblemCode::NotFound);
    let gone = resident.delete(&theirs).await;
    assert_eq!(gone.json::<PeopleView>().people, []);
    resident
        .delete(&theirs)
        .await
        .problem(ProblemCode::NotFound);
}

#[tokio::test]
async fn whoever_has_the_database_alone_cannot_try_id_numbers() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident(OWN_PHONE).await;
    let view = married(&mut resident).await;
    let address = with_id(path::APPLICATION_PEOPLE, &view.id);
    let key = fresh_key();
    let first = resident
        .send_json(Method::POST, &address, &key, &spouse())
        .await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    let asked: NamePersonRequest = serde_json::from_value(spouse()).unwrap();
    let mut guess = format!("name_person/{}\0", view.id).into_bytes();
    guess.extend(serde_json::to_vec(&asked).unwrap());
    let guess: [u8; 32] = Sha256::digest(&guess).into();
    let store = &portal.state.store;
    let rows = store
        .read(|connection| connection.query("SELECT request_hash FROM idempotency_keys", &[]))
        .unwrap();
    let kept: Vec<[u8; 32]> = rows.iter().map(|row| row.get(0).unwrap()).collect();
    assert!(!kept.is_empty() && !kept.contains(&guess));
    // It is what was kept before hashes were keyed, and a request of then is still answered.
    let of_then = key.clone();
    let put_back = move |tx: &Tx| {
        let sql = "UPDATE idempotency_keys SET request_hash = $1 WHERE key = $2";
        tx.execute(sql, &[(&guess).into(), of_then.as_str().into()])
    };
    let changed = store.write::<_, _, StoreError>(put_back).await.unwrap();
    assert_eq!(changed, 1);
    let again = resident
        .send_json(Method::POST, &address, &key, &spouse())
        .await;
    assert_eq!((again.status, again.body), (first.status, first.body));
}

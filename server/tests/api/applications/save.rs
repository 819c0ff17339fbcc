//! Saving what was typed: right or wrong, nothing is lost.

use api::application::{ApplicationView, SaveAnswersResponse};
use api::path::{self, with_id};
use api::{FieldError, Problem, ProblemCode};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use workflow::loan::LoanAction;

use crate::filing::{draft, submitted};
use crate::portal::{Browser, TestPortal};

async fn save(resident: &mut Browser, id: &str, answers: Value) -> Vec<FieldError> {
    let answer = resident
        .patch(
            &with_id(path::APPLICATION_ANSWERS, id),
            &json!({ "answers": answers }),
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json::<SaveAnswersResponse>().errors
}

fn one(pointer: &str, code: &str) -> Vec<FieldError> {
    vec![FieldError {
        pointer: pointer.to_owned(),
        code: code.to_owned(),
    }]
}

#[tokio::test]
async fn wrong_answers_are_named_and_kept() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let table = [
        (
            "id_number",
            json!("360426199101010072"),
            "id_number_checksum",
        ),
        (
            "id_number",
            json!("360426300001010073"),
            "id_number_born_in_future",
        ),
        (
            "id_number",
            json!("360426910101007"),
            "id_number_fifteen_digits",
        ),
        ("amount_yuan", json!("0"), "amount_zero"),
        ("amount_yuan", json!("-1"), "whole_yuan"),
        ("amount_yuan", json!("299,999.995"), "whole_yuan"),
        ("amount_yuan", json!("99999999"), "amount_above_cap"),
        ("amount_yuan", json!("二十万"), "whole_yuan"),
        // Who is asked for a consent, the bank and the queue could not read it.
        ("amount_yuan", json!("20,0000"), "whole_yuan"),
        ("term_months", json!("0"), "not_an_option"),
        ("term_months", json!("37"), "not_an_option"),
        ("residence_division", json!("110101001"), "unknown_division"),
        ("bank", json!("hr-bureau"), "unknown_bank"),
        ("marital_status", json!("complicated"), "not_an_option"),
        ("categories", json!("veteran"), "not_an_option"),
        ("purpose", json!("养".repeat(600)), "too_long"),
        ("plan_income", json!("九千"), "whole_yuan"),
        ("plan_risks", json!("怕".repeat(301)), "too_long"),
    ];
    for (field, value, code) in table {
        assert_eq!(
            save(&mut resident, &id, json!({ field: value })).await,
            one(&format!("/answers/{field}"), code)
        );
        let view = resident.get(&with_id(path::APPLICATION, &id)).await.value();
        assert_eq!(view["answers"][field], value, "{field}");
    }
}

#[tokio::test]
async fn the_cap_follows_the_answers() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    save(
        &mut resident,
        &id,
        json!({"business_kind": "self_employed"}),
    )
    .await;
    let alone: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    save(
        &mut resident,
        &id,
        json!({"business_kind": "partnership", "partners": "3"}),
    )
    .await;
    let together: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
    assert!(
        together.cap_fen > alone.cap_fen,
        "{:?} {:?}",
        together.cap_fen,
        alone.cap_fen
    );
}

#[tokio::test]
async fn the_rules_speak_of_the_answers_before_they_are_handed_in() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    for (work, unmet) in [("in_school", true), ("none", false)] {
        save(&mut resident, &id, json!({"excluded_work": [work]})).await;
        let view: ApplicationView = resident.get(&with_id(path::APPLICATION, &id)).await.json();
        let outlook = view.outlook.unwrap();
        assert_eq!(outlook.verdict == "not_eligible", unmet, "{work}");
        let has_unmet = outlook.conditions.iter().any(|one| one.verdict == "unmet");
        assert_eq!(has_unmet, unmet, "{work}");
        // What is not answered yet is in no answer of the server.
        let is_open = outlook
            .conditions
            .iter()
            .any(|one| one.verdict == "unknown");
        assert!(!is_open, "{work}: {:?}", outlook.conditions);
        assert!(view.verdict.is_none());
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_said() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let path = with_id(path::APPLICATION_ANSWERS, &id);
    let sent = json!({"purpose": "a".repeat(20_000), "applicant_name": "示例甲"});
    assert_eq!(
        save(&mut resident, &id, sent).await,
        one("/answers/purpose", "too_long")
    );
    let view = resident.get(&with_id(path::APPLICATION, &id)).await.value();
    assert_eq!(
        (
            &view["answers"]["applicant_name"],
            &view["answers"]["purpose"]
        ),
        (&json!("示例甲"), &Value::Null)
    );

    // 100,000 characters do not even fit a form's body.
    let long = json!({"answers": {"purpose": "养".repeat(100_000)}});
    resident
        .patch(&path, &long)
        .await
        .problem(ProblemCode::BodyTooLarge);

    let unknown = resident
        .patch(&path, &json!({"answers": {"shoe_size": "42"}}))
        .await;
    assert_eq!(
        unknown.problem(ProblemCode::InvalidInput).errors,
        one("/answers/shoe_size", "unknown_field")
    );
    let unknown = resident
        .patch(&path, &json!({"answers": {}, "extra": 1}))
        .await;
    assert_eq!(
        unknown.problem(ProblemCode::MalformedBody).errors,
        one("/extra", "unknown_field")
    );
    let wrong_type: Problem = resident
        .patch(&path, &json!({"answers": {"purpose": 3}}))
        .await
        .json();
    assert_eq!(wrong_type.code, ProblemCode::MalformedBody);
}

/// Two devices with one draft: what the second has not seen it does not take away, neither an answer nor a reason.
#[tokio::test]
async fn what_another_device_has_said_meanwhile_is_shown() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let path = with_id(path::APPLICATION_ANSWERS, &id);
    let sent = |purpose: &str, reason: &str| {
        json!({
            "answers": {"purpose": purpose},
            "cannot_supply": {"id_card_back": reason},
            "seen": {"purpose": [""], "documents/id_card_back": [""]},
        })
    };
    let first = resident.patch(&path, &sent("买羊", "丢了")).await;
    assert_eq!(first.value()["conflicts"], json!({}));
    let second = resident.patch(&path, &sent("买牛", "在补办")).await;
    assert_eq!(
        second.value()["conflicts"],
        json!({"purpose": "买羊", "documents/id_card_back": "丢了"})
    );
    let view = resident.get(&with_id(path::APPLICATION, &id)).await.value();
    assert_eq!(view["answers"]["purpose"], "买羊");
    assert_eq!(view["cannot_supply"]["id_card_back"], "丢了");

    // Whoever has seen it may put their own in its place.
    let decided = json!({
        "answers": {},
        "cannot_supply": {"id_card_back": "在补办"},
        "seen": {"documents/id_card_back": ["丢了"]},
    });
    let third = resident.patch(&path, &decided).await;
    assert_eq!(third.value()["conflicts"], json!({}));
    let view = resident.get(&with_id(path::APPLICATION, &id)).await.value();
    assert_eq!(view["cannot_supply"]["id_card_back"], "在补办");
}

#[tokio::test]
async fn a_file_handed_in_is_closed_until_it_comes_back() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let path = with_id(path::APPLICATION_ANSWERS, &view.id);
    let closed = resident
        .patch(&path, &json!({"answers": {"purpose": "换一个用途"}}))
        .await;
    closed.problem(ProblemCode::ActionNotPossible);
}

#[tokio::test]
async fn a_save_that_arrives_twice_is_done_once() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = draft(&mut resident).await.id;
    let (path, key) = (
        with_id(path::APPLICATION_ANSWERS, &id),
        crate::portal::fresh_key(),
    );
    let first = json!({"answers": {"purpose": "买羊"}});
    let answer = resident.send_json(Method::PATCH, &path, &key, &first).await;
    save(&mut resident, &id, json!({"purpose": "买牛"})).await;
    portal.clock.advance_ms(1_000);
    let again = resident.send_json(Method::PATCH, &path, &key, &first).await;
    assert_eq!(again.body, answer.body);
    let view = resident.get(&with_id(path::APPLICATION, &id)).await.value();
    assert_eq!(view["answers"]["purpose"], "买牛");
    assert_eq!(
        view["actions"],
        json!([LoanAction::Submit, LoanAction::Discard])
    );
}

//! Handing in.

use api::application::{ApplicationView, ListApplicationsResponse};
use api::path::{self, with_id};
use api::{FieldError, ProblemCode};
use application::{Field, expected_month};
use domain::Money;
use http::{Method, StatusCode};
use serde_json::json;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState, Stage};

use crate::filing::{action, draft, filled, good_answers, save, submitted, submitted_as};
use crate::portal::{TestPortal, fresh_key};

#[tokio::test]
async fn a_complete_draft_is_accepted() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    assert_eq!((view.state, view.version), (LoanState::Submitted, 1));
    assert_eq!(
        view.acceptance_number.as_deref(),
        Some("620602-20261124-00001")
    );
    assert_eq!(view.query_code.as_ref().map(String::len), Some(6));
    assert_eq!(view.holder.role, Some(Role::HrOfficer));
    assert_eq!(
        view.holder.agency.as_deref(),
        Some("凉州区人力资源和社会保障局")
    );
    let clock = view.clock.unwrap();
    assert_eq!((clock.stage, clock.day, clock.limit), (Stage::Hr, 0, 7));
    assert_eq!(clock.due_on.to_string(), "2026-12-03");
    assert_eq!(view.timeline.len(), 1);
    assert_eq!(view.actions, [LoanAction::Withdraw]);

    let verdict = view.verdict.unwrap();
    assert_eq!(
        (verdict.programme.as_str(), verdict.as_of.as_str()),
        ("startup_loan_individual", "2026-11-24")
    );
    assert_eq!(
        (verdict.pack_hash.len(), verdict.receipt_hash.len()),
        (64, 64)
    );
    assert_eq!(verdict.verdict, "eligible", "{:#?}", verdict.conditions);
    assert!(
        verdict
            .conditions
            .iter()
            .all(|condition| !condition.label.is_empty() && !condition.citation.is_empty())
    );
}

#[tokio::test]
async fn everything_missing_is_said_at_once() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = draft(&mut resident).await;
    let mut request = action(&view, LoanAction::Submit);
    request.declaration_version = Some("1999-01-01".to_owned());
    let refused = resident
        .post(&with_id(path::APPLICATION_ACTIONS, &view.id), &request)
        .await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    let has = |pointer: &str, code: &str| {
        errors.contains(&FieldError {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
        })
    };
    assert!(
        has("/declaration_version", "declaration_missing") && has("/answers/id_number", "required")
    );
    assert!(has("/documents/id_card_front", "document_missing"));
    let still: ApplicationView = resident
        .get(&with_id(path::APPLICATION, &view.id))
        .await
        .json();
    assert_eq!(
        (still.state, still.acceptance_number),
        (LoanState::Draft, None)
    );
}

#[tokio::test]
async fn the_amount_may_not_exceed_the_cap() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    let above = (view.cap_fen.unwrap() / 100 + 1).to_string();
    save(
        &mut resident,
        &view.id,
        json!({"amount_yuan": above}),
        json!({}),
    )
    .await;
    let refused = resident
        .post(
            &with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Submit),
        )
        .await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    assert_eq!(
        errors,
        [FieldError {
            pointer: "/answers/amount_yuan".into(),
            code: "amount_above_cap".into()
        }]
    );
}

#[tokio::test]
async fn a_sum_or_a_term_that_cannot_be_keeps_it_from_being_handed_in() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    let actions = with_id(path::APPLICATION_ACTIONS, &view.id);
    for (field, right, wrong) in [
        (
            "amount_yuan",
            "200000",
            &[
                ("0", "amount_zero"),
                ("-1", "whole_yuan"),
                ("299,999.995", "whole_yuan"),
            ][..],
        ),
        (
            "term_months",
            "24",
            &[("0", "not_an_option"), ("37", "not_an_option")][..],
        ),
    ] {
        for (typed, code) in wrong {
            save(&mut resident, &view.id, json!({ field: typed }), json!({})).await;
            let refused = resident
                .post(&actions, &action(&view, LoanAction::Submit))
                .await;
            let expected = FieldError {
                pointer: format!("/answers/{field}"),
                code: (*code).to_owned(),
            };
            let errors = refused.problem(ProblemCode::InvalidInput).errors;
            assert_eq!(errors, [expected], "{typed}");
        }
        save(&mut resident, &view.id, json!({ field: right }), json!({})).await;
    }
    let answer = resident
        .post(&actions, &action(&view, LoanAction::Submit))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
}

/// Of two people in their eighteenth year, one has the birthday today and the other tomorrow.
#[tokio::test]
async fn a_birthday_counts_from_its_day_on() {
    let portal = TestPortal::start().await;
    for (phone, number, expected) in [
        ("13800000001", "629999200811240018", "eligible"),
        ("13800000002", "629999200811250013", "not_eligible"),
    ] {
        let mut resident = portal.resident(phone).await;
        let view = submitted_as(&mut resident, number).await;
        let verdict = view.verdict.unwrap();
        assert_eq!(verdict.as_of, "2026-11-24");
        assert_eq!(
            verdict.verdict, expected,
            "{number} {:#?}",
            verdict.conditions
        );
    }
}

#[tokio::test]
async fn a_plan_may_be_left_out_but_a_wrong_sum_in_it_is_said() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    let actions = with_id(path::APPLICATION_ACTIONS, &view.id);
    let plan = json!({ "plan_customers": "卖面条，卖给附近的住户", "plan_income": "九千", "plan_costs": "4000" });
    save(&mut resident, &view.id, plan, json!({})).await;
    let refused = resident
        .post(&actions, &action(&view, LoanAction::Submit))
        .await;
    let errors = refused.problem(ProblemCode::InvalidInput).errors;
    assert_eq!(
        errors,
        [FieldError {
            pointer: "/answers/plan_income".into(),
            code: "whole_yuan".into()
        }]
    );
    let income = json!({ "plan_income": "9000" });
    save(&mut resident, &view.id, income, json!({})).await;
    let handed_in = resident
        .post(&actions, &action(&view, LoanAction::Submit))
        .await;
    assert_eq!(handed_in.status, StatusCode::OK, "{handed_in:?}");
    let kept = handed_in.json::<ApplicationView>().answers;
    let left = expected_month(&kept).unwrap().left;
    assert_eq!(left, Money::from_yuan(5_000));
    assert_eq!(kept.text(Field::PlanRisks), "");
}

#[tokio::test]
async fn an_unfavourable_verdict_does_not_stand_in_the_way() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    save(
        &mut resident,
        &view.id,
        json!({"excluded_work": ["public_employee"]}),
        json!({}),
    )
    .await;
    let answer = resident
        .post(
            &with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Submit),
        )
        .await;
    let view: ApplicationView = answer.json();
    assert_eq!(view.state, LoanState::Submitted);
    assert_eq!(view.verdict.unwrap().verdict, "not_eligible");
}

#[tokio::test]
async fn a_double_press_hands_in_once() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = filled(&mut resident).await;
    let (path, request, key) = (
        with_id(path::APPLICATION_ACTIONS, &view.id),
        action(&view, LoanAction::Submit),
        fresh_key(),
    );
    let (mut one, mut other, mut third) = (resident.clone(), resident.clone(), resident.clone());
    let other_key = fresh_key();
    let (first, same, another) = tokio::join!(
        one.send_json(Method::POST, &path, &key, &request),
        other.send_json(Method::POST, &path, &key, &request),
        third.send_json(Method::POST, &path, &other_key, &request),
    );
    let accepted: Vec<_> = [&first, &same, &another]
        .into_iter()
        .filter(|a| a.status == StatusCode::OK)
        .collect();
    assert_eq!(first.status, same.status);
    assert!(
        accepted.len() == 1 || accepted.len() == 2,
        "{first:?} {same:?} {another:?}"
    );
    let numbers: Vec<_> = accepted
        .iter()
        .map(|a| a.json::<ApplicationView>().acceptance_number)
        .collect();
    assert!(
        numbers
            .iter()
            .all(|number| number.as_deref() == Some("620602-20261124-00001"))
    );
    for refused in [&first, &same, &another]
        .into_iter()
        .filter(|a| a.status != StatusCode::OK)
    {
        refused.problem(ProblemCode::Stale);
    }
    let list: ListApplicationsResponse = resident.get(path::APPLICATIONS).await.json();
    assert_eq!(list.applications.len(), 1);
    assert_eq!(
        list.applications[0].acceptance_number.as_deref(),
        Some("620602-20261124-00001")
    );
}

#[tokio::test]
async fn numbers_of_a_day_have_no_gaps() {
    let portal = TestPortal::start().await;
    for number in 1..=3 {
        let mut resident = portal.resident(&format!("1380000000{number}")).await;
        let refused = draft(&mut resident).await;
        let path = with_id(path::APPLICATION_ACTIONS, &refused.id);
        resident
            .post(&path, &action(&refused, LoanAction::Submit))
            .await
            .problem(ProblemCode::InvalidInput);
        save(
            &mut resident,
            &refused.id,
            good_answers(),
            crate::filing::no_papers(),
        )
        .await;
        let accepted: ApplicationView = resident
            .post(&path, &action(&refused, LoanAction::Submit))
            .await
            .json();
        assert_eq!(
            accepted.acceptance_number,
            Some(format!("620602-20261124-0000{number}"))
        );
    }
}

#[tokio::test]
async fn an_enterprise_hands_in_its_own_form() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let request = json!({"product": "startup_loan_enterprise"});
    let view: ApplicationView = resident.post(path::APPLICATIONS, &request).await.json();
    let mut answers = good_answers();
    for (field, value) in [
        ("employees", json!("20")),
        ("new_hires_12m", json!("5")),
        ("contract_months_min", json!("12")),
        ("wage_or_insurance_arrears", json!("no")),
        ("amount_yuan", json!("1000000")),
    ] {
        answers[field] = value;
    }
    let mut reasons = crate::filing::no_papers();
    for kind in [
        "articles",
        "labour_contracts",
        "hire_group_proof",
        "employee_roster",
        "financial_statements",
    ] {
        reasons[kind] = json!("还在办");
    }
    save(&mut resident, &view.id, answers, reasons).await;
    crate::rosters::sent(&mut resident, &view.id, crate::rosters::FIVE).await;
    let path = with_id(path::APPLICATION_ACTIONS, &view.id);
    let view: ApplicationView = resident
        .post(&path, &action(&view, LoanAction::Submit))
        .await
        .json();
    assert_eq!(view.state, LoanState::Submitted);
    let verdict = view.verdict.unwrap();
    assert_eq!(verdict.programme, "startup_loan_enterprise");
    assert_eq!(verdict.verdict, "eligible", "{:#?}", verdict.conditions);
}

//! Beginning a draft.

use api::ProblemCode;
use api::application::{ApplicationView, ListApplicationsResponse};
use api::path::{self, with_id};
use application::Field;
use http::StatusCode;
use serde_json::json;
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use crate::filing::{action, draft, start_request, submitted};
use crate::portal::TestPortal;

#[tokio::test]
async fn a_draft_knows_what_the_check_was_told_and_the_phone() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let facts = json!({"categories": ["veteran"], "business_kind": "none", "height": 3});
    let request = json!({"product": "startup_loan_individual", "facts": facts});
    let answer = resident.post(path::APPLICATIONS, &request).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let view: ApplicationView = answer.json();
    assert_eq!(view.answers.many(Field::Categories), ["veteran"]);
    assert_eq!(view.answers.text(Field::ContactPhone), "13800000001");
    assert_eq!((view.state, view.version), (LoanState::Draft, 0));
    assert_eq!(view.holder.role, Some(Role::Resident));
    assert_eq!(view.actions, [LoanAction::Submit, LoanAction::Discard]);
    assert!(
        view.errors
            .iter()
            .any(|error| error.pointer == "/answers/applicant_name" && error.code == "required")
    );
    assert!(
        view.errors
            .iter()
            .any(|error| error.pointer == "/documents/id_card_front")
    );
    assert!(view.cap_fen.is_some());
    assert_eq!(
        (view.acceptance_number, view.query_code, view.clock),
        (None, None, None)
    );
}

#[tokio::test]
async fn one_open_draft_for_each_product() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let first = draft(&mut resident).await;
    resident
        .post(path::APPLICATIONS, &start_request())
        .await
        .problem(ProblemCode::AlreadyOpen);
    let other = resident
        .post(
            path::APPLICATIONS,
            &json!({"product": "startup_loan_enterprise"}),
        )
        .await;
    assert_eq!(other.status, StatusCode::CREATED);

    let gone = resident
        .delete(&with_id(path::APPLICATION, &first.id))
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{gone:?}");
    let list: ListApplicationsResponse = resident.get(path::APPLICATIONS).await.json();
    assert_eq!(list.applications.len(), 1);
    let third = draft(&mut resident).await;
    assert_ne!(third.id, first.id);
}

#[tokio::test]
async fn what_somebody_else_typed_neither_blocks_nor_reveals() {
    let portal = TestPortal::start().await;
    let mut first = portal.resident("13800000001").await;
    let theirs = submitted(&mut first).await;
    let mut second = portal.resident("13800000002").await;
    // The same ID number and all; the answers must not differ from those to somebody alone.
    let ours = submitted(&mut second).await;
    assert_eq!(ours.state, LoanState::Submitted);
    assert_ne!(ours.acceptance_number, theirs.acceptance_number);
    assert_ne!(ours.query_code, theirs.query_code);
    let mut listed = second
        .get(path::APPLICATIONS)
        .await
        .json::<ListApplicationsResponse>()
        .applications;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed.remove(0).id, ours.id);
}

#[tokio::test]
async fn the_same_press_begins_one_draft() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let key = crate::portal::fresh_key();
    let mut ids = Vec::new();
    for _ in 0..3 {
        let answer = resident
            .send_json(
                http::Method::POST,
                path::APPLICATIONS,
                &key,
                &start_request(),
            )
            .await;
        assert_eq!(answer.status, StatusCode::CREATED);
        ids.push(answer.json::<ApplicationView>().id);
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    let other = json!({"product": "startup_loan_enterprise"});
    let reused = resident
        .send_json(http::Method::POST, path::APPLICATIONS, &key, &other)
        .await;
    reused.problem(ProblemCode::KeyReused);
}

#[tokio::test]
async fn a_draft_thrown_away_is_empty() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = crate::filing::filled(&mut resident).await;
    let answer = resident
        .post(
            &with_id(path::APPLICATION_ACTIONS, &view.id),
            &action(&view, LoanAction::Discard),
        )
        .await;
    let gone: ApplicationView = answer.json();
    assert_eq!(gone.state, LoanState::Discarded);
    assert!(gone.answers.is_empty() && gone.cannot_supply.is_empty() && gone.documents.is_empty());
}

#[tokio::test]
async fn nobody_begins_twenty_one_drafts_in_a_day() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    for _ in 0..20 {
        let view = draft(&mut resident).await;
        resident.delete(&with_id(path::APPLICATION, &view.id)).await;
    }
    let refused = resident.post(path::APPLICATIONS, &start_request()).await;
    refused.problem(ProblemCode::TooManyRequests);
}

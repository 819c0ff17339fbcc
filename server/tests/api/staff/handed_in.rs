//! What a corrected form changed of the one handed in before, and forms that are kept as they were.

use api::application::ApplicationView;
use api::path::{self, with_id};
use http::StatusCode;
use serde_json::json;
use server::applications::verify::verify;
use store::{StoreError, submissions};
use workflow::loan::LoanAction;

use super::{act, hr, pins, view};
use crate::documents::{PDF, upload};
use crate::filing::{action, save, submitted};
use crate::portal::{Browser, TestPortal};

fn findings(portal: &TestPortal) -> Vec<String> {
    let state = &portal.state;
    let report = verify(&state.store, &state.keyring, &state.config.data).unwrap();
    report.findings
}

async fn mine(resident: &mut Browser, id: &str) -> ApplicationView {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

async fn does(resident: &mut Browser, id: &str, todo: LoanAction) {
    let request = action(&mine(resident, id).await, todo);
    let answer = resident
        .post(&with_id(path::APPLICATION_ACTIONS, id), &request)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{todo}: {answer:?}");
}

#[tokio::test]
async fn an_officer_sees_what_a_corrected_form_changed() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    let handed_in_ms = portal.state.clock.now_ms();
    assert_eq!(view(&mut officer, &id).await.changes, None);
    act(&mut officer, &id, LoanAction::Return, pins()).await;

    portal.clock.advance_ms(60_000);
    let answers = json!({ "purpose": "买两台和面机", "business_address": null });
    save(&mut resident, &id, answers, json!({})).await;
    let again = json!({ "business_address": "示例路 2 号" });
    save(
        &mut resident,
        &id,
        again,
        json!({ "business_licence": null }),
    )
    .await;
    let paper: api::application::DocumentView = upload(&mut resident, &id, "business_licence", PDF)
        .await
        .json();
    // What is still being typed is not compared.
    assert_eq!(view(&mut officer, &id).await.changes, None);
    does(&mut resident, &id, LoanAction::Resubmit).await;

    let changes = view(&mut officer, &id).await.changes.unwrap();
    assert_eq!(changes.since_ms, handed_in_ms);
    // What was changed and changed back is no change.
    let fields: Vec<_> = changes
        .answers
        .iter()
        .map(|change| {
            (
                change.field.as_str(),
                change.before.clone().unwrap().into_text(),
            )
        })
        .collect();
    assert_eq!(fields, [("purpose", "进货".to_owned())]);
    assert_eq!(changes.new_papers, [paper.id]);

    // A reopened application is a new one.
    does(&mut resident, &id, LoanAction::Withdraw).await;
    does(&mut resident, &id, LoanAction::Reopen).await;
    does(&mut resident, &id, LoanAction::Submit).await;
    assert_eq!(view(&mut officer, &id).await.changes, None);
    let kept = portal
        .state
        .store
        .read(|connection| submissions::list(connection, &id));
    let versions: Vec<_> = kept.unwrap().iter().map(|form| form.version).collect();
    assert_eq!(versions, [1, 3, 6]);
    assert_eq!(findings(&portal), Vec::<String>::new());
}

#[tokio::test]
async fn a_form_that_was_changed_or_moved_is_found() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut form = portal
        .state
        .store
        .read(|connection| submissions::list(connection, &id))
        .unwrap()
        .remove(0);
    form.version = 2;
    let moved = move |tx: &store::Tx| submissions::insert(tx, &form);
    let store = &portal.state.store;
    store.write::<_, _, StoreError>(moved).await.unwrap();
    assert_eq!(
        findings(&portal),
        [
            format!("{id}: the form handed in as version 2 does not open"),
            format!("{id}: nothing was handed in as version 2"),
        ]
    );
}

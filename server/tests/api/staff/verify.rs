//! `fumin verify`: whole data passes, every kind of damage is named.

use api::path::{self, with_id};
use axum::body::Body;
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;
use server::applications::verify::{Report, verify};
use store::{StoreError, Value};
use workflow::loan::LoanAction;

use super::{act, hr};
use crate::filing::{draft, submitted};
use crate::portal::{TestPortal, fresh_key};

fn look(portal: &TestPortal) -> Report {
    let state = &portal.state;
    verify(&state.store, &state.keyring, &state.config.data).unwrap()
}

/// One file with three events and one draft with a paper.
async fn fill(portal: &TestPortal) {
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut hr = hr(portal, "li").await;
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    let id = draft(&mut resident).await.id;
    let mut headers = HeaderMap::new();
    headers.insert(api::IDEMPOTENCY_KEY, fresh_key().parse().unwrap());
    let path = with_id(path::APPLICATION_DOCUMENTS, &id) + "?kind=id_card_front";
    let paper = Body::from(&b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"[..]);
    let answer = resident.send(Method::POST, &path, headers, paper).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
}

#[tokio::test]
async fn damage_of_every_kind_is_named() {
    let portal = TestPortal::start().await;
    fill(&portal).await;
    let whole = Report {
        files: 2,
        erased: 0,
        events: 3,
        documents: 1,
        findings: vec![],
        notes: vec![],
    };
    assert_eq!(look(&portal), whole);

    // Each change is on a new copy of a whole portal, so that one finding is not another's.
    let seven = || Value::Blob(vec![7; 32]);
    for (change, finding) in [
        (
            "UPDATE events SET sealed_payload = $1 WHERE seq = 2",
            "event 2",
        ),
        (
            "DELETE FROM events WHERE seq = 3 AND hash <> $1",
            "the stored state",
        ),
        (
            "UPDATE applications SET state = 'disbursed' WHERE submitted_ms IS NOT NULL AND sealed_state <> $1",
            "the state column",
        ),
        (
            "UPDATE applications SET sealed_draft = $1 WHERE submitted_ms IS NOT NULL",
            "what was typed",
        ),
        (
            "UPDATE file_keys SET wrapped_key = $1 WHERE application_id IN \
             (SELECT id FROM applications WHERE submitted_ms IS NOT NULL)",
            "the key does not open",
        ),
        ("UPDATE documents SET sha256 = $1", "have changed"),
        (
            "UPDATE documents SET staff_id = 'x', event_seq = 1 WHERE sha256 <> $1",
            "is not named by its event",
        ),
    ] {
        let portal = TestPortal::start().await;
        fill(&portal).await;
        let values = [seven()];
        let damage = move |tx: &store::Tx| tx.execute(change, &values).map(drop);
        portal
            .state
            .store
            .write::<_, _, StoreError>(damage)
            .await
            .unwrap();
        let findings = look(&portal).findings;
        assert!(
            findings.iter().any(|line| line.contains(finding)),
            "{change}: {findings:?}"
        );
    }

    std::fs::remove_dir_all(portal.folder.path().join("data/uploads")).unwrap();
    let findings = look(&portal).findings;
    assert!(findings[0].contains("cannot be read"), "{findings:?}");
}

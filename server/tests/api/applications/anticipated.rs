//! The receipt a browser showed, beside what the server comes to: equal, or noted, and never in the way.

use api::application::{ANTICIPATED_RECEIPT_BYTES, ApplicationView};
use api::path::{self, with_id};
use api::staff::StaffApplicationView;
use domain::Date;
use http::StatusCode;
use policy::{Facts, Receipt};
use serde_json::{Value, json};
use workflow::Role;
use workflow::loan::{LoanAction, LoanState};

use crate::filing::{action, filled};
use crate::portal::TestPortal;

const PROGRAMME: &str = "startup_loan_individual";

/// A receipt as the eligibility page keeps it, for a programme.
fn receipt(portal: &TestPortal, programme: &str) -> String {
    let today = Date::parse_iso("2026-11-24").unwrap();
    let known = portal.state.packs.pack_on(today);
    let facts: Facts =
        serde_json::from_value(json!({ "birth_date": "1991-01-01", "in_school": false })).unwrap();
    let found = policy::evaluate(known.pack(), programme, today, &facts).unwrap();
    Receipt::new(known.pack(), today, &facts, &found).to_json()
}

fn changed(receipt: &str, key: &str, value: Value) -> String {
    let mut tree: Value = serde_json::from_str(receipt).unwrap();
    tree[key] = value;
    policy::canonical_json(&tree)
}

fn sha256_hex(text: &str) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Hands in with a receipt; gives what an officer sees.
async fn submitted_with(
    portal: &TestPortal,
    phone: &str,
    username: &str,
    sent: Option<String>,
) -> StaffApplicationView {
    let mut resident = portal.resident(phone).await;
    let view = filled(&mut resident).await;
    let mut request = action(&view, LoanAction::Submit);
    request.anticipated_receipt = sent;
    let answer = resident
        .post(&with_id(path::APPLICATION_ACTIONS, &view.id), &request)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let view: ApplicationView = answer.json();
    assert_eq!(view.state, LoanState::Submitted);
    let mut officer = portal.staff(username, Role::HrOfficer, "hr-bureau").await;
    officer
        .get(&with_id(path::STAFF_APPLICATION, &view.id))
        .await
        .json()
}

#[tokio::test]
async fn an_equal_receipt_leaves_no_mark_and_neither_does_none() {
    let portal = TestPortal::start().await;
    let sent = receipt(&portal, PROGRAMME);
    for (phone, username, sent) in [
        ("13800000001", "one", Some(sent)),
        ("13800000002", "two", None),
    ] {
        let seen = submitted_with(&portal, phone, username, sent).await;
        assert_eq!(seen.receipt_mismatch, None, "{username}");
        assert!(seen.application.verdict.is_some());
    }
}

#[tokio::test]
async fn whatever_does_not_match_is_noted_with_both_hashes() {
    let portal = TestPortal::start().await;
    let good = receipt(&portal, PROGRAMME);
    let pack = portal.state.packs.shipped().pack().hash().to_string();
    let tampered = changed(
        &good,
        "facts",
        json!({ "birth_date": "1991-01-01", "in_school": true }),
    );
    let unknown = changed(&good, "pack", json!("f".repeat(64)));
    let oversized = format!("{good}{}", " ".repeat(ANTICIPATED_RECEIPT_BYTES));
    let table = [
        ("differs", tampered, pack.clone(), true),
        (
            "differs",
            changed(&good, "amount_fen", json!(1)),
            pack.clone(),
            true,
        ),
        // The same receipt written otherwise is not the one the rules make.
        ("differs", format!("{good} "), pack.clone(), true),
        ("unknown_pack", unknown, "f".repeat(64), false),
        (
            "unknown_pack",
            changed(&good, "pack", json!("<b>")),
            String::new(),
            false,
        ),
        (
            "other_programme",
            receipt(&portal, "startup_loan_enterprise"),
            pack,
            false,
        ),
        ("too_large", oversized, String::new(), false),
        ("unreadable", "not JSON".to_owned(), String::new(), false),
        ("unreadable", "{}".to_owned(), String::new(), false),
    ];
    let count = table.len();
    for (place, (reason, sent, pack_hash, is_made)) in table.into_iter().enumerate() {
        let (phone, username) = (format!("1380000010{place}"), format!("officer{place}"));
        let seen = submitted_with(&portal, &phone, &username, Some(sent.clone())).await;
        let noted = seen.receipt_mismatch.unwrap();
        assert_eq!(noted.reason, reason, "{sent:.80}");
        assert_eq!(noted.browser_hash, sha256_hex(&sent), "{reason}");
        assert_eq!(noted.pack_hash, pack_hash, "{reason}");
        assert_eq!(noted.server_hash.is_some(), is_made, "{reason}");
        assert_ne!(noted.server_hash, Some(noted.browser_hash), "{reason}");
    }
    let mut desk = portal.staff("desk", Role::PolicyOfficer, "hr-bureau").await;
    let listed: api::policy_desk::ListReceiptMismatchesResponse =
        desk.get(path::STAFF_POLICY_MISMATCHES).await.json();
    assert_eq!(listed.total as usize, count);
    assert_eq!(listed.mismatches.len(), count);
    assert!(
        listed
            .mismatches
            .iter()
            .all(|row| row.number_masked.starts_with('*') && row.number_masked.len() > 4)
    );
}

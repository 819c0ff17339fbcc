//! Which declaration was agreed to, as it stands on paper, and what would change a refusal.

use api::application::DECLARATION_VERSION;
use api::particulars::WholeApplication;
use api::path::{self, with_id};
use serde_json::json;
use server::clock::Clock as _;
use workflow::loan::LoanAction;

use super::{act, hr, refusal, view};
use crate::filing::{draft, submitted};
use crate::portal::{Browser, TestPortal};

async fn mine(resident: &mut Browser, id: &str) -> WholeApplication {
    resident.get(&with_id(path::APPLICATION, id)).await.json()
}

#[tokio::test]
async fn the_declaration_is_kept_with_the_file() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let begun = draft(&mut resident).await.id;
    assert_eq!(
        mine(&mut resident, &begun).await.particulars.declaration,
        None
    );
    let mut other = portal.resident("13800000002").await;
    let id = submitted(&mut other).await.id;
    let kept = mine(&mut other, &id).await.particulars.declaration.unwrap();
    assert_eq!(kept.version, DECLARATION_VERSION);
    assert_eq!(kept.agreed_at_ms, portal.clock.now_ms());
    let mut li = hr(&portal, "li").await;
    let seen = view(&mut li, &id).await.particulars;
    assert_eq!(seen.declaration, Some(kept));
}

#[tokio::test]
async fn a_refusal_says_what_would_change_it_once_it_is_confirmed() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let (mut li, mut wang) = (hr(&portal, "li").await, hr(&portal, "wang").await);
    act(&mut li, &id, LoanAction::AcceptForReview, json!({})).await;
    let file = act(&mut li, &id, LoanAction::ProposeRefusal, refusal()).await;
    let words = "欠款还清，信用报告更新以后";
    assert_eq!(file.pending_refusal.unwrap().would_change, words);
    let before = mine(&mut resident, &id).await.application;
    assert_eq!((before.refusal, before.would_change), (None, None));
    act(&mut wang, &id, LoanAction::ConfirmRefusal, json!({})).await;
    let told = mine(&mut resident, &id).await.application;
    assert_eq!(told.would_change.as_deref(), Some(words));
}

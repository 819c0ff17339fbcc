//! People who are no reviewers, and accounts that are none any more.

use api::ProblemCode;
use api::path::{self, with_id};
use serde_json::json;
use store::StoreError;
use workflow::Role;

use super::{BUREAU, hr, look};
use crate::filing::submitted;
use crate::portal::TestPortal;

#[tokio::test]
async fn administrators_auditors_and_residents_see_no_file() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    for role in [Role::Administrator, Role::Auditor] {
        let mut member = portal.staff(role.as_str(), role, BUREAU).await;
        look(&mut member, &id)
            .await
            .problem(ProblemCode::NotAllowed);
        let request = json!({ "version": 1, "action": "accept_for_review" });
        member
            .post(&with_id(path::STAFF_ACTIONS, &id), &request)
            .await
            .problem(ProblemCode::NotAllowed);
    }
    look(&mut resident, &id)
        .await
        .problem(ProblemCode::SignInRequired);
}

#[tokio::test]
async fn a_disabled_account_sees_nothing_though_its_session_lives() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let id = submitted(&mut resident).await.id;
    let mut officer = hr(&portal, "li").await;
    let disable = |tx: &store::Tx| {
        let member = store::staff::find_by_username(tx, "li")?.unwrap();
        store::staff::set_disabled(tx, &member.id, Some(1))
    };
    portal
        .state
        .store
        .write::<_, _, StoreError>(disable)
        .await
        .unwrap();
    officer
        .get(path::STAFF_QUEUE)
        .await
        .problem(ProblemCode::SignInRequired);
    look(&mut officer, &id)
        .await
        .problem(ProblemCode::SignInRequired);
}

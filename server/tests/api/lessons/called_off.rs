//! Whether a class is settled that was called off, or whose course rests.

use api::ProblemCode;
use api::path;
use api::settlement::{SettlementView, WriteSettlementRequest};
use http::StatusCode;
use server::applications::actor::Actor;
use server::clock::Clock as _;
use server::problem::ApiError;
use server::settlements::file::Sheet;
use store::Tx;
use workflow::Role;
use workflow::listing::ListingAction;
use workflow::settlement::{HandedIn, SettlementAction, SettlementDetail, SettlementState};

use super::fraud::portal_at;
use super::settlement::{plain, rate};
use super::{SESSION, class};
use crate::training::{called_off, done};

#[tokio::test]
async fn a_class_that_was_called_off_is_never_settled() {
    let class = class().await;
    let mut officer = class.officer().await;
    called_off(&mut officer, &class.course, SESSION).await;
    let mut trainer = class.trainer().await;
    let sheet = class.sheet(&mut trainer).await;
    assert!(sheet.rows.is_empty() && sheet.actions.is_empty());
    let request = WriteSettlementRequest {
        version: 0,
        listed: Some(true),
        rows: Vec::new(),
    };
    let address = class.address(path::STAFF_SETTLEMENT);
    let refused = trainer.put(&address, &request).await;
    refused.problem(ProblemCode::ActionNotPossible);
    let submit = plain(SettlementAction::Submit, 0);
    let refused = class.settle_by(&mut trainer, &submit).await;
    refused.problem(ProblemCode::ActionNotPossible);
    // Not even a sheet that was handed in by whatever way.
    let (parts, id) = (class.portal.state.clone(), class.id.clone());
    let actor = Actor {
        role: Role::Trainer,
        ..portal_at(class.portal.clock.now_ms())
    };
    let work = move |tx: &Tx| {
        let mut sheet = Sheet::open(&parts, tx, &id)?;
        let handed_in = SettlementDetail::HandedIn(HandedIn::default());
        let step = (SettlementAction::Submit, handed_in);
        sheet.step(tx, &parts, &actor, &id, step)
    };
    let store = &class.portal.state.store;
    store.write::<_, _, ApiError>(work).await.unwrap();
    let mut settle = plain(SettlementAction::Settle, 1);
    settle.is_compared = true;
    for action in [SettlementAction::Settle, SettlementAction::Return] {
        let mut request = settle.clone();
        request.action = action;
        request.reason = "停办".to_owned();
        let refused = class.settle_by(&mut officer, &request).await;
        refused.problem(ProblemCode::ActionNotPossible);
    }
    let payments = class.address(path::STAFF_SETTLEMENT_PAYMENTS);
    let refused = officer.get(&payments).await;
    refused.problem(ProblemCode::ActionNotPossible);
}

/// A course that rests takes nobody new; whoever was in a class of it learnt there, and is settled.
#[tokio::test]
async fn a_class_of_a_course_that_rests_is_settled_as_any_other() {
    let class = class().await;
    let (mut trainer, mut officer) = class.over().await;
    let listings: api::listing::ListListingsResponse =
        officer.get(path::STAFF_LISTINGS).await.json();
    done(&mut officer, &listings.public[0].id, ListingAction::Suspend).await;
    let sheet = class.submitted(&mut trainer).await;
    let mut settle = plain(SettlementAction::Settle, sheet.version);
    settle.is_compared = true;
    settle.rates = vec![
        rate("training_subsidy", 100_000),
        rate("living_allowance_training", 100),
    ];
    let answer = class.settle_by(&mut officer, &settle).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let settled: SettlementView = answer.json();
    assert_eq!(settled.state, SettlementState::Settled);
}

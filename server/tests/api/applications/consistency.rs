//! The row always equals the fold of the events, and the chain of events is whole.

use server::applications::file::{ApplicationFile, NOBODY};
use server::applications::sealed::{open_json, state_place};
use store::events::{self, Chain};
use workflow::Role;
use workflow::loan::{EventDetail, LoanAction, LoanFile, LoanState};

use crate::filing::{action, officer, save, submitted};
use crate::portal::TestPortal;

#[track_caller]
fn assert_consistent(portal: &TestPortal, id: &str) -> LoanState {
    let look = |connection: &store::Connection| {
        let file = ApplicationFile::load(&portal.state, connection, id)?.unwrap();
        let chain = events::verify_chain(connection, id)?;
        Ok::<_, server::problem::ApiError>((file, chain))
    };
    let (file, chain) = portal.state.store.read(look).unwrap();
    let stored: LoanFile = open_json(
        &file.key,
        &state_place(id),
        file.row.sealed_state.as_ref().unwrap(),
    )
    .unwrap();
    assert_eq!(stored, file.loan);
    assert_eq!(LoanFile::fold(&file.events).unwrap(), file.loan);
    assert_eq!(
        chain,
        Chain::Whole {
            length: i64::from(file.loan.version())
        }
    );
    assert_eq!(file.row.state, file.loan.state().as_str());
    assert_eq!(
        file.row.holder_role,
        file.loan.holder().map_or(NOBODY, Role::as_str)
    );
    assert_eq!(file.row.paused, file.loan.state().pauses_clock());
    assert_eq!(file.row.due_on.is_some(), file.loan.state().is_under_way());
    file.loan.state()
}

#[tokio::test]
async fn through_a_whole_life() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let id = view.id.as_str();
    assert_eq!(assert_consistent(&portal, id), LoanState::Submitted);
    for (role, todo) in [
        (Role::HrOfficer, LoanAction::AcceptForReview),
        (Role::HrOfficer, LoanAction::HoldForQuota),
        (Role::HrOfficer, LoanAction::EndWait),
        (Role::HrOfficer, LoanAction::Pass),
        (Role::GuaranteeOfficer, LoanAction::HoldForFund),
        (Role::HrOfficer, LoanAction::EndWait),
        (Role::GuaranteeOfficer, LoanAction::Pass),
    ] {
        portal.clock.advance_ms(60_000);
        officer(&portal, id, role, todo, EventDetail::None).await;
        assert_consistent(&portal, id);
    }
    let view = resident
        .get(&api::path::with_id(api::path::APPLICATION, id))
        .await
        .json();
    let path = api::path::with_id(api::path::APPLICATION_ACTIONS, id);
    let gone = resident
        .post(&path, &action(&view, LoanAction::Withdraw))
        .await
        .json();
    assert_eq!(assert_consistent(&portal, id), LoanState::Withdrawn);
    resident
        .post(&path, &action(&gone, LoanAction::Reopen))
        .await;
    assert_eq!(assert_consistent(&portal, id), LoanState::Draft);
    save(
        &mut resident,
        id,
        serde_json::json!({"purpose": "买牛"}),
        serde_json::json!({}),
    )
    .await;
    assert_eq!(assert_consistent(&portal, id), LoanState::Draft);
}

/// What the portal kept at each moment is what the log up to it folds into, years later and under other events.
#[tokio::test]
async fn each_moment_of_a_kept_file_is_read_as_it_was() {
    let portal = TestPortal::start().await;
    let mut resident = portal.resident("13800000001").await;
    let view = submitted(&mut resident).await;
    let id = view.id.as_str();
    let kept = || {
        let look = |connection: &store::Connection| {
            ApplicationFile::load(&portal.state, connection, id).map(Option::unwrap)
        };
        let file = portal.state.store.read(look).unwrap();
        let sealed = file.row.sealed_state.as_ref().unwrap();
        let stored: LoanFile = open_json(&file.key, &state_place(id), sealed).unwrap();
        (stored, file.events)
    };
    let mut then = vec![LoanFile::default(), kept().0];
    for (role, todo, detail) in [
        (
            Role::HrOfficer,
            LoanAction::AcceptForReview,
            EventDetail::None,
        ),
        (Role::HrOfficer, LoanAction::Pass, EventDetail::None),
        (Role::GuaranteeOfficer, LoanAction::Pass, EventDetail::None),
        (
            Role::BankOfficer,
            LoanAction::Approve,
            EventDetail::Terms(workflow::loan::LoanTerms {
                amount_fen: 18_000_000,
                rate_basis_points: 310,
                months: 24,
                bank_branch: "示例支行".into(),
                conditions: Vec::new(),
            }),
        ),
        (Role::BankOfficer, LoanAction::Sign, EventDetail::None),
    ] {
        portal.clock.advance_ms(3_600_000);
        officer(&portal, id, role, todo, detail).await;
        then.push(kept().0);
    }
    let (_, events) = kept();
    assert_eq!(events.len() + 1, then.len());
    for (length, file) in then.iter().enumerate() {
        assert_eq!(&LoanFile::fold(&events[..length]).unwrap(), file);
    }
}

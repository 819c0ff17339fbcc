//! The highest rate a bank can offer: LPR and the points of the pack in force, told with its figures.

use api::ProblemCode;
use serde_json::json;
use workflow::loan::{LoanAction, LoanState};

use super::{act, attempt, bank, guarantee, hr, terms, view};
use crate::filing::submitted;
use crate::portal::TestPortal;

#[tokio::test]
async fn a_bank_offers_no_more_than_lpr_and_the_districts_points() {
    let portal = TestPortal::start().await;
    let id = submitted(&mut portal.resident("13800000001").await)
        .await
        .id;
    let (mut hr, mut guarantee) = (hr(&portal, "li").await, guarantee(&portal, "zhao").await);
    let mut bank = bank(&portal, "sun").await;
    act(&mut hr, &id, LoanAction::AcceptForReview, json!({})).await;
    act(&mut hr, &id, LoanAction::Pass, json!({})).await;
    assert_eq!(view(&mut guarantee, &id).await.rate_cap, None);
    act(&mut guarantee, &id, LoanAction::Pass, json!({})).await;

    let cap = view(&mut bank, &id).await.rate_cap.unwrap();
    assert_eq!(
        (
            cap.lpr_basis_points,
            cap.spread_basis_points,
            cap.most_basis_points
        ),
        (310, 150, 460)
    );
    assert_eq!(cap.lpr_from.to_string(), "2025-04-25");
    let mut dear = terms();
    dear["terms"]["rate_basis_points"] = json!(461);
    let problem = attempt(&mut bank, &id, LoanAction::Approve, dear)
        .await
        .problem(ProblemCode::InvalidInput);
    assert_eq!(problem.errors.len(), 1, "{problem:?}");
    assert_eq!(problem.errors[0].pointer, "/terms/rate_basis_points");
    assert_eq!(problem.errors[0].code, "rate_above_cap");
    let mut just = terms();
    just["terms"]["rate_basis_points"] = json!(460);
    let file = act(&mut bank, &id, LoanAction::Approve, just).await;
    assert_eq!(file.application.state, LoanState::ContractReady);
    assert_eq!(file.rate_cap, None);
}

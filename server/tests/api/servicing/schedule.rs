//! The schedule a borrower prints: what the calculator shows for the terms that were booked, then as it stands.

use api::ProblemCode;
use api::servicing::LoanScheduleView;
use domain::Money;
use loan::{Agreement, Rate, Regime, Repayment, Subsidy};

use super::*;
use crate::filing::draft;

impl Lent {
    /// As the borrower reads it; the next code comes after a while only.
    async fn schedule(&self) -> LoanScheduleView {
        self.portal.clock.advance_ms(2 * 60 * 1000);
        let mut resident = self.portal.resident(PHONE).await;
        let answer = resident
            .get(&with_id(path::APPLICATION_SCHEDULE, &self.id))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.json()
    }
}

#[tokio::test]
async fn what_was_previewed_is_what_is_booked() {
    let lent = Lent::begin().await;
    let shown = lent.schedule().await;
    assert_eq!(shown.terms, terms());
    assert_eq!(shown.rules_version, loan::RULES_VERSION);
    assert_eq!(shown.last_due_on, Date::parse_iso("2027-11-24").unwrap());
    // As the calculator reckons it, from what a resident fills in there.
    let preview = Agreement {
        repayment: Repayment::EqualPrincipal,
        count: None,
        principal: Money::from_yuan(120_000),
        annual_rate: Rate::from_basis_points(310),
        months: 12,
        start_date: Date::parse_iso("2026-11-24").unwrap(),
    };
    let plan = loan::plan(&preview.terms()).unwrap();
    let subsidy = Subsidy {
        regime: Regime::HalfOfActualRate,
        lpr: None,
        subsidised_years: None,
        ends_on: None,
    };
    let shares = loan::split(&plan, &subsidy).unwrap();
    assert_eq!((shown.rows.len(), plan.rows.len()), (12, 12));
    for ((row, planned), share) in shown.rows.iter().zip(&plan.rows).zip(&shares) {
        assert_eq!((row.no, row.due_on), (planned.no, planned.due_date));
        assert_eq!(row.principal_fen, planned.principal.fen());
        assert_eq!(row.interest_fen, planned.interest.fen());
        assert_eq!(row.state_pays_fen, Some(share.state_pays.fen()));
        assert_eq!(row.paid_fen, 0);
    }
}

#[tokio::test]
async fn it_follows_what_is_paid() {
    let lent = Lent::begin().await;
    lent.noon("2026-12-24");
    let mut bank = lent.bank("sun").await;
    // What is due that day, and 50,000 before their time.
    let both = early("2026-12-24", 6_031_000);
    lent.act(&mut bank, "record_payment", both).await;
    let shown = lent.schedule().await;
    let paid: i64 = shown.rows.iter().map(|row| row.paid_fen).sum();
    assert_eq!(paid, 6_031_000);
    let principal: i64 = shown.rows.iter().map(|row| row.principal_fen).sum();
    assert_eq!(principal, 12_000_000);
    let officers = lent.view(&mut bank).await;
    assert_eq!(shown.rows, officers.rows);
}

#[tokio::test]
async fn there_is_none_before_the_payout_and_none_for_others() {
    let lent = Lent::begin().await;
    let mut stranger = lent.portal.resident("13800000002").await;
    let own = draft(&mut stranger).await.id;
    for id in [own.as_str(), lent.id.as_str(), "nobodys"] {
        stranger
            .get(&with_id(path::APPLICATION_SCHEDULE, id))
            .await
            .problem(ProblemCode::NotFound);
    }
}

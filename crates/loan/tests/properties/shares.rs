//! State and borrower together pay what the bank charges, and a higher contract rate costs the state alone.

use domain::Money;
use loan::{Rate, Regime, Subsidy, Terms, plan, split};
use proptest::prelude::*;

use super::loans::loans;

fn subsidies(terms: &Terms, is_half: bool, lpr: i64, years: Option<u32>) -> Subsidy {
    Subsidy {
        regime: if is_half {
            Regime::HalfOfActualRate
        } else {
            Regime::LprMinus150bp
        },
        lpr: Some(Rate::from_basis_points(lpr)),
        subsidised_years: years,
        ends_on: years.map(|years| {
            terms
                .start_date
                .add_days(i32::try_from(years).unwrap() * 300)
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn state_and_borrower_add_up(terms in loans(), is_half: bool, lpr in 0..600_i64, years in proptest::option::of(0..5_u32)) {
        let schedule = plan(&terms).unwrap();
        let rows = split(&schedule, &subsidies(&terms, is_half, lpr, years)).unwrap();
        prop_assert_eq!(rows.len(), schedule.rows.len());
        for (row, bank) in rows.iter().zip(&schedule.rows) {
            prop_assert_eq!(row.total_interest, bank.interest);
            prop_assert_eq!(row.state_pays.fen() + row.borrower_pays.fen(), bank.interest.fen());
            prop_assert!(row.state_pays >= Money::ZERO && row.borrower_pays >= Money::ZERO);
            prop_assert!((0..=row.days).contains(&row.subsidised_days));
        }
    }

    #[test]
    fn a_higher_contract_rate_costs_the_state_alone(lpr in 0..600_i64, above in 0..500_i64, more in 0..500_i64) {
        let subsidy = Subsidy {
            regime: Regime::LprMinus150bp,
            lpr: Some(Rate::from_basis_points(lpr)),
            subsidised_years: None,
            ends_on: None,
        };
        let borrower = |contract: Rate| contract.minus(subsidy.state_rate(contract).unwrap());
        let low = Rate::from_basis_points((lpr - 150).max(0) + above);
        let high = low.plus(Rate::from_basis_points(more));
        prop_assert_eq!(borrower(low), borrower(high));
        prop_assert_eq!(borrower(low), Rate::from_basis_points((lpr - 150).max(0)));
        let gain = subsidy.state_rate(high).unwrap().minus(subsidy.state_rate(low).unwrap());
        prop_assert_eq!(gain, Rate::from_basis_points(more));
    }

    /// The same on the rows: whatever the contract says above it, the borrower pays the interest of LPR − 1.50 on what is
    /// owed, give or take the fen that rounding moves.
    #[test]
    fn a_higher_contract_rate_leaves_the_borrowers_rows(
        terms in loans(), lpr in 0..600_i64, above in 0..500_i64, more in 0..500_i64,
    ) {
        let subsidy = subsidies(&terms, false, lpr, None);
        let own = Rate::from_basis_points((lpr - 150).max(0));
        let mut of_both = Vec::new();
        for contract in [above, above + more] {
            let annual_rate = own.plus(Rate::from_basis_points(contract));
            let terms = Terms { annual_rate, ..terms };
            let Ok(schedule) = plan(&terms) else { return Ok(()) };
            let rows = split(&schedule, &subsidy).unwrap();
            for (row, bank) in rows.iter().zip(&schedule.rows) {
                let alone = own.interest(bank.accruing, bank.part, terms.rounding);
                let moved = row.borrower_pays.fen() - alone.fen();
                prop_assert!(moved.abs() <= 1, "{moved} fen: {row:?}");
            }
            of_both.push(rows);
        }
        // Where the rate does not move the principal, row for row.
        for (low, high) in of_both[0].iter().zip(&of_both[1]) {
            if low.principal_before == high.principal_before {
                let moved = high.borrower_pays.fen() - low.borrower_pays.fen();
                prop_assert!(moved.abs() <= 1, "{moved} fen: {low:?} {high:?}");
            }
        }
    }
}

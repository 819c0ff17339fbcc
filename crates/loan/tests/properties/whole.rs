//! Every schedule is whole, at its edges and of nonsense too.

use domain::{Date, Money};
use loan::{
    Cycle, DayCount, Method, Payment, Prepayment, Rate, Rounding, Schedule, Terms, Timing, plan,
    plan_with_payments,
};
use proptest::prelude::*;

use super::loans::loans;

/// Principal adds up to the loan, interest and principal to the total, balances follow, and nothing is negative.
pub(crate) fn is_whole(schedule: &Schedule) -> Result<(), TestCaseError> {
    let mut balance = schedule.terms.principal.fen();
    let mut last = schedule.terms.start_date;
    let mut total = 0;
    for (index, row) in schedule.rows.iter().enumerate() {
        prop_assert_eq!(usize::try_from(row.no).unwrap(), index + 1);
        prop_assert!(row.principal >= Money::ZERO && row.interest >= Money::ZERO && row.days >= 0);
        prop_assert!(row.due_date > last && row.from < row.due_date);
        prop_assert_eq!(row.due().fen(), row.principal.fen() + row.interest.fen());
        balance -= row.principal.fen();
        prop_assert_eq!(row.balance_after.fen(), balance);
        total += row.due().fen();
        last = row.due_date;
    }
    prop_assert_eq!(balance, 0);
    prop_assert_eq!(schedule.total_due().fen(), total);
    prop_assert_eq!(
        schedule.total_interest().fen(),
        total - schedule.terms.principal.fen()
    );
    prop_assert!(last <= schedule.terms.maturity_date());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_schedule_is_whole(terms in loans()) {
        let schedule = plan(&terms).unwrap();
        is_whole(&schedule)?;
    }

    #[test]
    fn nonsense_is_answered_and_never_a_panic(
        principal: i64, rate: i64, (year, month, day) in (1..=9999_i32, 1..=12_i32, 1..=28_i32), months: u32,
        installments: u32, grace: u32, unit: Option<i64>, amount: i64, later: i32, method in 0..3_usize, number in 0..4_usize,
    ) {
        let choices = [
            Prepayment::ReduceInstalment, Prepayment::ReduceTerm, Prepayment::RescheduleNext,
            Prepayment::PrincipalWithItsInterest,
        ];
        let start_date = Date::new(year, month, day).unwrap();
        let methods = [Method::EqualInstallment, Method::EqualPrincipal, Method::InterestOnlyBullet];
        let terms = Terms {
            method: methods[method],
            principal: Money::from_fen(principal),
            annual_rate: Rate::from_basis_points(rate),
            start_date,
            timing: Timing::Every { months, installments },
            day_count: DayCount::ActAct,
            rounding: Rounding::HalfUp,
            grace_principal_installments: grace,
            round_installment_to: unit.map(Money::from_fen),
        };
        let payment = Payment { date: start_date.add_days(later), amount: Money::from_fen(amount) };
        let settled = Terms {
            timing: Timing::Settled {
                cycle: Cycle::Quarterly20,
                maturity_date: payment.date,
                merge_first_days_below: months,
            },
            ..terms
        };
        for terms in [terms, settled] {
            if let Ok(schedule) = plan_with_payments(&terms, &[payment], Some(choices[number])) {
                is_whole(&schedule)?;
            }
        }
    }
}

#[test]
fn the_edges_of_what_a_loan_can_be() {
    for principal in [1, 1_000_000_000_000] {
        for (months, installments) in [(1, 1), (1, 360), (12, 30), (12, 1)] {
            for method in [
                Method::EqualInstallment,
                Method::EqualPrincipal,
                Method::InterestOnlyBullet,
            ] {
                for day_count in [DayCount::Month12, DayCount::ActAct, DayCount::Act360] {
                    let terms = Terms {
                        method,
                        principal: Money::from_fen(principal),
                        annual_rate: Rate::MAX,
                        start_date: Date::new(2024, 1, 31).unwrap(),
                        timing: Timing::Every {
                            months,
                            installments,
                        },
                        day_count,
                        rounding: Rounding::HalfUp,
                        grace_principal_installments: 0,
                        round_installment_to: None,
                    };
                    is_whole(&plan(&terms).unwrap()).unwrap();
                }
            }
        }
    }
}

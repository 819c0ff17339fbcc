//! What holds for every loan: sums, no negative row, cheaper when paid early, and no panic anywhere.
#![cfg(test)]

use domain::{Date, Money};
use loan::{
    Cycle, DayCount, LoanError, Method, Payment, Prepayment, Rate, Regime, Rounding, RowKind,
    Schedule, Subsidy, Terms, Timing, plan, plan_with_payments, split,
};
use proptest::prelude::*;

fn principals() -> impl Strategy<Value = Money> {
    let fen = prop_oneof![
        Just(1),
        Just(1_000_000_000_000_i64),
        1..1_000_i64,
        1..100_000_000_i64,
        1..=1_000_000_000_000_i64
    ];
    fen.prop_map(Money::from_fen)
}

fn rates() -> impl Strategy<Value = Rate> {
    prop_oneof![
        Just(Rate::ZERO),
        (0..3_000_i64).prop_map(Rate::from_basis_points),
        Just(Rate::MAX)
    ]
}

fn days() -> impl Strategy<Value = Date> {
    (0..109_000).prop_map(|days| Date::new(1900, 1, 1).unwrap().add_days(days))
}

fn counts() -> impl Strategy<Value = DayCount> {
    prop_oneof![
        Just(DayCount::Month12),
        Just(DayCount::Thirty360),
        Just(DayCount::Act360),
        Just(DayCount::Act365),
        Just(DayCount::ActAct),
    ]
}

fn roundings() -> impl Strategy<Value = Rounding> {
    prop_oneof![Just(Rounding::HalfUp), Just(Rounding::HalfEven)]
}

/// Loans with instalments; a third of the level ones are rounded to a multiple.
fn instalment_loans() -> impl Strategy<Value = Terms> {
    let timing = (1..=12_u32).prop_flat_map(|months| (Just(months), 1..=360 / months));
    let method = prop_oneof![Just(Method::EqualInstallment), Just(Method::EqualPrincipal)];
    let shape = (
        method,
        timing,
        0..400_u32,
        prop_oneof![Just(0), Just(0), 1..100_000_i64],
    );
    (principals(), rates(), days(), counts(), roundings(), shape).prop_map(
        |(
            principal,
            annual_rate,
            start_date,
            day_count,
            rounding,
            (method, (months, installments), grace, unit),
        )| Terms {
            method,
            principal,
            annual_rate,
            start_date,
            timing: Timing::Every {
                months,
                installments,
            },
            day_count,
            rounding,
            grace_principal_installments: if grace < 200 { 0 } else { grace % installments },
            round_installment_to: (unit > 0 && method == Method::EqualInstallment)
                .then(|| Money::from_fen(unit).min(principal)),
        },
    )
}

fn bullets() -> impl Strategy<Value = Terms> {
    let timing = (
        prop_oneof![Just(Cycle::Monthly20), Just(Cycle::Quarterly20)],
        1..10_900,
        0..=92_u32,
    );
    (principals(), rates(), days(), counts(), roundings(), timing).prop_map(
        |(principal, annual_rate, start_date, day_count, rounding, (cycle, length, merge))| Terms {
            method: Method::InterestOnlyBullet,
            principal,
            annual_rate,
            start_date,
            timing: Timing::Settled {
                cycle,
                maturity_date: start_date.add_days(length),
                merge_first_days_below: if merge < 60 { 0 } else { merge },
            },
            day_count,
            rounding,
            grace_principal_installments: 0,
            round_installment_to: None,
        },
    )
}

fn loans() -> impl Strategy<Value = Terms> {
    prop_oneof![3 => instalment_loans(), 1 => bullets()]
}

fn choice_for(method: Method, number: usize) -> Prepayment {
    let allowed = Prepayment::allowed_for(method);
    allowed[number % allowed.len()]
}

/// A payment that the loan takes: somewhere before its last row, from as little as possible to all that is owed.
fn early_payment(
    schedule: &Schedule,
    place: f64,
    share: f64,
    on_due_date: bool,
    with_its_interest: bool,
) -> Option<Payment> {
    let rows = &schedule.rows;
    let number = ((rows.len() as f64) * place) as usize;
    let row = rows.get(number.min(rows.len() - 1))?;
    let date = if on_due_date {
        row.due_date
    } else {
        row.from.add_days((f64::from(row.days) * place) as i32)
    };
    if date <= row.from || date > row.due_date || date == schedule.terms.maturity_date() {
        return None;
    }
    let owed = row.balance_after.fen() + row.principal.fen();
    let (least, most) = if with_its_interest {
        (1, owed)
    } else if date == row.due_date {
        (row.due().fen().max(1), owed + row.interest.fen())
    } else {
        // More than the interest up to then, which is at most the row's.
        (row.interest.fen() + 1, owed)
    };
    (least <= most).then(|| {
        let amount = least + ((most - least) as f64 * share * share) as i64;
        Payment {
            date,
            amount: Money::from_fen(amount),
        }
    })
}

/// Principal adds up to the loan, interest and principal to the total, balances follow, and nothing is negative.
fn is_whole(schedule: &Schedule) -> Result<(), TestCaseError> {
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
    fn every_schedule_is_whole(terms in loans()) {
        let schedule = plan(&terms).unwrap();
        is_whole(&schedule)?;
    }

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

    #[test]
    fn paying_early_costs_no_more_than_a_fen_for_each_added_row(
        terms in loans(), number in 0..3_usize, place in 0.0..1.0_f64, share in 0.0..=1.0_f64, on_due_date: bool,
        second in 0.0..1.0_f64,
    ) {
        let choice = choice_for(terms.method, number);
        let with_its_interest = choice == Prepayment::PrincipalWithItsInterest;
        let mut before = plan(&terms).unwrap();
        let mut payments: Vec<Payment> = Vec::new();
        for place in [place, place + (1.0 - place) * second] {
            let early = early_payment(&before, place, share, on_due_date, with_its_interest);
            let Some(early) = early.filter(|early| payments.iter().all(|paid| paid.date < early.date)) else { break };
            payments.push(early);
            let after = plan_with_payments(&terms, &payments, Some(choice));
            prop_assert!(after.is_ok(), "{early:?} {choice:?}: {after:?}");
            let after = after.unwrap();
            is_whole(&after)?;
            let added = after.rows.iter().filter(|row| row.kind == RowKind::Prepaid).count()
                - before.rows.iter().filter(|row| row.kind == RowKind::Prepaid).count();
            let rise = after.total_interest().fen() - before.total_interest().fen();
            prop_assert!(rise <= i64::try_from(added).unwrap(), "{choice:?} {early:?}: {rise} fen more");
            before = after;
        }
    }

    #[test]
    fn two_payments_on_one_day_are_one(
        terms in loans(), number in 0..3_usize, place in 0.0..1.0_f64, share in 0.0..=1.0_f64, on_due_date: bool,
        cut in 0.0..1.0_f64,
    ) {
        let choice = choice_for(terms.method, number);
        let with_its_interest = choice == Prepayment::PrincipalWithItsInterest;
        let Some(whole) = early_payment(&plan(&terms).unwrap(), place, share, on_due_date, with_its_interest) else {
            return Ok(());
        };
        let part = Money::from_fen((whole.amount.fen() as f64 * cut) as i64);
        let rest = Money::from_fen(whole.amount.fen() - part.fen());
        prop_assume!(part > Money::ZERO && rest > Money::ZERO);
        let twice = [Payment { amount: part, ..whole }, Payment { amount: rest, ..whole }];
        let two = plan_with_payments(&terms, &twice, Some(choice)).unwrap();
        is_whole(&two)?;
        prop_assert_eq!(two, plan_with_payments(&terms, &[whole], Some(choice)).unwrap());
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

/// Rounding to whole yuan makes the old instalment high and would make the new one low: a fen paid early must not make
/// the loan run slower.
#[test]
fn a_lowered_instalment_never_costs_interest() {
    let terms = Terms {
        method: Method::EqualInstallment,
        principal: Money::from_yuan(200_000),
        annual_rate: Rate::from_basis_points(460),
        start_date: Date::new(2024, 11, 8).unwrap(),
        timing: Timing::Every {
            months: 1,
            installments: 36,
        },
        day_count: DayCount::Month12,
        rounding: Rounding::HalfUp,
        grace_principal_installments: 0,
        round_installment_to: Some(Money::from_yuan(100)),
    };
    let before = plan(&terms).unwrap();
    // 5,958.33 becomes 6,000.00; with 5,949.99 or less it would become 5,900.00.
    assert_eq!(before.rows[0].due(), Money::from_yuan(6_000));
    let extra = Money::from_yuan(300);
    let early = Payment {
        date: before.rows[0].due_date,
        amount: before.rows[0].due().checked_add(extra).unwrap(),
    };
    let after = plan_with_payments(&terms, &[early], Some(Prepayment::ReduceInstalment)).unwrap();
    assert!(after.total_interest() <= before.total_interest());
    let rounded_down = Terms {
        principal: after.rows[0].balance_after,
        timing: Timing::Every {
            months: 1,
            installments: 35,
        },
        start_date: before.rows[0].due_date,
        ..terms
    };
    // Solved afresh the rest would come to 5,900.00 and to more interest than the loan without the payment.
    let afresh = plan(&rounded_down).unwrap();
    assert_eq!(afresh.rows[0].due(), Money::from_yuan(5_900));
    assert!(
        afresh.total_interest().fen() + after.rows[0].interest.fen()
            > before.total_interest().fen()
    );
}

#[test]
fn payments_ask_what_they_change() {
    let terms = Terms {
        method: Method::EqualPrincipal,
        principal: Money::from_yuan(100),
        annual_rate: Rate::ZERO,
        start_date: Date::new(2024, 1, 31).unwrap(),
        timing: Timing::Every {
            months: 1,
            installments: 2,
        },
        day_count: DayCount::Month12,
        rounding: Rounding::HalfUp,
        grace_principal_installments: 0,
        round_installment_to: None,
    };
    let early = Payment {
        date: Date::new(2024, 2, 10).unwrap(),
        amount: Money::from_yuan(10),
    };
    assert_eq!(
        plan_with_payments(&terms, &[early], None),
        Err(vec![LoanError::PrepaymentMissing])
    );
    let rows = plan_with_payments(&terms, &[early], Some(Prepayment::ReduceInstalment))
        .unwrap()
        .rows;
    let principals: Vec<i64> = rows.iter().map(|row| row.principal.fen() / 100).collect();
    assert_eq!(principals, [10, 45, 45]);
}

//! Paying early is never dearer than a fen for each added row.

use domain::{Date, Money};
use loan::{
    DayCount, LoanError, Method, Payment, Prepayment, Rate, Rounding, RowKind, Schedule, Terms,
    Timing, plan, plan_with_payments,
};
use proptest::prelude::*;

use super::loans::loans;
use super::whole::is_whole;

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

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

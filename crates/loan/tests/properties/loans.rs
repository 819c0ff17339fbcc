//! Any loan there can be.

use domain::{Date, Money};
use loan::{Cycle, DayCount, Method, Rate, Rounding, Terms, Timing};
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

pub(crate) fn loans() -> impl Strategy<Value = Terms> {
    prop_oneof![3 => instalment_loans(), 1 => bullets()]
}

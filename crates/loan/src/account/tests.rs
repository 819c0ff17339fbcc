//! Payments in their order, and what holds of every order.

use super::*;
use crate::{Agreement, Rate, Repayment};
use proptest::prelude::*;

fn day(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

fn account(repayment: Repayment, effect: Prepayment) -> Account {
    let agreement = Agreement {
        repayment,
        count: None,
        principal: Money::from_yuan(200_000),
        annual_rate: Rate::from_basis_points(460),
        months: 12,
        start_date: day("2026-01-15"),
    };
    Account::open(agreement.terms(), effect).unwrap()
}

fn due(iso: &str, fen: i64) -> Received {
    Received {
        date: day(iso),
        amount: Money::from_fen(fen),
        purpose: Purpose::Due,
    }
}

fn early(iso: &str, fen: i64) -> Received {
    Received {
        purpose: Purpose::Early,
        ..due(iso, fen)
    }
}

#[test]
fn rows_are_paid_in_their_order_interest_first() {
    let mut account = account(Repayment::EqualInstallment, Prepayment::ReduceInstalment);
    let first = account.schedule().rows[0];
    account
        .receive(due("2026-02-10", first.interest.fen() + 1))
        .unwrap();
    let rows = account.rows();
    assert_eq!(rows[0].interest_paid, first.interest);
    assert_eq!(rows[0].principal_paid, Money::from_fen(1));
    assert_eq!(account.overdue_on(day("2026-02-15")), Money::ZERO);
    assert_eq!(account.overdue_on(day("2026-02-16")), rows[0].unpaid());
    // The rest of it, late, with a part of the next.
    let rest = rows[0].unpaid().fen();
    account.receive(due("2026-03-01", rest + 100)).unwrap();
    assert_eq!(account.overdue_on(day("2026-03-01")), Money::ZERO);
    assert_eq!(account.next_row().unwrap().row.no, 2);
}

#[test]
fn each_refusal_says_what_is_possible() {
    let mut account = account(Repayment::EqualInstallment, Prepayment::ReduceInstalment);
    let instalment = account.schedule().rows[0].due();
    for (payment, refusal) in [
        (due("2026-02-15", 0), ReceiveError::Empty),
        (
            due("2026-01-15", 1),
            ReceiveError::TooEarly {
                first: day("2026-01-16"),
            },
        ),
        (
            due("2026-02-15", instalment.fen() + 1),
            ReceiveError::AboveDue { most: instalment },
        ),
        (
            early("2026-02-15", instalment.fen() - 1),
            ReceiveError::BelowEarly { least: instalment },
        ),
    ] {
        assert_eq!(account.receive(payment), Err(refusal), "{payment:?}");
    }
    let owed = account.owed_on(day("2026-02-15"));
    let too_much = early("2026-02-15", owed.fen() + 1);
    assert_eq!(
        account.receive(too_much),
        Err(ReceiveError::AboveOwed { owed })
    );
    account.receive(early("2026-02-15", owed.fen())).unwrap();
    assert!(account.is_settled());
    assert_eq!(account.balance(), Money::ZERO);
    assert_eq!(
        account.receive(due("2026-02-16", 1)),
        Err(ReceiveError::NothingOwed)
    );
}

#[test]
fn a_payment_before_time_books_what_the_calculator_shows() {
    for effect in Prepayment::allowed_for(crate::Method::EqualInstallment) {
        let mut account = account(Repayment::EqualInstallment, *effect);
        let terms = account.schedule().terms;
        account
            .receive(due("2026-02-15", account.schedule().rows[0].due().fen()))
            .unwrap();
        let payment = Payment {
            date: day("2026-03-02"),
            amount: Money::from_yuan(50_000),
        };
        let shown = crate::plan_with_payments(&terms, &[payment], Some(*effect)).unwrap();
        account
            .receive(early("2026-03-02", payment.amount.fen()))
            .unwrap();
        assert_eq!(account.schedule(), &shown);
    }
}

#[test]
fn principal_pays_its_interest_with_it() {
    let effect = Prepayment::PrincipalWithItsInterest;
    let mut account = account(Repayment::InterestQuarterly, effect);
    // 50,000 for 15 days at 4.60 % by 360 are 95.83.
    account.receive(early("2026-01-30", 5_009_583)).unwrap();
    assert_eq!(account.balance(), Money::from_yuan(150_000));
    // A second one the same day is one with the first.
    account.receive(early("2026-01-30", 5_009_584)).unwrap();
    assert_eq!(account.balance(), Money::from_yuan(100_000));
    let owed = account.owed_on(day("2026-01-30"));
    account.receive(early("2026-01-30", owed.fen())).unwrap();
    assert!(account.is_settled());
}

#[test]
fn arrears_are_paid_before_anything_is_early() {
    let mut account = account(Repayment::EqualPrincipal, Prepayment::ReduceTerm);
    let arrears = account.overdue_on(day("2026-03-20"));
    let refused = account.receive(early("2026-03-20", arrears.fen()));
    let Err(ReceiveError::BelowEarly { least }) = refused else {
        panic!("{refused:?}");
    };
    assert!(least > arrears);
    account.receive(early("2026-03-20", least.fen())).unwrap();
    assert_eq!(account.overdue_on(day("2026-03-20")), Money::ZERO);
}

#[test]
fn after_the_last_day_what_is_left_is_due() {
    let mut account = account(
        Repayment::InterestMonthly,
        Prepayment::PrincipalWithItsInterest,
    );
    let all = account.schedule().total_due();
    assert_eq!(account.owed_on(day("2027-01-15")), all);
    assert_eq!(account.owed_on(day("2027-05-01")), all);
    account.receive(early("2027-05-01", all.fen())).unwrap();
    assert!(account.is_settled());
}

/// Each way of paying with what paying early does to it.
pub(super) fn repayments() -> impl Strategy<Value = (Repayment, Prepayment)> {
    use Prepayment as P;
    use Repayment as R;
    prop::sample::select(vec![
        (R::EqualInstallment, P::ReduceInstalment),
        (R::EqualInstallment, P::ReduceTerm),
        (R::EqualInstallment, P::RescheduleNext),
        (R::EqualPrincipal, P::ReduceInstalment),
        (R::EqualPrincipal, P::ReduceTerm),
        (R::EqualPrincipal, P::RescheduleNext),
        (R::InterestMonthly, P::PrincipalWithItsInterest),
        (R::InterestQuarterly, P::PrincipalWithItsInterest),
    ])
}

proptest! {
    #[test]
    fn every_way_of_paying_adds_up(
        (repayment, effect) in repayments(),
        attempts in prop::collection::vec((0..70_i32, 1..4_000_000_i64, any::<bool>()), 1..25),
    ) {
        let mut account = account(repayment, effect);
        let mut date = day("2026-01-16");
        for (days, fen, is_early) in attempts {
            date = date.add_days(days);
            let purpose = if is_early { Purpose::Early } else { Purpose::Due };
            let payment = Received { date, amount: Money::from_fen(fen), purpose };
            let before = account.clone();
            match account.receive(payment) {
                Ok(()) => {
                    // Paying can only lower what it takes to be free.
                    // Splitting a period's interest rounds it twice.
                    let owed = before.owed_on(date).fen() - fen;
                    prop_assert!(account.owed_on(date).fen() <= owed.max(0) + 1);
                    prop_assert_eq!(account.paid(), sum([before.paid(), payment.amount]));
                    let added = account.schedule().rows.len().saturating_sub(before.schedule().rows.len());
                    let interest = before.schedule().total_interest().fen() + i64::try_from(added).unwrap();
                    prop_assert!(account.schedule().total_interest().fen() <= interest);
                }
                Err(refusal) => {
                    prop_assert_eq!(&account, &before);
                    // What is named is possible.
                    if let ReceiveError::AboveOwed { owed } = refusal {
                        prop_assert!(payment.amount > owed);
                    }
                    if let ReceiveError::Inexact { nearest } = refusal {
                        let again = account.clone().receive(Received { amount: nearest, ..payment });
                        prop_assert_eq!(again, Ok(()));
                    }
                    if let ReceiveError::BelowEarly { least } = refusal {
                        let again = account.clone().receive(Received { amount: least, ..payment });
                        prop_assert_eq!(again, Ok(()), "{:?}", refusal);
                    }
                }
            }
            let principal = sum(account.schedule().rows.iter().map(|row| row.principal));
            prop_assert_eq!(principal, Money::from_yuan(200_000));
            let rows = account.rows();
            let of_rows = sum(rows.iter().map(|row| sum([row.interest_paid, row.principal_paid])));
            prop_assert_eq!(of_rows, account.paid());
        }
        if !account.is_settled() {
            let owed = account.owed_on(date);
            prop_assume!(owed > Money::ZERO);
            let all = Received { date, amount: owed, purpose: Purpose::Early };
            prop_assert_eq!(account.receive(all), Ok(()));
            prop_assert!(account.is_settled());
            prop_assert_eq!(account.balance(), Money::ZERO);
        }
    }
}

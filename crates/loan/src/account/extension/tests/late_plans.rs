//! A loan past its last due date gets a new plan over the due dates ahead: what holds of every one of them.

use super::*;
use crate::DayCount;
use crate::account::PaidRow;

/// After so many days a share of what comes next, or of everything.
type Attempt = (i32, f64, bool);

fn agreements() -> impl Strategy<Value = (Agreement, Prepayment)> {
    let counts = prop::sample::select(vec![
        None,
        Some(DayCount::Month12),
        Some(DayCount::Thirty360),
        Some(DayCount::Act360),
        Some(DayCount::Act365),
        Some(DayCount::ActAct),
    ]);
    let sums = (1..=1_000_000_000_i64, 0..3_000_i64);
    let begin = (1..=36_u32, 0..20_000_i32);
    (repayments(), counts, sums, begin).prop_map(
        |((repayment, effect), count, (fen, basis_points), (months, days))| {
            let agreement = Agreement {
                repayment,
                count,
                principal: Money::from_fen(fen),
                annual_rate: Rate::from_basis_points(basis_points),
                months,
                start_date: Date::new(2000, 1, 1).unwrap().add_days(days),
            };
            (agreement, effect)
        },
    )
}

fn subsidies() -> impl Strategy<Value = Subsidy> {
    let regimes = prop::sample::select(vec![Regime::HalfOfActualRate, Regime::LprMinus150bp]);
    (regimes, 0..600_i64, proptest::option::of(0..5_u32)).prop_map(|(regime, lpr, years)| Subsidy {
        regime,
        lpr: Some(Rate::from_basis_points(lpr)),
        subsidised_years: years,
        ends_on: None,
    })
}

/// Pays some of a loan; what the account does not take is left out. Gives the last of the days.
fn pay_some(account: &mut Account, attempts: &[Attempt]) -> Date {
    let mut date = account.schedule().terms.start_date;
    for (days, share, is_early) in attempts {
        date = date.add_days(*days);
        let rows = account.rows();
        let mut unpaid = rows.iter().map(PaidRow::unpaid);
        let next = unpaid.find(|left| *left > Money::ZERO);
        // Half of the rows are paid whole.
        let (purpose, of, share) = if *is_early {
            (Purpose::Early, account.owed_on(date), share * share)
        } else {
            let next = next.unwrap_or(Money::ZERO);
            (Purpose::Due, next, (2.0 * share).min(1.0))
        };
        let amount = Money::from_fen((of.fen() as f64 * share) as i64);
        let payment = Received {
            date,
            amount,
            purpose,
        };
        account.receive(payment).ok();
    }
    date
}

/// Principal adds up to the loan, interest and principal to the total, balances follow, and nothing is negative.
fn adds_up(schedule: &Schedule) -> Result<(), TestCaseError> {
    let mut balance = schedule.terms.principal.fen();
    let mut last = schedule.terms.start_date;
    let mut total = 0;
    for row in &schedule.rows {
        prop_assert!(row.principal >= Money::ZERO && row.interest >= Money::ZERO);
        prop_assert!(row.due_date > last && row.from < row.due_date);
        balance -= row.principal.fen();
        prop_assert_eq!(row.balance_after.fen(), balance);
        total += row.principal.fen() + row.interest.fen();
        last = row.due_date;
    }
    prop_assert_eq!(balance, 0);
    prop_assert_eq!(schedule.total_due().fen(), total);
    let principal = schedule.terms.principal.fen();
    prop_assert_eq!(schedule.total_interest().fen(), total - principal);
    Ok(())
}

proptest! {
    #[test]
    fn a_plan_after_the_last_day_is_whole(
        (agreement, effect) in agreements(),
        attempts in prop::collection::vec((1..60_i32, 0.0..=1.0_f64, any::<bool>()), 0..12),
        late in 0..800_i32,
        months in 1..=36_u32,
        subsidy in subsidies(),
    ) {
        let mut account = Account::open(agreement.terms(), effect).unwrap();
        let paid_until = pay_some(&mut account, &attempts);
        if account.is_settled() {
            return Ok(());
        }
        let before = account.schedule().clone();
        let last = account.last_due_date();
        let on = last.add_days(late).max(paid_until);
        let until = account.planned_to(months, on);
        prop_assert_eq!(account.restructure(on, until), Ok(()));
        let after = account.schedule();
        adds_up(after)?;
        // What was due by then keeps what was paid of it, and all the rest is ahead.
        let (then, ahead) = after.rows.split_at(before.rows.len());
        let kept: i64 = then.iter().map(|row| row.due().fen()).sum();
        prop_assert_eq!(kept, account.paid().fen());
        prop_assert!(!ahead.is_empty() && ahead.iter().all(|row| row.due_date > on));
        prop_assert!((on.add_days(1)..=until).contains(&account.last_due_date()));
        prop_assert_eq!(account.overdue_on(on.add_days(1)), Money::ZERO);
        // No interest that was due is let off.
        prop_assert!(after.total_interest() >= before.total_interest());
        let rows = account.split(&subsidy).unwrap();
        prop_assert_eq!(rows.len(), after.rows.len());
        for (row, bank) in rows.iter().zip(&after.rows) {
            prop_assert_eq!(row.total_interest, bank.interest);
            let both = row.state_pays.fen() + row.borrower_pays.fen();
            prop_assert_eq!(both, bank.interest.fen());
            prop_assert!(row.state_pays >= Money::ZERO && row.borrower_pays >= Money::ZERO);
            prop_assert!(row.due_date <= last || row.state_pays == Money::ZERO, "{row:?}");
        }
    }
}

//! Loans that end later, and what holds of every one of them.

mod late_plans;

use super::*;
use crate::account::tests::repayments;
use crate::account::{Purpose, Received};
use crate::payment::Prepayment;
use crate::schedule::{Row, sum};
use crate::subsidy::Regime;
use crate::{Agreement, Rate, Repayment};
use domain::Money;
use proptest::prelude::*;

fn day(iso: &str) -> Date {
    Date::parse_iso(iso).unwrap()
}

fn account(repayment: Repayment, effect: Prepayment) -> Account {
    let agreement = Agreement {
        repayment,
        count: None,
        principal: Money::from_yuan(120_000),
        annual_rate: Rate::from_basis_points(460),
        months: 12,
        start_date: day("2026-01-15"),
    };
    Account::open(agreement.terms(), effect).unwrap()
}

const SUBSIDY: Subsidy = Subsidy {
    regime: Regime::HalfOfActualRate,
    lpr: None,
    subsidised_years: None,
    ends_on: None,
};

fn principal(rows: &[Row]) -> Money {
    sum(rows.iter().map(|row| row.principal))
}

#[test]
fn what_was_due_stays_and_the_rest_is_spread() {
    let mut account = account(Repayment::EqualPrincipal, Prepayment::ReduceTerm);
    let before = account.schedule().rows.clone();
    let until = account.extended_to(6);
    assert_eq!(until, day("2027-07-15"));
    account.extend(day("2026-07-20"), until).unwrap();
    let rows = &account.schedule().rows;
    assert_eq!((&rows[..6], rows.len()), (&before[..6], 18));
    // 60,000 over twelve due dates, the next of them on its old day.
    assert_eq!(
        (rows[6].due_date, rows[6].principal),
        (day("2026-08-15"), Money::from_yuan(5_000))
    );
    assert_eq!(rows[6].interest, before[6].interest);
    assert_eq!(principal(rows), Money::from_yuan(120_000));
}

#[test]
fn an_interest_only_loan_pays_its_principal_later_and_its_interest_on_the_same_days() {
    let effect = Prepayment::PrincipalWithItsInterest;
    let mut account = account(Repayment::InterestQuarterly, effect);
    let before = account.schedule().rows.clone();
    account
        .extend(day("2027-01-14"), account.extended_to(6))
        .unwrap();
    let rows = &account.schedule().rows;
    assert_eq!(rows[..4], before[..4]);
    let due: Vec<_> = rows[4..]
        .iter()
        .map(|row| row.due_date.to_string())
        .collect();
    assert_eq!(due, ["2027-03-21", "2027-06-21", "2027-07-15"]);
    assert_eq!(
        rows.last().map(|row| row.principal),
        Some(Money::from_yuan(120_000))
    );
}

#[test]
fn each_refusal_says_why() {
    let fresh = || account(Repayment::EqualPrincipal, Prepayment::ReduceTerm);
    let last = day("2027-01-15");
    for (on, until, refusal) in [
        ("2027-01-15", "2027-07-15", ExtensionError::TooLate { last }),
        ("2026-07-15", "2027-01-15", ExtensionError::LastDay { last }),
        ("2026-07-15", "2099-01-15", ExtensionError::LastDay { last }),
    ] {
        let mut account = fresh();
        assert_eq!(account.extend(day(on), day(until)), Err(refusal), "{until}");
        assert_eq!(account, fresh());
    }
    let mut paid = fresh();
    let on = day("2026-01-20");
    let amount = paid.owed_on(on);
    let all = Received {
        date: on,
        amount,
        purpose: Purpose::Early,
    };
    paid.receive(all).unwrap();
    let refused = paid.extend(on, day("2027-07-15"));
    assert_eq!(refused, Err(ExtensionError::NothingOwed));
}

/// Overdue since May: principal comes back with the rest, interest with the next row, and the state pays nothing of either.
#[test]
fn a_new_plan_takes_what_is_overdue_with_it() {
    let mut account = account(Repayment::EqualPrincipal, Prepayment::ReduceTerm);
    let before = account.schedule().rows.clone();
    for row in &before[..3] {
        let paid = Received {
            date: row.due_date,
            amount: row.due(),
            purpose: Purpose::Due,
        };
        account.receive(paid).unwrap();
    }
    let part = Received {
        date: day("2026-05-20"),
        amount: Money::from_yuan(100),
        purpose: Purpose::Due,
    };
    account.receive(part).unwrap();
    let agreed = account.split(&SUBSIDY).unwrap();
    let today = day("2026-07-20");
    let arrears = account.overdue_on(today);
    account
        .restructure(today.add_days(-1), account.extended_to(6))
        .unwrap();
    let rows = account.schedule().rows.clone();
    assert_eq!((account.overdue_on(today), rows.len()), (Money::ZERO, 18));
    assert_eq!(rows[..3], before[..3]);
    assert_eq!(rows[3].due(), Money::from_yuan(100));
    assert_eq!((rows[4].due(), rows[5].due()), (Money::ZERO, Money::ZERO));
    // 90,000 over the twelve due dates ahead.
    assert_eq!(rows[6].due_date, day("2026-08-15"));
    assert_eq!(rows[6].principal, Money::from_yuan(7_500));
    assert_eq!(principal(&rows), Money::from_yuan(120_000));
    // A month of 90,000, and what three rows left unpaid.
    let unpaid = sum(before[3..6].iter().map(|row| row.interest));
    let unpaid = Money::from_fen(unpaid.fen() - 10_000);
    assert_eq!(rows[6].interest, sum([Money::from_yuan(345), unpaid]));
    assert_eq!(sum([unpaid, Money::from_yuan(30_000)]), arrears);
    let split = account.split(&SUBSIDY).unwrap();
    for (now, then) in split.iter().zip(&agreed) {
        assert!(now.state_pays <= then.state_pays, "{now:?} {then:?}");
    }
    // Half of the 100 that were paid, of which 345 were due.
    assert_eq!(split[3].state_pays, Money::from_yuan(50));
    assert_eq!(split[4].state_pays, Money::ZERO);
    let later = split.iter().filter(|row| row.due_date > day("2027-01-15"));
    assert!(
        later
            .map(|row| row.state_pays)
            .all(|pays| pays == Money::ZERO)
    );
    // What had come in is what the plan rests on.
    let late = account.receive(Received {
        date: today.add_days(-1),
        amount: Money::from_yuan(1),
        purpose: Purpose::Due,
    });
    assert_eq!(late, Err(crate::ReceiveError::TooEarly { first: today }));
    let all = Received {
        date: today,
        amount: account.owed_on(today),
        purpose: Purpose::Early,
    };
    account.receive(all).unwrap();
    assert!(account.is_settled());
}

/// A row that came of a new plan: due date, principal and interest in fen.
type Planned = (&'static str, i64, i64);

/// How it is paid back, so many rows that were paid, the day of the plan, by how many months, what comes of it.
type AfterLast = (Repayment, usize, &'static str, u32, &'static [Planned]);

/// The interest that was not paid is due with the first row; months that were over by then cost none.
const AFTER_LAST: &[AfterLast] = &[
    // 30,000 and 230.00 are overdue; February to April are over.
    (
        Repayment::EqualPrincipal,
        9,
        "2027-04-20",
        6,
        &[
            ("2027-05-15", 500_000, 34_500),
            ("2027-06-15", 500_000, 9_583),
            ("2027-07-15", 500_000, 7_667),
            ("2027-08-15", 500_000, 5_750),
            ("2027-09-15", 500_000, 3_833),
            ("2027-10-15", 500_000, 1_917),
        ],
    ),
    // The day after the last one.
    (
        Repayment::EqualPrincipal,
        11,
        "2027-01-16",
        2,
        &[
            ("2027-02-15", 500_000, 7_666),
            ("2027-03-15", 500_000, 1_917),
        ],
    ),
    (
        Repayment::EqualInstallment,
        9,
        "2027-01-20",
        6,
        &[
            ("2027-02-15", 503_789, 35_127),
            ("2027-03-15", 505_720, 9_768),
            ("2027-04-15", 507_659, 7_829),
            ("2027-05-15", 509_605, 5_883),
            ("2027-06-15", 511_559, 3_929),
            ("2027-07-15", 513_520, 1_968),
        ],
    ),
    // 25 days that were not paid, and 65 from the last day on.
    (
        Repayment::InterestQuarterly,
        4,
        "2027-02-01",
        6,
        &[
            ("2027-03-21", 0, 138_000),
            ("2027-06-21", 0, 141_067),
            ("2027-07-15", 12_000_000, 36_800),
        ],
    ),
    (
        Repayment::InterestQuarterly,
        4,
        "2027-05-01",
        6,
        &[
            ("2027-06-21", 0, 179_400),
            ("2027-09-21", 0, 141_067),
            ("2027-10-15", 12_000_000, 36_800),
        ],
    ),
];

fn planned(rows: &[Row]) -> Vec<(String, i64, i64)> {
    let rows = rows.iter();
    rows.map(|row| {
        let due = row.due_date.to_string();
        (due, row.principal.fen(), row.interest.fen())
    })
    .collect()
}

#[test]
fn after_the_last_day_all_that_is_left_comes_back_on_the_days_ahead() {
    for (repayment, paid, today, months, expected) in AFTER_LAST {
        let effect = match repayment {
            Repayment::EqualInstallment | Repayment::EqualPrincipal => Prepayment::ReduceTerm,
            _ => Prepayment::PrincipalWithItsInterest,
        };
        let mut account = account(*repayment, effect);
        let before = account.schedule().rows.clone();
        for row in &before[..*paid] {
            let due = Received {
                date: row.due_date,
                amount: row.due(),
                purpose: Purpose::Due,
            };
            account.receive(due).unwrap();
        }
        let today = day(today);
        let on = today.add_days(-1);
        let until = account.planned_to(*months, on);
        let last = account.last_due_date();
        let refused = account.clone().extend(on, until);
        assert_eq!(refused, Err(ExtensionError::TooLate { last }));
        account.restructure(on, until).unwrap();
        let rows = account.schedule().rows.clone();
        let count = before.len();
        let expected: Vec<_> = expected
            .iter()
            .map(|(due, principal, interest)| ((*due).to_owned(), *principal, *interest))
            .collect();
        assert_eq!(planned(&rows[count..]), expected, "{repayment:?} {today}");
        assert_eq!(rows[..*paid], before[..*paid]);
        assert!(
            rows[*paid..count]
                .iter()
                .all(|row| row.due() == Money::ZERO)
        );
        assert_eq!(principal(&rows), Money::from_yuan(120_000));
        assert_eq!(account.overdue_on(today), Money::ZERO);
        let moved = account.split(&SUBSIDY).unwrap().split_off(*paid);
        assert!(moved.iter().all(|row| row.state_pays == Money::ZERO));
        let all = Received {
            date: today,
            amount: account.owed_on(today),
            purpose: Purpose::Early,
        };
        account.receive(all).unwrap();
        assert!(account.is_settled(), "{repayment:?} {today}");
    }
}

/// Paid early, it ended in October already.
#[test]
fn a_shortened_loan_is_planned_anew_after_its_own_last_day() {
    let mut account = account(Repayment::EqualPrincipal, Prepayment::ReduceTerm);
    let first = account.schedule().rows[0].due();
    let early = Received {
        date: day("2026-02-15"),
        amount: sum([first, Money::from_yuan(30_000)]),
        purpose: Purpose::Early,
    };
    account.receive(early).unwrap();
    assert_eq!(account.last_due_date(), day("2026-10-15"));
    let on = day("2026-12-19");
    account.restructure(on, account.planned_to(3, on)).unwrap();
    let rows = &account.schedule().rows;
    let expected = [
        ("2027-01-15", 2_666_667, 168_667),
        ("2027-02-15", 2_666_667, 20_444),
        ("2027-03-15", 2_666_666, 10_222),
    ];
    let expected = expected.map(|(due, principal, interest)| (due.to_owned(), principal, interest));
    assert_eq!(planned(&rows[9..]), expected);
    assert_eq!(principal(rows), Money::from_yuan(120_000));
}

/// Paid early beyond the end, the loan ends sooner: more months count from there.
#[test]
fn a_shortened_loan_is_extended_from_its_own_last_day() {
    let mut account = account(Repayment::EqualPrincipal, Prepayment::ReduceTerm);
    let first = account.schedule().rows[0].due();
    let early = Received {
        date: day("2026-02-15"),
        amount: sum([first, Money::from_yuan(30_000)]),
        purpose: Purpose::Early,
    };
    account.receive(early).unwrap();
    assert_eq!(account.last_due_date(), day("2026-10-15"));
    account
        .extend(day("2026-03-01"), account.extended_to(3))
        .unwrap();
    assert_eq!(account.last_due_date(), day("2027-01-15"));
    let rows = account.split(&SUBSIDY).unwrap();
    let last = rows.iter().rfind(|row| row.state_pays > Money::ZERO);
    assert_eq!(last.map(|row| row.due_date), Some(day("2026-10-15")));
}

proptest! {
    #[test]
    fn an_extended_loan_adds_up_to_the_fen(
        (repayment, effect) in repayments(),
        attempts in prop::collection::vec((0..70_i32, 1..4_000_000_i64, any::<bool>()), 1..25),
        at in 0..20_usize,
        months in 1..13_u32,
    ) {
        let mut account = account(repayment, effect);
        let mut date = day("2026-01-16");
        for (number, (days, fen, is_early)) in attempts.into_iter().enumerate() {
            date = date.add_days(days);
            if number >= at && account.extension().is_none() {
                extended(&mut account, date, months)?;
            }
            let purpose = if is_early { Purpose::Early } else { Purpose::Due };
            let payment = Received { date, amount: Money::from_fen(fen), purpose };
            let before = account.clone();
            if account.receive(payment).is_ok() {
                let owed = before.owed_on(date).fen() - fen;
                prop_assert!(account.owed_on(date).fen() <= owed.max(0) + 1);
            } else {
                prop_assert_eq!(&account, &before);
            }
            prop_assert_eq!(principal(&account.schedule().rows), Money::from_yuan(120_000));
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

/// Extends it, or leaves it as it was; nothing paid or due before changes, and the state pays what it would have paid.
fn extended(account: &mut Account, on: Date, months: u32) -> Result<(), TestCaseError> {
    let before = account.clone();
    let until = account.extended_to(months);
    if account.extend(on, until).is_err() {
        prop_assert_eq!(&*account, &before);
        return Ok(());
    }
    prop_assert!(account.last_due_date() <= until && until > before.last_due_date());
    prop_assert_eq!(account.paid(), before.paid());
    let until_then = |account: &Account| {
        let rows = account.schedule().rows.iter();
        rows.take_while(|row| row.due_date <= on)
            .copied()
            .collect::<Vec<_>>()
    };
    prop_assert_eq!(until_then(account), until_then(&before));
    let state = |account: &Account| {
        let rows = account.split(&SUBSIDY).unwrap();
        sum(rows.iter().map(|row| row.state_pays))
    };
    prop_assert_eq!(state(account), state(&before));
    let interest = |account: &Account| account.schedule().total_interest();
    prop_assert!(interest(account) >= interest(&before));
    Ok(())
}

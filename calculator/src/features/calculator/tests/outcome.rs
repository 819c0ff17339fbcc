//! What a loan comes to, early, late, and taken along.

use application::{Field, Product, prefill};
use domain::{Date, Money};
use serde_json::{Map, Value};

use super::super::answer::{Answer, plus};
use super::super::early::{Comparison, compare};
use super::super::hand_out::events;
use super::super::late::late_day;
use super::super::memory::facts;
use super::super::typed::{EARLY_AMOUNT, EARLY_DATE, Typed};
use super::{asked, typed};

#[test]
fn without_a_rate_the_highest_allowed_is_taken() {
    let asked = asked(&typed("300000"));
    assert_eq!(asked.terms.annual_rate.to_string(), "4.60");
    assert!(!asked.is_rate_typed);
    let answer = Answer::of(&asked).unwrap();
    let shares = answer.shares.unwrap();
    assert_eq!(plus(shares.state, shares.yours), answer.interest);
    assert_eq!(answer.lines.len(), 24);
    assert_eq!(
        answer.payable(),
        plus(Money::from_yuan(300_000), shares.yours)
    );
}

#[test]
fn paying_early_is_compared_and_refused_in_words() {
    let early = |date: &str, amount: &str| Typed {
        early_date: date.into(),
        early_amount: amount.into(),
        ..typed("200000")
    };
    let asked = asked(&typed("200000"));
    let found = compare(&asked, &early("2027-06-01", "50000"));
    assert!(found.wrong.is_empty());
    assert_eq!(found.ways.len(), 4);
    let [never, rest @ ..] = found.ways.as_slice() else {
        panic!("nothing compared")
    };
    assert!(
        rest.iter()
            .all(|way| way.yours < never.yours && way.last <= never.last)
    );
    let sooner = rest.iter().find(|way| way.last < never.last);
    assert_eq!(
        sooner.and_then(|way| way.prepayment),
        Some(loan::Prepayment::ReduceTerm)
    );
    for (date, amount, field) in [
        ("2026-11-24", "50000", EARLY_DATE),
        ("2028-11-25", "50000", EARLY_DATE),
        ("2027-02-30", "50000", EARLY_DATE),
        ("2027-06-01", "0", EARLY_AMOUNT),
        ("2027-06-01", "", EARLY_AMOUNT),
        ("2027-06-01", "0.01", EARLY_AMOUNT),
        ("2027-06-01", "900000", EARLY_AMOUNT),
        ("2027-06-01", "x", EARLY_AMOUNT),
    ] {
        let found = compare(&asked, &early(date, amount));
        let told: Vec<_> = found.wrong.iter().map(|error| &*error.field).collect();
        // Each way refuses for itself; the first refusal is shown.
        assert_eq!(told, [field], "{date} {amount}");
        assert!(found.ways.is_empty());
    }
    assert_eq!(compare(&asked, &early("", "")), Comparison::default());
}

#[test]
fn a_late_day_costs_the_states_part_of_it() {
    let bullet = Typed {
        method: "quarterly".into(),
        rate: "4.60".into(),
        ..typed("200000")
    };
    let asked = asked(&bullet);
    let day = late_day(&asked, &Answer::of(&asked).unwrap()).unwrap();
    assert_eq!(
        (day.principal, day.costs),
        (Money::from_yuan(200_000), Money::from_fen(1_278))
    );
    assert_eq!(day.date, asked.terms.maturity_date());
}

/// A place may leave the third year out: then nothing of it is the state's, and a day late in it loses nothing.
#[test]
fn a_year_that_is_not_subsidised_is_the_borrowers() {
    let monthly = Typed {
        months: "36".into(),
        method: "monthly".into(),
        start: "2026-11-24".into(),
        ..typed("200000")
    };
    let mut asked = asked(&monthly);
    let whole = Answer::of(&asked).unwrap();
    asked.period.as_mut().unwrap().subsidised_years = Some(2);
    let answer = Answer::of(&asked).unwrap();
    assert_eq!(answer.interest, whole.interest);
    let end = Date::new(2028, 11, 24).unwrap();
    for (line, before) in answer.lines.iter().zip(&whole.lines) {
        let state = line.shares.unwrap().state;
        if line.date <= end {
            assert_eq!(state, before.shares.unwrap().state, "{line:?}");
        } else if line.date > end.add_days(31) {
            assert_eq!(state, Money::ZERO, "{line:?}");
        }
    }
    assert!(answer.yours() > whole.yours());
    // The principal falls due in that year.
    let late = late_day(&asked, &whole).unwrap();
    assert_eq!(late.principal, Money::from_yuan(200_000));
    assert_eq!(late_day(&asked, &answer), None);
}

#[test]
fn only_what_the_form_takes_comes_along() {
    for (amount, months, expected) in [
        (
            "200000",
            "36",
            r#"{"amount_yuan":"200000","term_months":"36"}"#,
        ),
        ("200000", "18", r#"{"amount_yuan":"200000"}"#),
        ("199999.50", "24", r#"{"term_months":"24"}"#),
        ("199999.50", "18", "{}"),
    ] {
        let typed = Typed {
            months: months.into(),
            ..typed(amount)
        };
        assert_eq!(facts(&asked(&typed)), expected);
    }
    let partners = Typed {
        who: "partnership".into(),
        partners: "3".into(),
        ..typed("660000")
    };
    let expected =
        r#"{"amount_yuan":"660000","term_months":"24","business_kind":"partnership","partners":3}"#;
    assert_eq!(facts(&asked(&partners)), expected);
    let carried: Map<String, Value> = serde_json::from_str(expected).unwrap();
    let answers = prefill(Product::StartupLoanIndividual, &carried);
    let taken = [
        (Field::AmountYuan, "660000"),
        (Field::TermMonths, "24"),
        (Field::BusinessKind, "partnership"),
        (Field::Partners, "3"),
    ];
    for (field, expected) in taken {
        assert_eq!(answers.text(field), expected);
    }
}

#[test]
fn the_calendar_names_what_the_bank_charges() {
    let typed = Typed {
        months: "36".into(),
        rate: "4.60".into(),
        start: "2024-11-08".into(),
        ..typed("200000")
    };
    let events = events(&Answer::of(&asked(&typed)).unwrap());
    assert_eq!(events.len(), 36);
    let first = &events[0];
    assert_eq!(first.date, Date::new(2024, 12, 8).unwrap());
    assert!(first.summary.contains("5,958.33"), "{}", first.summary);
    assert!(
        first.description.contains("383.33"),
        "{}",
        first.description
    );
}

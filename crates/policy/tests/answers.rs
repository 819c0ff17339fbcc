//! Answers no person can give are named by fact and reason, and never decide a verdict.
#![cfg(test)]

mod common;

use bench::people::{Dice, complete};
use common::day;
use policy::{FactError, Facts, Verdict, evaluate};

fn facts(json: &str) -> Facts {
    serde_json::from_str(json).unwrap()
}

#[test]
fn what_cannot_be_used_is_named_with_its_reason() {
    let cases = [
        (
            r#"{"no_such_fact":true}"#,
            FactError::UnknownFact,
            "fact_unknown",
        ),
        (
            r#"{"birth_date":true}"#,
            FactError::WrongType,
            "fact_wrong_type",
        ),
        (
            r#"{"in_school":1}"#,
            FactError::WrongType,
            "fact_wrong_type",
        ),
        (
            r#"{"employees":"3"}"#,
            FactError::WrongType,
            "fact_wrong_type",
        ),
        (
            r#"{"categories":"veteran"}"#,
            FactError::WrongType,
            "fact_wrong_type",
        ),
        (
            r#"{"categories":["pilot"]}"#,
            FactError::UnknownOption,
            "fact_unknown_option",
        ),
        (
            r#"{"business_kind":"shop"}"#,
            FactError::UnknownOption,
            "fact_unknown_option",
        ),
        (
            r#"{"birth_date":"2026-02-30"}"#,
            FactError::Unreadable,
            "fact_unreadable",
        ),
        (
            r#"{"birth_date":"1990-1-1"}"#,
            FactError::Unreadable,
            "fact_unreadable",
        ),
        (
            r#"{"birth_date":"none"}"#,
            FactError::Unreadable,
            "fact_unreadable",
        ),
        (
            r#"{"consumer_loan_balance":"1.005"}"#,
            FactError::Unreadable,
            "fact_unreadable",
        ),
        (
            r#"{"consumer_loan_balance":"-1"}"#,
            FactError::Unreadable,
            "fact_unreadable",
        ),
        (
            r#"{"birth_date":"1850-01-01"}"#,
            FactError::OutOfRange,
            "fact_out_of_range",
        ),
        (
            r#"{"prior_guaranteed_loans":-1}"#,
            FactError::OutOfRange,
            "fact_out_of_range",
        ),
        (
            r#"{"employees":9223372036854775807}"#,
            FactError::OutOfRange,
            "fact_out_of_range",
        ),
    ];
    for (json, error, code) in cases {
        let told = facts(json);
        let problems = common::pack().problems(&told);
        let (fact, _) = told.iter().next().unwrap();
        assert_eq!(problems, [(fact.to_owned(), error)], "{json}");
        assert_eq!(error.code(), code, "{json}");
        for programme in common::pack().programmes() {
            let ask =
                |facts: &Facts| evaluate(common::pack(), &programme.id, day(2026, 11, 24), facts);
            assert_eq!(
                ask(&told),
                ask(&Facts::default()),
                "{json} counts as unanswered"
            );
        }
    }
    assert_eq!(
        common::pack().problems(&facts(r#"{"birth_date":null}"#)),
        []
    );
}

#[test]
fn a_number_with_a_point_or_a_nested_object_is_no_answer() {
    for json in [
        r#"{"employees":1.5}"#,
        r#"{"employees":{"n":1}}"#,
        r#"{"categories":[1]}"#,
        "[]",
    ] {
        assert!(serde_json::from_str::<Facts>(json).is_err(), "{json}");
    }
}

#[test]
fn a_day_without_a_rule_says_so_whatever_is_answered() {
    let pack = common::pack();
    let everything = complete(pack, day(2026, 11, 24), &mut Dice::new(1));
    for programme in pack.programmes() {
        let found = evaluate(pack, &programme.id, day(1990, 1, 1), &everything).unwrap();
        assert!(
            matches!(found.verdict, Verdict::NotInForce | Verdict::NotSourced),
            "{}: {:?}",
            programme.id,
            found.verdict
        );
        assert_eq!((found.version, found.amount_fen), (None, None));
        assert!(found.conditions.is_empty() && found.counterfactuals.is_empty());
        // Which versions there are stands in the programme.
        let first = programme.versions.first().unwrap();
        assert!(!first.is_in_force(day(1990, 1, 1)));
        assert!(programme.version_on(first.from).is_some());
    }
    assert_eq!(
        evaluate(pack, "no_such_programme", day(2026, 11, 24), &everything),
        None
    );
}

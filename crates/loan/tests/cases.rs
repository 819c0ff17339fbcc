//! Every case of `schedule-cases.json`, row for row: Apache Fineract's own figures, the Chinese conventions, and the
//! split of interest. The file keeps the source of each.
#![cfg(test)]

use domain::{Date, Money};
use loan::cases::{answer_schedule, answer_subsidy};
use serde_json::{Value, json};

const CASES: &str = include_str!("schedule-cases.json");

fn cases(group: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(CASES).unwrap();
    all[group].as_array().unwrap().clone()
}

#[test]
fn every_schedule_comes_out_row_for_row() {
    let cases = [cases("fineract"), cases("computed")].concat();
    assert_eq!(cases.len(), 19);
    for case in cases {
        let answer = answer_schedule(&case["input"].to_string()).unwrap();
        let found = serde_json::to_value(&answer).unwrap();
        for (found, expected) in found["rows"]
            .as_array()
            .unwrap()
            .iter()
            .zip(case["expected"].as_array().unwrap())
        {
            assert_eq!(found, expected, "{}", case["id"]);
        }
        assert_eq!(found, json!({ "rows": case["expected"] }), "{}", case["id"]);
        let interest = answer
            .rows
            .iter()
            .map(|row| Money::parse_yuan(&row.interest).unwrap().fen())
            .sum();
        let total = Money::parse_yuan(case["total_interest"].as_str().unwrap()).unwrap();
        assert_eq!(Money::from_fen(interest), total, "{}", case["id"]);
    }
}

#[test]
fn every_split_comes_out_row_for_row() {
    const KEYS: [&str; 5] = [
        "no",
        "due_date",
        "total_interest",
        "state_pays",
        "borrower_pays",
    ];
    let cases = cases("subsidy");
    assert_eq!(cases.len(), 4);
    for case in cases {
        let found =
            serde_json::to_value(answer_subsidy(&case["input"].to_string()).unwrap()).unwrap();
        let expected: Vec<Value> = case["expected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                KEYS.iter()
                    .map(|key| ((*key).to_owned(), row[*key].clone()))
                    .collect()
            })
            .collect();
        assert_eq!(found, json!({ "rows": expected }), "{}", case["id"]);
        for (column, total) in [
            ("total_interest", "total_interest"),
            ("state_pays", "total_state"),
            ("borrower_pays", "total_borrower"),
        ] {
            let column = found["rows"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row[column].as_str().unwrap());
            let sum = column
                .map(|amount| Money::parse_yuan(amount).unwrap().fen())
                .sum();
            let expected = Money::parse_yuan(case[total].as_str().unwrap()).unwrap();
            assert_eq!(Money::from_fen(sum), expected, "{} {total}", case["id"]);
        }
    }
}

#[test]
fn the_regime_follows_the_day_of_the_contract() {
    for case in cases("subsidy") {
        let mut input = case["input"].clone();
        let expected = answer_subsidy(&input.to_string()).unwrap();
        input.as_object_mut().unwrap().remove("regime");
        assert_eq!(
            answer_subsidy(&input.to_string()).unwrap(),
            expected,
            "{}",
            case["id"]
        );
    }
}

#[test]
fn a_published_example_of_rates() {
    let all: Value = serde_json::from_str(CASES).unwrap();
    for example in all["published_rate_examples"].as_array().unwrap() {
        let rate = |key: &str| loan::Rate::parse_percent(example[key].as_str().unwrap()).unwrap();
        let subsidy = loan::Subsidy {
            regime: loan::Regime::LprMinus150bp,
            lpr: Some(rate("lpr_percent")),
            subsidised_years: None,
            ends_on: None,
        };
        let state = subsidy.state_rate(rate("contract_rate_percent")).unwrap();
        assert_eq!(state, rate("state_rate_percent"));
        assert_eq!(
            rate("contract_rate_percent").minus(state),
            rate("borrower_rate_percent")
        );
    }
}

/// Figures of the same public tests that the file leaves out: how Fineract 4198b0bcf spreads a prepayment
/// (`LoanRepayment.feature`, RP12 and RP13).
#[test]
fn the_other_two_ways_to_prepay() {
    let cases = cases("fineract");
    let case = cases
        .iter()
        .find(|case| case["id"] == "FIN-11-prepay-reduce-count")
        .unwrap();
    for (prepayment, dues, interests) in [
        (
            "reduce_instalment",
            ["1000.00", "2000.00", "536.00", "536.00", "536.00", "534.38"],
            ["49.32", "41.27", "21.31", "14.51", "10.75", "5.22"],
        ),
        (
            "reschedule_next",
            ["1000.00", "2000.00", "21.31", "426.69", "862.00", "846.56"],
            ["49.32", "41.27", "21.31", "19.24", "17.15", "8.27"],
        ),
    ] {
        let mut input = case["input"].clone();
        input["prepayment"] = json!(prepayment);
        let rows = answer_schedule(&input.to_string()).unwrap().rows;
        let found: Vec<(&str, &str)> = rows
            .iter()
            .map(|row| (row.due.as_str(), row.interest.as_str()))
            .collect();
        assert_eq!(
            found,
            dues.into_iter().zip(interests).collect::<Vec<_>>(),
            "{prepayment}"
        );
    }
}

#[test]
fn a_third_year_without_subsidy_and_a_merged_first_period() {
    let cases = cases("subsidy");
    let case = cases.iter().find(|case| case["id"] == "SUB-05").unwrap();
    let mut input = case["input"].clone();
    input["subsidised_years"] = json!(2);
    let rows = answer_subsidy(&input.to_string()).unwrap().rows;
    // 84 of 90 days of the ninth row: 200,000 × 2.30 % × 84 / 360; nothing afterwards.
    assert_eq!(
        (rows[8].due_date, rows[8].state_pays.as_str()),
        (Date::new(2026, 3, 21).unwrap(), "1073.33")
    );
    assert!(
        rows[9..]
            .iter()
            .all(|row| row.state_pays == "0.00" && row.borrower_pays == row.total_interest)
    );

    let mut loan = case["input"]["loan"].clone();
    loan["merge_first_days_below"] = json!(7);
    let rows = answer_schedule(&loan.to_string()).unwrap().rows;
    assert_eq!(
        (rows.len(), rows[0].days, rows[0].interest.as_str()),
        (12, Some(98), "2504.44")
    );
}

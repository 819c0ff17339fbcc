//! The figures are what the command line answers, row for row, for every shared case that the form can ask for.

use domain::{Date, Money};
use serde_json::Value;

use super::super::answer::Answer;
use super::super::typed::Typed;
use super::{asked, today};

const CASES: &str = include_str!("../../../../../crates/loan/tests/schedule-cases.json");

/// What a person types to ask for this loan; none for one that the page does not offer.
fn typed_for(loan: &Value, lpr: &Value) -> Option<Typed> {
    let text = |key: &str| loan[key].as_str().map(str::to_owned);
    let (method, settle) = (text("method")?, text("settle"));
    let start = Date::parse_iso(&text("start_date")?)?;
    let months = match text("maturity_date") {
        Some(last) => {
            let last = Date::parse_iso(&last)?;
            (1..=36).find(|months| start.add_months(*months) == last)?
        }
        None => i32::try_from(loan["installments"].as_i64()?).ok()?,
    };
    let is_monthly = settle.is_some() || loan["every_months"] == 1;
    let is_plain = loan["rounding"] == "half_up"
        && loan["grace_principal_installments"].as_i64().unwrap_or(0) == 0
        && loan["round_installment_to"].is_null();
    let method = match settle.as_deref() {
        Some("monthly_20") => "monthly".to_owned(),
        Some("quarterly_20") => "quarterly".to_owned(),
        _ => method,
    };
    let day_count = text("day_count").filter(|count| count != "act_act" && count != "30_360")?;
    (is_monthly && is_plain && months <= 36).then_some(())?;
    Some(Typed {
        amount: text("principal")?,
        months: months.to_string(),
        method,
        start: start.to_string(),
        rate: text("annual_rate_percent")?,
        lpr: lpr.as_str().unwrap_or_default().to_owned(),
        count: day_count,
        ..Typed::new(today())
    })
}

fn plain(sum: Money) -> String {
    sum.to_string().replace(',', "")
}

#[test]
fn who_pays_what_is_what_the_command_line_answers() {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let mut seen = 0;
    for case in cases["subsidy"].as_array().unwrap() {
        let input = &case["input"];
        let Some(typed) = typed_for(&input["loan"], &input["lpr_percent"]) else {
            continue;
        };
        seen += 1;
        let shown = Answer::of(&asked(&typed)).unwrap();
        let told = loan::cases::answer_subsidy(&input.to_string()).unwrap();
        let shown: Vec<_> = shown
            .lines
            .iter()
            .map(|line| {
                let shares = line.shares.unwrap();
                let sums = [line.interest, shares.state, shares.yours].map(plain);
                (line.no, line.date.to_string(), sums)
            })
            .collect();
        let told: Vec<_> = told
            .rows
            .iter()
            .map(|row| {
                let sums = [&row.total_interest, &row.state_pays, &row.borrower_pays];
                (row.no, row.due_date.to_string(), sums.map(Clone::clone))
            })
            .collect();
        assert_eq!(shown, told, "{}", case["id"]);
    }
    assert!(seen >= 4, "only {seen} cases can be asked for");
}

#[test]
fn what_is_due_is_what_the_command_line_answers() {
    let cases: Value = serde_json::from_str(CASES).unwrap();
    let mut seen = 0;
    for case in cases["computed"].as_array().unwrap() {
        let input = &case["input"];
        let has_payments = input["payments"]
            .as_array()
            .is_some_and(|all| !all.is_empty());
        let Some(typed) = typed_for(input, &Value::Null).filter(|_| !has_payments) else {
            continue;
        };
        seen += 1;
        let shown = Answer::of(&asked(&typed)).unwrap();
        let told = loan::cases::answer_schedule(&input.to_string()).unwrap();
        let told: Vec<_> = told
            .rows
            .iter()
            .map(|row| {
                (
                    row.due_date.to_string(),
                    row.principal.clone(),
                    row.interest.clone(),
                    row.due.clone(),
                )
            })
            .collect();
        let shown: Vec<_> = shown
            .lines
            .iter()
            .map(|line| {
                (
                    line.date.to_string(),
                    plain(line.principal),
                    plain(line.interest),
                    plain(line.charged()),
                )
            })
            .collect();
        assert_eq!(shown, told, "{}", case["id"]);
    }
    assert!(seen >= 5, "only {seen} cases can be asked for");
}

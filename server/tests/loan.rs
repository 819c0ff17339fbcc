//! `fumin loan` as a script meets it: the real binary, JSON in, JSON out, exit codes.
#![cfg(test)]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const CASES: &str = include_str!("../../crates/loan/tests/schedule-cases.json");

fn fumin(task: &str, question: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fumin"))
        .args(["loan", task])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // Who is refused for the command line has not read this.
    let _ = input.write_all(question.as_bytes());
    drop(input);
    child.wait_with_output().unwrap()
}

fn cases(group: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(CASES).unwrap();
    all[group].as_array().unwrap().clone()
}

#[test]
fn schedules_come_out_row_for_row() {
    for case in [cases("fineract"), cases("computed")].concat() {
        let said = fumin("schedule", &case["input"].to_string());
        assert!(
            said.status.success(),
            "{}",
            String::from_utf8_lossy(&said.stderr)
        );
        let found: Value = serde_json::from_slice(&said.stdout).unwrap();
        assert_eq!(found, json!({ "rows": case["expected"] }), "{}", case["id"]);
    }
}

#[test]
fn splits_name_what_each_pays() {
    for case in cases("subsidy") {
        let said = fumin("subsidy", &case["input"].to_string());
        let found: Value = serde_json::from_slice(&said.stdout).unwrap();
        let rows = found["rows"].as_array().unwrap();
        assert_eq!(rows.len(), case["expected"].as_array().unwrap().len());
        for (row, expected) in rows.iter().zip(case["expected"].as_array().unwrap()) {
            let keys: Vec<&String> = row.as_object().unwrap().keys().collect();
            assert_eq!(keys.len(), 5, "{keys:?}");
            for key in keys {
                assert_eq!(row[key], expected[key], "{} {key}", case["id"]);
            }
        }
    }
}

#[test]
fn nonsense_is_answered_with_its_place_and_code_65() {
    for (task, question, pointer) in [
        ("schedule", "", "the question"),
        ("schedule", r#"{"principal": "299999.995"}"#, "/principal"),
        ("schedule", r#"{"installments": 0}"#, "/method"),
        ("subsidy", r#"{"loan": {}}"#, "/loan/principal"),
    ] {
        let said = fumin(task, question);
        assert_eq!(said.status.code(), Some(65), "{question}");
        let errors = String::from_utf8(said.stderr).unwrap();
        assert!(
            errors.contains(pointer) && said.stdout.is_empty(),
            "{errors}"
        );
    }
    assert_eq!(fumin("refund", "{}").status.code(), Some(2));
}

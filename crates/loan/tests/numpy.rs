//! Totals and rows against numpy-financial, which `script/setup --tests` installs.
#![cfg(test)]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use domain::{Date, Money};
use loan::{DayCount, Method, Rate, Rounding, Schedule, Terms, Timing, plan};
use serde_json::{Value, json};

/// The Python that has numpy-financial.
fn python() -> PathBuf {
    let cache = || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let tools = std::env::var_os("FUMIN_TOOLS").map(PathBuf::from);
    let tools = tools.or_else(|| Some(cache().or_else(home)?.join("fumin/tools")));
    let python = tools.unwrap().join("peers/numpy-financial/bin/python");
    assert!(
        python.exists(),
        "numpy-financial is missing: run script/setup --tests"
    );
    python
}

fn ask(questions: &Value) -> Vec<Value> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/npf_peer.py");
    let mut child = Command::new(python())
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(questions.to_string().as_bytes()).unwrap();
    drop(input);
    let said = child.wait_with_output().unwrap();
    assert!(said.status.success());
    serde_json::from_slice(&said.stdout).unwrap()
}

fn yuan(amount: Money) -> f64 {
    amount.to_string().replace(',', "").parse().unwrap()
}

/// Monthly loans of every size and length that a resident can ask for.
fn schedules() -> Vec<Schedule> {
    let mut schedules = Vec::new();
    for method in [
        Method::EqualInstallment,
        Method::InterestOnlyBullet,
        Method::EqualPrincipal,
    ] {
        for principal in [1_000, 50_000, 200_000, 299_999, 4_000_000] {
            for points in [230, 460, 485, 560] {
                for installments in [1, 6, 12, 24, 36] {
                    let terms = Terms {
                        method,
                        principal: Money::from_yuan(principal),
                        annual_rate: Rate::from_basis_points(points),
                        start_date: Date::new(2024, 11, 8).unwrap(),
                        timing: Timing::Every {
                            months: 1,
                            installments,
                        },
                        day_count: DayCount::Month12,
                        rounding: Rounding::HalfUp,
                        grace_principal_installments: 0,
                        round_installment_to: None,
                    };
                    schedules.push(plan(&terms).unwrap());
                }
            }
        }
    }
    schedules
}

#[test]
fn numpy_financial_comes_to_the_same() {
    let schedules = schedules();
    let questions = schedules.iter().map(|schedule| {
        let rate: f64 = schedule.terms.annual_rate.to_string().parse().unwrap();
        json!({
            "annual_rate": rate / 100.0,
            "installments": schedule.rows.len(),
            "principal": yuan(schedule.terms.principal),
            "interest_only": schedule.terms.method == Method::InterestOnlyBullet,
            "dues": schedule.rows.iter().map(|row| yuan(row.due())).collect::<Vec<f64>>(),
        })
    });
    let answers = ask(&questions.collect());
    assert_eq!(answers.len(), 300);
    for (schedule, answer) in schedules.iter().zip(answers) {
        let (terms, count) = (&schedule.terms, schedule.rows.len());
        let told = format!(
            "{:?} {} at {} over {count}",
            terms.method, terms.principal, terms.annual_rate
        );
        // The rate that was paid is the contract's, but for rounded fen; a small loan's fen weigh more.
        let rate: f64 = terms.annual_rate.to_string().parse().unwrap();
        let paid = answer["annual_rate"].as_f64().unwrap() * 100.0;
        assert!(
            (paid - rate).abs() < 12.0 / yuan(terms.principal),
            "{told}: {paid}"
        );
        if terms.method == Method::EqualPrincipal {
            continue;
        }
        let instalment = answer["instalment"].as_f64().unwrap();
        let (first, last) = (&schedule.rows[0], &schedule.rows[count - 1]);
        let first = if count == 1 {
            yuan(last.interest)
        } else {
            yuan(first.due())
        };
        let expected = if count == 1 {
            instalment - yuan(last.principal) * f64::from(terms.method == Method::EqualInstallment)
        } else {
            instalment
        };
        assert!(
            (first - expected).abs() < 0.005_001,
            "{told}: {first} {expected}"
        );
        // Each row is within a fen, and all rounding together within half a fen a row and what that bears.
        let interest: Vec<f64> = answer["interest"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| part.as_f64().unwrap().abs())
            .collect();
        for (row, part) in schedule.rows.iter().zip(&interest) {
            assert!(
                (yuan(row.interest) - part).abs() < 0.01,
                "{told}: row {}: {} {part}",
                row.no,
                row.interest
            );
        }
        let total: f64 = interest.iter().sum();
        let bound = 0.01 * f64::from(u32::try_from(count).unwrap());
        assert!(
            (yuan(schedule.total_interest()) - total).abs() < bound,
            "{told}: {total}"
        );
    }
}

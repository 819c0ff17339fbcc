//! Two days and whole populations are compared.

use super::*;

#[test]
fn two_days_are_compared_with_witnesses() {
    let asked = [
        "diff",
        "--from",
        "2023-09-30",
        "--to",
        "2023-10-01",
        "--programme",
        LOAN,
    ];
    let found = fumin(&asked, "").json();
    assert_eq!(found[0]["is_same"], false);
    let more = &found[0]["amounts"]["more"];
    let fen = |side: &str| more[side]["amount_fen"].as_i64().unwrap();
    assert!(
        fen("before") >= 20_000_000 && fen("after") > fen("before"),
        "{more}"
    );
    let file = "programmes/startup_loan_individual.toml";
    let old = edited(file, "when = \"!in_school\"", "when = \"in_school\"");
    let old = old.path().display().to_string();
    let asked = [
        "diff",
        "--from",
        "2026-11-24",
        "--to",
        "2026-11-24",
        "--old-policies",
        &old,
    ];
    let found = fumin(&asked, "").json();
    let changed: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["is_same"] == false)
        .collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["gains"]["facts"]["in_school"], false);
}

#[test]
fn a_population_is_made_up_and_weighed() {
    let people = fumin(
        &[
            "population",
            "--count",
            "300",
            "--seed",
            "7",
            "--as-of",
            "2026-11-24",
        ],
        "",
    );
    assert!(people.is_right, "{}", people.errors);
    let asked = [
        "simulate",
        "--population",
        "-",
        "--as-of",
        "2023-10-01",
        "--before",
        "2023-09-30",
    ];
    let found = fumin(&asked, &people.out).json();
    assert_eq!(found["people"], 300);
    let programmes = found["programmes"].as_array().unwrap();
    let loan = programmes
        .iter()
        .find(|one| one["programme"] == LOAN)
        .unwrap();
    assert!(loan["more"].as_u64().unwrap() > 0, "{loan}");
    fumin(&asked, "birth_date,wishes\n").refused(&["standard input", "wishes"]);
    fumin(&asked, "employees\n-4\n").refused(&["standard input:2: employees", "fact_out_of_range"]);
}

#[test]
fn people_at_the_edges_are_named_and_read_back_as_cases() {
    let asked = ["boundary", "--programme", "internship_subsidy"];
    let found = fumin(&asked, "").json();
    let people = found.as_array().unwrap();
    assert!(people.len() > 10);
    assert!(
        people
            .iter()
            .all(|person| person["edge"]["side"].is_string() && person["verdict"].is_string())
    );
    let cases = fumin(
        &["boundary", "--programme", "internship_subsidy", "--cases"],
        "",
    );
    assert_eq!(cases.out.matches("[[case]]").count(), people.len());
    fumin(&["boundary", "--programme", "wishes"], "").refused(&["no programme `wishes`"]);
}

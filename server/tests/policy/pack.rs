//! The rules as a whole are checked: faults, mistakes, mutants, cases.

use super::*;

#[test]
fn the_pack_is_right_and_its_cases_come_out() {
    let said = fumin(&["check", "--as-of", "2026-11-24"], "").json();
    assert_eq!(said["ok"], true);
    assert_eq!(said["findings"], serde_json::json!([]));
    let said = fumin(&["cases"], "").json();
    assert_eq!(said["failed"], 0);
    assert!(said["passed"].as_u64().unwrap() >= 15 * 8);
}

#[test]
fn a_fault_fails_the_check_with_a_witness() {
    let file = "programmes/startup_loan_individual.toml";
    let hole = edited(file, "until = \"2018-11-15\"", "until = \"2018-11-10\"");
    let said = fumin_on(hole.path(), &["check", "--as-of", "2026-11-24"], "");
    assert!(!said.is_right);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    let finding = &found["findings"][0];
    assert_eq!(
        (finding["code"].as_str(), finding["as_of"].as_str()),
        (Some("gap"), Some("2018-11-11"))
    );
    assert!(finding["witness"]["birth_date"].is_string(), "{finding}");
}

#[test]
fn a_mistake_is_told_with_file_line_and_key() {
    let file = "programmes/startup_loan_individual.toml";
    let broken = edited(file, "when = \"!in_school\"", "when = \"!in_scool\"");
    let said = fumin_on(broken.path(), &["check"], "");
    said.refused(&[
        "startup_loan_individual.toml:",
        "condition.in_school.when",
        "did you mean `in_school`?",
    ]);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found["ok"], false);
    assert!(found["errors"][0]["line"].as_u64().unwrap() > 1);
    assert_eq!(found["errors"][0]["key"], "condition.in_school.when");
}

#[test]
fn half_a_file_and_ten_megabytes_are_refused() {
    let folder = edited("facts.toml", "[[fact]]", "[[fact]]");
    let loan = folder
        .path()
        .join("programmes/startup_loan_individual.toml");
    let whole = std::fs::read(&loan).unwrap();
    std::fs::write(&loan, &whole[..whole.len() / 2]).unwrap();
    fumin_on(folder.path(), &["check"], "").refused(&["startup_loan_individual.toml:"]);
    std::fs::write(&loan, "# nothing\n".repeat(1_000_000)).unwrap();
    fumin_on(folder.path(), &["cases"], "").refused(&[
        "startup_loan_individual.toml: has 10000000 bytes",
        "at most 1000000",
    ]);
    std::fs::remove_file(folder.path().join("documents.toml")).unwrap();
    fumin_on(folder.path(), &["evaluate", "--as-of", "2026-11-24"], "{}")
        .refused(&["documents.toml: cannot be read"]);
}

#[test]
fn mutants_of_a_programme_are_killed_and_a_missing_case_is_named() {
    let asked = ["cases", "--mutants", "--programme", "transport_allowance"];
    let said = fumin(&asked, "").json();
    let total = &said["mutants"]["total"];
    assert!(total["killed"].as_u64().unwrap() > 40, "{total}");
    assert_eq!(total["survived"], 0);
    let folder = edited("facts.toml", "[[fact]]", "[[fact]]");
    std::fs::remove_file(folder.path().join("cases/transport_allowance_edges.toml")).unwrap();
    let said = fumin_on(folder.path(), &asked, "");
    said.refused(&["go unnoticed; write a case for each survivor"]);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    let survivor = &found["mutants"]["survivors"][0];
    assert!(
        survivor["facts"].is_object() && survivor["before"].is_string(),
        "{survivor}"
    );
    fumin(&["cases", "--mutants", "--programme", "wishes"], "").refused(&["no programme `wishes`"]);
}

#[test]
fn a_case_that_comes_out_otherwise_fails() {
    let file = "cases/startup_loan_individual.toml";
    let wrong = edited(file, "amount_yuan = \"300000\"", "amount_yuan = \"300001\"");
    let said = fumin_on(wrong.path(), &["cases"], "");
    assert!(!said.is_right);
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found["failed"], 1);
    assert!(
        found["cases"][0]["differences"][0]
            .as_str()
            .unwrap()
            .contains("amount")
    );
}

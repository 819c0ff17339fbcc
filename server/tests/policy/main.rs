//! `fumin policy` as a person at a terminal meets it: the real binary, JSON in, JSON out.
#![cfg(test)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

mod pack;
mod weighed;

const FUMIN: &str = env!("CARGO_BIN_EXE_fumin");
const LOAN: &str = "startup_loan_individual";

/// Somebody home again who runs an eatery, and may have the loan.
const WANG: &str = r#"{
  "birth_date": "1988-05-06",
  "retirement_track": "male_60",
  "categories": ["returning_migrant"],
  "in_school": false, "public_employee": false, "welfare_post": false,
  "business_kind": "self_employed",
  "business_in_district": true, "business_in_province": true,
  "industry": "catering", "other_loans": [],
  "prior_guaranteed_loans": 0,
  "loan_overdue_record": false
}"#;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What came out: whether it went well, standard output and standard error.
struct Said {
    is_right: bool,
    out: String,
    errors: String,
}

impl Said {
    fn json(&self) -> Value {
        assert!(self.is_right, "{}", self.errors);
        serde_json::from_str(&self.out).unwrap()
    }

    /// Refused, with everything wanted in what is said.
    fn refused(&self, wanted: &[&str]) {
        assert!(!self.is_right, "{}", self.out);
        for part in wanted {
            assert!(self.errors.contains(part), "{part}: {}", self.errors);
        }
    }
}

fn fumin(arguments: &[&str], input: &str) -> Said {
    fumin_on(&root().join("policies"), arguments, input)
}

fn fumin_on(policies: &Path, arguments: &[&str], input: &str) -> Said {
    let mut child = Command::new(FUMIN)
        .arg("policy")
        .args(arguments)
        .arg("--policies")
        .arg(policies)
        .arg("--district")
        .arg(root().join("districts/620602"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    // A command that refuses its arguments does not read.
    let _ = pipe.write_all(input.as_bytes());
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    Said {
        is_right: output.status.success(),
        out: String::from_utf8(output.stdout).unwrap(),
        errors: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A copy of the rules with one text of one file replaced.
fn edited(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for inside in ["", "programmes", "cases"] {
        std::fs::create_dir_all(folder.path().join(inside)).unwrap();
        for entry in std::fs::read_dir(root().join("policies").join(inside)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                let copy = folder.path().join(inside).join(entry.file_name());
                std::fs::copy(entry.path(), copy).unwrap();
            }
        }
    }
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    folder
}

#[test]
fn help_says_what_there_is() {
    let said = fumin(&["--help"], "");
    for command in [
        "check",
        "cases",
        "evaluate",
        "next",
        "diff",
        "simulate",
        "boundary",
        "population",
        "facts.json maps fact ids to answers",
    ] {
        assert!(said.out.contains(command), "{command}: {}", said.out);
    }
}

#[test]
fn a_person_is_evaluated_with_reasons_sources_and_receipt() {
    let asked = ["evaluate", "--as-of", "2026-11-24", "--programme", LOAN];
    let found = fumin(&asked, WANG).json();
    let [answer] = found.as_array().unwrap().as_slice() else {
        panic!("{found}")
    };
    assert_eq!(answer["programme"], LOAN);
    assert_eq!(answer["version"], "2023-10-01");
    assert_eq!(answer["verdict"], "eligible");
    assert_eq!(answer["amount_fen"], 30_000_000);
    assert_eq!(answer["provisional"], true);
    assert_eq!(answer["missing"], serde_json::json!([]));
    for condition in answer["conditions"].as_array().unwrap() {
        assert_eq!(condition["verdict"], "met");
        assert!(!condition["citations"].as_array().unwrap().is_empty());
    }
    assert_eq!(answer["receipt"]["hash"].as_str().unwrap().len(), 64);
    assert_eq!(answer["receipt"]["body"]["as_of"], "2026-11-24");
    assert_eq!(answer["receipt"]["body"]["facts"]["industry"], "catering");
}

#[test]
fn without_a_programme_all_are_evaluated_and_a_no_says_what_would_change_it() {
    let found = fumin(
        &["evaluate", "--as-of", "2026-11-24", "--facts", "-"],
        &WANG.replace(
            "\"other_loans\": []",
            "\"other_loans\": [\"consumer\"], \"consumer_loan_balance\": \"90000\"",
        ),
    )
    .json();
    let answers = found.as_array().unwrap();
    assert_eq!(answers.len(), 15);
    let loan = answers.iter().find(|one| one["programme"] == LOAN).unwrap();
    assert_eq!(loan["verdict"], "not_eligible");
    let ways = loan["counterfactuals"].as_array().unwrap();
    assert!(!ways.is_empty());
    let open = answers
        .iter()
        .find(|one| one["verdict"] == "unknown")
        .unwrap();
    assert!(!open["missing"].as_array().unwrap().is_empty(), "{open}");
}

#[test]
fn outside_every_version_the_versions_are_named() {
    let asked = ["evaluate", "--as-of", "2029-01-01", "--programme", LOAN];
    let found = fumin(&asked, "{}").json();
    assert_eq!(found[0]["verdict"], "not_in_force");
    let versions = found[0]["versions"].as_array().unwrap();
    assert!(
        versions
            .iter()
            .any(|version| version["from"] == "2023-10-01" && version["until"] == "2028-09-30")
    );
    let asked = ["evaluate", "--as-of", "2016-12-31", "--programme", LOAN];
    let found = fumin(&asked, "{}").json();
    assert_eq!(found[0]["verdict"], "not_sourced");
    assert!(!found[0]["why"]["zh"].as_str().unwrap().is_empty());
}

#[test]
fn the_next_question_comes_in_both_languages_until_none_is_left() {
    let asked = ["next", "--as-of", "2026-11-24", "--programme", LOAN];
    let next = fumin(&asked, "{}").json();
    assert!(
        next["question"]["zh"]
            .as_str()
            .is_some_and(|words| !words.is_empty())
    );
    assert_eq!(next["settles"], serde_json::json!([LOAN]));
    assert_eq!(fumin(&asked, WANG).json(), Value::Null);
}

#[test]
fn answers_that_cannot_be_used_are_told_with_line_key_and_what_to_write() {
    for (answer, wanted) in [
        (
            r#""birth_dat": "1990-01-01""#,
            ["birth_dat", "did you mean `birth_date`?"],
        ),
        (r#""in_school": "no""#, ["in_school", "write true or false"]),
        (
            r#""birth_date": "1990-02-30""#,
            ["birth_date", "write a day such as"],
        ),
        (
            r#""birth_date": "2999-01-01""#,
            ["birth_date", "out of range"],
        ),
        (
            r#""consumer_loan_balance": "3000.125""#,
            ["consumer_loan_balance", "at most two decimals"],
        ),
        (
            r#""consumer_loan_balance": 3000"#,
            ["consumer_loan_balance", "yuan in quotes"],
        ),
        (
            r#""employees": -1"#,
            ["employees", "write a whole number from 0"],
        ),
        (
            r#""industry": "mining_bitcoin""#,
            ["industry", "write one of \""],
        ),
        (
            r#""categories": ["veterans"]"#,
            ["categories", "write a list of"],
        ),
    ] {
        let facts = format!("{{\n  \"married\": true,\n  {answer}\n}}");
        let said = fumin(&["evaluate", "--as-of", "2026-11-24"], &facts);
        said.refused(&["standard input:3: ", wanted[0], wanted[1]]);
    }
    let said = fumin(
        &["evaluate", "--as-of", "2026-11-24"],
        "{\n\"employees\": 1.5\n}",
    );
    said.refused(&["standard input:2", "whole number"]);
    fumin(&["next", "--as-of", "2026-11-24"], "[1]").refused(&["standard input:1"]);
}

#[test]
fn days_programmes_and_files_that_are_not_there() {
    fumin(&["evaluate", "--as-of", "2026-02-30"], "{}").refused(&["--as-of", "no such day"]);
    fumin(
        &["evaluate", "--as-of", "2026-02-28", "--programme", "wishes"],
        "{}",
    )
    .refused(&["no programme `wishes`; write one of", LOAN]);
    fumin(
        &[
            "evaluate",
            "--as-of",
            "2026-02-28",
            "--facts",
            "nowhere.json",
        ],
        "",
    )
    .refused(&["nowhere.json: cannot be read"]);
}

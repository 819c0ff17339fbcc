//! Requests nobody means, to every operation in every role: none is answered with a failure of ours, and every answer is
//! what the description says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use api::Problem;
use serde_json::{Value, json};

use self::people::{Role, cookie_of};
use crate::harness::resident::fresh_key;
use crate::harness::wire::{Line, Request};
use crate::harness::{Portal, count, is_long, report, residents};

mod people;

/// Values for every place of every operation in `script/test`; `script/faults` says how many cases of schemathesis.
const ROUNDS: usize = 1;

/// A test for each role: what was measured of one stands, whatever becomes of the next.
macro_rules! in_role {
    ($name:ident, $role:ident) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            requests_nobody_means_are_refused_as_described(Role::$role).await;
        }
    };
}

in_role!(anonymous, Anonymous);
in_role!(resident, Resident);
in_role!(hr_officer, HrOfficer);
in_role!(guarantee_officer, GuaranteeOfficer);
in_role!(bank_officer, BankOfficer);
in_role!(training_officer, TrainingOfficer);
in_role!(service_point_clerk, ServicePointClerk);
in_role!(policy_officer, PolicyOfficer);
in_role!(administrator, Administrator);
in_role!(auditor, Auditor);

async fn requests_nobody_means_are_refused_as_described(role: Role) {
    let portal = Portal::start();
    let residents = residents(&portal, 2).await;
    let known = json!({
        "applications": [residents[0].hand_in().await.id, residents[1].filled().await.id],
    });
    let description: Value = serde_json::from_str(&portal.fumin_alone(&["openapi"])).unwrap();
    let cookie = match role {
        Role::Anonymous => String::new(),
        Role::Resident => residents[1].cookie().to_owned(),
        _ => cookie_of(&portal, role).await,
    };
    let cases = if is_long() {
        schemathesis(&portal, &description, role, &cookie, &known)
    } else {
        hostile(&portal, &description, &cookie, &known).await
    };
    let said = portal.fumin(&["verify"], "");
    assert!(said.contains("everything holds together"), "{said}");
    report(&format!(
        "- **Fuzzed** as {} by schemathesis, over every operation of `fumin openapi`: {cases} cases; 0 answers of 500 or more, 0 that the description does not have.",
        role.words()
    ));
}

/// Wrong things in the places of a request, one after the other.
async fn hostile(portal: &Portal, description: &Value, cookie: &str, known: &Value) -> usize {
    let mut line = Line::to(portal).await.unwrap();
    let mut cases = 0;
    for (template, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let types = answer_types(operation);
            if method == "delete" && template.ends_with("/session") {
                continue;
            }
            for _ in 0..count(ROUNDS) {
                for (place, body) in wrong_places(known).iter().zip(WRONG_BODIES.iter().cycle()) {
                    let path = filled(template, place);
                    let request = Request {
                        method: &method.to_uppercase(),
                        path: &path,
                        cookie,
                        key: &fresh_key(),
                        content_type: "application/json",
                        body: body.as_bytes(),
                    };
                    let asked = line.ask(&request.bytes()).await;
                    let Ok(answer) = asked else {
                        // Refused by its length or its shape, before it was read: the connection ends.
                        line = Line::to(portal).await.unwrap();
                        continue;
                    };
                    let said = String::from_utf8_lossy(&answer.body);
                    assert!(
                        answer.status < 500,
                        "{method} {path} {body}: {} {said}",
                        answer.status
                    );
                    // What the server draws is refused with a page too; some of it also hands out a sheet.
                    if types.contains("text/html") {
                        let is_sheet = types.len() > 1 && answer.status < 400;
                        let is_page = said.is_empty() || said.starts_with("<!DOCTYPE html>");
                        assert!(is_page || is_sheet, "{path}: {said}");
                    } else if answer.status >= 400 {
                        let problem = serde_json::from_str::<Problem>(&said);
                        assert!(
                            problem.is_ok_and(|it| it.status == answer.status),
                            "{path}: {said}"
                        );
                    }
                    cases += 1;
                }
            }
        }
    }
    cases
}

/// The media types of all answers that an operation is described with.
fn answer_types(operation: &Value) -> BTreeSet<&str> {
    let answers = operation["responses"].as_object().unwrap().values();
    answers
        .filter_map(|answer| answer["content"].as_object())
        .flat_map(|content| content.keys().map(String::as_str))
        .collect()
}

const WRONG_BODIES: [&str; 8] = [
    "",
    "null",
    "[]",
    "{}",
    "{\"version\":-1,\"action\":\"submit\",\"product\":\"no\",\"phone\":0}",
    "{\"answers\":{\"purpose\":{\"a\":[[[[[[[[]]]]]]]]}},\"code\":\"'; DROP TABLE sessions --\"}",
    "{\"phone\":\"13800000001\",\"code\":\"\u{0}\",\"username\":\"\u{202e}\",\"password\":\"\"}",
    "\u{feff}{\"version\":1e400}",
];

fn wrong_places(known: &Value) -> Vec<String> {
    let known = known["applications"].as_array().unwrap();
    let known = known.iter().filter_map(Value::as_str).map(str::to_owned);
    let wrong = ["x", "0", "%00", "%F0%9F%90%8E", "..%2f..", "'%20OR%201=1--"];
    known
        .chain(wrong.map(str::to_owned))
        .chain(["a".repeat(3000)])
        .collect()
}

fn filled(template: &str, value: &str) -> String {
    let mut path = String::new();
    for part in template.split('/').skip(1) {
        path.push('/');
        path.push_str(if part.starts_with('{') { value } else { part });
    }
    format!("{path}?draft={value}&pack={value}&kind={value}&on={value}&seed={value}&before={value}")
}

/// Runs schemathesis in one role and says how many cases it made.
fn schemathesis(
    portal: &Portal,
    description: &Value,
    role: Role,
    cookie: &str,
    known: &Value,
) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, description.to_string()).unwrap();
    let each = (count(10_000) / operations(description)).max(1).to_string();
    let report = folder.path().join("report.json");
    let output = Command::new(tool("schemathesis/bin/schemathesis"))
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("PYTHONPATH", Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/fuzz"))
        .env("FUMIN_KNOWN", known.to_string())
        .current_dir(folder.path())
        .args(["run", "--url", &portal.origin, "--max-examples", &each])
        .args(["--phases", "coverage,fuzzing", "--workers", "2", "--continue-on-failure", "--no-shrink"])
        .args(["--suppress-health-check", "all", "--warnings", "off", "--request-timeout", "60"])
        .args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,missing_required_header,unsupported_method"])
        .args(["--exclude-operation-id", "sign_out", "--exclude-operation-id", "sign_out_staff"])
        .args(["--header", &format!("Cookie: {cookie}")])
        .arg("--report-json-path")
        .arg(&report)
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{role:?}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    cases_of(&said)
}

/// From the last lines of its report: `Test cases: 12345 generated …`.
fn cases_of(said: &str) -> usize {
    let words = said.split("Test cases:").nth(1).unwrap_or_default();
    let digits: String = words
        .trim_start()
        .chars()
        .take_while(|letter| letter.is_ascii_digit() || *letter == ',')
        .filter(char::is_ascii_digit)
        .collect();
    digits
        .parse()
        .unwrap_or_else(|_| panic!("no count in {said}"))
}

fn operations(description: &Value) -> usize {
    let paths = description["paths"].as_object().unwrap().values();
    paths.map(|item| item.as_object().unwrap().len()).sum()
}

fn tool(path: &str) -> PathBuf {
    let tools = std::env::var_os("FUMIN_TOOLS").map(PathBuf::from);
    tools
        .unwrap_or_else(|| panic!("script/faults says where the tools are"))
        .join(path)
}

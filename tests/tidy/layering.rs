//! Who may depend on whom, read from `cargo metadata` and from the `use` lines of the features.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::tree::{code_lines, none, root, sources};

/// Normal dependencies of each member of the workspace.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            let names = package["dependencies"].as_array().unwrap().iter();
            let normal = names.filter(|dependency| dependency["kind"].is_null());
            let names = normal.map(|dependency| dependency["name"].as_str().unwrap().to_owned());
            (
                package["name"].as_str().unwrap().to_owned(),
                names.collect(),
            )
        })
        .collect()
}

/// Everything of ours that a member reaches.
fn reach(all: &BTreeMap<String, BTreeSet<String>>, member: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![member.to_owned()];
    while let Some(name) = open.pop() {
        for dependency in all.get(&name).into_iter().flatten() {
            if reached.insert(dependency.clone()) {
                open.push(dependency.clone());
            }
        }
    }
    reached
}

const PURE: &[&str] = &[
    "domain",
    "calendar-file",
    "policy",
    "loan",
    "workflow",
    "application",
    "catalogue",
    "listing",
    "sheet",
];
const FRONT_ENDS: &[&str] = &[
    "residents",
    "eligibility",
    "calculator",
    "track",
    "my",
    "classes",
    "apply",
    "print",
    "staff",
];
const SERVER_ONLY: &[&str] = &[
    "store", "vault", "server", "axum", "rusqlite", "tokio", "hyper", "aes-gcm",
];
const BROWSER_ONLY: &[&str] = &["leptos", "web-sys", "gloo-net", "client", "ui", "account"];

fn refuse(members: &[&str], refused: &[&str]) -> Vec<String> {
    let all = dependencies();
    let mut findings = Vec::new();
    for member in members {
        assert!(all.contains_key(*member), "{member} is no member");
        let reached = reach(&all, member);
        findings.extend(
            refused
                .iter()
                .filter(|name| reached.contains(**name))
                .map(|name| format!("{member} reaches {name}")),
        );
    }
    findings
}

#[test]
fn front_ends_know_nothing_of_the_server() {
    none(&refuse(FRONT_ENDS, SERVER_ONLY));
}

#[test]
fn pure_crates_and_the_contract_know_neither_side() {
    let both: Vec<&str> = SERVER_ONLY.iter().chain(BROWSER_ONLY).copied().collect();
    none(&refuse(PURE, &both));
    none(&refuse(&["api"], &both));
}

#[test]
fn the_server_knows_nothing_of_the_browser() {
    none(&refuse(&["server", "store", "vault"], BROWSER_ONLY));
}

#[test]
fn domain_knows_nobody_of_ours() {
    let all = dependencies();
    let ours: Vec<String> = all["domain"]
        .iter()
        .filter(|name| all.contains_key(*name))
        .cloned()
        .collect();
    none(&ours);
}

#[test]
fn features_do_not_import_features() {
    let mut findings = Vec::new();
    for app in [
        "src/features/",
        "eligibility/src/features/",
        "calculator/src/features/",
        "track/src/features/",
        "my/src/features/",
        "classes/src/features/",
        "apply/src/features/",
        "print/src/features/",
        "staff/src/features/",
    ] {
        let files = sources(".rs", &[app]);
        let name = |path: &str| {
            path[app.len()..]
                .split(['/', '.'])
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        for file in &files {
            let own = name(&file.path);
            for (number, line) in code_lines(file) {
                for found in line.split("features::").skip(1) {
                    let other = found
                        .split(|c: char| !c.is_alphanumeric() && c != '_')
                        .next()
                        .unwrap_or_default();
                    if !other.is_empty() && other != own {
                        findings.push(format!("{}:{number} uses the feature {other}", file.path));
                    }
                }
            }
        }
    }
    none(&findings);
}

/// Where a file is opened for an officer: all other code that knows officers asks `seen.rs`, which leaves out the files of
/// those whom the officer has declared to be close to.
const OPENING_FOR_OFFICERS: &[&str] = &[
    "server/src/applications/staff/seen.rs",
    "server/src/applications/staff/visible.rs",
    "server/src/servicing/visible.rs",
];

#[test]
fn lists_of_officers_open_files_in_one_place() {
    let opens = ["ApplicationFile::load(", "ApplicationFile::open("];
    let mut findings = Vec::new();
    let mut known = 0;
    for source in sources(".rs", &["server/src/"]) {
        let knows_officers = code_lines(&source).any(|(_, line)| {
            let mut words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            words.any(|word| word == "Officer")
        });
        if !knows_officers {
            continue;
        }
        for (number, line) in code_lines(&source) {
            if !opens.iter().any(|open| line.contains(open)) {
                continue;
            }
            if OPENING_FOR_OFFICERS.contains(&source.path.as_str()) {
                known += 1;
            } else {
                findings.push(format!(
                    "{}:{number}: opens a file for an officer past `Seen`",
                    source.path
                ));
            }
        }
    }
    none(&findings);
    assert!(
        known >= OPENING_FOR_OFFICERS.len(),
        "the rule checks nothing"
    );
}

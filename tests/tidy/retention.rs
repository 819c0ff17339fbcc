//! The page of what is kept names every table, and none that is gone.

use std::collections::BTreeSet;

use crate::tree::{none, root, sources};

/// The tables that the migrations make.
fn tables() -> BTreeSet<String> {
    let made = |line: &str| {
        let rest = line.trim().strip_prefix("CREATE TABLE ")?;
        Some(rest.split([' ', '(']).next()?.to_owned())
    };
    sources(".sql", &["migrations/sqlite/"])
        .iter()
        .flat_map(|source| source.text.lines().filter_map(made).collect::<Vec<_>>())
        .collect()
}

/// What the page lists: the first cell of each row, and the names of the last paragraph.
fn listed() -> Vec<String> {
    let page = std::fs::read_to_string(root().join("docs/RETENTION.md")).unwrap();
    let mut names = Vec::new();
    for line in page.lines() {
        let named: Vec<&str> = if let Some(row) = line.strip_prefix("| `") {
            row.split('`').take(1).collect()
        } else if line.starts_with("These name no person") {
            line.split('`').skip(1).step_by(2).collect()
        } else {
            Vec::new()
        };
        names.extend(named.into_iter().map(str::to_owned));
    }
    names
}

#[test]
fn every_table_says_how_long_it_is_kept() {
    let (tables, listed) = (tables(), listed());
    let mut findings = Vec::new();
    for table in &tables {
        match listed.iter().filter(|name| *name == table).count() {
            1 => {}
            times => findings.push(format!("docs/RETENTION.md names `{table}` {times} times")),
        }
    }
    for name in listed.iter().filter(|name| !tables.contains(*name)) {
        findings.push(format!("docs/RETENTION.md: there is no table `{name}`"));
    }
    assert!(tables.len() > 50, "only {} tables", tables.len());
    none(&findings);
}

//! What must hold of every table as a whole, and its copy in `docs/WORKFLOWS.md`.

use super::*;
use std::collections::BTreeSet;
use std::fmt::{Debug, Display, Write};
use std::path::PathBuf;

/// A state and an action determine one row, every state is reached, every action is used, nobody changes anything who
/// only keeps accounts or reads.
pub(crate) fn check_whole<S, A>(table: &[Move<S, A>], start: S, states: &[S], actions: &[A])
where
    S: Copy + Ord + Debug,
    A: Copy + Ord + Debug,
{
    let mut seen = BTreeSet::new();
    for row in table {
        assert!(seen.insert((row.from, row.action)), "twice: {row:?}");
        assert!(!row.roles.is_empty(), "nobody: {row:?}");
        for reader in [Role::Administrator, Role::Auditor, Role::PolicyOfficer] {
            assert!(!row.roles.contains(&reader), "{row:?}");
        }
    }
    let mut reached = BTreeSet::from([start]);
    while let Some(row) = table
        .iter()
        .find(|row| reached.contains(&row.from) && !reached.contains(&row.to))
    {
        reached.insert(row.to);
    }
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), states);
    let used: BTreeSet<_> = table.iter().map(|row| row.action).collect();
    assert_eq!(used.into_iter().collect::<Vec<_>>(), actions);
}

/// Compares a table with its copy in the documentation, or writes the copy.
pub(crate) fn check_documented<S, A>(
    name: &str,
    table: &[Move<S, A>],
    holder: impl Fn(S) -> Option<Role>,
) where
    S: Copy + PartialEq + Display,
    A: Copy + Display,
{
    let begin = format!(
        "<!-- table of {name}: written by the tests of crates/workflow, UPDATE_DOCS=1 rewrites it -->\n"
    );
    let end = format!("<!-- end of the table of {name} -->\n");
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/WORKFLOWS.md");
    let found = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = found.split_once(&begin).expect("the table's beginning");
    let (_, after) = rest.split_once(&end).expect("the table's end");
    let mut text =
        String::from("\n| In state | held by | action | by | leads to |\n|---|---|---|---|---|\n");
    for row in table {
        let holder = holder(row.from).map_or("-", Role::as_str);
        let roles: Vec<_> = row.roles.iter().map(|role| role.as_str()).collect();
        let to = if row.to == row.from {
            "stays".to_owned()
        } else {
            row.to.to_string()
        };
        let (from, action, roles) = (row.from, row.action, roles.join(", "));
        writeln!(text, "| {from} | {holder} | {action} | {roles} | {to} |").unwrap();
    }
    let wanted = format!("{before}{begin}{text}\n{end}{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    } else {
        assert_eq!(
            found, wanted,
            "UPDATE_DOCS=1 cargo test -p workflow rewrites docs/WORKFLOWS.md"
        );
    }
}

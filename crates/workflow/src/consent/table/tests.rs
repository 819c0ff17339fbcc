//! The table as a whole, cell by cell, and its copy in `docs/WORKFLOWS.md`.

use super::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

#[test]
fn every_state_is_reached_and_every_action_used() {
    let mut reached = BTreeSet::from([S::New]);
    while let Some(row) = MOVES
        .iter()
        .find(|row| reached.contains(&row.from) && !reached.contains(&row.to))
    {
        reached.insert(row.to);
    }
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), S::ALL);
    let used: BTreeSet<_> = MOVES.iter().map(|row| row.action).collect();
    assert_eq!(used.into_iter().collect::<Vec<_>>(), A::ALL);
}

/// Every (state, action, party): what the table does not say is refused, and never silently.
#[test]
fn every_cell() {
    let mut accepted = 0;
    for state in S::ALL {
        for action in A::ALL {
            let rows: Vec<_> = MOVES
                .iter()
                .filter(|row| row.from == *state && row.action == *action)
                .collect();
            assert!(rows.len() <= 1, "{state} {action} twice");
            for party in Party::ALL {
                let expected = match rows.first() {
                    None => Err(Refused::NotAllowed),
                    Some(row) if row.by == *party => Ok(row.to),
                    Some(_) => Err(Refused::WrongRole),
                };
                let found = next(*state, *action, *party);
                assert_eq!(found, expected, "{state} {action} {party}");
                let is_listed = allowed(*state, *party).any(|listed| listed == *action);
                assert_eq!(is_listed, found.is_ok(), "{state} {action} {party}");
                accepted += usize::from(found.is_ok());
            }
        }
    }
    assert_eq!(accepted, MOVES.len());
}

/// Nobody says yes, no or "not any more" in another's place, and nobody says yes without having opened the page.
#[test]
fn only_the_person_named_answers() {
    for row in MOVES {
        let is_answer = matches!(row.action, A::See | A::Give | A::Refuse | A::Withdraw);
        assert_eq!(is_answer, row.by == Party::Named, "{row:?}");
        if row.to == S::Given {
            assert_eq!(row.from, S::Seen);
        }
    }
}

#[test]
fn what_was_put_away_stays_so() {
    for row in MOVES {
        assert_ne!(row.from, S::Cancelled, "{row:?}");
    }
}

#[test]
fn the_documentation_shows_this_table() {
    let begin = "<!-- table of the consent of somebody else: written by the tests of crates/workflow, UPDATE_DOCS=1 rewrites it -->\n";
    let end = "<!-- end of the table of the consent of somebody else -->\n";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/WORKFLOWS.md");
    let found = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = found.split_once(begin).expect("the table's beginning");
    let (_, after) = rest.split_once(end).expect("the table's end");
    let mut text = String::from("\n| In state | action | by | leads to |\n|---|---|---|---|\n");
    for row in MOVES {
        let (from, action, by, to) = (row.from, row.action, row.by, row.to);
        writeln!(text, "| {from} | {action} | {by} | {to} |").unwrap();
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

//! What must hold of the table as a whole, and its copy in `docs/WORKFLOWS.md`.

use super::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

#[test]
fn a_state_and_an_action_determine_one_row() {
    let mut seen = BTreeSet::new();
    for row in TRANSITIONS {
        assert!(
            seen.insert((row.from, row.action)),
            "two rows for {} in {}",
            row.action,
            row.from
        );
        assert!(
            !row.roles.is_empty(),
            "nobody may {} in {}",
            row.action,
            row.from
        );
    }
}

#[test]
fn every_state_is_reached_and_every_action_is_used() {
    let mut reached = BTreeSet::from([LoanState::Draft]);
    while let Some(row) = TRANSITIONS
        .iter()
        .find(|row| reached.contains(&row.from) && !reached.contains(&row.to))
    {
        reached.insert(row.to);
    }
    assert_eq!(reached.into_iter().collect::<Vec<_>>(), LoanState::ALL);
    let used: BTreeSet<_> = TRANSITIONS.iter().map(|row| row.action).collect();
    assert_eq!(used.into_iter().collect::<Vec<_>>(), LoanAction::ALL);
}

#[test]
fn administrators_and_auditors_change_nothing() {
    for &state in LoanState::ALL {
        assert_eq!(allowed(state, Role::Administrator).count(), 0);
        assert_eq!(allowed(state, Role::Auditor).count(), 0);
    }
}

#[test]
fn officers_act_only_in_their_own_stage() {
    for row in TRANSITIONS {
        for role in row.roles {
            match role {
                Role::HrOfficer | Role::GuaranteeOfficer | Role::BankOfficer => {
                    assert_eq!(
                        row.from.stage().map(super::super::Stage::officer),
                        Some(*role),
                        "{row:?}"
                    );
                }
                _ => {}
            }
        }
    }
}

#[test]
fn silence_never_refuses() {
    for row in TRANSITIONS
        .iter()
        .filter(|row| row.roles.contains(&Role::System))
    {
        assert!(
            !matches!(row.to, LoanState::Rejected | LoanState::Declined),
            "{row:?}"
        );
    }
}

#[test]
fn only_a_second_person_refuses_or_pays() {
    for row in TRANSITIONS {
        match row.to {
            LoanState::Rejected | LoanState::Declined => {
                assert_eq!(row.action, LoanAction::ConfirmRefusal)
            }
            LoanState::Disbursed => assert_eq!(row.action, LoanAction::ConfirmDisbursement),
            _ => {}
        }
    }
}

#[test]
fn every_file_on_its_way_can_be_withdrawn() {
    for &state in LoanState::ALL {
        let can_withdraw = next(state, LoanAction::Withdraw, Role::Resident).is_ok();
        assert_eq!(can_withdraw, state.stage().is_some(), "{state}");
    }
}

const BEGIN: &str = "<!-- table of the startup loan: written by the tests of crates/workflow, UPDATE_DOCS=1 rewrites it -->\n";
const END: &str = "<!-- end of the table -->\n";

fn documented_table() -> String {
    let mut text =
        String::from("\n| In state | held by | action | by | leads to |\n|---|---|---|---|---|\n");
    for row in TRANSITIONS {
        let holder = row.from.holder().map_or("-", Role::as_str);
        let roles = row
            .roles
            .iter()
            .map(|role| role.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let to = if row.to == row.from {
            "stays"
        } else {
            row.to.as_str()
        };
        writeln!(
            text,
            "| {} | {holder} | {} | {roles} | {to} |",
            row.from, row.action
        )
        .unwrap();
    }
    text.push('\n');
    text
}

#[test]
fn the_documentation_shows_this_table() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/WORKFLOWS.md");
    let found = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = found
        .split_once(BEGIN)
        .expect("docs/WORKFLOWS.md has lost the mark where the table begins");
    let (_, after) = rest
        .split_once(END)
        .expect("docs/WORKFLOWS.md has lost the mark where the table ends");
    let wanted = format!("{before}{BEGIN}{}{END}{after}", documented_table());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    } else {
        assert_eq!(
            found, wanted,
            "UPDATE_DOCS=1 cargo test -p workflow rewrites docs/WORKFLOWS.md"
        );
    }
}

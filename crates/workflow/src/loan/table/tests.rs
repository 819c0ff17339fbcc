//! What must hold of the table as a whole, and its copy in `docs/WORKFLOWS.md`.

use super::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

#[test]
fn a_state_an_action_and_a_role_determine_one_row() {
    let mut seen = BTreeSet::new();
    for row in TRANSITIONS {
        for role in row.roles {
            // What waits for quota goes back to the stage it left, which the file remembers.
            assert!(
                seen.insert((row.from, row.action, *role)) || row.action == LoanAction::EndWait,
                "two rows for {} in {} by {role}",
                row.action,
                row.from
            );
        }
        // Only an appeal needs the role to say where it leads.
        let alike = TRANSITIONS
            .iter()
            .filter(|other| (other.from, other.action) == (row.from, row.action));
        assert!(
            alike.count() == 1
                || row.from == LoanState::AppealReview
                || row.action == LoanAction::EndWait
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
        // A condition is the word of the agency that set it, wherever the file is by then, that it is met and that it is
        // not; the quota is the bureau's.
        let is_of_lenders = row.from == LoanState::ContractReady
            && matches!(
                row.action,
                LoanAction::MeetCondition
                    | LoanAction::ProposeRefusal
                    | LoanAction::DismissRefusal
                    | LoanAction::ConfirmRefusal
            );
        if matches!(row.from, LoanState::AppealReview | LoanState::QuotaWait) || is_of_lenders {
            continue;
        }
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
fn an_appeal_goes_back_to_where_it_came_from() {
    for stage in crate::loan::Stage::ALL {
        let role = stage.officer();
        let to = |action| next(LoanState::AppealReview, action, role).unwrap();
        assert_eq!(to(LoanAction::OverturnRefusal).stage(), Some(*stage));
        let refused = TRANSITIONS
            .iter()
            .find(|row| row.action == LoanAction::ConfirmRefusal && row.roles.contains(&role))
            .unwrap();
        assert_eq!(to(LoanAction::UpholdRefusal), refused.to);
        assert!(refused.to.is_refused());
    }
    let officers = allowed(LoanState::AppealReview, Role::System).count()
        + allowed(LoanState::AppealReview, Role::Resident).count();
    assert_eq!(
        officers, 0,
        "time decides nothing, and nobody for themselves"
    );
}

#[test]
fn a_wait_leads_back_or_out_and_time_ends_none() {
    let reached: BTreeSet<LoanState> = TRANSITIONS
        .iter()
        .filter(|row| row.to == LoanState::QuotaWait)
        .map(|row| row.from)
        .collect();
    let rows = || {
        TRANSITIONS
            .iter()
            .filter(|row| row.from == LoanState::QuotaWait)
    };
    let left: BTreeSet<LoanState> = rows()
        .filter(|row| row.action == LoanAction::EndWait)
        .map(|row| row.to)
        .collect();
    assert_eq!(left, reached);
    let others: Vec<LoanState> = rows()
        .filter(|row| row.action != LoanAction::EndWait)
        .map(|row| row.to)
        .collect();
    assert_eq!(others, [LoanState::Withdrawn]);
    assert_eq!(allowed(LoanState::QuotaWait, Role::System).count(), 0);
    let once: Vec<LoanAction> = allowed(LoanState::QuotaWait, Role::HrOfficer).collect();
    assert_eq!(once, [LoanAction::EndWait]);
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
                // What an appeal leaves as it is was refused by two already; the file asks for a third.
                let is_upheld =
                    (row.from, row.action) == (LoanState::AppealReview, LoanAction::UpholdRefusal);
                assert!(
                    is_upheld || row.action == LoanAction::ConfirmRefusal,
                    "{row:?}"
                );
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
        assert_eq!(can_withdraw, state.is_under_way(), "{state}");
    }
}

const BEGIN: &str = "<!-- table of the startup loan: written by the tests of crates/workflow, UPDATE_DOCS=1 rewrites it -->\n";
const END: &str = "<!-- end of the table -->\n";

fn documented_table() -> String {
    let mut text =
        String::from("\n| In state | held by | action | by | leads to |\n|---|---|---|---|---|\n");
    for row in TRANSITIONS {
        let is_appeal = row.from == LoanState::AppealReview;
        let holder = row.from.holder().or(is_appeal.then_some(row.roles[0]));
        let holder = holder.map_or("-", Role::as_str);
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

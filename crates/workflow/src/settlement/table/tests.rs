//! The table as a whole, and cell by cell.

use super::*;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::Draft, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the settlement of a class", MOVES, S::holder);
}

/// What is expected of a cell, written without the table.
fn expected(state: S, action: A, role: Role) -> Result<S, Refused> {
    let (to, whose) = match (state, action) {
        (S::Draft, A::Write) => (S::Draft, Role::Trainer),
        (S::Returned, A::Write) => (S::Returned, Role::Trainer),
        (S::Draft | S::Returned, A::Submit) => (S::Submitted, Role::Trainer),
        (S::Submitted, A::Return) => (S::Returned, Role::TrainingOfficer),
        (S::Submitted, A::Settle) => (S::Settled, Role::TrainingOfficer),
        (S::Settled, A::Pay | A::TakeBack) => (S::Settled, Role::TrainingOfficer),
        _ => return Err(Refused::NotAllowed),
    };
    if role == whose {
        Ok(to)
    } else {
        Err(Refused::WrongRole)
    }
}

#[test]
fn every_cell_is_as_expected() {
    for &state in S::ALL {
        for &action in A::ALL {
            for &role in Role::ALL {
                let found = next(state, action, role);
                assert_eq!(
                    found,
                    expected(state, action, role),
                    "{state} {action} {role}"
                );
                assert_eq!(found.is_ok(), allowed(state, role).contains(&action));
            }
        }
    }
}

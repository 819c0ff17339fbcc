//! The table as a whole, and cell by cell.

use super::*;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::New, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the re-review", MOVES, |_| None);
}

#[test]
fn every_cell_is_as_expected() {
    for &state in S::ALL {
        for &action in A::ALL {
            for &role in Role::ALL {
                let expected = match (state, action) {
                    (S::New, A::Draw) if role == Role::System => Ok(S::Waiting),
                    (S::Waiting, A::Agree) if OFFICERS.contains(&role) => Ok(S::Agreed),
                    (S::Waiting, A::RecordFinding) if OFFICERS.contains(&role) => Ok(S::Found),
                    (S::New, A::Draw) | (S::Waiting, A::Agree | A::RecordFinding) => {
                        Err(Refused::WrongRole)
                    }
                    _ => Err(Refused::NotAllowed),
                };
                let found = next(state, action, role);
                assert_eq!(found, expected, "{state} {action} {role}");
                assert_eq!(found.is_ok(), allowed(state, role).contains(&action));
            }
        }
    }
}

//! The table as a whole, and cell by cell.

use super::*;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::New, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the complaint", MOVES, |_| None);
}

#[test]
fn every_cell_is_as_expected() {
    for &state in S::ALL {
        for &action in A::ALL {
            for &role in Role::ALL {
                let expected = match (state, action) {
                    (S::New, A::File) if role == Role::Resident => Ok(S::Open),
                    (S::Open, A::Uphold) if role == Role::TrainingOfficer => Ok(S::Upheld),
                    (S::Open, A::Dismiss) if role == Role::TrainingOfficer => Ok(S::Dismissed),
                    (S::New, A::File) | (S::Open, A::Uphold | A::Dismiss) => {
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

//! The table as a whole, and cell by cell.

use super::*;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::New, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the spot check", MOVES, S::holder);
}

#[test]
fn every_cell_is_as_expected() {
    for &state in S::ALL {
        for &action in A::ALL {
            for &role in Role::ALL {
                let expected = match (state, action) {
                    (S::New, A::Draw) if role == Role::System => Ok(S::Drawn),
                    (S::Drawn, A::FindInOrder | A::FindFault) if role != Role::TrainingOfficer => {
                        Err(Refused::WrongRole)
                    }
                    (S::New, A::Draw) => Err(Refused::WrongRole),
                    (S::Drawn, A::FindInOrder) => Ok(S::InOrder),
                    (S::Drawn, A::FindFault) => Ok(S::Faulty),
                    _ => Err(Refused::NotAllowed),
                };
                let found = next(state, action, role);
                assert_eq!(found, expected, "{state} {action} {role}");
                assert_eq!(found.is_ok(), allowed(state, role).contains(&action));
            }
        }
    }
}

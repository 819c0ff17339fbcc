//! The table as a whole.

use super::*;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::Draft, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the listing", MOVES, S::holder);
}

/// No trainer makes a listing public: between writing and residents there is always an officer.
#[test]
fn only_an_officer_stands_between_draft_and_residents() {
    for row in MOVES
        .iter()
        .filter(|row| row.to.is_public() && !row.from.is_public())
    {
        let is_system = row.action == A::GoLive && row.roles == SYSTEM;
        assert!(is_system || row.roles == OFFICER, "{row:?}");
    }
    for row in MOVES.iter().filter(|row| row.to == S::Approved) {
        assert_eq!(row.roles, OFFICER, "{row:?}");
    }
}

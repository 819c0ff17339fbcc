//! The table as a whole.

use super::*;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::Planned, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the class", MOVES, S::holder);
}

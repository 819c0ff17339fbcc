//! The table as a whole.

use super::*;
use crate::enrolment::Seat;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::Draft, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the enrolment", MOVES, S::holder);
}

/// From not waiting and not seated, only asking leads to a seat or the list; from the list only an offer to a seat.
#[test]
fn nobody_jumps_the_list() {
    for row in MOVES {
        match (row.from.seat(), row.to.seat()) {
            (Seat::Waiting, Seat::Taken) => assert_eq!(row.action, A::Offer),
            // Who comes after all gets a seat only while one is free, which the file looks at.
            (Seat::None, Seat::Taken) => {
                assert!(matches!(row.action, A::Enrol | A::Overturn | A::CheckIn));
            }
            (_, Seat::Waiting) if row.from != row.to => assert_eq!(row.action, A::WaitList),
            _ => {}
        }
    }
}

#[test]
fn a_certificate_follows_a_completed_class() {
    for row in MOVES.iter().filter(|row| row.to == S::Certified) {
        assert_eq!(row.from, S::Completed);
    }
}

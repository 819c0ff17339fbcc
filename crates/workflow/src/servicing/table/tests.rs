//! The table as a whole.

use super::*;
use crate::table::tests::{check_documented, check_whole};

#[test]
fn the_table_is_whole() {
    check_whole(MOVES, S::Disbursed, S::ALL, A::ALL);
}

#[test]
fn the_documentation_shows_this_table() {
    check_documented("the loan after the payout", MOVES, S::holder);
}

/// What follows from days and payments is said by the portal, and what money moved by who moved it.
#[test]
fn everybody_says_only_what_is_theirs() {
    for row in MOVES {
        let roles: &[Role] = match row.action {
            A::RecordPayment | A::ReversePayment => BANK,
            A::Compensate | A::Recover => GUARANTEE,
            A::ApproveSubsidy | A::StopSubsidy => HR,
            A::Book | A::FallOverdue | A::Warn | A::Cure | A::Close | A::EndRecovery => SYSTEM,
        };
        assert_eq!(row.roles, roles, "{row:?}");
    }
}

#[test]
fn residents_change_nothing_here() {
    for &state in S::ALL {
        assert_eq!(allowed(state, Role::Resident).count(), 0);
    }
}

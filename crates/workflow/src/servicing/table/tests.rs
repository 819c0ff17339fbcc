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
            A::RecordPayment | A::ReversePayment | A::ProposePlan => BANK,
            A::Compensate
            | A::Recover
            | A::ProposeWriteOff
            | A::ConfirmWriteOff
            | A::DismissWriteOff => GUARANTEE,
            A::ApproveSubsidy
            | A::StopSubsidy
            | A::QuerySubsidy
            | A::PaySubsidy
            | A::AnswerChange
            | A::ResumeSubsidy => HR,
            A::AnswerQuery => ASKED,
            A::TellChange => RESIDENT,
            // Whoever is owed calls.
            A::NoteCall if row.from == S::Overdue => BANK,
            A::NoteCall => GUARANTEE,
            A::AskExtension => ASKING,
            A::AgreeExtension | A::RefuseExtension => LENDERS,
            A::Book
            | A::FallOverdue
            | A::Warn
            | A::Cure
            | A::Close
            | A::Extend
            | A::Restructure
            | A::EndRecovery => SYSTEM,
        };
        assert_eq!(row.roles, roles, "{row:?}");
    }
}

#[test]
fn residents_ask_answer_and_tell_and_decide_nothing_here() {
    for &state in S::ALL {
        let asked: &[A] = match state {
            S::Disbursed => &[],
            S::Repaying => &[A::AskExtension, A::AnswerQuery, A::TellChange],
            S::Overdue => &[A::AnswerQuery, A::TellChange],
            _ => &[A::AnswerQuery],
        };
        let found: Vec<A> = allowed(state, Role::Resident).collect();
        assert_eq!(found, asked);
    }
}

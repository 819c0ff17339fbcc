//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{ServicingAction as A, ServicingState as S};
use crate::table::row;
use crate::{Move, Refused, Role};

const HR: &[Role] = &[Role::HrOfficer];
const GUARANTEE: &[Role] = &[Role::GuaranteeOfficer];
const BANK: &[Role] = &[Role::BankOfficer];
const SYSTEM: &[Role] = &[Role::System];
/// The bank records what the borrower asks for at its counter.
const ASKING: &[Role] = &[Role::Resident, Role::BankOfficer];
/// A question about a subsidy is answered by whom it was put to, or by the bureau that was told on the phone.
const ASKED: &[Role] = &[Role::Resident, Role::HrOfficer, Role::BankOfficer];
/// It is theirs to tell; what it means, the bureau says.
const RESIDENT: &[Role] = &[Role::Resident];
/// Both have to agree, and each can refuse.
const LENDERS: &[Role] = &[Role::GuaranteeOfficer, Role::BankOfficer];

/// Every move a loan can make once it was paid out. A state and an action determine the next state.
pub const MOVES: &[Move<S, A>] = &[
    row(S::Disbursed, A::Book, S::Repaying, SYSTEM),
    row(S::Repaying, A::RecordPayment, S::Repaying, BANK),
    row(S::Repaying, A::ReversePayment, S::Repaying, BANK),
    row(S::Repaying, A::FallOverdue, S::Overdue, SYSTEM),
    row(S::Repaying, A::Close, S::Repaid, SYSTEM),
    row(S::Repaying, A::AskExtension, S::Repaying, ASKING),
    row(S::Repaying, A::AgreeExtension, S::Repaying, LENDERS),
    row(S::Repaying, A::RefuseExtension, S::Repaying, LENDERS),
    row(S::Repaying, A::Extend, S::Repaying, SYSTEM),
    row(S::Repaying, A::ApproveSubsidy, S::Repaying, HR),
    row(S::Repaying, A::StopSubsidy, S::Repaying, HR),
    row(S::Repaying, A::QuerySubsidy, S::Repaying, HR),
    row(S::Repaying, A::AnswerQuery, S::Repaying, ASKED),
    row(S::Repaying, A::PaySubsidy, S::Repaying, HR),
    row(S::Repaying, A::TellChange, S::Repaying, RESIDENT),
    row(S::Repaying, A::AnswerChange, S::Repaying, HR),
    row(S::Repaying, A::ResumeSubsidy, S::Repaying, HR),
    row(S::Overdue, A::RecordPayment, S::Overdue, BANK),
    row(S::Overdue, A::ReversePayment, S::Overdue, BANK),
    row(S::Overdue, A::Warn, S::Overdue, SYSTEM),
    row(S::Overdue, A::Cure, S::Repaying, SYSTEM),
    row(S::Overdue, A::Close, S::Repaid, SYSTEM),
    row(S::Overdue, A::AgreeExtension, S::Overdue, LENDERS),
    row(S::Overdue, A::RefuseExtension, S::Overdue, LENDERS),
    row(S::Overdue, A::Extend, S::Overdue, SYSTEM),
    row(S::Overdue, A::ProposePlan, S::Overdue, BANK),
    row(S::Overdue, A::Restructure, S::Repaying, SYSTEM),
    row(S::Overdue, A::Compensate, S::Compensated, GUARANTEE),
    row(S::Overdue, A::ApproveSubsidy, S::Overdue, HR),
    row(S::Overdue, A::StopSubsidy, S::Overdue, HR),
    row(S::Overdue, A::QuerySubsidy, S::Overdue, HR),
    row(S::Overdue, A::AnswerQuery, S::Overdue, ASKED),
    row(S::Overdue, A::PaySubsidy, S::Overdue, HR),
    row(S::Overdue, A::TellChange, S::Overdue, RESIDENT),
    row(S::Overdue, A::AnswerChange, S::Overdue, HR),
    row(S::Overdue, A::ResumeSubsidy, S::Overdue, HR),
    row(S::Overdue, A::NoteCall, S::Overdue, BANK),
    row(S::Compensated, A::Recover, S::Compensated, GUARANTEE),
    row(S::Compensated, A::EndRecovery, S::Recovered, SYSTEM),
    row(
        S::Compensated,
        A::ProposeWriteOff,
        S::Compensated,
        GUARANTEE,
    ),
    row(S::Compensated, A::ConfirmWriteOff, S::WrittenOff, GUARANTEE),
    row(
        S::Compensated,
        A::DismissWriteOff,
        S::Compensated,
        GUARANTEE,
    ),
    row(S::Compensated, A::ApproveSubsidy, S::Compensated, HR),
    row(S::Compensated, A::StopSubsidy, S::Compensated, HR),
    row(S::Compensated, A::QuerySubsidy, S::Compensated, HR),
    row(S::Compensated, A::AnswerQuery, S::Compensated, ASKED),
    row(S::Compensated, A::PaySubsidy, S::Compensated, HR),
    row(S::Compensated, A::AnswerChange, S::Compensated, HR),
    row(S::Compensated, A::ResumeSubsidy, S::Compensated, HR),
    row(S::Compensated, A::NoteCall, S::Compensated, GUARANTEE),
    row(S::Recovered, A::ApproveSubsidy, S::Recovered, HR),
    row(S::Recovered, A::StopSubsidy, S::Recovered, HR),
    row(S::Recovered, A::QuerySubsidy, S::Recovered, HR),
    row(S::Recovered, A::AnswerQuery, S::Recovered, ASKED),
    row(S::Recovered, A::PaySubsidy, S::Recovered, HR),
    row(S::Recovered, A::ResumeSubsidy, S::Recovered, HR),
    row(S::WrittenOff, A::Recover, S::WrittenOff, GUARANTEE),
    row(S::WrittenOff, A::EndRecovery, S::Recovered, SYSTEM),
    row(S::WrittenOff, A::ApproveSubsidy, S::WrittenOff, HR),
    row(S::WrittenOff, A::StopSubsidy, S::WrittenOff, HR),
    row(S::WrittenOff, A::QuerySubsidy, S::WrittenOff, HR),
    row(S::WrittenOff, A::AnswerQuery, S::WrittenOff, ASKED),
    row(S::WrittenOff, A::PaySubsidy, S::WrittenOff, HR),
    row(S::WrittenOff, A::ResumeSubsidy, S::WrittenOff, HR),
    row(S::Repaid, A::ReversePayment, S::Repaying, BANK),
    row(S::Repaid, A::ApproveSubsidy, S::Repaid, HR),
    row(S::Repaid, A::StopSubsidy, S::Repaid, HR),
    row(S::Repaid, A::QuerySubsidy, S::Repaid, HR),
    row(S::Repaid, A::AnswerQuery, S::Repaid, ASKED),
    row(S::Repaid, A::PaySubsidy, S::Repaid, HR),
    row(S::Repaid, A::ResumeSubsidy, S::Repaid, HR),
];

/// The state after an action.
///
/// ```
/// use workflow::{Role, Refused, servicing::{ServicingAction as A, ServicingState as S, next}};
/// assert_eq!(next(S::Overdue, A::Cure, Role::System), Ok(S::Repaying));
/// assert_eq!(next(S::Overdue, A::Cure, Role::BankOfficer), Err(Refused::WrongRole));
/// assert_eq!(next(S::Repaid, A::Cure, Role::System), Err(Refused::NotAllowed));
/// ```
///
/// # Errors
/// When the table has no such row, or has it for another role.
pub fn next(state: S, action: A, role: Role) -> Result<S, Refused> {
    crate::table::next(MOVES, state, action, role)
}

/// What the table lets a role do in a state.
///
/// ```
/// use workflow::{Role, servicing::{ServicingAction, ServicingState, allowed}};
/// let actions: Vec<_> = allowed(ServicingState::Overdue, Role::GuaranteeOfficer).collect();
/// assert_eq!(actions.last(), Some(&ServicingAction::Compensate));
/// ```
pub fn allowed(state: S, role: Role) -> impl Iterator<Item = A> {
    crate::table::allowed(MOVES, state, role)
}

#[cfg(test)]
mod tests;

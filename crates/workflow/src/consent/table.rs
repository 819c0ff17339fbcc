//! The table of moves: the single source for the server and `docs/WORKFLOWS.md`.

use super::{ConsentAction as A, ConsentState as S, Party};
use crate::table::Refused;

/// One row: in this state, this party may do this, and the consent then stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The state before.
    pub from: S,
    /// What is done.
    pub action: A,
    /// The state after.
    pub to: S,
    /// Who may do it.
    pub by: Party,
}

const fn row(from: S, action: A, to: S, by: Party) -> Row {
    Row {
        from,
        action,
        to,
        by,
    }
}

/// Every move a consent can make. A state and an action determine the next state.
pub const MOVES: &[Row] = &[
    row(S::New, A::Ask, S::Asked, Party::Applicant),
    row(S::Asked, A::See, S::Seen, Party::Named),
    row(S::Asked, A::Expire, S::Expired, Party::Portal),
    row(S::Asked, A::Cancel, S::Cancelled, Party::Applicant),
    row(S::Seen, A::Give, S::Given, Party::Named),
    row(S::Seen, A::Refuse, S::Refused, Party::Named),
    row(S::Seen, A::Expire, S::Expired, Party::Portal),
    row(S::Seen, A::Cancel, S::Cancelled, Party::Applicant),
    row(S::Given, A::Withdraw, S::Withdrawn, Party::Named),
    row(S::Given, A::Cancel, S::Cancelled, Party::Applicant),
    row(S::Refused, A::Cancel, S::Cancelled, Party::Applicant),
    row(S::Withdrawn, A::Cancel, S::Cancelled, Party::Applicant),
    row(S::Expired, A::Cancel, S::Cancelled, Party::Applicant),
];

/// The state after an action, as the table says it.
///
/// # Errors
/// When nobody, or only another party, can do this in this state.
pub fn next(state: S, action: A, party: Party) -> Result<S, Refused> {
    let row = MOVES
        .iter()
        .find(|row| row.from == state && row.action == action)
        .ok_or(Refused::NotAllowed)?;
    if row.by == party {
        Ok(row.to)
    } else {
        Err(Refused::WrongRole)
    }
}

/// What the table lets a party do in a state.
pub fn allowed(state: S, party: Party) -> impl Iterator<Item = A> {
    MOVES
        .iter()
        .filter(move |row| row.from == state && row.by == party)
        .map(|row| row.action)
}

#[cfg(test)]
mod tests;

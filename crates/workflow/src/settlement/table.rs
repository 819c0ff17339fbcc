//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{SettlementAction as A, SettlementState as S};
use crate::table::row;
use crate::{Move, Refused, Role};

const TRAINER: &[Role] = &[Role::Trainer];
const OFFICER: &[Role] = &[Role::TrainingOfficer];

/// Every move a settlement can make. A state and an action determine the next state.
pub const MOVES: &[Move<S, A>] = &[
    row(S::Draft, A::Write, S::Draft, TRAINER),
    row(S::Draft, A::Submit, S::Submitted, TRAINER),
    row(S::Submitted, A::Return, S::Returned, OFFICER),
    row(S::Submitted, A::Settle, S::Settled, OFFICER),
    row(S::Returned, A::Write, S::Returned, TRAINER),
    row(S::Returned, A::Submit, S::Submitted, TRAINER),
    row(S::Settled, A::Pay, S::Settled, OFFICER),
    row(S::Settled, A::TakeBack, S::Settled, OFFICER),
];

/// The state after an action.
///
/// # Errors
/// When nobody can do it in this state, or another role.
///
/// ```
/// use workflow::{Role, settlement::{SettlementAction as A, SettlementState as S, next}};
/// assert_eq!(next(S::Submitted, A::Settle, Role::TrainingOfficer), Ok(S::Settled));
/// assert!(next(S::Submitted, A::Settle, Role::Trainer).is_err());
/// ```
pub fn next(state: S, action: A, role: Role) -> Result<S, Refused> {
    crate::table::next(MOVES, state, action, role)
}

/// What a role can do in a state.
#[must_use]
pub fn allowed(state: S, role: Role) -> Vec<A> {
    crate::table::allowed(MOVES, state, role).collect()
}

#[cfg(test)]
mod tests;

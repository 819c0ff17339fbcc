//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{ComplaintAction as A, ComplaintState as S};
use crate::table::row;
use crate::{Move, Refused, Role};

const RESIDENT: &[Role] = &[Role::Resident];
const SECTION: &[Role] = &[Role::TrainingOfficer];

/// Every move a complaint can make: it is handed in, and answered once.
pub const MOVES: &[Move<S, A>] = &[
    row(S::New, A::File, S::Open, RESIDENT),
    row(S::Open, A::Uphold, S::Upheld, SECTION),
    row(S::Open, A::Dismiss, S::Dismissed, SECTION),
];

/// The state after an action.
///
/// # Errors
/// When nobody can do it in this state, or another role.
///
/// ```
/// use workflow::{Role, complaint::{ComplaintAction as A, ComplaintState as S, next}};
/// assert_eq!(next(S::Open, A::Uphold, Role::TrainingOfficer), Ok(S::Upheld));
/// assert!(next(S::Open, A::Dismiss, Role::Trainer).is_err());
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

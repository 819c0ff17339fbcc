//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{CorrectionAction as A, CorrectionState as S};
use crate::table::row;
use crate::{Move, Refused, Role};

const OFFICERS: &[Role] = &[Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer];
const RESIDENT: &[Role] = &[Role::Resident];

/// Every move a correction can make: it is made, and answered at most once. That the officer is of the agency that holds
/// the file, and that the resident answers in time, the correction's own history says.
pub const MOVES: &[Move<S, A>] = &[
    row(S::New, A::Correct, S::Made, OFFICERS),
    row(S::Made, A::Accept, S::Accepted, RESIDENT),
    row(S::Made, A::Object, S::Objected, RESIDENT),
];

/// The state after an action.
///
/// # Errors
/// When nobody can do it in this state, or another role.
///
/// ```
/// use workflow::{Role, correction::{CorrectionAction as A, CorrectionState as S, next}};
/// assert_eq!(next(S::Made, A::Object, Role::Resident), Ok(S::Objected));
/// assert!(next(S::Accepted, A::Object, Role::Resident).is_err());
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

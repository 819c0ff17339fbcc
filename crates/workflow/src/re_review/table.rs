//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{ReReviewAction as A, ReReviewState as S};
use crate::table::row;
use crate::{Move, Refused, Role};

const SYSTEM: &[Role] = &[Role::System];
const OFFICERS: &[Role] = &[Role::HrOfficer, Role::GuaranteeOfficer, Role::BankOfficer];

/// Every move a re-review can make: it is drawn, and looked at once. That the officer is of the agency that decided (of the
/// bureau, where that agency has no accounts) and had no part in it, the file's own history says.
pub const MOVES: &[Move<S, A>] = &[
    row(S::New, A::Draw, S::Waiting, SYSTEM),
    row(S::Waiting, A::Agree, S::Agreed, OFFICERS),
    row(S::Waiting, A::RecordFinding, S::Found, OFFICERS),
];

/// The state after an action.
///
/// # Errors
/// When nobody can do it in this state, or another role.
///
/// ```
/// use workflow::{Role, re_review::{ReReviewAction as A, ReReviewState as S, next}};
/// assert_eq!(next(S::Waiting, A::Agree, Role::BankOfficer), Ok(S::Agreed));
/// assert!(next(S::Agreed, A::RecordFinding, Role::BankOfficer).is_err());
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

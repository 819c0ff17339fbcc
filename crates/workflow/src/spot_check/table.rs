//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{SpotCheckAction as A, SpotCheckState as S};
use crate::table::row;
use crate::{Move, Refused, Role};

const SYSTEM: &[Role] = &[Role::System];
const OFFICER: &[Role] = &[Role::TrainingOfficer];

/// Every move a spot check can make: it is drawn, and noted once.
pub const MOVES: &[Move<S, A>] = &[
    row(S::New, A::Draw, S::Drawn, SYSTEM),
    row(S::Drawn, A::FindInOrder, S::InOrder, OFFICER),
    row(S::Drawn, A::FindFault, S::Faulty, OFFICER),
];

/// The state after an action.
///
/// # Errors
/// When nobody can do it in this state, or another role.
///
/// ```
/// use workflow::{Role, spot_check::{SpotCheckAction as A, SpotCheckState as S, next}};
/// assert_eq!(next(S::Drawn, A::FindFault, Role::TrainingOfficer), Ok(S::Faulty));
/// assert!(next(S::Faulty, A::FindInOrder, Role::TrainingOfficer).is_err());
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

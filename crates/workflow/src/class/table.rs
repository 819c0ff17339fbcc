//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{ClassAction as A, ClassState as S};
use crate::table::row;
use crate::{Move, Role};

const TRAINER: &[Role] = &[Role::Trainer];
const OFFICER: &[Role] = &[Role::TrainingOfficer];
const SYSTEM: &[Role] = &[Role::System];
const TRAINER_OR_OFFICER: &[Role] = &[Role::Trainer, Role::TrainingOfficer];
const TRAINER_OR_SYSTEM: &[Role] = &[Role::Trainer, Role::System];

/// Every move a class can make. A state and an action determine the next state.
pub const MOVES: &[Move<S, A>] = &[
    row(S::Planned, A::Plan, S::Planned, TRAINER_OR_SYSTEM),
    row(S::Planned, A::Open, S::Open, TRAINER_OR_SYSTEM),
    row(S::Planned, A::Cancel, S::Cancelled, TRAINER_OR_OFFICER),
    row(S::Open, A::Fill, S::Full, SYSTEM),
    row(S::Open, A::ChangeCapacity, S::Open, TRAINER),
    row(S::Open, A::SetLessons, S::Open, TRAINER),
    row(S::Open, A::Close, S::Closed, SYSTEM),
    row(S::Open, A::ReportMinimumNotMet, S::Open, SYSTEM),
    row(S::Open, A::Confirm, S::Open, TRAINER_OR_OFFICER),
    row(S::Open, A::Postpone, S::Postponed, TRAINER_OR_OFFICER),
    row(S::Open, A::Cancel, S::Cancelled, TRAINER_OR_OFFICER),
    row(S::Full, A::FreeSeat, S::Open, SYSTEM),
    row(S::Full, A::ChangeCapacity, S::Full, TRAINER),
    row(S::Full, A::SetLessons, S::Full, TRAINER),
    row(S::Full, A::Close, S::Closed, SYSTEM),
    row(S::Full, A::Postpone, S::Postponed, TRAINER_OR_OFFICER),
    row(S::Full, A::Cancel, S::Cancelled, TRAINER_OR_OFFICER),
    row(S::Closed, A::ChangeCapacity, S::Closed, TRAINER),
    row(S::Closed, A::SetLessons, S::Closed, TRAINER),
    row(S::Closed, A::ReportMinimumNotMet, S::Closed, SYSTEM),
    row(S::Closed, A::Confirm, S::Closed, TRAINER_OR_OFFICER),
    row(S::Closed, A::Postpone, S::Postponed, TRAINER_OR_OFFICER),
    row(S::Closed, A::Start, S::Running, SYSTEM),
    row(S::Closed, A::Cancel, S::Cancelled, TRAINER_OR_OFFICER),
    row(S::Postponed, A::ChangeCapacity, S::Postponed, TRAINER),
    row(S::Postponed, A::SetLessons, S::Postponed, TRAINER),
    row(S::Postponed, A::EndConsent, S::Open, SYSTEM),
    row(S::Postponed, A::Cancel, S::Cancelled, TRAINER_OR_OFFICER),
    row(S::Running, A::SetLessons, S::Running, TRAINER),
    row(S::Running, A::Finish, S::Finished, TRAINER_OR_SYSTEM),
    row(S::Finished, A::Settle, S::Settled, OFFICER),
];

#[cfg(test)]
mod tests;

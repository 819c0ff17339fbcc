//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{ListingAction as A, ListingState as S};
use crate::table::row;
use crate::{Move, Role};

const TRAINER: &[Role] = &[Role::Trainer];
const OFFICER: &[Role] = &[Role::TrainingOfficer];
const SYSTEM: &[Role] = &[Role::System];
const TRAINER_OR_OFFICER: &[Role] = &[Role::Trainer, Role::TrainingOfficer];
const OFFICER_OR_SYSTEM: &[Role] = &[Role::TrainingOfficer, Role::System];

/// Every move a listing can make. A state and an action determine the next state.
pub const MOVES: &[Move<S, A>] = &[
    row(S::Draft, A::Write, S::Draft, TRAINER),
    row(S::Draft, A::Submit, S::Submitted, TRAINER),
    row(S::Draft, A::Discard, S::Archived, TRAINER),
    row(S::Draft, A::Expire, S::Archived, SYSTEM),
    row(S::Submitted, A::TakeBack, S::Draft, TRAINER),
    row(S::Submitted, A::Return, S::Returned, OFFICER),
    row(S::Submitted, A::Approve, S::Approved, OFFICER),
    row(S::Returned, A::Write, S::Returned, TRAINER),
    row(S::Returned, A::Submit, S::Submitted, TRAINER),
    row(S::Returned, A::Discard, S::Archived, TRAINER),
    row(S::Returned, A::Expire, S::Draft, SYSTEM),
    row(S::Approved, A::Schedule, S::Scheduled, SYSTEM),
    row(S::Approved, A::Withdraw, S::Withdrawn, TRAINER_OR_OFFICER),
    row(S::Scheduled, A::GoLive, S::Live, SYSTEM),
    row(S::Scheduled, A::Withdraw, S::Withdrawn, TRAINER_OR_OFFICER),
    row(S::Live, A::Write, S::LiveWithDraft, TRAINER),
    row(S::Live, A::Correct, S::Live, TRAINER),
    row(S::Live, A::Suspend, S::Suspended, OFFICER_OR_SYSTEM),
    row(S::Live, A::Withdraw, S::Withdrawn, TRAINER_OR_OFFICER),
    row(S::LiveWithDraft, A::Write, S::LiveWithDraft, TRAINER),
    row(S::LiveWithDraft, A::Submit, S::LiveWithDraft, TRAINER),
    row(S::LiveWithDraft, A::TakeBack, S::LiveWithDraft, TRAINER),
    row(S::LiveWithDraft, A::Return, S::LiveWithDraft, OFFICER),
    row(S::LiveWithDraft, A::Approve, S::Live, OFFICER),
    row(S::LiveWithDraft, A::Discard, S::Live, TRAINER),
    row(S::LiveWithDraft, A::Expire, S::Live, SYSTEM),
    row(
        S::LiveWithDraft,
        A::Suspend,
        S::Suspended,
        OFFICER_OR_SYSTEM,
    ),
    row(
        S::LiveWithDraft,
        A::Withdraw,
        S::Withdrawn,
        TRAINER_OR_OFFICER,
    ),
    row(S::Suspended, A::Answer, S::Suspended, TRAINER),
    row(S::Suspended, A::Resume, S::Live, OFFICER),
    row(S::Suspended, A::Withdraw, S::Withdrawn, OFFICER),
    row(S::Withdrawn, A::Archive, S::Archived, SYSTEM),
];

/// What the table lets a role do in a state; the file may still refuse, for a reason the table cannot see.
pub fn allowed(state: S, role: Role) -> impl Iterator<Item = A> {
    crate::table::allowed(MOVES, state, role)
}

#[cfg(test)]
mod tests;

//! The table of moves: the single source for the server, the browser and `docs/WORKFLOWS.md`.

use super::{EnrolmentAction as A, EnrolmentState as S};
use crate::table::row;
use crate::{Move, Role};

const RESIDENT: &[Role] = &[Role::Resident];
const TRAINER: &[Role] = &[Role::Trainer];
const OFFICER: &[Role] = &[Role::TrainingOfficer];
const SYSTEM: &[Role] = &[Role::System];
const TRAINER_OR_OFFICER: &[Role] = &[Role::Trainer, Role::TrainingOfficer];
const TRAINER_OR_SYSTEM: &[Role] = &[Role::Trainer, Role::System];
const RESIDENT_OR_TRAINER: &[Role] = &[Role::Resident, Role::Trainer];
const SYSTEM_OR_OFFICER: &[Role] = &[Role::System, Role::TrainingOfficer];
const RESIDENT_OR_OFFICER: &[Role] = &[Role::Resident, Role::TrainingOfficer];

/// Every move an enrolment can make. A state and an action determine the next state.
pub const MOVES: &[Move<S, A>] = &[
    row(S::Draft, A::Enrol, S::Applied, RESIDENT),
    row(S::Draft, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::Draft, A::Expire, S::Lapsed, SYSTEM),
    row(S::Applied, A::Judge, S::Applied, SYSTEM),
    row(S::Applied, A::Name, S::Applied, RESIDENT),
    row(S::Applied, A::Hold, S::Held, SYSTEM_OR_OFFICER),
    row(S::Applied, A::WaitList, S::Waitlisted, SYSTEM),
    row(S::Applied, A::Return, S::Returned, OFFICER),
    row(S::Applied, A::Refuse, S::NotEligible, OFFICER),
    row(S::Applied, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::Applied, A::CancelClass, S::ClassCancelled, SYSTEM),
    row(S::Returned, A::Resubmit, S::Applied, RESIDENT),
    row(S::Returned, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::Returned, A::Expire, S::Lapsed, SYSTEM),
    row(S::Returned, A::CancelClass, S::ClassCancelled, SYSTEM),
    row(S::Waitlisted, A::Name, S::Waitlisted, RESIDENT),
    row(S::Waitlisted, A::Offer, S::Offered, SYSTEM),
    row(S::Waitlisted, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::Waitlisted, A::Expire, S::Lapsed, SYSTEM),
    row(S::Waitlisted, A::CancelClass, S::ClassCancelled, SYSTEM),
    row(S::Offered, A::Name, S::Offered, RESIDENT),
    row(S::Offered, A::Accept, S::Held, RESIDENT),
    row(S::Offered, A::Pass, S::Withdrawn, RESIDENT),
    row(S::Offered, A::Expire, S::Lapsed, SYSTEM),
    row(S::Offered, A::CancelClass, S::ClassCancelled, SYSTEM),
    row(S::Held, A::Judge, S::Applied, SYSTEM),
    row(S::Held, A::Withdraw, S::Withdrawn, RESIDENT),
    row(S::Held, A::Name, S::Held, RESIDENT_OR_TRAINER),
    row(S::Held, A::CheckIn, S::Attending, RESIDENT_OR_TRAINER),
    row(S::Held, A::ReportNoShow, S::NoShow, TRAINER_OR_SYSTEM),
    row(S::Held, A::CancelClass, S::ClassCancelled, SYSTEM),
    row(S::Attending, A::Name, S::Attending, TRAINER),
    row(S::Attending, A::CheckIn, S::Attending, RESIDENT_OR_TRAINER),
    row(S::Attending, A::UndoCheckIn, S::Attending, TRAINER),
    row(S::Attending, A::ReportNoShow, S::NoShow, TRAINER_OR_SYSTEM),
    row(S::Attending, A::Drop, S::Dropped, TRAINER),
    row(S::Attending, A::Complete, S::Completed, TRAINER),
    row(S::NoShow, A::Explain, S::NoShow, RESIDENT),
    row(S::NoShow, A::CheckIn, S::Attending, TRAINER),
    row(S::Dropped, A::Explain, S::Dropped, RESIDENT),
    row(S::Dropped, A::CheckIn, S::Attending, TRAINER),
    row(S::Completed, A::Name, S::Completed, TRAINER),
    row(
        S::Completed,
        A::RecordPass,
        S::Completed,
        TRAINER_OR_OFFICER,
    ),
    row(S::Completed, A::Fail, S::Failed, TRAINER),
    row(S::Completed, A::Certify, S::Certified, OFFICER),
    row(S::Failed, A::Retake, S::Completed, TRAINER),
    row(S::Failed, A::Appeal, S::Failed, RESIDENT),
    row(S::Failed, A::Uphold, S::Failed, OFFICER),
    row(S::Failed, A::Overturn, S::Completed, OFFICER),
    row(
        S::Certified,
        A::FollowUp,
        S::FollowedUp,
        RESIDENT_OR_OFFICER,
    ),
    row(
        S::FollowedUp,
        A::FollowUp,
        S::FollowedUp,
        RESIDENT_OR_OFFICER,
    ),
    row(S::NotEligible, A::Appeal, S::NotEligible, RESIDENT),
    row(S::NotEligible, A::Uphold, S::NotEligible, OFFICER),
    row(S::NotEligible, A::Overturn, S::Applied, OFFICER),
];

/// What the table lets a role do in a state; the file may still refuse, for a reason the table cannot see.
pub fn allowed(state: S, role: Role) -> impl Iterator<Item = A> {
    crate::table::allowed(MOVES, state, role)
}

#[cfg(test)]
mod tests;

//! What a resident does to the own enrolment: accept an offer, pass it on, withdraw.

use api::ProblemCode;
use api::enrolment::EnrolmentActionRequest;
use store::{Tx, enrolments as rows};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};

use super::member::Member;
use super::notice::Notice;
use super::room::Room;
use crate::applications::actor::Actor;
use crate::problem::ApiError;
use crate::state::Parts;

/// Does it; what comes free goes to the head of the wait-list in the same write.
///
/// # Errors
/// `not_found` when it is not this person's, `stale`, or when the workflow refuses.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    id: &str,
    request: &EnrolmentActionRequest,
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let what = (request.action, EnrolmentDetail::None);
    act_with(tx, parts, actor, (id, request.version), what)
}

/// The same for what needs more than a word.
///
/// # Errors
/// As [`act`].
pub fn act_with(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    (id, version): (&str, u32),
    what: (EnrolmentAction, EnrolmentDetail),
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let row = rows::find(tx, id)?
        .filter(|row| row.person_id == actor.person_id())
        .ok_or(ProblemCode::NotFound)?;
    let mut room = Room::load(parts, tx, &row.class_id)?.ok_or(ProblemCode::NotFound)?;
    let mut member = Member::open(parts, tx, row)?;
    if member.file.version() != version {
        return Err(ProblemCode::Stale.into());
    }
    member.step(tx, parts, &mut room, actor, what)?;
    let notices = room.settle(tx, parts, actor)?;
    Ok((member, room, notices))
}

//! What a resident does to the own enrolment: accept an offer, pass it on, withdraw.

use api::ProblemCode;
use api::enrolment::EnrolmentActionRequest;
use store::{Tx, enrolments as rows};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};

use super::enrol::check_overlap;
use super::member::Member;
use super::notice::Notice;
use super::room::Room;
use crate::applications::actor::Actor;
use crate::problem::ApiError;
use crate::state::Parts;

/// Does it; what comes free goes to the head of the wait-list in the same write.
///
/// # Errors
/// `not_found` when it is not this person's, `stale`, `class_overlap`, or when the workflow refuses.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    id: &str,
    request: &EnrolmentActionRequest,
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let detail = |room: &Room| {
        if request.action != EnrolmentAction::Accept {
            return Ok(EnrolmentDetail::None);
        }
        // Other seats may have come to the person since this place in the line was asked for.
        let is_accepted = check_overlap(tx, actor.person_id(), room, request.accepts_overlap)?;
        Ok(EnrolmentDetail::Overlap { is_accepted })
    };
    step(tx, parts, actor, (id, request.version), (request.action, detail))
}

/// The same for what needs more than a word.
///
/// # Errors
/// As [`act`].
pub fn act_with(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    on_screen: (&str, u32),
    (action, detail): (EnrolmentAction, EnrolmentDetail),
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    step(tx, parts, actor, on_screen, (action, |_: &Room| Ok(detail)))
}

fn step(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    (id, version): (&str, u32),
    (action, detail): (
        EnrolmentAction,
        impl FnOnce(&Room) -> Result<EnrolmentDetail, ApiError>,
    ),
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let row = rows::find(tx, id)?
        .filter(|row| row.person_id == actor.person_id())
        .ok_or(ProblemCode::NotFound)?;
    let mut room = Room::load(parts, tx, &row.class_id)?.ok_or(ProblemCode::NotFound)?;
    let mut member = Member::open(parts, tx, row)?;
    if member.file.version() != version {
        return Err(ProblemCode::Stale.into());
    }
    let detail = detail(&room)?;
    member.step(tx, parts, &mut room, actor, (action, detail))?;
    let notices = room.settle(tx, parts, actor)?;
    Ok((member, room, notices))
}

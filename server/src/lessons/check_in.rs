//! Somebody in the room checks in by the number on the trainer's screen.

use api::ProblemCode;
use store::code_check_ins::{self, CodeCheckIn};
use store::{Tx, enrolments as rows};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail, Presence};

use super::code;
use crate::applications::actor::Actor;
use crate::enrolments::member::Member;
use crate::enrolments::notice::Notice;
use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::rate_limit::Limit;
use crate::state::Parts;

/// Six digits are a million, and two of them are good at a time.
pub const PER_ENROLMENT: Limit = Limit {
    name: "check_in_ten_minutes",
    most: 10,
    window_ms: 10 * 60_000,
};

/// Checks in to today's lesson.
///
/// # Errors
/// `not_found` when it is not this person's, `invalid_input` for a number that is not shown, or when the workflow refuses.
pub fn check_in(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    id: &str,
    typed: &str,
    device: [u8; 32],
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let row = rows::find(tx, id)?
        .filter(|row| row.person_id == actor.person_id())
        .ok_or(ProblemCode::NotFound)?;
    let mut room = Room::load(parts, tx, &row.class_id)?.ok_or(ProblemCode::NotFound)?;
    if !code::is_shown(&parts.keyring, &room.row.id, actor.now_ms, typed) {
        return Err(ApiError::invalid_field("/code", "lesson_code_wrong"));
    }
    let mut member = Member::open(parts, tx, row)?;
    let today = actor.today();
    let lesson = EnrolmentDetail::Lesson {
        on: today,
        by: Presence::Code,
    };
    let what = (EnrolmentAction::CheckIn, lesson);
    member.step(tx, parts, &mut room, actor, what)?;
    let note = CodeCheckIn {
        class_id: room.row.id.clone(),
        taught_on: today,
        enrolment_id: member.row.id.clone(),
        device,
        created_ms: actor.now_ms,
    };
    code_check_ins::note(tx, &note)?;
    let notices = room.settle(tx, parts, actor)?;
    Ok((member, room, notices))
}

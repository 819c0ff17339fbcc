//! What a resident does to the own enrolment: accept an offer, pass it on, withdraw.

use api::ProblemCode;
use api::enrolment::{EnrolmentActionRequest, ResubmitRequest};
use store::{Tx, enrolments as rows};
use workflow::StepError;
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};

use super::eligibility;
use super::enrol::check_overlap;
use super::error::refused_step;
use super::member::Member;
use super::notice::Notice;
use super::room::Room;
use crate::applications::actor::Actor;
use crate::problem::ApiError;
use crate::state::Parts;

/// A reason is no longer than this.
const LONGEST_REASON: usize = 300;

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
            return said(request);
        }
        // Other seats may have come to the person since this place in the line was asked for.
        let is_accepted = check_overlap(tx, actor.person_id(), room, request.accepts_overlap)?;
        Ok(EnrolmentDetail::Overlap { is_accepted })
    };
    step(
        tx,
        parts,
        actor,
        (id, request.version),
        (request.action, detail),
    )
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
    on_screen: (&str, u32),
    (action, detail): (
        EnrolmentAction,
        impl FnOnce(&Room) -> Result<EnrolmentDetail, ApiError>,
    ),
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let (mut room, mut member) = open(tx, parts, actor, on_screen)?;
    let detail = detail(&room)?;
    member.step(tx, parts, &mut room, actor, (action, detail))?;
    eligibility::look_again(tx, parts, actor, &mut room, &mut member)?;
    let notices = room.settle(tx, parts, actor)?;
    Ok((member, room, notices))
}

/// What was said with a press.
fn said(request: &EnrolmentActionRequest) -> Result<EnrolmentDetail, ApiError> {
    let reason = request.reason.as_deref().unwrap_or_default().trim();
    match (request.action, request.absence) {
        // What was returned comes back with what was put right.
        (EnrolmentAction::Resubmit, _) => Err(refused_step(StepError::WrongDetail)),
        (EnrolmentAction::Explain, Some(reason)) => Ok(EnrolmentDetail::Absence { reason }),
        (EnrolmentAction::Withdraw | EnrolmentAction::Pass, _) if !reason.is_empty() => {
            if reason.chars().count() > LONGEST_REASON {
                return Err(ApiError::invalid_field("/reason", "too_long"));
            }
            Ok(EnrolmentDetail::Reason {
                text: reason.to_owned(),
            })
        }
        _ => Ok(EnrolmentDetail::None),
    }
}

/// Hands back what was returned, put right.
///
/// # Errors
/// As [`act`]; what is wrong with the claim.
pub fn resubmit(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    id: &str,
    request: &ResubmitRequest,
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let (mut room, mut member) = open(tx, parts, actor, (id, request.version))?;
    eligibility::resubmit(tx, parts, actor, &mut room, &mut member, &request.claim)?;
    let notices = room.settle(tx, parts, actor)?;
    Ok((member, room, notices))
}

/// Opens the own enrolment as it was on screen.
fn open(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    (id, version): (&str, u32),
) -> Result<(Room, Member), ApiError> {
    let row = rows::find(tx, id)?
        .filter(|row| row.person_id == actor.person_id())
        .ok_or(ProblemCode::NotFound)?;
    let room = Room::load(parts, tx, &row.class_id)?.ok_or(ProblemCode::NotFound)?;
    let member = Member::open(parts, tx, row)?;
    if member.file.version() != version {
        return Err(ProblemCode::Stale.into());
    }
    Ok((room, member))
}

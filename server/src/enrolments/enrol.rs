//! Asking for a seat.

use api::ProblemCode;
use api::enrolment::EnrolRequest;
use domain::PersonName;
use store::classes::{self, Standing};
use store::{Connection, Tx, courses, enrolments as rows, wait_lists};
use workflow::StepError;
use workflow::class::Placement;
use workflow::enrolment::{EnrolmentAction as A, EnrolmentDetail as D, LearnerName};

use super::eligibility::{self, Judgement};
use super::error::refused_step;
use super::member::Member;
use super::notice::Notice;
use super::room::{Room, class_id};
use super::subject::find_price;
use crate::applications::actor::Actor;
use crate::idempotency::Request;
use crate::problem::ApiError;
use crate::state::Parts;

/// Times one person may ask for one class; more is no resident.
const REQUESTS: i64 = 20;

/// Gives a seat or a place in the wait-list.
///
/// # Errors
/// `already_enrolled`, `class_closed`, `waitlist_full`, `class_overlap`, or `not_found`; `price_changed` of `/price_fen`.
pub fn enrol(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    request: &EnrolRequest,
) -> Result<(Member, Room, Vec<Notice>), ApiError> {
    let id = class_id(&request.course, &request.session);
    let (mut room, standing) = look(parts, tx, &id, actor)?;
    check_listed(tx, request)?;
    let then = check_place(&room, standing, actor)?;
    check_price(tx, &room, request)?;
    let overlap = check_overlap(tx, actor.person_id(), &room, request.accepts_overlap)?;
    let name = read_name(request)?;
    if then == A::WaitList {
        wait_lists::count_waited(tx, &room.row.id)?;
    }
    let judged = request.claim.as_ref();
    let judged = judged.map(|claim| eligibility::judge(tx, parts, actor, &room, claim));
    let judged = judged.transpose()?;
    let then = steps(then, judged.as_ref());
    let member = Member::start(tx, parts, &mut room, actor, (then, overlap), name)?;
    if let Some(judged) = &judged {
        judged.keep(tx, parts, &member)?;
    }
    let notices = room.settle(tx, parts, actor)?;
    Ok((member, room, notices))
}

/// What the portal does once somebody has asked. Who wants a subsidy and does not clearly get it has the seat kept, and
/// nobody steps before: the number of the request decides, not how it was judged.
fn steps(then: A, judged: Option<&Judgement>) -> Vec<(A, D)> {
    let mut steps: Vec<(A, D)> = judged.map(Judgement::step).into_iter().collect();
    let is_kept = then == A::Hold && judged.is_some_and(|judged| !judged.is_clear);
    if !is_kept {
        steps.push((then, D::None));
    }
    steps
}

/// Refuses from a look at the class what is sure to be refused at that moment, so that the many who come to a full class
/// do not wait for the writer's turn. Whoever is not refused goes there, where everything is looked at again.
///
/// # Errors
/// As [`enrol`], but for the overlap and the price.
pub fn refuse_early(
    connection: &Connection,
    parts: &Parts,
    actor: &Actor,
    request: &EnrolRequest,
    once: &Request,
) -> Result<(), ApiError> {
    let id = class_id(&request.course, &request.session);
    read_name(request)?;
    if let Some(claim) = &request.claim {
        eligibility::read(claim, actor, None)?;
    }
    let (room, standing) = look(parts, connection, &id, actor)?;
    check_listed(connection, request)?;
    match check_place(&room, standing, actor) {
        // This very request may have been what brought the person in: its answer is known, and given again.
        Err(_) if once.is_known(connection, &parts.keyring)? => Ok(()),
        checked => checked.map(drop),
    }
}

/// A course that rests is off the list, and its classes take nobody new.
fn check_listed(connection: &Connection, request: &EnrolRequest) -> Result<(), ApiError> {
    if courses::is_listed(connection, &request.course)? {
        Ok(())
    } else {
        Err(ProblemCode::ClassClosed.into())
    }
}

/// Whoever read another price has not agreed to this one.
fn check_price(
    connection: &Connection,
    room: &Room,
    request: &EnrolRequest,
) -> Result<(), ApiError> {
    let Some(seen) = request.price_fen else {
        return Ok(());
    };
    if find_price(connection, room)? == Some(seen) {
        Ok(())
    } else {
        Err(ApiError::invalid_field("/price_fen", "price_changed"))
    }
}

/// Whether the person has a seat in another class on days of this one; refuses unless that is accepted.
///
/// # Errors
/// `class_overlap`.
pub(super) fn check_overlap(
    connection: &Connection,
    person_id: &str,
    room: &Room,
    is_accepted: bool,
) -> Result<bool, ApiError> {
    let days = (room.plan.starts_on, room.plan.ends_on);
    let others = rows::list_overlapping(connection, person_id, &room.row.id, days)?;
    if !others.is_empty() && !is_accepted {
        return Err(ProblemCode::ClassOverlap.into());
    }
    Ok(!others.is_empty())
}

/// The name, where one was typed.
fn read_name(request: &EnrolRequest) -> Result<Option<LearnerName>, ApiError> {
    let typed = request
        .name
        .as_deref()
        .filter(|typed| !typed.trim().is_empty());
    let read = |typed| {
        PersonName::parse(typed).map_err(|error| ApiError::invalid_field("/name", error.code()))
    };
    let name = typed.map(read).transpose()?;
    Ok(name.as_ref().map(LearnerName::new))
}

fn look(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    actor: &Actor,
) -> Result<(Room, Standing), ApiError> {
    let found = classes::find_for(connection, id, actor.person_id())?;
    let (class, standing) = found.ok_or(ProblemCode::NotFound)?;
    Ok((Room::open(parts, class)?, standing))
}

/// What becomes of who asks now.
fn check_place(room: &Room, standing: Standing, actor: &Actor) -> Result<A, ApiError> {
    if standing.is_active {
        return Err(ProblemCode::AlreadyEnrolled.into());
    }
    if standing.requests >= REQUESTS {
        return Err(ProblemCode::TooManyRequests.into());
    }
    room.class.check_open(actor.today()).map_err(refused_step)?;
    match room.seats.placement() {
        Placement::Seat => Ok(A::Hold),
        Placement::WaitList => Ok(A::WaitList),
        Placement::Full => Err(refused_step(StepError::WaitListFull)),
    }
}

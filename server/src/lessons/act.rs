//! What a trainer or an officer does to one person of a class: ticks, results, certificates.

use api::ProblemCode;
use api::lesson::MemberActionRequest;
use domain::PersonName;
use store::{Tx, classes, enrolments as rows};
use workflow::StepError;
use workflow::class::ClassState;
use workflow::enrolment::{
    EnrolmentAction as A, EnrolmentDetail as D, EnrolmentState, LearnerName, Level, Presence,
};

use super::{certificate, follow_up};
use crate::applications::actor::Actor;
use crate::enrolments::error::refused_step;
use crate::enrolments::member::Member;
use crate::enrolments::notice::Notice;
use crate::enrolments::room::Room;
use crate::enrolments::subject::find_taught;
use crate::enrolments::view::is_sample;
use crate::problem::ApiError;
use crate::settlements::judge::level_of;
use crate::sms::words;
use crate::state::Parts;

/// Does it; a seat that comes free by it goes to the wait-list in the same write.
///
/// # Errors
/// `not_found` when nobody of that id is in the class, `stale`, or when the workflow refuses.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    id: &str,
    request: &MemberActionRequest,
) -> Result<(Member, Vec<Notice>), ApiError> {
    let row = rows::find(tx, id)?
        .filter(|row| row.class_id == room.row.id)
        .ok_or(ProblemCode::NotFound)?;
    // What came of it is asked long after the money.
    if room.class.state() == ClassState::Settled && request.action != A::FollowUp {
        return Err(refused_step(StepError::NotAllowed));
    }
    let mut member = Member::open(parts, tx, row)?;
    if member.file.version() != request.version {
        return Err(ProblemCode::Stale.into());
    }
    refuse_second_seat(tx, room, &member, request.action)?;
    refuse_other_level(tx, room, request)?;
    match request.action {
        A::Certify => certificate::issue(tx, parts, actor, room, &mut member)?,
        A::FollowUp => {
            let days = follow_up::days_asked(room, &member, actor.today());
            let days = days.ok_or_else(|| refused_step(StepError::TooEarly))?;
            let outcome = request.outcome;
            let outcome = outcome
                .ok_or_else(|| refused_step(StepError::DetailInvalid { part: "outcome" }))?;
            follow_up::record(tx, parts, actor, room, &mut member, (days, outcome))?;
        }
        _ => {
            for what in steps(&member, request)? {
                member.step(tx, parts, room, actor, what)?;
            }
            if request.action == A::Overturn {
                record_level(tx, parts, actor, room, &mut member)?;
            }
        }
    }
    let mut notices = told(tx, room, &member, request.action)?;
    notices.extend(room.settle(tx, parts, actor)?);
    Ok((member, notices))
}

/// Whoever asked for the class again after being taken off it, or after being refused, has one seat, not two.
fn refuse_second_seat(tx: &Tx, room: &Room, member: &Member, action: A) -> Result<(), ApiError> {
    let is_seat = matches!(action, A::CheckIn | A::Overturn);
    if !is_seat || member.row.active {
        return Ok(());
    }
    let found = classes::find_for(tx, &room.row.id, &member.row.person_id)?;
    if found.is_some_and(|(_, standing)| standing.is_active) {
        return Err(ProblemCode::AlreadyEnrolled.into());
    }
    Ok(())
}

/// A course leads to its own level alone. Another one would stand on the certificate, be paid for as such, and hide that this
/// one was paid for before.
fn refuse_other_level(tx: &Tx, room: &Room, request: &MemberActionRequest) -> Result<(), ApiError> {
    let level: Option<Level> = request.level.filter(|_| request.action == A::RecordPass);
    let Some(level) = level else {
        return Ok(());
    };
    let course = find_taught(tx, room)?;
    if course.as_ref().and_then(level_of) == Some(level) {
        Ok(())
    } else {
        Err(ApiError::invalid_field("/level", "level_not_of_course"))
    }
}

/// Whoever is in the right after all has passed for what the course leads to. Without a level the paper would be the school's
/// alone, and no assessment would be paid for.
fn record_level(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    member: &mut Member,
) -> Result<(), ApiError> {
    if member.file.state() != EnrolmentState::Completed {
        return Ok(());
    }
    let course = find_taught(tx, room)?;
    let Some(level) = course.as_ref().and_then(level_of) else {
        return Ok(());
    };
    let detail = D::Assessed { level: Some(level) };
    member.step(tx, parts, room, actor, (A::RecordPass, detail))
}

/// The steps of a press: a result completes the class first.
fn steps(member: &Member, request: &MemberActionRequest) -> Result<Vec<(A, D)>, ApiError> {
    let reason = request.reason.as_deref().unwrap_or_default().trim();
    let with_reason = |action| {
        let detail = if reason.is_empty() {
            D::None
        } else {
            D::Reason {
                text: reason.to_owned(),
            }
        };
        vec![(action, detail)]
    };
    let missing = |part| refused_step(StepError::DetailInvalid { part });
    let result = |step: (A, D)| {
        let mut steps = Vec::new();
        if member.file.state() == EnrolmentState::Attending {
            steps.push((A::Complete, D::None));
        }
        steps.push(step);
        steps
    };
    match request.action {
        A::Name => {
            let typed = request.name.as_deref().unwrap_or_default();
            let name = PersonName::parse(typed)
                .map_err(|error| ApiError::invalid_field("/name", error.code()))?;
            let name = LearnerName::new(&name);
            Ok(vec![(A::Name, D::Name { name })])
        }
        A::CheckIn | A::UndoCheckIn => {
            let on = request.on.ok_or_else(|| missing("on"))?;
            let by = Presence::Tick;
            Ok(vec![(request.action, D::Lesson { on, by })])
        }
        A::RecordPass => {
            let level = request.level;
            Ok(result((A::RecordPass, D::Assessed { level })))
        }
        A::Fail => Ok(result(with_reason(A::Fail).remove(0))),
        A::Drop | A::ReportNoShow => Ok(with_reason(request.action)),
        A::Retake => {
            let next = request.on.map_or(D::None, |on| D::NextDate { on });
            Ok(vec![(A::Retake, next)])
        }
        A::Uphold | A::Overturn | A::Return => {
            let mut steps = with_reason(request.action);
            if reason.is_empty() {
                return Err(missing("reason"));
            }
            // Who was refused and is in the right after all has the seat by the same press.
            if request.action == A::Overturn && member.file.state() == EnrolmentState::NotEligible {
                steps.push((A::Hold, D::None));
            }
            Ok(steps)
        }
        A::Hold => Ok(vec![(A::Hold, D::None)]),
        A::Refuse => {
            let refusal = request.refusal.clone().ok_or_else(|| missing("refusal"))?;
            let detail = D::Refusal {
                reason_code: refusal.reason_code,
                rule: refusal.rule,
                remedies: refusal.remedies,
            };
            Ok(vec![(A::Refuse, detail)])
        }
        _ => Err(refused_step(StepError::WrongRole)),
    }
}

fn told(tx: &Tx, room: &Room, member: &Member, action: A) -> Result<Vec<Notice>, ApiError> {
    let is_sample = is_sample(tx, &room.row.course_id)?;
    let text = match action {
        A::Certify => words::certified(is_sample),
        A::Drop | A::ReportNoShow => words::not_there(is_sample),
        A::Hold | A::Return | A::Refuse => words::request_answered(is_sample),
        A::Uphold | A::Overturn if is_of_request(member) => words::request_answered(is_sample),
        A::Fail | A::Uphold | A::Overturn => words::result_is_in(is_sample),
        A::Retake => match member.file.retake_on() {
            Some(on) => words::assessment_on(on, is_sample),
            None => return Ok(Vec::new()),
        },
        _ => return Ok(Vec::new()),
    };
    Ok(vec![Notice::new(&member.row.person_id, text)])
}

/// Whether what was decided again is the request for a seat, and no result.
fn is_of_request(member: &Member) -> bool {
    matches!(
        member.file.state(),
        EnrolmentState::Held | EnrolmentState::NotEligible
    )
}

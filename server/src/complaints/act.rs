//! Handing a complaint in, and answering it. The second one found true within a year takes the course off the list.

use api::ProblemCode;
use api::complaint::{
    ComplaintActionRequest, ComplaintView, MOST_ANSWER_CHARS, MOST_COMPLAINT_CHARS,
};
use store::complaints::{self as rows, Complaint};
use store::{Connection, Tx, classes, enrolments, listings};
use workflow::complaint::{
    ComplaintAction, ComplaintDetail, ComplaintState, counted_after, suspends,
};
use workflow::listing::SuspensionCause;

use super::file::Opened;
use super::view::view;
use crate::applications::actor::Actor;
use crate::applications::error::impossible;
use crate::applications::staff::check::Check;
use crate::enrolments::member::Member;
use crate::enrolments::notice::Notice;
use crate::enrolments::view::is_sample;
use crate::ids;
use crate::listings::act::suspend_by_portal;
use crate::listings::record::Record;
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::Parts;

/// The enrolment of a person about which that person may complain.
///
/// # Errors
/// `not_found` for somebody else's, what was erased, and who was never in the class.
pub fn own_member(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    person_id: &str,
) -> Result<Member, ApiError> {
    let row = enrolments::find(connection, id)?.filter(|row| row.person_id == person_id);
    let member = Member::open(parts, connection, row.ok_or(ProblemCode::NotFound)?)?;
    if !member.file.state().was_in() {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(member)
}

/// Hands it in.
///
/// # Errors
/// As [`own_member`]; `action_not_possible` for a second one; what is wrong with the words.
pub fn file(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    enrolment_id: &str,
    text: &str,
) -> Result<Opened, ApiError> {
    let member = own_member(parts, tx, enrolment_id, actor.person_id())?;
    // Whoever has complained before is told so, whatever was written.
    if rows::find_of(tx, &member.row.id)?.is_some() {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let mut check = Check::default();
    let text = check.text("/text", text, MOST_COMPLAINT_CHARS);
    let text = check.finish(text)?;
    let class = classes::find(tx, &member.row.class_id)?;
    let class = class.ok_or_else(|| impossible("find the class of an enrolment"))?;
    let working_days = parts.training_plan.clocks.complaint_working_days;
    let due = parts
        .calendar
        .nth_working_day_after(actor.today(), working_days);
    let row = Complaint {
        id: ids::fresh(),
        enrolment_id: member.row.id.clone(),
        course_id: class.class.course_id,
        state: ComplaintState::New.as_str().to_owned(),
        version: 0,
        due_on: due.on,
        decided_on: None,
        created_ms: actor.now_ms,
        updated_ms: actor.now_ms,
    };
    let detail = ComplaintDetail::Filed {
        text,
        due_on: due.on,
    };
    Opened::start(tx, &member, row, actor, detail)
}

/// Finds it true or not, and says who is to be told.
///
/// # Errors
/// `not_found`; `stale`; what the workflow refuses; an answer that is missing or too long.
pub fn answer(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    id: &str,
    request: &ComplaintActionRequest,
) -> Result<(ComplaintView, Vec<Notice>), ApiError> {
    let row = rows::find(tx, id)?.ok_or(ProblemCode::NotFound)?;
    let enrolment = enrolments::find(tx, &row.enrolment_id)?;
    let member = Member::open(parts, tx, enrolment.ok_or(ProblemCode::NotFound)?)?;
    let mut complaint = Opened::open(tx, &member, row)?;
    if complaint.file.version() != request.version {
        return Err(ProblemCode::Stale.into());
    }
    let mut check = Check::default();
    let reason = check.text("/reason", &request.reason, MOST_ANSWER_CHARS);
    let reason = check.finish(reason)?;
    let event = actor.step(
        request.action,
        ComplaintDetail::Decided {
            reason: reason.clone(),
        },
    );
    complaint.step(tx, &member, &event)?;
    if request.action == ComplaintAction::Uphold {
        suspend(tx, parts, actor, &complaint, &reason)?;
    }
    let is_sample = is_sample(tx, &complaint.row.course_id)?;
    let told = Notice::new(&member.row.person_id, words::complaint_answered(is_sample));
    let view = view(parts, tx, &member, &complaint, actor.today())?;
    Ok((view, vec![told]))
}

/// Takes the course off the list with the second one; whoever has a seat keeps it. The school reads the officer's words,
/// and nothing of who complained.
fn suspend(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    complaint: &Opened,
    reason: &str,
) -> Result<(), ApiError> {
    let course = &complaint.row.course_id;
    let upheld = rows::count_upheld(tx, course, counted_after(actor.today()))?;
    let upheld = u32::try_from(upheld).unwrap_or(u32::MAX);
    if !suspends(upheld) {
        return Ok(());
    }
    let Some(row) = listings::find_of_course(tx, course)? else {
        return Ok(());
    };
    let mut record = Record::open(row)?;
    if !record.state().is_public() {
        return Ok(());
    }
    let cause = SuspensionCause::Complaints {
        upheld,
        last: reason.to_owned(),
    };
    suspend_by_portal(tx, parts, &actor.portal(), &mut record, cause)
}

//! The subsidies of a settled class, paid: the finance office pays by the list and tells the bureau, and the bureau records day
//! and batch, with whoever's money came back. Whoever settled the class does not record its payment.

use std::collections::BTreeMap;

use api::settlement::{
    CameBackRequest, PaySettlementRequest, PaymentLineView, SettlementPaymentView,
    SettlementPaymentsView, SettlementView,
};
use api::{FieldError, ProblemCode};
use domain::Date;
use store::settlement_payments::{self, SettlementPayment};
use store::{Connection, Tx, staff};
use workflow::settlement::{
    CameBack, PaidLine, PaidList, SettlementAction, SettlementDetail, SettlementState, allowed,
    next,
};
use workflow::{Role, StepError};

use super::act::shown;
use super::due::{Due, digest, due, sum};
use super::opened::{Opened, open};
use crate::applications::actor::Actor;
use crate::applications::staff::check::Check;
use crate::enrolments::error::refused_step;
use crate::enrolments::notice::Notice;
use crate::enrolments::room::Room;
use crate::enrolments::view::is_sample;
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::Parts;

/// The longest number of a batch.
const REFERENCE_CHARS: usize = 40;

/// What is to be recorded, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    on: Date,
    reference: String,
}

/// Checks what was typed.
///
/// # Errors
/// Everything that is missing or wrong.
pub fn check(request: &PaySettlementRequest, today: Date) -> Result<Payment, ApiError> {
    let mut check = Check::default();
    let on = Date::parse_iso(&request.paid_on);
    check.holds(on.is_some(), "/paid_on", "date_unreadable");
    let is_past = on.is_none_or(|on| on <= today);
    check.holds(is_past, "/paid_on", "date_in_future");
    let reference = check.text("/reference", &request.reference, REFERENCE_CHARS);
    let on = check.finish(on)?.ok_or(ProblemCode::InvalidInput)?;
    Ok(Payment { on, reference })
}

/// Opens the sheet for somebody who did not settle it, seen at a version.
fn begin(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    (action, version): (SettlementAction, u32),
) -> Result<Opened, ApiError> {
    let opened = open(parts, tx, room, actor.today())?;
    if opened.sheet.version() != version {
        return Err(ProblemCode::Stale.into());
    }
    next(opened.sheet.file.state(), action, actor.role)
        .map_err(|refused| refused_step(refused.into()))?;
    if opened.sheet.file.is_settled_by(&actor.id) {
        return Err(refused_step(StepError::SamePerson));
    }
    Ok(opened)
}

/// Records that the list on screen is paid, and gives whom to tell.
///
/// # Errors
/// `stale` when somebody was first, with `lines_changed` when the list is another by now; `second_person_needed`;
/// `action_not_possible` before it is settled and when nobody waits; a day before it was settled; what came back of somebody who is
/// not in the list.
pub fn pay(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    (request, payment): (&PaySettlementRequest, &Payment),
) -> Result<(SettlementView, Vec<Notice>), ApiError> {
    let begun = (SettlementAction::Pay, request.version);
    let mut opened = begin(tx, parts, actor, room, begun)?;
    let settled_ms = opened.sheet.file.decided_ms();
    let settled = settled_ms.map(Date::from_unix_ms_shanghai);
    if settled.is_some_and(|settled| payment.on < settled) {
        return Err(ApiError::invalid_field("/paid_on", "paid_before_decided"));
    }
    let mut lines: Vec<PaidLine> = due(&opened)?.iter().filter_map(Due::line).collect();
    if lines.is_empty() {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let digest = digest(&lines);
    if digest != request.digest {
        return Err(lines_changed());
    }
    note_unpaid(&mut lines, request)?;
    let came_back = lines.iter().filter(|line| line.unpaid.is_some());
    let row = SettlementPayment {
        class_id: room.row.id.clone(),
        seq: opened.sheet.next_seq(),
        paid_on: payment.on,
        reference: payment.reference.clone(),
        lines: count(lines.len()),
        total_fen: sum(&lines)?,
        unpaid: count(came_back.clone().count()),
        unpaid_fen: sum(came_back)?,
        recorded_by: actor.id.clone(),
        recorded_ms: actor.now_ms,
        digest,
    };
    let notices = told(tx, room, &opened, &lines)?;
    let detail = SettlementDetail::Paid(PaidList {
        on: payment.on,
        reference: payment.reference.clone(),
        lines,
    });
    let step = (SettlementAction::Pay, detail);
    opened.sheet.step(tx, parts, actor, &room.row.id, step)?;
    settlement_payments::insert(tx, &row)?;
    Ok((shown(tx, parts, actor, room)?, notices))
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Notes that money came back after its list was recorded, and gives whom to tell.
///
/// # Errors
/// `stale`; `second_person_needed`; `action_not_possible` before it is settled; who was not paid.
pub fn came_back(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    request: &CameBackRequest,
) -> Result<(SettlementView, Vec<Notice>), ApiError> {
    let begun = (SettlementAction::TakeBack, request.version);
    let mut opened = begin(tx, parts, actor, room, begun)?;
    let mut check = Check::default();
    check.holds(!request.lines.is_empty(), "/lines", "required");
    let mut lines = BTreeMap::new();
    for line in &request.lines {
        let is_paid = opened.sheet.file.paid_on(&line.id).is_some();
        check.holds(is_paid, format!("/lines/{}", line.id), "unknown_field");
        lines.insert(line.id.clone(), line.reason);
    }
    check.finish(())?;
    let text = words::subsidies_came_back(is_sample(tx, &room.row.course_id)?);
    let members = opened.people.iter().map(|one| &one.judged.member.row);
    let notices: Vec<Notice> = members
        .filter(|row| lines.contains_key(&row.id))
        .map(|row| Notice::new(&row.person_id, text.clone()))
        .collect();
    let detail = SettlementDetail::CameBack(CameBack { lines });
    let step = (SettlementAction::TakeBack, detail);
    opened.sheet.step(tx, parts, actor, &room.row.id, step)?;
    for payment in opened.sheet.file.payments() {
        let lines = payment.list.lines.iter();
        let unpaid = lines.filter(|line| line.unpaid.is_some());
        let noted = (count(unpaid.clone().count()), sum(unpaid)?);
        settlement_payments::note_unpaid(tx, &room.row.id, payment.seq.into(), noted)?;
    }
    Ok((shown(tx, parts, actor, room)?, notices))
}

/// What somebody of a role can do to the payments of a settled class.
#[must_use]
pub fn actions(
    opened: &Opened,
    payments: &SettlementPaymentsView,
    role: Role,
) -> Vec<SettlementAction> {
    let file = &opened.sheet.file;
    let mut people = opened.people.iter();
    let is_somebody_paid = people.any(|one| file.paid_on(&one.judged.member.row.id).is_some());
    let is_possible = |action: &SettlementAction| match action {
        SettlementAction::Pay => !payments.next.is_empty(),
        SettlementAction::TakeBack => is_somebody_paid,
        _ => true,
    };
    let mut actions = allowed(file.state(), role);
    actions.retain(|action| !payments.is_settler && is_possible(action));
    actions
}

/// Notes what came back.
fn note_unpaid(lines: &mut [PaidLine], request: &PaySettlementRequest) -> Result<(), ApiError> {
    let mut check = Check::default();
    for back in &request.unpaid {
        let mut lines = lines.iter_mut();
        match lines.find(|line| line.enrolment_id == back.id) {
            Some(line) => line.unpaid = Some(back.reason),
            None => check.refuse(format!("/unpaid/{}", back.id), "unknown_field"),
        }
    }
    check.finish(())
}

/// Word to everybody in the list: that it is paid, or that it came back and a card is asked for.
fn told(
    tx: &Tx,
    room: &Room,
    opened: &Opened,
    lines: &[PaidLine],
) -> Result<Vec<Notice>, ApiError> {
    let is_sample = is_sample(tx, &room.row.course_id)?;
    let by_id: BTreeMap<&str, &PaidLine> = lines
        .iter()
        .map(|line| (line.enrolment_id.as_str(), line))
        .collect();
    let members = opened.people.iter().map(|one| &one.judged.member.row);
    let notices = members.filter_map(|row| {
        let line = by_id.get(row.id.as_str())?;
        let text = if line.unpaid.is_none() {
            words::subsidies_paid(is_sample)
        } else {
            words::subsidies_came_back(is_sample)
        };
        Some(Notice::new(&row.person_id, text))
    });
    Ok(notices.collect())
}

/// That the list is another than the one on the officer's screen.
fn lines_changed() -> ApiError {
    let error = FieldError {
        pointer: "/digest".to_owned(),
        code: "lines_changed".to_owned(),
    };
    ApiError::Fields(ProblemCode::Stale, vec![error])
}

/// What was paid of a settled class, and what waits; none before, and for a school.
///
/// # Errors
/// When the store does not answer.
pub fn payments(
    connection: &Connection,
    opened: &Opened,
    (staff_id, role): (&str, Role),
) -> Result<Option<SettlementPaymentsView>, ApiError> {
    let file = &opened.sheet.file;
    if role == Role::Trainer || file.state() != SettlementState::Settled {
        return Ok(None);
    }
    let due = due(opened)?;
    let lines: Vec<PaidLine> = due.iter().filter_map(Due::line).collect();
    let mut paid = Vec::new();
    for payment in file.payments() {
        let list = &payment.list;
        let came_back = list.lines.iter().filter(|line| line.unpaid.is_some());
        let member = staff::find(connection, &payment.by)?;
        paid.push(SettlementPaymentView {
            paid_on: list.on,
            reference: list.reference.clone(),
            lines: number(list.lines.len()),
            total_fen: sum(&list.lines)?,
            unpaid: number(came_back.clone().count()),
            unpaid_fen: sum(came_back)?,
            recorded_by: member.map(|member| member.display_name).unwrap_or_default(),
            digest: digest(&list.lines),
        });
    }
    Ok(Some(SettlementPaymentsView {
        next_fen: sum(&lines)?,
        digest: digest(&lines),
        held: number(due.len() - lines.len()),
        is_settler: file.is_settled_by(staff_id),
        paid,
        next: lines
            .into_iter()
            .map(|line| PaymentLineView {
                id: line.enrolment_id,
                fen: line.fen,
            })
            .collect(),
    }))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

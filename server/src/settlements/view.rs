//! A sheet as whoever asks sees it.

use api::ProblemCode;
use api::settlement::{SettlementRow, SettlementView, SubsidyView};
use domain::{Date, IdNumber};
use store::Connection;
use workflow::Role;
use workflow::class::ClassState;
use workflow::settlement::{SettlementAction, SettlementState, allowed};

use super::card;
use super::file::Sheet;
use super::named::named;
use super::opened::{Opened, Person};
use super::pay;
use super::school;
use crate::applications::staff::queue::masked;
use crate::enrolments::room::Room;
use crate::lessons::room::open_room;
use crate::lessons::roster::masked_phone;
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::state::Parts;
use crate::training_papers::{self, FileKind};

/// The sheet for whoever asks.
///
/// # Errors
/// When the store does not answer.
pub fn view(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    opened: &Opened,
    (staff_id, role): (&str, Role),
) -> Result<SettlementView, ApiError> {
    let class_state = room.class.state();
    let lessons = room.class.lessons(&parts.calendar).len();
    let mut rows = Vec::new();
    for person in &opened.people {
        let phone = masked_phone(parts, connection, &person.judged.member.row.person_id)?;
        rows.push(row(opened, person, role, (phone, lessons)));
    }
    let name = (FileKind::Settlement, room.row.id.as_str());
    let mut papers = training_papers::views(parts, connection, name, staff_id)?;
    papers.retain(|one| is_shown_to(&opened.sheet, role, one.event));
    let course = opened.course.as_ref();
    let payments = pay::payments(connection, opened, (staff_id, role))?;
    // A school that reads what is looked at knows what to avoid.
    let school = if role == Role::Trainer {
        Vec::new()
    } else {
        school::signs(parts, connection, room)?
    };
    let found = rows.iter().flat_map(|row| &row.findings);
    let found = found.filter_map(|finding| finding.class.as_ref());
    let found = found.chain(school.iter().flat_map(|sign| &sign.classes));
    Ok(SettlementView {
        papers,
        id: room.row.id.clone(),
        version: opened.sheet.version(),
        state: opened.sheet.file.state(),
        class_state,
        title: course.map(|course| course.title.clone()),
        provider: course.map(|course| course.provider.clone()),
        starts_on: room.plan.starts_on,
        ends_on: room.plan.ends_on,
        is_sample: course.is_some_and(|course| course.is_sample),
        listed: opened.sheet.file.listed(),
        catalogues: opened.catalogues,
        reason: opened.sheet.file.reason().map(str::to_owned),
        actions: match &payments {
            Some(payments) => pay::actions(opened, payments, role),
            None if class_state != ClassState::Finished => Vec::new(),
            None => allowed(opened.sheet.file.state(), role),
        },
        rates_needed: opened.rates_needed(),
        rates: opened.sheet.rates(),
        total_fen: opened.total_fen(),
        payments,
        classes: named(parts, connection, found)?,
        school,
        rows,
    })
}

/// Whether somebody may look at a paper that came with what was done at a place of the log, or waits: what a sheet was settled
/// by may be of other people, and stays with the section.
fn is_shown_to(sheet: &Sheet, role: Role, event: Option<u32>) -> bool {
    role != Role::Trainer || event.is_some_and(|seq| sheet.file.is_return(seq))
}

/// Whether somebody may open a paper of a class's settlement.
///
/// # Errors
/// `not_found`.
pub fn may_open(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    class_id: &str,
    event: Option<u32>,
) -> Result<(), ApiError> {
    open_room(parts, connection, session, class_id)?;
    let sheet = Sheet::open(parts, connection, class_id)?;
    if is_shown_to(&sheet, session.role, event) {
        Ok(())
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

/// Whether somebody may see the settlement of a class.
///
/// # Errors
/// `not_found`.
pub fn may_read(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    class_id: &str,
) -> Result<(), ApiError> {
    open_room(parts, connection, session, class_id).map(drop)
}

/// Whether a settlement waits for the decision of somebody.
///
/// # Errors
/// `not_found`, or `action_not_possible`.
pub fn may_decide(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    class_id: &str,
) -> Result<(), ApiError> {
    let room = open_room(parts, connection, session, class_id)?;
    let sheet = Sheet::open(parts, connection, class_id)?;
    let actions = allowed(sheet.file.state(), session.role);
    if room.class.state() != ClassState::Finished || !actions.contains(&SettlementAction::Settle) {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    Ok(())
}

/// The number of an identity card as a screen shows it.
#[must_use]
pub fn masked_id(number: &str) -> String {
    // The day decides only whether a birth date has come, which was looked at when it was typed.
    let far = Date::new(9999, 12, 31).and_then(|day| IdNumber::parse(number, day).ok());
    far.map(|number| number.masked()).unwrap_or_default()
}

fn row(
    opened: &Opened,
    person: &Person,
    role: Role,
    (phone, lessons): (String, usize),
) -> SettlementRow {
    let (member, kept) = (&person.judged.member, &person.row);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let name = member.file.name().map(|name| name.expose());
    let held = person.card.as_ref();
    let other_hours = person.judged.other_hours.iter();
    let other_hours = other_hours.filter(|class| opened.names_class(class, role));
    SettlementRow {
        id: member.row.id.clone(),
        name: name.map(|name| {
            if role == Role::Trainer {
                name.to_owned()
            } else {
                masked(name)
            }
        }),
        phone,
        state: member.file.state(),
        attended: number(member.file.attended().len()),
        lessons: number(lessons),
        level: member.file.level(),
        certificate: member.file.certificate().map(str::to_owned),
        price_fen: opened.sheet.price_fen(member),
        statement: kept.statement.clone(),
        id_number: kept.id_number.as_deref().map(masked_id),
        remark: kept.remark.clone(),
        problems: match (role, opened.sheet.file.state()) {
            (Role::Trainer, _) | (_, SettlementState::Settled) => person.problems(),
            _ => person.problems_to_settle(),
        },
        findings: opened.findings_for(person, role).cloned().collect(),
        other_hours: other_hours.cloned().collect(),
        subsidies: person
            .verdicts
            .iter()
            .map(|verdict| SubsidyView {
                programme: verdict.view.programme.clone(),
                title: verdict.title.clone(),
                is_payable: person.is_payable(verdict),
                amount_fen: person.amount_fen(verdict, opened.sheet.file.rates()),
                verdict: verdict.view.clone(),
            })
            .collect(),
        card: held.map(|(card, is_shared)| card.view(*is_shared)),
        may_give_card: card::may_give(role, member.file.state(), held.map(|(card, _)| card)),
        paid_on: opened.sheet.file.paid_on(&member.row.id),
        unpaid: opened.sheet.file.unpaid(&member.row.id),
    }
}

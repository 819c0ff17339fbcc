//! What trainers and officers do to a settlement.

use api::ProblemCode;
use api::settlement::{
    AppliedSubsidy, SettlementActionRequest, SettlementView, WriteSettlementRequest,
};
use domain::{Date, IdNumber};
use store::Tx;
use store::settlements::{self as rows, Claim};
use workflow::StepError;
use workflow::class::{ClassAction, ClassDetail, ClassState};
use workflow::settlement::{
    GivenBack, HandedIn, SetRate, Settled, SettlementAction as A, SettlementDetail, Written, next,
};

use super::check;
use super::file::kept_rates;
use super::judge::{is_left_out, person_index};
use super::kept::{Frozen, Row, id_index, row_digests};
use super::opened::{Opened, Person, open};
use super::view::view;
use crate::applications::actor::Actor;
use crate::enrolments::error::refused_step;
use crate::enrolments::notice::Notice;
use crate::enrolments::room::Room;
use crate::enrolments::view::is_sample;
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::Parts;
use crate::training_papers::{self, FileKind};

/// Opens the sheet for an action that is possible now, seen at a version.
fn begin(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    (action, version): (A, u32),
) -> Result<Opened, ApiError> {
    let opened = open(parts, tx, room, actor.today())?;
    if opened.sheet.version() != version {
        return Err(ProblemCode::Stale.into());
    }
    next(opened.sheet.file.state(), action, actor.role)
        .map_err(|refused| refused_step(refused.into()))?;
    if room.class.state() != ClassState::Finished {
        return Err(refused_step(StepError::NotAllowed));
    }
    Ok(opened)
}

/// Keeps what people said.
///
/// # Errors
/// `stale`; every problem of what is sent; when it is not possible now.
pub fn write(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    request: &WriteSettlementRequest,
) -> Result<SettlementView, ApiError> {
    let mut opened = begin(tx, parts, actor, room, (A::Write, request.version))?;
    let mut problems = Vec::new();
    for one in &request.rows {
        let place = format!("/rows/{}", one.id);
        problems.extend(check::statement(&place, &one.statement));
        let number = one.id_number.as_deref().filter(|id| !id.trim().is_empty());
        let number = number.map(|typed| IdNumber::parse(typed, actor.today()));
        if let Some(Err(error)) = &number {
            let at = format!("{place}/id_number");
            problems.push(check::wrong(at, error.code()));
        }
        let mut people = opened.people.iter_mut();
        match people.find(|person| person.judged.member.row.id == one.id) {
            Some(person) => {
                person.row.statement = one.statement.clone();
                if let Some(Ok(number)) = number {
                    person.row.id_number = Some(number.as_str().to_owned());
                }
                person.row.put(tx, parts, &person.judged.member)?;
            }
            None => problems.push(api::FieldError {
                pointer: format!("/rows/{}", one.id),
                code: "unknown_field".to_owned(),
            }),
        }
    }
    if !problems.is_empty() {
        return Err(ApiError::invalid(problems));
    }
    let written = SettlementDetail::Written(Written {
        listed: request.listed,
    });
    let sheet = &mut opened.sheet;
    sheet.step(tx, parts, actor, &room.row.id, (A::Write, written))?;
    shown(tx, parts, actor, room)
}

/// Hands in, gives back or settles.
///
/// # Errors
/// `stale`; everything that is missing, at once; when it is not possible now.
pub fn act(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &mut Room,
    request: &SettlementActionRequest,
) -> Result<(SettlementView, Vec<Notice>), ApiError> {
    let seen = (request.action, request.version);
    // What is paid is recorded by its list.
    if matches!(request.action, A::Write | A::Pay | A::TakeBack) {
        return Err(refused_step(StepError::WrongDetail));
    }
    let mut opened = begin(tx, parts, actor, room, seen)?;
    let problems = match request.action {
        A::Submit => check::submit(&opened),
        A::Return => check::give_back(&opened, &request.reason, &request.remarks),
        _ => check::settle(&opened, request),
    };
    let rest = if problems.is_empty() {
        Ok(())
    } else {
        Err(ApiError::invalid(problems))
    };
    let (name, named) = (
        (FileKind::Settlement, room.row.id.as_str()),
        &request.papers,
    );
    training_papers::check_named(tx, name, &actor.id, named, rest)?;
    training_papers::attach(tx, named, opened.sheet.next_seq())?;
    let mut notices = Vec::new();
    let detail = match request.action {
        A::Submit => submit(tx, parts, &mut opened)?,
        A::Return => give_back(tx, parts, &mut opened, request)?,
        _ => {
            let rates = kept_rates(&request.rates);
            settle(tx, parts, actor, room, (&mut opened, &rates))?;
            let step = (ClassAction::Settle, ClassDetail::None);
            room.step(tx, parts, actor, step)?;
            notices = room.settle(tx, parts, actor)?;
            notices.extend(told(tx, room, &opened)?);
            let papers = request.papers.clone();
            // What lies under the keys of the people is bound to the log as it is now.
            let rows = row_digests(tx, &room.row.id)?;
            SettlementDetail::Settled(Settled {
                rates,
                papers,
                rows,
            })
        }
    };
    let sheet = &mut opened.sheet;
    sheet.step(tx, parts, actor, &room.row.id, (request.action, detail))?;
    Ok((shown(tx, parts, actor, room)?, notices))
}

/// The sheet as it is now, for whoever did something to it.
///
/// # Errors
/// When the store does not answer.
pub(super) fn shown(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
) -> Result<SettlementView, ApiError> {
    let opened = open(parts, tx, room, actor.today())?;
    view(parts, tx, room, &opened, (&actor.id, actor.role))
}

/// Word to everybody for whom something was applied: it is decided, and a card is asked for where there is none.
fn told(tx: &Tx, room: &Room, opened: &Opened) -> Result<Vec<Notice>, ApiError> {
    let text = words::subsidies_decided(is_sample(tx, &room.row.course_id)?);
    let people = opened.people.iter();
    let applied = people.filter(|person| !person.verdicts.is_empty());
    Ok(applied
        .map(|person| Notice::new(&person.judged.member.row.person_id, text.clone()))
        .collect())
}

/// Freezes the verdicts, and what each person agreed to pay.
fn submit(tx: &Tx, parts: &Parts, opened: &mut Opened) -> Result<SettlementDetail, ApiError> {
    for person in &mut opened.people {
        person.row.remark = None;
        person.row.frozen = person.verdicts.clone();
        person.row.put(tx, parts, &person.judged.member)?;
    }
    let rows = opened.people.iter().map(|person| &person.judged.member.row);
    let prices = rows.filter_map(|row| Some((row.id.clone(), row.price_fen?)));
    Ok(SettlementDetail::HandedIn(HandedIn {
        prices: prices.collect(),
    }))
}

fn give_back(
    tx: &Tx,
    parts: &Parts,
    opened: &mut Opened,
    request: &SettlementActionRequest,
) -> Result<SettlementDetail, ApiError> {
    for person in &mut opened.people {
        let mut remarks = request.remarks.iter();
        let remark = remarks.find(|remark| remark.id == person.judged.member.row.id);
        person.row.remark = remark.map(|remark| remark.text.trim().to_owned());
        person.row.put(tx, parts, &person.judged.member)?;
    }
    Ok(SettlementDetail::GivenBack(GivenBack {
        reason: Some(request.reason.trim().to_owned()),
        papers: request.papers.clone(),
    }))
}

/// Keeps what each person gets, and that it was paid for.
fn settle(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    room: &Room,
    (opened, rates): (&mut Opened, &[SetRate]),
) -> Result<(), ApiError> {
    for person in &mut opened.people {
        let decided = person
            .verdicts
            .iter()
            .map(|verdict| decided(person, verdict, person.amount_fen(verdict, rates)))
            .collect();
        for verdict in person.verdicts.iter().filter(|one| person.is_payable(one)) {
            let claim = claim_of(parts, room.plan.ends_on, actor.now_ms, person, verdict);
            rows::add_claim(tx, &claim)?;
        }
        let row = Row {
            decided,
            ..person.row.clone()
        };
        row.put(tx, parts, &person.judged.member)?;
        person.row = row;
    }
    Ok(())
}

fn claim_of(parts: &Parts, ends_on: Date, now_ms: i64, person: &Person, paid: &Frozen) -> Claim {
    let row = &person.judged.member.row;
    Claim {
        enrolment_id: row.id.clone(),
        programme: paid.view.programme.clone(),
        class_id: row.class_id.clone(),
        person: person_index(&parts.keyring, &row.person_id),
        id_index: person
            .row
            .id_number
            .as_deref()
            .map(|id| id_index(parts, id).to_vec()),
        trade: person.judged.evidence.trade.clone(),
        for_year: i64::from(ends_on.year()),
        created_ms: now_ms,
    }
}

/// What a person reads of a verdict: before it is decided, what was applied for.
pub(super) fn decided(
    person: &Person,
    verdict: &Frozen,
    amount_fen: Option<i64>,
) -> AppliedSubsidy {
    let outcome = if person.is_payable(verdict) {
        "granted"
    } else if verdict.view.verdict == "eligible" {
        "held_back"
    } else {
        "refused"
    };
    debug_assert!(!is_left_out(&person.judged.member, &person.row.statement));
    AppliedSubsidy {
        title: verdict.title.clone(),
        outcome: outcome.to_owned(),
        amount_fen,
        why_not: why_not(verdict),
        paid_on: None,
        unpaid: None,
    }
}

/// The conditions that are not met, with where they stand written.
pub(super) fn why_not(verdict: &Frozen) -> Vec<String> {
    let conditions = verdict.view.conditions.iter();
    let unmet = conditions.filter(|condition| condition.verdict == "unmet");
    unmet
        .map(|condition| format!("{}（{}）", condition.label, condition.citation))
        .collect()
}

//! What time does: enrolling ends, teaching begins and ends, offers run out and go on to the next.
//!
//! The minute's job calls [`run_once`]. Each class is one write, decided again inside it, so a run beside another run
//! or beside a resident's own click does nothing twice.

use domain::Date;
use store::enrolments as rows;
use store::{Connection, Tx, classes};
use workflow::class::{ClassAction, ClassDetail, ClassState};
use workflow::enrolment::{EnrolmentAction, EnrolmentDetail};
use workflow::{DeviceKind, Role};

use super::eligibility;
use super::member::Member;
use super::notice::Notice;
use super::room::Room;
use super::rules::{class_rules, minimum_check_until, with_rules};
use super::view::is_sample;
use crate::applications::actor::Actor;
use crate::jobs::each::follow_each;
use crate::listings::publish::note_approved;
use crate::listings::seats::has_few;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::words;
use crate::state::{AppState, Parts};

/// Whoever was returned something less long ago has working days left, whatever the calendar.
const FIX_DAYS_MS: i64 = 24 * 60 * 60 * 1000;

/// Who the log says did it.
const JOB: &str = "classes";

/// Does what is due at an instant and says how many classes it touched.
///
/// # Errors
/// When the store does not answer. A single class that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let due = state
        .store
        .read(|connection| list_due(state, connection, now_ms))?;
    Ok(follow_each(state, due, follow, now_ms).await)
}

fn list_due(parts: &Parts, connection: &Connection, now_ms: i64) -> Result<Vec<String>, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let mut due = classes::list_due(connection, today)?;
    due.extend(list_with_few(parts, connection, today)?);
    due.extend(rows::list_expiring(connection, now_ms, today)?);
    due.extend(classes::list_missed(connection, today)?);
    due.extend(rows::list_left(connection, today, now_ms - FIX_DAYS_MS)?);
    due.sort();
    due.dedup();
    Ok(due)
}

/// Classes that begin soon with fewer people than the minimum of what was approved.
fn list_with_few(
    parts: &Parts,
    connection: &Connection,
    today: Date,
) -> Result<Vec<String>, ApiError> {
    let percent = parts.district.parameters.enrolment.minimum_percent;
    let until = minimum_check_until(parts, today);
    let mut soon = classes::list_soon(connection, today, until)?;
    soon.retain(|one| has_few(connection, one, percent));
    Ok(soon.into_iter().map(|one| one.id).collect())
}

/// One class; nothing when nothing was due in it any more.
pub(crate) fn follow(
    tx: &Tx,
    parts: &Parts,
    id: &str,
    now_ms: i64,
) -> Result<Option<Vec<Notice>>, ApiError> {
    let Some(mut room) = Room::load(parts, tx, id)? else {
        return Ok(None);
    };
    let actor = Actor {
        id: JOB.to_owned(),
        role: Role::System,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: format!("{JOB}-{id}-{}", room.row.version),
        on_behalf: None,
    };
    let mut is_touched = room.class.follow_minimum().is_some()
        && room.plan.starts_on <= minimum_check_until(parts, actor.today())
        && note_approved(tx, parts, &actor, &mut room)?;
    while let Some(action) = due_action(parts, &room, &actor) {
        room.step(tx, parts, &actor, (action, ClassDetail::None))?;
        is_touched = true;
    }
    let mut told = Vec::new();
    is_touched |= end_waits(tx, parts, &mut room, &actor, &mut told)?;
    is_touched |= eligibility::follow(tx, parts, &mut room, &actor, &mut told)?;
    is_touched |= report_no_shows(tx, parts, &mut room, &actor, &mut told)?;
    if !is_touched {
        return Ok(None);
    }
    told.extend(room.settle(tx, parts, &actor)?);
    Ok(Some(told))
}

/// Offers that ran out, and from the day after the first the list. What is free goes on at once; the word of it waits for
/// the daytime, because both mostly fall on midnight.
fn end_waits(
    tx: &Tx,
    parts: &Parts,
    room: &mut Room,
    actor: &Actor,
    told: &mut Vec<Notice>,
) -> Result<bool, ApiError> {
    let ends_list = actor.today() > room.plan.starts_on;
    let expired = rows::list_expired(tx, &room.row.id, actor.now_ms, ends_list)?;
    if expired.is_empty() {
        return Ok(false);
    }
    let is_sample = is_sample(tx, &room.row.course_id)?;
    for row in expired {
        let mut member = Member::open(parts, tx, row)?;
        let text = if member.waits() {
            words::wait_list_over(is_sample)
        } else {
            words::offer_lapsed(is_sample)
        };
        let what = (EnrolmentAction::Expire, EnrolmentDetail::None);
        member.step(tx, parts, room, actor, what)?;
        told.push(Notice::by_day(&member.row.person_id, text));
    }
    Ok(true)
}

/// Who has not come by the end of the second lesson of a class whose attendance is kept, in the daytime after it; each is
/// told, and may say why, or that it is not so.
fn report_no_shows(
    tx: &Tx,
    parts: &Parts,
    room: &mut Room,
    actor: &Actor,
    told: &mut Vec<Notice>,
) -> Result<bool, ApiError> {
    let is_running = room.class.state() == ClassState::Running && is_daytime(actor.now_ms);
    if !is_running || !rows::is_attended(tx, &room.row.id)? {
        return Ok(false);
    }
    let is_sample = is_sample(tx, &room.row.course_id)?;
    let mut is_touched = false;
    for row in rows::list_held(tx, &room.row.id)? {
        let mut member = Member::open(parts, tx, row)?;
        let actions = with_rules(parts, room, |rules| {
            member.file.available(Role::System, actor.now_ms, rules)
        });
        if actions.contains(&EnrolmentAction::ReportNoShow) {
            let what = (EnrolmentAction::ReportNoShow, EnrolmentDetail::None);
            member.step(tx, parts, room, actor, what)?;
            let text = words::not_there(is_sample);
            told.push(Notice::new(&member.row.person_id, text));
            is_touched = true;
        }
    }
    Ok(is_touched)
}

/// What a day brings, once the rules agree.
fn due_action(parts: &Parts, room: &Room, actor: &Actor) -> Option<ClassAction> {
    let by_day = room.class.follow_day(actor.today());
    let mut actions = by_day.into_iter().chain(room.class.follow_minimum());
    actions.find(|action| {
        let event = actor.step(*action, ClassDetail::None);
        let rules = class_rules(parts, room.seats.taken);
        room.class.decide(&event, rules).is_ok()
    })
}

//! A class with everybody in it, as whoever teaches or certifies sees it.

use std::collections::{BTreeMap, BTreeSet};

use api::lesson::{ClassWaiting, RosterMember, RosterView, StaffClassSummary};
use domain::{Date, PhoneNumber, Sealed};
use store::enrolments::Enrolment;
use store::{Connection, classes, code_check_ins, enrolments as rows, persons};
use workflow::Role;
use workflow::class::{ClassAction, ClassFile, ClassState, MOVES};
use workflow::enrolment::{Appeal, EnrolmentAction as A, EnrolmentState, WaitsFor};

use super::follow_up;
use crate::applications::error::{impossible, while_doing};
use crate::authorize::roles::{EDITORS, TEACHERS};
use crate::enrolments::member::Member;
use crate::enrolments::room::Room;
use crate::enrolments::rules::{due, with_rules};
use crate::enrolments::subject::find_taught;
use crate::enrolments::view::{class_actions, find_course};
use crate::listings::seats::approved_seats;
use crate::problem::ApiError;
use crate::service_point::names::helper_of;
use crate::session::{StaffSession, open_phone};
use crate::settlements::judge::level_of;
use crate::state::Parts;
use crate::training_section::spot_checks;

/// A couple may share a phone; more people with one in a lesson are shown to the trainer.
const MANY_WITH_ONE_DEVICE: i64 = 3;
/// Who missed so many lessons in a row is called.
const MISSED_TO_CALL: usize = 2;
/// No class lasts longer.
const MOST_DAYS: i32 = 400;

/// One class in a list.
///
/// # Errors
/// When the store does not answer.
pub fn summary(
    parts: &Parts,
    connection: &Connection,
    found: classes::ClassSeats,
    (role, today): (Role, Date),
) -> Result<StaffClassSummary, ApiError> {
    let waiting = waiting(parts, connection, &found.class.id, (role, today))?;
    let course = find_course(connection, &found.class.course_id)?;
    let state: ClassState = found
        .class
        .state
        .parse()
        .map_err(while_doing("read a class"))?;
    Ok(StaffClassSummary {
        id: found.class.id,
        provider: course.as_ref().map(|course| course.provider.clone()),
        title: course.map(|course| course.title),
        state,
        starts_on: found.class.starts_on,
        ends_on: found.class.ends_on,
        taken: u32::try_from(found.taken).map_err(while_doing("count seats"))?,
        is_minimum_not_met: found.class.minimum_not_met_on.is_some(),
        waiting,
    })
}

/// What those of a class wait for from whoever looks: results from the school, everything else from the section, which
/// also sees which results are late.
fn waiting(
    parts: &Parts,
    connection: &Connection,
    class_id: &str,
    (role, today): (Role, Date),
) -> Result<Vec<ClassWaiting>, ApiError> {
    let mut found: Vec<ClassWaiting> = Vec::new();
    for (what, people, since) in rows::count_waiting(connection, class_id, today)? {
        let waits_for: WaitsFor = what
            .parse()
            .map_err(while_doing("read what is waited for"))?;
        if role == Role::Trainer && waits_for != WaitsFor::Result {
            continue;
        }
        let people = u32::try_from(people).map_err(while_doing("count who waits"))?;
        let (due_on, is_overdue) = due(parts, (waits_for, since), today);
        match found.iter_mut().find(|one| one.waits_for == waits_for) {
            // Those whose attendance is not closed yet, beside those whose is.
            Some(one) => {
                one.people = one.people.saturating_add(people);
                one.due_on = one.due_on.min(due_on);
                one.is_overdue |= is_overdue;
            }
            None => found.push(ClassWaiting {
                waits_for,
                people,
                due_on,
                is_overdue,
            }),
        }
    }
    found.sort_by_key(|one| one.due_on);
    Ok(found)
}

/// The class and everybody who has or had a seat in it.
///
/// # Errors
/// When the store does not answer, or something of it does not open.
pub fn roster(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    session: &StaffSession,
    now_ms: i64,
) -> Result<RosterView, ApiError> {
    let role = session.role;
    let course = find_taught(connection, room)?;
    let state = room.class.state();
    let shared: BTreeMap<String, i64> = code_check_ins::list_shared(connection, &room.row.id)?
        .into_iter()
        .filter(|(_, people)| *people >= MANY_WITH_ONE_DEVICE)
        .collect();
    let mut members = Vec::new();
    for row in rows::list_seated(connection, &room.row.id)? {
        // What was erased is gone.
        if row.wrapped_key.is_none() {
            continue;
        }
        let same_device = shared.get(&row.id).copied();
        let seen = Seen::of(session, now_ms);
        let mut member = roster_member(parts, connection, room, row, seen)?;
        member.same_device = same_device.and_then(|people| u32::try_from(people).ok());
        members.push(member);
    }
    let mut spot_checks = spot_checks::found_at(parts, connection, &room.row.id)?;
    if !session.may(EDITORS) {
        // Papers are for those who may open them.
        for found in &mut spot_checks {
            found.papers.clear();
        }
    }
    let lessons = room.class.lessons(&parts.calendar);
    let needed = with_rules(parts, room, |rules| rules.lessons_needed());
    let numbers = parts.district.parameters.enrolment;
    let approved = approved_seats(connection, room)?;
    Ok(RosterView {
        id: room.row.id.clone(),
        version: room.class.version(),
        holidays: holidays(parts, room),
        level: course.as_ref().and_then(level_of),
        waiting: room.seats.waiting,
        consent_working_days: numbers.consent_working_days,
        provider: course.as_ref().map(|course| course.provider.clone()),
        is_sample: course.as_ref().is_some_and(|course| course.is_sample),
        title: course.map(|course| course.title),
        state,
        starts_on: room.plan.starts_on,
        ends_on: room.plan.ends_on,
        lessons_needed: u32::try_from(needed).map_err(while_doing("count lessons"))?,
        today: Date::from_unix_ms_shanghai(now_ms),
        can_set_lessons: session.may(TEACHERS)
            && MOVES.iter().any(|row| {
                let is_move = row.from == state && row.action == ClassAction::SetLessons;
                is_move && row.roles.contains(&role)
            }),
        lessons,
        enrol_by: room.plan.enrol_by,
        taken: room.seats.taken.saturating_add(room.seats.elsewhere),
        seats: room.plan.capacity,
        seats_approved: approved,
        minimum: ClassFile::minimum_of(
            approved
                .unwrap_or_default()
                .max(room.class.seats_approved()),
            numbers.minimum_percent,
        ),
        is_minimum_not_met: room.class.is_minimum_not_met(),
        class_actions: class_actions(state, role)
            .into_iter()
            .filter(|_| session.may(EDITORS))
            .filter(|action| *action != ClassAction::Confirm || room.class.is_minimum_not_met())
            .collect(),
        may_settle: session.may(EDITORS),
        may_teach: session.has_duty(TEACHERS),
        spot_checks,
        members,
    })
}

/// The days of a class that are public holidays.
fn holidays(parts: &Parts, room: &Room) -> Vec<Date> {
    let plan = &room.plan;
    let last = plan.starts_on.days_until(plan.ends_on).min(MOST_DAYS);
    let all = (0..=last).map(|days| plan.starts_on.add_days(days));
    all.filter(|day| parts.calendar.is_holiday(*day)).collect()
}

/// Who looks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// In what capacity.
    pub role: Role,
    /// Whether whoever looks does anything to people: in an organisation who teaches.
    pub may_act: bool,
    /// Whether whoever looks sees what people pay: in an organisation who settles.
    pub may_see_money: bool,
    /// Unix milliseconds.
    pub now_ms: i64,
}

impl Seen {
    /// Of somebody who looks now.
    #[must_use]
    pub fn of(session: &StaffSession, now_ms: i64) -> Self {
        Self {
            role: session.role,
            may_act: session.may(TEACHERS),
            may_see_money: session.may(EDITORS),
            now_ms,
        }
    }
}

/// One person of a class.
///
/// # Errors
/// When something of it does not open.
pub fn roster_member(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
    row: Enrolment,
    seen: Seen,
) -> Result<RosterMember, ApiError> {
    let phone = phone_of(parts, connection, &row.person_id)?;
    let member = Member::open(parts, connection, row)?;
    let file = &member.file;
    let today = Date::from_unix_ms_shanghai(seen.now_ms);
    let lessons = room.class.lessons(&parts.calendar);
    let missed = lessons
        .iter()
        .rev()
        .filter(|day| **day < today)
        .take_while(|day| !file.attended().contains(*day))
        .count();
    let is_there = file.state() == EnrolmentState::Attending;
    let missed = if is_there { missed } else { 0 };
    let consent = member.consent_id.as_deref();
    let helped_by = consent.map(|id| helper_of(connection, id));
    let teaches = seen.role == Role::Trainer && seen.may_act;
    let is_to_be_called = teaches && missed >= MISSED_TO_CALL;
    Ok(RosterMember {
        id: member.row.id.clone(),
        version: file.version(),
        place: file.place().unwrap_or_default(),
        name: file.name().map(|name| name.expose().to_owned()),
        call: phone
            .as_ref()
            .filter(|_| is_to_be_called)
            .map(|phone| phone.expose().as_str().to_owned()),
        helped_by: helped_by.transpose()?.flatten(),
        phone: masked(phone.as_ref()),
        state: file.state(),
        price_fen: member.row.price_fen.filter(|_| seen.may_see_money),
        attended: file.attended().iter().copied().collect(),
        missed: u32::try_from(missed).unwrap_or(u32::MAX),
        is_enough: with_rules(parts, room, |rules| file.is_enough(rules)),
        has_passed: file.has_passed(),
        is_put_right: file.was_put_right(),
        level: file.level(),
        certificate: file.certificate().map(str::to_owned),
        appeal: (file.appeal() == Appeal::Open)
            .then(|| member.appeal_reason.clone())
            .flatten(),
        same_device: None,
        absence: file.absence(),
        retake_on: file.retake_on(),
        follow_up: follow_up::days_asked(room, &member, today)
            .filter(|_| seen.role == Role::TrainingOfficer),
        actions: actions(parts, room, &member, seen),
    })
}

/// What the table and the days let somebody do. A result completes the class by itself, so that nobody presses twice; a
/// paper without a name is none.
fn actions(parts: &Parts, room: &Room, member: &Member, seen: Seen) -> Vec<A> {
    if !seen.may_act {
        return Vec::new();
    }
    let is_settled = room.class.state() == ClassState::Settled;
    let mut actions = with_rules(parts, room, |rules| {
        member.file.available(seen.role, seen.now_ms, rules)
    });
    if let Some(at) = actions.iter().position(|action| *action == A::Complete) {
        drop(actions.splice(at..=at, [A::RecordPass, A::Fail]));
    }
    let has_name = member.file.name().is_some();
    let today = Date::from_unix_ms_shanghai(seen.now_ms);
    actions.retain(|action| match action {
        A::Certify => has_name,
        action if is_settled && *action != A::FollowUp => false,
        A::FollowUp => follow_up::days_asked(room, member, today).is_some(),
        // An officer's comes with the answer to who asked to look again.
        A::RecordPass => seen.role == Role::Trainer,
        // Whether a subsidy pays is looked at on a page of its own, beside what the person said.
        A::Hold | A::Return | A::Refuse => false,
        _ => true,
    });
    actions
}

/// Somebody's phone, masked; a dash once it is given up.
pub(crate) fn masked_phone(
    parts: &Parts,
    connection: &Connection,
    person_id: &str,
) -> Result<String, ApiError> {
    Ok(masked(phone_of(parts, connection, person_id)?.as_ref()))
}

fn masked(phone: Option<&Sealed<PhoneNumber>>) -> String {
    phone.map_or_else(|| "—".to_owned(), |phone| phone.expose().masked())
}

fn phone_of(
    parts: &Parts,
    connection: &Connection,
    person_id: &str,
) -> Result<Option<Sealed<PhoneNumber>>, ApiError> {
    let doing = "read a resident's phone";
    let person = persons::find(connection, person_id)?.ok_or_else(|| impossible(doing))?;
    open_phone(&parts.keyring, &person)
}

/// The days on which anybody is ticked.
///
/// # Errors
/// When something of somebody does not open.
pub fn ticked(
    parts: &Parts,
    connection: &Connection,
    room: &Room,
) -> Result<BTreeSet<Date>, ApiError> {
    let mut days = BTreeSet::new();
    for row in rows::list_seated(connection, &room.row.id)? {
        if row.wrapped_key.is_some() {
            days.extend(Member::open(parts, connection, row)?.file.attended());
        }
    }
    Ok(days)
}

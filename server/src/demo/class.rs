//! A sample class under way: a sample school published it, sample people enrolled and came to its first lessons. Every
//! step is taken through the service that trainers and residents use, on days that have passed.

use api::enrolment::EnrolRequest;
use api::lesson::MemberActionRequest;
use api::organisation::OrganisationRequest;
use domain::Date;
use listing::{Draft, Field, Licence, Scope, Values};
use store::{StoreError, Tx, enrolments as rows, organisations, staff};
use workflow::enrolment::EnrolmentAction;
use workflow::listing::{ListingAction, ListingDetail};
use workflow::{DeviceKind, Role, WorkCalendar};

use super::accounts;
use super::days::{instant, working_day_before};
use super::files::find_person;
use super::people::PEOPLE;
use super::refused;
use crate::applications::actor::Actor;
use crate::applications::error::{describe, impossible};
use crate::command::CommandError;
use crate::enrolments::enrol::enrol;
use crate::enrolments::follow::follow;
use crate::enrolments::room::{Room, class_id};
use crate::lessons::act::act;
use crate::listings::act::go_live;
use crate::listings::record::Record;
use crate::organisations::Organisation;
use crate::organisations::save::save;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

const SCHOOL: &str = "示例培训学校（演示）";
/// No school has this code: its place is that of the examples.
const CREDIT_CODE: &str = "52620602MJ0000001P";
const TRAINER: (&str, &str, Role) = ("jiaowu1", "示例 教务员一", Role::Trainer);
const OFFICER: &str = "peixun1";
/// Working days since the first lesson.
const LESSONS_SO_FAR: u32 = 4;
/// How many of the sample people are in it, and who of them came less and less.
const PEOPLE_IN_IT: usize = 6;
const OFTEN_AWAY: usize = 4;
const DAYS_BEFORE: i32 = 20;

/// Makes the school, its account and its class if they are missing, and gives the line to print for the account.
pub(super) async fn seed(state: &AppState) -> Result<String, CommandError> {
    let stored = |error: ApiError| refused(&describe(&error));
    let school = state
        .store
        .read::<_, StoreError>(organisations::list)
        .map_err(|error| refused(&error))?
        .into_iter()
        .find(|row| row.name == SCHOOL);
    let is_new = school.is_none();
    let school = match school {
        Some(row) => row,
        None => {
            let (parts, now_ms) = (state.clone(), before_ms(state));
            let request = registration(state.clock.today());
            let make = move |tx: &Tx| save(tx, &parts, None, &request, now_ms);
            let made = state.store.write::<_, _, ApiError>(make).await;
            made.map_err(stored)?
        }
    };
    let line = accounts::seed_one(state, TRAINER, school.id.clone()).await?;
    if is_new {
        let parts = state.clone();
        let tell = move |tx: &Tx| {
            let school = Organisation::of(school.clone())?;
            tell(tx, &parts, &school)
        };
        let told = state.store.write::<_, _, ApiError>(tell).await;
        told.map_err(stored)?;
    }
    Ok(line)
}

fn before_ms(state: &AppState) -> i64 {
    let begun = first_day(state).add_days(-DAYS_BEFORE);
    instant(begun, 0, state.clock.now_ms())
}

fn first_day(parts: &Parts) -> Date {
    working_day_before(&parts.calendar, parts.clock.today(), LESSONS_SO_FAR)
}

fn registration(today: Date) -> OrganisationRequest {
    let scope = Scope {
        trade: Field::Trade.example().to_owned(),
        levels: vec![catalogue::SkillLevel::Five],
    };
    OrganisationRequest {
        version: 0,
        name: SCHOOL.to_owned(),
        credit_code: CREDIT_CODE.to_owned(),
        licence: Licence {
            scopes: vec![scope],
            valid_until: today.add_days(3 * 365),
            divisions: Vec::new(),
        },
    }
}

/// The sample row of the template on days around today.
fn draft(calendar: &WorkCalendar, starts_on: Date) -> Draft {
    // A class does not end on a holiday.
    let mut last = (18..60).map(|days| starts_on.add_days(days));
    let ends_on = last.find(|day| !calendar.is_holiday(*day));
    let example = |field: Field| (field, field.example().to_owned());
    let mut class: Values = Field::of_class().map(example).collect();
    for (field, day) in [
        (Field::StartsOn, starts_on),
        (Field::EndsOn, ends_on.unwrap_or(starts_on)),
        (Field::EnrolBy, starts_on.add_days(-3)),
    ] {
        class.insert(field, day.to_string());
    }
    Draft {
        course: Field::of_course().map(example).collect(),
        classes: vec![class],
        photo: None,
    }
}

fn actor(tx: &Tx, username: &str, role: Role, now_ms: i64) -> Result<Actor, ApiError> {
    let member = staff::find_by_username(tx, username)?;
    let member = member.ok_or_else(|| impossible("find a sample account"))?;
    Ok(Actor {
        id: member.id,
        role,
        device: DeviceKind::Computer,
        now_ms,
        idempotency_key: format!("demo-{username}-{now_ms}"),
        on_behalf: None,
    })
}

fn tell(tx: &Tx, parts: &AppState, school: &Organisation) -> Result<(), ApiError> {
    let starts_on = first_day(parts);
    let begun_ms = before_ms(parts);
    let trainer = actor(tx, TRAINER.0, Role::Trainer, begun_ms)?;
    let officer = actor(tx, OFFICER, Role::TrainingOfficer, begun_ms)?;
    let draft = draft(&parts.calendar, starts_on);
    let key = listing::class_key(draft.classes.first().unwrap_or(&Values::new()));
    let key = key.ok_or_else(|| impossible("name the sample class"))?;
    let mut record = Record::begin(tx, parts, &trainer, &school.row.id, draft)?;
    let hand_in = (ListingAction::Submit, ListingDetail::None);
    record.step(tx, parts, &trainer, hand_in)?;
    let approve = (ListingAction::Approve, ListingDetail::None);
    record.step(tx, parts, &officer, approve)?;
    let on = officer.today();
    let schedule = (ListingAction::Schedule, ListingDetail::GoLive { on });
    record.step(tx, parts, &officer.portal(), schedule)?;
    go_live(tx, parts, &officer.portal(), school, &mut record)?;
    let course = record.row.course_id;
    let id = class_id(&course, &key);
    let members = come(tx, parts, (&course, &key), starts_on)?;
    follow(tx, parts, &id, instant(starts_on, 0, parts.clock.now_ms()))?;
    teach(tx, parts, &id, &members)
}

/// The sample people ask for seats, ten days before.
fn come(
    tx: &Tx,
    parts: &AppState,
    (course, session): (&str, &str),
    starts_on: Date,
) -> Result<Vec<String>, ApiError> {
    let mut members = Vec::new();
    for person in PEOPLE.iter().take(PEOPLE_IN_IT) {
        let Some((id, _)) = find_person(parts, tx, person)? else {
            continue;
        };
        let resident = Actor {
            id,
            role: Role::Resident,
            device: DeviceKind::Phone,
            now_ms: instant(starts_on.add_days(-10), members.len(), parts.clock.now_ms()),
            idempotency_key: format!("demo-{course}-{}", person.phone),
            on_behalf: None,
        };
        let request = EnrolRequest {
            course: course.to_owned(),
            session: session.to_owned(),
            accepts_overlap: true,
            name: Some(person.name.to_owned()),
            price_fen: None,
            claim: None,
        };
        let (member, _, _) = enrol(tx, parts, &resident, &request)?;
        members.push(member.row.id);
    }
    Ok(members)
}

/// The lessons before today, with who was there.
fn teach(tx: &Tx, parts: &AppState, id: &str, members: &[String]) -> Result<(), ApiError> {
    let room = Room::load(parts, tx, id)?;
    let room = room.ok_or_else(|| impossible("open the sample class"))?;
    let today = parts.clock.today();
    let lessons = room.class.lessons(&parts.calendar);
    for (lesson, on) in lessons.into_iter().filter(|day| *day < today).enumerate() {
        let trainer = actor(
            tx,
            TRAINER.0,
            Role::Trainer,
            instant(on, 1, parts.clock.now_ms()),
        )?;
        for (number, member) in members.iter().enumerate() {
            if number == OFTEN_AWAY && lesson > 0 {
                continue;
            }
            let row = rows::find(tx, member)?;
            let version = row.map_or(0, |row| row.version);
            let version = u32::try_from(version).unwrap_or_default();
            let mut room =
                Room::load(parts, tx, id)?.ok_or_else(|| impossible("open the sample class"))?;
            let tick = MemberActionRequest {
                on: Some(on),
                ..MemberActionRequest::plain(version, EnrolmentAction::CheckIn)
            };
            act(tx, parts, &trainer, &mut room, member, &tick)?;
        }
    }
    Ok(())
}

//! The classes of the catalogue: what its courses say of dated classes becomes classes with seats, once.

use std::collections::BTreeSet;

use catalogue::CourseSession;
use store::classes::{self, Class};
use store::{Connection, StoreError, Tx, class_openings, courses, portal};
use workflow::class::{ClassAction, ClassDetail, ClassFile, ClassPlan, Seats};
use workflow::{DeviceKind, Role};

use super::error::refused_step;
use super::room::{Room, class_id, fill_row};
use super::rules::class_rules;
use super::view::read_course;
use crate::applications::actor::Actor;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// Who the log says did it.
const SEED: &str = "catalogue";

/// Makes the classes that are in the catalogue and not there yet, and says how many.
///
/// # Errors
/// When the store does not answer, or a course of the catalogue does not make sense.
pub async fn seed(state: &AppState) -> Result<usize, ApiError> {
    let is_done = state.store.read::<_, StoreError>(is_done)?;
    if is_done {
        return Ok(0);
    }
    let parts = state.clone();
    let now_ms = state.clock.now_ms();
    let work = move |tx: &Tx| {
        let known: BTreeSet<_> = classes::list_sessions(tx)?.into_iter().collect();
        let mut made = 0;
        for row in courses::list(tx)? {
            let course = read_course(&row.document)?;
            for session in &course.sessions {
                if known.contains(&(course.id.clone(), session.id.clone())) {
                    continue;
                }
                let id = class_id(&course.id, &session.id);
                let names = (id.as_str(), course.id.as_str(), session.id.as_str());
                open_class(tx, &parts, names, plan_of(session), now_ms)?;
                made += 1;
            }
        }
        if let Some(version) = courses::content_version(tx)? {
            portal::put(tx, portal::CLASSES_OF, &version)?;
        }
        Ok(made)
    };
    state.store.write::<_, _, ApiError>(work).await
}

/// Reading every course of a large catalogue takes longer than all the rest of a start.
fn is_done(connection: &Connection) -> Result<bool, StoreError> {
    let version = courses::content_version(connection)?;
    Ok(version.is_some() && version == portal::find(connection, portal::CLASSES_OF)?)
}

/// Seats the catalogue counts as taken were given away before the portal gave any.
fn plan_of(session: &CourseSession) -> ClassPlan {
    ClassPlan {
        capacity: session.seats,
        elsewhere: session.seats_taken,
        enrol_by: session.enrol_by,
        starts_on: session.starts_on,
        ends_on: session.ends_on,
    }
}

/// Plans and opens a class and brings it to where its day is.
///
/// # Errors
/// When the plan does not make sense, or the class is there already.
pub fn open_class(
    tx: &Tx,
    parts: &Parts,
    (id, course, session): (&str, &str, &str),
    plan: ClassPlan,
    now_ms: i64,
) -> Result<Room, ApiError> {
    let actor = Actor {
        id: SEED.to_owned(),
        role: Role::System,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: format!("{SEED}-{id}"),
        on_behalf: None,
    };
    let percent = parts.district.parameters.enrolment.wait_list_percent;
    let seats = Seats {
        capacity: plan.capacity,
        elsewhere: plan.elsewhere,
        taken: 0,
        waiting: 0,
        wait_list_cap: Seats::wait_list_cap_of(plan.capacity, percent),
    };
    let mut class = ClassFile::default();
    let mut events = Vec::new();
    let mut next = Some((ClassAction::Plan, ClassDetail::Plan(plan)));
    while let Some((action, detail)) = next {
        let event = actor.step(action, detail);
        class = class
            .decide(&event, class_rules(parts, 0))
            .map_err(refused_step)?;
        events.push(event);
        let follows = match action {
            ClassAction::Plan => Some(ClassAction::Open),
            _ => class
                .follow_day(actor.today())
                .or_else(|| class.follow_seats(&seats)),
        };
        next = follows.map(|action| (action, ClassDetail::None));
    }
    let mut row = Class {
        id: id.to_owned(),
        course_id: course.to_owned(),
        session_id: session.to_owned(),
        version: 1,
        last_place: 0,
        fold: String::new(),
        state: String::new(),
        capacity: 0,
        elsewhere: 0,
        enrol_by: plan.enrol_by,
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        minimum_not_met_on: None,
        is_confirmed: false,
    };
    fill_row(&mut row, &class, &plan)?;
    classes::insert(tx, &row)?;
    class_openings::note(tx, id, now_ms)?;
    let room = Room {
        row,
        class,
        plan,
        seats,
    };
    room.append(tx, parts, None, &events)?;
    Ok(room)
}

//! Classes drawn by lot, at which an officer looks without notice.

pub mod file;
pub mod older;
pub mod verify;

use api::ProblemCode;
use api::training_section::{
    SpotCheckActionRequest, SpotCheckFinding, SpotCheckView, SpotChecksView,
};
use domain::Date;
use store::spot_checks::{self as rows, SpotCheck};
use store::{Connection, Tx, classes};
use vault::Keyring;
use workflow::spot_check::{
    Drawn, Noted, SpotCheckAction, SpotCheckDetail, SpotCheckState, allowed, draw, next,
};
use workflow::{DeviceKind, Role, StepError};

use self::file::Opened;
use super::calendar::calendar_class;
use crate::applications::actor::Actor;
use crate::applications::error::{impossible, while_doing};
use crate::enrolments::error::refused_step;
use crate::enrolments::room::Room;
use crate::enrolments::view::find_course;
use crate::ids;
use crate::lessons::room::open_room;
pub use crate::lot::{days_of, lot, month_of};
use crate::problem::ApiError;
use crate::session::StaffSession;
use crate::settlements::named::named;
use crate::settlements::school;
use crate::state::{AppState, Parts};
use crate::training_papers::{self, FileKind};

/// The most months that are named.
const MONTHS: i64 = 24;
/// The longest finding.
pub const MOST_LETTERS: usize = 1_000;

/// The seed of a month: nobody can tell it beforehand or have it otherwise.
#[must_use]
pub fn seed(keyring: &Keyring, month: &str) -> String {
    crate::lot::seed(keyring, "spot_check", month)
}

/// Draws what is still to be drawn in the month of an instant, and says how many classes.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let is_due = state
        .store
        .read(|connection| Ok::<_, ApiError>(!due(state, connection, today)?.1.is_empty()))?;
    if !is_due {
        return Ok(0);
    }
    let parts = state.clone();
    // Asked anew inside the write: another server may have drawn since.
    let work = move |tx: &Tx| {
        let month = month_of(today);
        rows::keep_seed(tx, &month, &seed(&parts.keyring, &month), now_ms)?;
        let (taught, drawn) = due(&parts, tx, today)?;
        let taught = u32::try_from(taught).map_err(while_doing("count classes"))?;
        for class_id in &drawn {
            let detail = Drawn {
                month: month.clone(),
                class_id: class_id.clone(),
                taught,
            };
            file::draw(tx, &parts, &ids::fresh(), detail, &portal(now_ms))?;
        }
        Ok(drawn.len())
    };
    state.store.write::<_, _, ApiError>(work).await
}

/// The portal itself, which draws.
fn portal(now_ms: i64) -> Actor {
    Actor {
        id: "portal".to_owned(),
        role: Role::System,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: ids::fresh(),
        on_behalf: None,
    }
}

/// How many classes are taught in a day's month, and which of them are to be drawn now.
fn due(
    parts: &Parts,
    connection: &Connection,
    today: Date,
) -> Result<(usize, Vec<String>), ApiError> {
    let month = month_of(today);
    let span = days_of(&month).ok_or_else(|| impossible("read a month"))?;
    let taught = classes::list_ids_between(connection, span)?;
    let drawn = rows::list_by_month(connection, &month)?;
    let drawn: Vec<String> = drawn.into_iter().map(|one| one.class_id).collect();
    let kept = rows::find_seed(connection, &month)?;
    let seed = kept.unwrap_or_else(|| seed(&parts.keyring, &month));
    let percent = parts.training_plan.spot_check.percent;
    let found = draw(&taught, &drawn, percent, |id| lot(&seed, id));
    Ok((taught.len(), found))
}

/// What was drawn in a month.
///
/// # Errors
/// When the store does not answer, or a finding does not open.
pub fn view(
    parts: &Parts,
    connection: &Connection,
    month: &str,
    (staff_id, today): (&str, Date),
) -> Result<SpotChecksView, ApiError> {
    let found = rows::list_by_month(connection, month)?;
    let taught = found.iter().map(|one| one.taught).max().unwrap_or(0);
    let is_over = days_of(month).is_some_and(|(_, last)| last < today);
    let seed = if is_over {
        rows::find_seed(connection, month)?
    } else {
        None
    };
    let checks = found
        .into_iter()
        .filter(has_log)
        .map(|row| check_view(parts, connection, row, (staff_id, today)))
        .collect::<Result<_, _>>()?;
    let share = parts.training_plan.spot_check;
    Ok(SpotChecksView {
        month: month.to_owned(),
        months: rows::list_months(connection, MONTHS)?,
        percent: share.percent,
        is_local_confirm: share.is_local_confirm,
        taught: u32::try_from(taught).map_err(while_doing("count classes"))?,
        seed,
        checks,
    })
}

/// One from before its log that the start of the portal left out is nothing to act on.
const fn has_log(row: &SpotCheck) -> bool {
    row.version > 0
}

fn find(connection: &Connection, id: &str) -> Result<SpotCheck, ApiError> {
    let row = rows::find(connection, id)?.filter(has_log);
    Ok(row.ok_or(ProblemCode::NotFound)?)
}

fn check_view(
    parts: &Parts,
    connection: &Connection,
    row: SpotCheck,
    (staff_id, today): (&str, Date),
) -> Result<SpotCheckView, ApiError> {
    let doing = "read a spot check";
    let state: SpotCheckState = row.state.parse().map_err(while_doing(doing))?;
    let class = classes::find(connection, &row.class_id)?.ok_or_else(|| impossible(doing))?;
    let course = find_course(connection, &class.class.course_id)?;
    let has_begun = class.class.starts_on <= today;
    let actions = if has_begun {
        allowed(state, Role::TrainingOfficer)
    } else {
        Vec::new()
    };
    let check = Opened::open(connection, parts, row)?;
    let name = (FileKind::SpotCheck, check.row.id.as_str());
    let mut waiting = training_papers::views(parts, connection, name, staff_id)?;
    waiting.retain(|paper| paper.event.is_none());
    let calendar = calendar_class(&class, course.as_ref())?;
    let signs = school::signs(parts, connection, &Room::open(parts, class)?)?;
    let named_by = signs.iter().flat_map(|sign| &sign.classes);
    Ok(SpotCheckView {
        state,
        actions,
        finding: finding(parts, connection, &check)?,
        waiting,
        class: calendar,
        classes: named(parts, connection, named_by)?,
        signs,
        venue: course.map(|course| course.venue),
        id: check.row.id,
    })
}

/// What was noted; nothing before.
fn finding(
    parts: &Parts,
    connection: &Connection,
    check: &Opened,
) -> Result<Option<SpotCheckFinding>, ApiError> {
    let Some((noted, found_ms)) = check.file.noted().zip(check.file.found_ms()) else {
        return Ok(None);
    };
    let name = (FileKind::SpotCheck, check.row.id.as_str());
    let mut papers = training_papers::views(parts, connection, name, "")?;
    papers.retain(|paper| paper.event.is_some());
    Ok(Some(SpotCheckFinding {
        id: check.row.id.clone(),
        is_in_order: check.file.state() == SpotCheckState::InOrder,
        words: noted.words.clone(),
        noted_on: Date::from_unix_ms_shanghai(found_ms),
        papers,
    }))
}

/// What was found at a class so far.
///
/// # Errors
/// When an event does not open.
pub fn found_at(
    parts: &Parts,
    connection: &Connection,
    class_id: &str,
) -> Result<Vec<SpotCheckFinding>, ApiError> {
    let mut found = Vec::new();
    for row in rows::list_found(connection, class_id)? {
        if !has_log(&row) {
            continue;
        }
        let check = Opened::open(connection, parts, row)?;
        found.extend(finding(parts, connection, &check)?);
    }
    Ok(found)
}

/// Notes what was found, once.
///
/// # Errors
/// `not_found`; before the first day, or when it is noted already; a fault without words.
pub fn note(
    tx: &Tx,
    parts: &Parts,
    actor: &Actor,
    id: &str,
    request: &SpotCheckActionRequest,
) -> Result<SpotCheckView, ApiError> {
    let doing = "note a spot check";
    let row = find(tx, id)?;
    let mut check = Opened::open(tx, parts, row)?;
    next(check.file.state(), request.action, actor.role)
        .map_err(|refused| refused_step(refused.into()))?;
    let class_id = &check.row.class_id;
    let class = classes::find(tx, class_id)?.ok_or_else(|| impossible(doing))?;
    if actor.today() < class.class.starts_on {
        return Err(refused_step(StepError::TooEarly));
    }
    let (name, named) = ((FileKind::SpotCheck, id), &request.papers);
    let words = training_papers::check_named(tx, name, &actor.id, named, words_of(request))?;
    let noted = Noted {
        words,
        papers: named.clone(),
    };
    let event = actor.step(request.action, SpotCheckDetail::Noted(noted));
    check.step(tx, parts, &event)?;
    training_papers::attach(tx, named, check.row.version)?;
    check_view(parts, tx, check.row, (&actor.id, actor.today()))
}

fn words_of(request: &SpotCheckActionRequest) -> Result<String, ApiError> {
    let words = request.words.trim();
    if request.action == SpotCheckAction::FindFault && words.is_empty() {
        return Err(ApiError::invalid_field("/words", "required"));
    }
    if words.chars().count() > MOST_LETTERS {
        return Err(ApiError::invalid_field("/words", "too_long"));
    }
    Ok(words.to_owned())
}

/// Whether somebody may read the papers of a spot check: the training section, and the school once something is noted.
///
/// # Errors
/// `not_found`.
pub fn may_read(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    id: &str,
) -> Result<(), ApiError> {
    let row = find(connection, id)?;
    if session.role == Role::Trainer && row.found_ms.is_none() {
        return Err(ProblemCode::NotFound.into());
    }
    open_room(parts, connection, session, &row.class_id).map(drop)
}

/// Whether an officer may note something at a spot check now.
///
/// # Errors
/// `not_found`; before the first day, or when it is noted already.
pub fn may_note(
    parts: &Parts,
    connection: &Connection,
    session: &StaffSession,
    id: &str,
) -> Result<(), ApiError> {
    may_read(parts, connection, session, id)?;
    let row = find(connection, id)?;
    let class = classes::find(connection, &row.class_id)?.ok_or(ProblemCode::NotFound)?;
    if row.found_ms.is_some() || parts.clock.today() < class.class.starts_on {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    Ok(())
}

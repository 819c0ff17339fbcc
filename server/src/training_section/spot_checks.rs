//! Classes drawn by lot, at which an officer looks without notice.

use api::ProblemCode;
use api::training_section::{
    SpotCheckActionRequest, SpotCheckFinding, SpotCheckView, SpotChecksView,
};
use domain::Date;
use serde::{Deserialize, Serialize};
use store::spot_checks::{self as rows, SpotCheck};
use store::{Connection, Tx, classes};
use vault::Keyring;
use workflow::spot_check::{SpotCheckAction, SpotCheckState, allowed, draw, next};
use workflow::{Role, StepError};

use super::calendar::calendar_class;
use crate::applications::actor::Actor;
use crate::applications::error::{impossible, while_doing};
use crate::enrolments::error::refused_step;
use crate::enrolments::room::Room;
use crate::enrolments::view::find_course;
use crate::ids;
pub use crate::lot::{days_of, lot, month_of};
use crate::problem::ApiError;
use crate::settlements::school;
use crate::state::{AppState, Parts};

/// The most months that are named.
const MONTHS: i64 = 24;
/// The longest finding.
pub const MOST_LETTERS: usize = 1_000;

/// What is kept of a finding.
#[derive(Debug, Serialize, Deserialize)]
struct Finding {
    words: String,
    /// Whose account.
    by: String,
}

fn finding_place(id: &str) -> String {
    format!("spot_checks/{id}/sealed_finding")
}

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
        for class_id in &drawn {
            let row = SpotCheck {
                id: ids::fresh(),
                month: month.clone(),
                class_id: class_id.clone(),
                taught: i64::try_from(taught).map_err(while_doing("count classes"))?,
                state: SpotCheckState::Drawn.as_str().to_owned(),
                sealed_finding: None,
                created_ms: now_ms,
                found_ms: None,
            };
            rows::insert(tx, &row)?;
        }
        Ok(drawn.len())
    };
    state.store.write::<_, _, ApiError>(work).await
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
    today: Date,
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
        .map(|row| check_view(parts, connection, row, today))
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

fn check_view(
    parts: &Parts,
    connection: &Connection,
    row: SpotCheck,
    today: Date,
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
    Ok(SpotCheckView {
        state,
        actions,
        finding: finding(parts, &row)?,
        class: calendar_class(&class, course.as_ref())?,
        signs: school::signs(parts, connection, &Room::open(parts, class)?)?,
        venue: course.map(|course| course.venue),
        id: row.id,
    })
}

/// What was noted; nothing before.
fn finding(parts: &Parts, row: &SpotCheck) -> Result<Option<SpotCheckFinding>, ApiError> {
    let doing = "read a spot check";
    let (Some(sealed), Some(found_ms)) = (&row.sealed_finding, row.found_ms) else {
        return Ok(None);
    };
    let json = parts.keyring.open(&finding_place(&row.id), sealed);
    let json = json.map_err(while_doing(doing))?;
    let kept: Finding = serde_json::from_slice(&json).map_err(while_doing(doing))?;
    Ok(Some(SpotCheckFinding {
        is_in_order: row.state == SpotCheckState::InOrder.as_str(),
        words: kept.words,
        noted_on: Date::from_unix_ms_shanghai(found_ms),
    }))
}

/// What was found at a class so far.
///
/// # Errors
/// When a finding does not open.
pub fn found_at(
    parts: &Parts,
    connection: &Connection,
    class_id: &str,
) -> Result<Vec<SpotCheckFinding>, ApiError> {
    let found = rows::list_found(connection, class_id)?;
    let findings = found.iter().map(|row| finding(parts, row).transpose());
    findings.flatten().collect()
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
    let row = rows::find(tx, id)?.ok_or(ProblemCode::NotFound)?;
    let state: SpotCheckState = row.state.parse().map_err(while_doing(doing))?;
    let to =
        next(state, request.action, actor.role).map_err(|refused| refused_step(refused.into()))?;
    let class = classes::find(tx, &row.class_id)?.ok_or_else(|| impossible(doing))?;
    if actor.today() < class.class.starts_on {
        return Err(refused_step(StepError::TooEarly));
    }
    let words = request.words.trim();
    let needs_words = request.action == SpotCheckAction::FindFault;
    if needs_words && words.is_empty() {
        return Err(ApiError::invalid_field("/words", "required"));
    }
    if words.chars().count() > MOST_LETTERS {
        return Err(ApiError::invalid_field("/words", "too_long"));
    }
    let kept = Finding {
        words: words.to_owned(),
        by: actor.id.clone(),
    };
    let json = serde_json::to_vec(&kept).map_err(while_doing(doing))?;
    let sealed = parts.keyring.seal(&finding_place(id), &json);
    if !rows::note(tx, id, to.as_str(), &sealed, actor.now_ms)? {
        return Err(ProblemCode::Stale.into());
    }
    let noted = rows::find(tx, id)?.ok_or_else(|| impossible(doing))?;
    check_view(parts, tx, noted, actor.today())
}

//! Which decisions are drawn. The minute's job calls [`run_once`]; what a day has decided is drawn from once it is over,
//! so that the first of a month is not drawn for being alone.

use domain::Date;
use store::re_reviews::{self as rows, ReReview};
use store::{Connection, Tx, stage_times};
use workflow::loan::{LoanEvent, Stage};
use workflow::re_review::{Drawn, ReReviewDetail, ReReviewState};
use workflow::spot_check::draw;
use workflow::{DeviceKind, Role};

use super::file::Opened;
use crate::applications::actor::Actor;
use crate::applications::agency::office_of;
use crate::applications::error::{impossible, while_doing};
use crate::applications::file::ApplicationFile;
use crate::ids;
use crate::lot::{days_of, lot, month_of, seed};
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// A decision: the file, and the number of the event that decided.
type Decision = (String, i64);

/// What is to be drawn of one stage.
#[derive(Debug, PartialEq, Eq)]
struct Due {
    stage: Stage,
    /// How many decisions there are.
    decided: usize,
    drawn: Vec<Decision>,
}

/// The seed of a month: nobody can tell it beforehand or have it otherwise.
#[must_use]
pub fn seed_of(parts: &Parts, month: &str) -> String {
    seed(&parts.keyring, "re_review", month)
}

/// The name under which a decision is drawn.
#[must_use]
pub fn lot_name(application_id: &str, ended_version: i64) -> String {
    format!("{application_id}/{ended_version}")
}

/// Draws what is still to be drawn among the decisions of the days that are over, and says how many.
///
/// # Errors
/// When the store does not answer or a file does not open.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let ends = ends(Date::from_unix_ms_shanghai(now_ms).add_days(-1))?;
    let is_due = state.store.read(|connection| {
        for until in ends {
            if has_any(&due(state, connection, until)?) {
                return Ok(true);
            }
        }
        Ok::<_, ApiError>(false)
    })?;
    if !is_due {
        return Ok(0);
    }
    let parts = state.clone();
    // Asked anew inside the write: another server may have drawn since.
    let work = move |tx: &Tx| {
        let mut count = 0;
        for until in ends {
            let found = due(&parts, tx, until)?;
            if !has_any(&found) {
                continue;
            }
            let month = month_of(until);
            rows::keep_seed(tx, &month, &seed_of(&parts, &month), now_ms)?;
            for due in &found {
                for decision in &due.drawn {
                    count += usize::from(keep(&parts, tx, due, decision, now_ms)?);
                }
            }
        }
        Ok(count)
    };
    state.store.write::<_, _, ApiError>(work).await
}

/// The days up to which is drawn: that one, and the last of the month before, for a portal that was off when that was over.
fn ends(until: Date) -> Result<[Date; 2], ApiError> {
    let span = days_of(&month_of(until)).ok_or_else(|| impossible("read a month"))?;
    Ok([span.0.add_days(-1), until])
}

fn has_any(due: &[Due]) -> bool {
    due.iter().any(|due| !due.drawn.is_empty())
}

/// What is to be drawn now among the decisions of a month up to a day.
fn due(parts: &Parts, connection: &Connection, until: Date) -> Result<Vec<Due>, ApiError> {
    let month = month_of(until);
    let (first, _) = days_of(&month).ok_or_else(|| impossible("read a month"))?;
    let kept = rows::find_seed(connection, &month)?;
    let seed = kept.unwrap_or_else(|| seed_of(parts, &month));
    let percent = parts.re_review_plan.percent;
    let mut found = Vec::new();
    for &stage in Stage::ALL {
        let decided = stage_times::list_between(connection, stage.as_str(), (first, until))?;
        let names: Vec<String> = decided
            .iter()
            .map(|(id, version)| lot_name(id, *version))
            .collect();
        let drawn = rows::list_by_month(connection, &month, stage.as_str())?;
        let drawn: Vec<String> = drawn
            .into_iter()
            .map(|one| lot_name(&one.application_id, one.ended_version))
            .collect();
        let chosen = draw(&names, &drawn, percent, |name| lot(&seed, name));
        let is_chosen = |decision: &&Decision| chosen.contains(&lot_name(&decision.0, decision.1));
        found.push(Due {
            stage,
            decided: decided.len(),
            drawn: decided.iter().filter(is_chosen).cloned().collect(),
        });
    }
    Ok(found)
}

/// Keeps one; false when its file is gone.
fn keep(
    parts: &Parts,
    tx: &Tx,
    due: &Due,
    (id, version): &Decision,
    now_ms: i64,
) -> Result<bool, ApiError> {
    let doing = "draw a decision";
    let Some(file) = ApplicationFile::load(parts, tx, id)? else {
        return Ok(false);
    };
    let today = Date::from_unix_ms_shanghai(now_ms);
    let until = usize::try_from(*version).map_err(while_doing(doing))?;
    let events = file.events.get(..until).ok_or_else(|| impossible(doing))?;
    let decided_on = events.last().ok_or_else(|| impossible(doing))?.on;
    let working_days = parts.re_review_plan.working_days;
    let due_on = parts.calendar.nth_working_day_after(today, working_days).on;
    // Whoever has no accounts cannot look: what the bureau recorded is held against the form it has.
    let is_taken_over = events.last().is_some_and(|last| last.package_id.is_some());
    let looks = if is_taken_over { Stage::Hr } else { due.stage };
    let agency = office_of(&parts.district, looks, &file);
    let row = ReReview {
        id: ids::fresh(),
        month: month_of(decided_on),
        application_id: id.clone(),
        ended_version: *version,
        stage: due.stage.as_str().to_owned(),
        agency_id: agency.map(|agency| agency.id.clone()).unwrap_or_default(),
        decided: i64::try_from(due.decided).map_err(while_doing(doing))?,
        state: ReReviewState::New.as_str().to_owned(),
        version: 0,
        due_on,
        created_ms: now_ms,
        updated_ms: now_ms,
    };
    let drawn = Drawn {
        ended_version: u32::try_from(*version).map_err(while_doing(doing))?,
        stage: due.stage,
        had_part: had_part(events, due.stage),
        due_on,
        is_taken_over,
    };
    let portal = Actor {
        id: "portal".to_owned(),
        role: Role::System,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: ids::fresh(),
        on_behalf: None,
    };
    Opened::start(tx, &file.key, row, &portal, ReReviewDetail::Drawn(drawn))?;
    Ok(true)
}

/// The accounts of a stage that did anything to a file, in the order in which they came.
fn had_part(events: &[LoanEvent], stage: Stage) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for event in events.iter().filter(|event| event.role == stage.officer()) {
        if !found.contains(&event.actor_id) {
            found.push(event.actor_id.clone());
        }
    }
    found
}

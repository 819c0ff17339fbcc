//! Who is told that the days of a quarter's subsidy run out: the bureau on its list, and its supervisors on the last day and
//! after it. Nothing here decides or pays.
//!
//! The hour's job calls [`run_once`]. Whom it tells, and when, is a row, written in the write that finds it due.

use application::Answers;
use domain::Date;
use store::file_notices::{self, FileNotice};
use store::{Connection, StoreError, Tx, loans};
use workflow::loan::{Stage, Urgency};
use workflow::servicing::{Quarter, SubsidyClock, SubsidyDuty};

use super::subsidy_view::days_of;
use crate::applications::agency::agency_of;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::office::Office;
use crate::jobs::log;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::state::{AppState, Parts};

/// Loans read under one view of the database.
const PART: i64 = 200;

/// How a row calls a clock and how near its end it is.
#[must_use]
pub fn about(duty: SubsidyDuty, urgency: Urgency, quarter: Quarter) -> String {
    format!("subsidy_{duty}_{urgency}_{quarter}")
}

/// Tells whoever is to be told at an instant and says of how many loans. Which loans have to be opened for that stands in the
/// store: an hour in which no clock has moved opens none.
///
/// # Errors
/// When the store does not answer. A single loan that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    if !is_daytime(now_ms) || !state.calendar.is_working_day(today) {
        return Ok(0);
    }
    let mut told = 0;
    let mut after = String::new();
    loop {
        let (last, looks) = state.store.read(|connection| {
            let ids = loans::list_to_look_at(connection, today, &after, PART)?;
            let mut looks = Vec::new();
            for id in &ids {
                match look(state, connection, id, today) {
                    Ok(found) => looks.extend(found),
                    Err(error) => log(Err(error)),
                }
            }
            Ok::<_, ApiError>((ids.last().cloned(), looks))
        })?;
        let Some(last) = last else {
            return Ok(told);
        };
        after = last;
        let (due, calm): (Vec<Look>, Vec<Look>) =
            looks.into_iter().partition(|look| !look.due.is_empty());
        if !calm.is_empty() {
            let work = move |tx: &Tx| calm.iter().try_for_each(|look| look.note_next(tx));
            state.store.write::<_, _, StoreError>(work).await?;
        }
        for look in due {
            let parts = state.clone();
            // Looked at anew inside the write: somebody may have decided since.
            let work = move |tx: &Tx| note(&parts, tx, &look.id, (today, now_ms));
            match state.store.write::<_, _, ApiError>(work).await {
                Ok(is_new) => told += usize::from(is_new),
                Err(error) => log(Err(error)),
            }
        }
    }
}

/// What was seen of a loan.
struct Look {
    id: String,
    version: i64,
    /// The clocks that somebody is to be told of and was not yet.
    due: Vec<(Quarter, SubsidyClock)>,
    /// When to look again, if nothing happens to it.
    next: Option<Date>,
}

impl Look {
    fn note_next(&self, tx: &Tx) -> Result<(), StoreError> {
        loans::note_next_look(tx, &self.id, self.version, self.next)
    }
}

/// Opens a loan and looks at its clocks.
fn look(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    today: Date,
) -> Result<Option<Look>, ApiError> {
    let Some(file) = ApplicationFile::load(parts, connection, id)? else {
        return Ok(None);
    };
    let Some(servicing) = &file.servicing else {
        return Ok(None);
    };
    let days = days_of(&parts.subsidy_rules);
    let clock = |quarter| {
        let found = servicing
            .file
            .subsidy_clock(quarter, today, days, &parts.calendar);
        found.map(|clock| (quarter, clock))
    };
    let quarters = servicing
        .file
        .shares()
        .into_iter()
        .map(|share| share.quarter);
    let mut due: Vec<(Quarter, SubsidyClock)> = quarters
        .filter_map(clock)
        .filter(|(_, clock)| clock.urgency != Urgency::Calm)
        .collect();
    if !due.is_empty() {
        let before = file_notices::list(connection, id)?;
        due.retain(|(quarter, clock)| {
            let about = about(clock.duty, clock.urgency, *quarter);
            let mut told = before.iter();
            !told.any(|one| one.about == about && one.due_on == clock.due_on)
        });
    }
    let file = &servicing.file;
    Ok(Some(Look {
        id: id.to_owned(),
        version: servicing.row.version,
        due,
        next: file.next_subsidy_look(today, days, &parts.calendar),
    }))
}

/// Notes it, and says whether there was something.
fn note(parts: &Parts, tx: &Tx, id: &str, (today, now_ms): (Date, i64)) -> Result<bool, ApiError> {
    let Some(found) = look(parts, tx, id, today)? else {
        return Ok(false);
    };
    found.note_next(tx)?;
    let due = found.due;
    let bureau = agency_of(&parts.district, Stage::Hr, (&Answers::default(), None));
    let Some(bureau) = bureau.filter(|_| !due.is_empty()) else {
        return Ok(false);
    };
    let office = Office::of_agency(tx, &bureau.id, Stage::Hr, today)?;
    let supervisors = office.told_of_late(tx)?;
    for (quarter, clock) in due {
        let mut told: Vec<String> = if clock.urgency.is_escalated() {
            supervisors.iter().map(|one| one.id.clone()).collect()
        } else {
            Vec::new()
        };
        if told.is_empty() {
            told.push(bureau.id.clone());
        }
        for told in told {
            let notice = FileNotice {
                application_id: id.to_owned(),
                about: about(clock.duty, clock.urgency, quarter),
                due_on: clock.due_on,
                told,
                at_ms: now_ms,
            };
            file_notices::note(tx, &notice)?;
        }
    }
    Ok(true)
}

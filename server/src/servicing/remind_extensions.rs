//! Who is told that the days of a request for a later last day run out: the bank and the guarantee agency, as far as their
//! word is missing, on their lists, and their supervisors on the last day and after it. Nothing here agrees or refuses.
//!
//! The hour's job calls [`run_once`]. Whom it tells, and when, is a row, written in the write that finds it due.

use domain::Date;
use store::file_notices::{self, FileNotice};
use store::{Connection, StoreError, Tx, loans};
use workflow::Role;
use workflow::loan::{Stage, Urgency};
use workflow::servicing::ExtensionClock;

use super::file::Servicing;
use crate::applications::agency::office_of;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::office::Office;
use crate::jobs::log;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::state::{AppState, Parts};

/// How a row calls the clock of one of the two and how near its end it is.
#[must_use]
pub fn about(stage: Stage, urgency: Urgency) -> String {
    format!("extension_{stage}_{urgency}")
}

/// Tells whoever is to be told at an instant and says of how many loans.
///
/// # Errors
/// When the store does not answer. A single loan that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    if !is_daytime(now_ms) || !state.calendar.is_working_day(today) {
        return Ok(0);
    }
    let due = state.store.read(|connection| {
        let mut found = Vec::new();
        for id in loans::list_in_review(connection)? {
            match due_of(state, connection, &id, today) {
                Ok(due) if !due.is_empty() => found.push(id),
                Ok(_) => {}
                Err(error) => log(Err(error)),
            }
        }
        Ok::<_, ApiError>(found)
    })?;
    let mut told = 0;
    for id in due {
        let parts = state.clone();
        // Looked at anew inside the write: somebody may have answered since.
        let work = move |tx: &Tx| note(&parts, tx, &id, (today, now_ms));
        match state.store.write::<_, _, ApiError>(work).await {
            Ok(is_new) => told += usize::from(is_new),
            Err(error) => log(Err(error)),
        }
    }
    Ok(told)
}

/// One of the two whose word is missing, and how near the last day is.
struct Due {
    stage: Stage,
    agency_id: String,
    clock: ExtensionClock,
}

/// Of whom somebody is to be told and was not yet.
fn due_of(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    today: Date,
) -> Result<Vec<Due>, ApiError> {
    let Some(file) = ApplicationFile::load(parts, connection, id)? else {
        return Ok(Vec::new());
    };
    let Some(servicing) = &file.servicing else {
        return Ok(Vec::new());
    };
    let clock = servicing.file.extension_clock(today, &parts.calendar);
    let Some(clock) = clock.filter(|clock| clock.urgency != Urgency::Calm) else {
        return Ok(Vec::new());
    };
    let before = file_notices::list(connection, id)?;
    let is_told = |stage| {
        let about = about(stage, clock.urgency);
        let mut told = before.iter();
        told.any(|one| one.about == about && one.due_on == clock.due_on)
    };
    let mut due = Vec::new();
    for (role, stage) in [
        (Role::BankOfficer, Stage::Bank),
        (Role::GuaranteeOfficer, Stage::Guarantee),
    ] {
        if !clock.waits_for.contains(&role) || is_told(stage) {
            continue;
        }
        if let Some(agency_id) = agency_id(parts, &file, servicing, stage) {
            due.push(Due {
                stage,
                agency_id,
                clock: clock.clone(),
            });
        }
    }
    Ok(due)
}

fn agency_id(
    parts: &Parts,
    file: &ApplicationFile,
    servicing: &Servicing,
    stage: Stage,
) -> Option<String> {
    let known = match stage {
        Stage::Bank => Some(&servicing.row.bank_id),
        _ => servicing.row.guarantor_id.as_ref(),
    };
    known
        .cloned()
        .or_else(|| office_of(&parts.district, stage, file).map(|agency| agency.id.clone()))
}

/// Notes it, and says whether there was something.
fn note(parts: &Parts, tx: &Tx, id: &str, (today, now_ms): (Date, i64)) -> Result<bool, ApiError> {
    let due = due_of(parts, tx, id, today)?;
    for one in &due {
        let mut told = Vec::new();
        if one.clock.urgency.is_escalated() {
            let office = Office::of_agency(tx, &one.agency_id, one.stage, today)?;
            let supervisors = office.told_of_late(tx)?;
            told.extend(supervisors.into_iter().map(|member| member.id.clone()));
        }
        if told.is_empty() {
            told.push(one.agency_id.clone());
        }
        for told in told {
            let notice = FileNotice {
                application_id: id.to_owned(),
                about: about(one.stage, one.clock.urgency),
                due_on: one.clock.due_on,
                told,
                at_ms: now_ms,
            };
            file_notices::note(tx, &notice)?;
        }
    }
    Ok(!due.is_empty())
}

/// Since when the supervisors of either know of a request with this last day.
pub(super) fn escalated_on(
    connection: &Connection,
    id: &str,
    due_on: Date,
) -> Result<Option<Date>, StoreError> {
    let abouts = [Stage::Bank, Stage::Guarantee]
        .map(|stage| [Urgency::Last, Urgency::Over].map(|urgency| about(stage, urgency)))
        .concat();
    let told = file_notices::list(connection, id)?;
    let first = told
        .iter()
        .filter(|one| one.due_on == due_on && abouts.contains(&one.about))
        .map(|one| one.at_ms)
        .min();
    Ok(first.map(Date::from_unix_ms_shanghai))
}

//! The clocks of a file as its desk shows them, and since when the supervisor knows.

use std::collections::BTreeMap;

use api::staff::DeskClockView;
use domain::Date;
use store::file_notices::{self, FileNotice};
use store::{Connection, StoreError};
use workflow::loan::{DeskClockKind, Urgency};

use super::officer::Officer;
use crate::applications::clocks::with_rules;
use crate::applications::file::ApplicationFile;
use crate::applications::remind::about;
use crate::state::Parts;

/// What was told of each file.
pub type Told = BTreeMap<String, Vec<FileNotice>>;

/// What was told of the files that wait at an officer's office.
///
/// # Errors
/// When the store does not answer.
pub fn told_of_waiting(connection: &Connection, officer: &Officer) -> Result<Told, StoreError> {
    let role = officer.role().as_str();
    let mut told = Told::new();
    for notice in file_notices::list_waiting(connection, role, &officer.agency_id)? {
        let of_file = told.entry(notice.application_id.clone()).or_default();
        of_file.push(notice);
    }
    Ok(told)
}

/// The clocks that run, with the day on which the supervisors were told.
#[must_use]
pub fn desk_clocks(
    parts: &Parts,
    file: &ApplicationFile,
    told: &[FileNotice],
    today: Date,
) -> Vec<DeskClockView> {
    let clocks = with_rules(parts, |rules| file.loan.desk_clocks(today, rules));
    let view = |clock: workflow::loan::DeskClock| {
        let escalated = [Urgency::Last, Urgency::Over].map(|urgency| about(clock.kind, urgency));
        let first = told
            .iter()
            .filter(|one| one.due_on == clock.due_on && escalated.contains(&one.about))
            .map(|one| one.at_ms)
            .min();
        DeskClockView {
            clock,
            escalated_on: first.map(Date::from_unix_ms_shanghai),
        }
    };
    clocks.into_iter().map(view).collect()
}

/// The clock of a refusal that waits for its second person at the officer's office, which does not have the file any more.
///
/// # Errors
/// When the store does not answer.
pub fn refusal_clocks(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    file: &ApplicationFile,
    today: Date,
) -> Result<Vec<DeskClockView>, StoreError> {
    if file.loan.pending_refusal_of() != Some(officer.stage) {
        return Ok(Vec::new());
    }
    let told = file_notices::list(connection, &file.row.id)?;
    let mut clocks = desk_clocks(parts, file, &told, today);
    clocks.retain(|one| one.clock.kind == DeskClockKind::RefusalNotice);
    Ok(clocks)
}

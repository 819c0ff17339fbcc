//! What an officer has to do and how long it took, from the log: for the officer, and as sums of the office for its
//! supervisor. Nobody else's figures are told apart.

use std::collections::BTreeMap;

use api::workload::{Work, WorkloadResponse};
use domain::Date;
use store::applications::{self, QueuePlace};
use store::{Connection, staff, stage_times};
use workflow::Usual;
use workflow::loan::{LoanAction, LoanEvent};

use super::office::{Office, last_assignments};
use super::officer::Officer;
use super::seen::Seen;
use super::visible::is_visible;
use crate::applications::clocks::with_rules;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// What is older says little about today.
const DAYS: i32 = 90;
/// Waiting files read at a time; every one is counted.
const PART: i64 = 500;
/// Most decisions looked at.
const DECIDED_LIMIT: i64 = 1_000;

/// Counts of one desk or of an office.
#[derive(Debug, Default)]
struct Count {
    waiting: u32,
    late: u32,
    /// How many decisions took so many days.
    decided: BTreeMap<u32, u32>,
}

impl Count {
    fn work(self) -> Work {
        let decided: Vec<(u32, u32)> = self.decided.into_iter().collect();
        Work {
            waiting: self.waiting,
            late: self.late,
            decided: Usual::measured(&decided),
        }
    }
}

/// The officer's own, and the office's for a supervisor.
///
/// # Errors
/// When the store does not answer or a file does not open.
pub fn workload(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    today: Date,
) -> Result<WorkloadResponse, ApiError> {
    let (mut mine, mut office) = (Count::default(), Count::default());
    let mut not_begun = 0;
    let role = officer.role();
    let agency = officer.agency_id.as_str();
    let office_today = Office::of(connection, officer, today)?;
    let assigned = last_assignments(connection, officer)?;
    let seen = Seen::of(parts, connection, officer)?;
    let mut part = applications::list_queue(connection, role.as_str(), Some(agency), PART)?;
    while let Some(last) = part.last().map(QueuePlace::of) {
        for row in part {
            let Some(file) = seen.open(row)? else {
                continue;
            };
            if !is_visible(parts, &file, officer) {
                continue;
            }
            let clock = with_rules(parts, |rules| file.loan.clock_view(today, rules));
            let is_late = clock.is_some_and(|clock| clock.overdue);
            let last = last_at_work(&file.events, officer);
            not_begun += u32::from(last.is_none());
            let held = office_today.holding(&file, assigned.get(&file.row.id));
            let is_mine = match held {
                Some(held) => office_today.is_on_desk(&held.officer_id, &officer.id),
                None => last.is_some_and(|event| event.actor_id == officer.id),
            };
            let both = [Some(&mut office), is_mine.then_some(&mut mine)];
            for count in both.into_iter().flatten() {
                count.waiting += 1;
                count.late += u32::from(is_late);
            }
        }
        part = applications::list_queue_after(connection, role.as_str(), agency, &last, PART)?;
    }
    let since = today.add_days(-DAYS);
    let stage = officer.stage.as_str();
    let times = stage_times::list_since(connection, stage, since, DECIDED_LIMIT)?;
    let is_cut = i64::try_from(times.len()).unwrap_or(i64::MAX) >= DECIDED_LIMIT;
    let mut files: BTreeMap<String, Option<ApplicationFile>> = BTreeMap::new();
    for time in times {
        let id = time.application_id;
        if !files.contains_key(&id) {
            let file = seen
                .load(&id)?
                .filter(|file| is_visible(parts, file, officer));
            files.insert(id.clone(), file);
        }
        let Some(Some(file)) = files.get(&id) else {
            continue;
        };
        let days = u32::try_from(time.working_days).unwrap_or(u32::MAX);
        let until = usize::try_from(time.ended_version).unwrap_or_default();
        let events = file.events.get(..until).unwrap_or_default();
        let is_mine = decided_by(events) == Some(officer.id.as_str());
        let both = [Some(&mut office), is_mine.then_some(&mut mine)];
        for count in both.into_iter().flatten() {
            *count.decided.entry(days).or_default() += 1;
        }
    }
    let is_supervisor = staff::is_supervisor(connection, &officer.id)?;
    Ok(WorkloadResponse {
        since,
        mine: mine.work(),
        office: is_supervisor.then(|| office.work()),
        not_begun: is_supervisor.then_some(not_begun),
        is_cut,
    })
}

/// What an officer of this role did last to a file since it was last handed in.
fn last_at_work<'a>(events: &'a [LoanEvent], officer: &Officer) -> Option<&'a LoanEvent> {
    events
        .iter()
        .rev()
        .take_while(|event| event.action != LoanAction::Submit)
        .find(|event| event.role == officer.role())
}

/// Whose decision the last of these events is: of two people, the one who proposed it did the work.
fn decided_by(events: &[LoanEvent]) -> Option<&str> {
    let last = events.last()?;
    let proposal = match last.action {
        LoanAction::ConfirmRefusal => LoanAction::ProposeRefusal,
        LoanAction::ConfirmDisbursement => LoanAction::ProposeDisbursement,
        _ => return Some(&last.actor_id),
    };
    let proposed = events.iter().rev().find(|event| event.action == proposal)?;
    Some(&proposed.actor_id)
}

//! Who is told that a clock of an application runs out, in the daytime: a resident by message, officers and supervisors on
//! the desk. Nothing here moves a file: silence of an agency refuses nobody.
//!
//! The hour's job calls [`run_once`]. Whom it tells, and when, is a row, written in the write that finds it due.

use domain::Date;
use store::applications::{self, Application};
use store::file_notices::{self, FileNotice};
use store::{Connection, Tx};
use workflow::loan::{DeskClock, DeskClockKind, LoanState, Stage, Urgency};

use super::agency::{holder_view, office_of};
use super::clocks::{loan_clocks, with_rules};
use super::file::ApplicationFile;
use super::staff::office::Office;
use crate::jobs::log;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::message::{Message, note_and_tell};
use crate::sms::words;
use crate::state::{AppState, Parts};

/// Most files of a state looked at in one run; the next run is an hour later.
const LOOKED_AT_LIMIT: i64 = 10_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Calendar days before an untouched draft goes.
const DRAFT_DAYS: [i32; 2] = [14, 3];
/// Calendar days before the resident's own time ends.
const ANSWER_DAYS: i32 = 3;
/// Where a clock of the resident's or of an agency's runs.
const RUNNING: [LoanState; 9] = [
    LoanState::ReturnedHr,
    LoanState::ReturnedGuarantee,
    LoanState::ReturnedBank,
    LoanState::ContractReady,
    LoanState::Submitted,
    LoanState::HrReview,
    LoanState::GuaranteeReview,
    LoanState::BankReview,
    LoanState::AppealReview,
];

/// Something to tell, and whom.
struct Due {
    about: String,
    due_on: Date,
    /// Persons, accounts, or an office.
    told: Vec<String>,
    /// What the resident reads.
    text: Option<String>,
}

/// Tells whoever is to be told at an instant and says how many messages went out.
///
/// # Errors
/// When the store does not answer. A single file that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    if !is_daytime(now_ms) {
        return Ok(0);
    }
    let due = state
        .store
        .read(|connection| list_due(state, connection, now_ms))?;
    let mut told = 0;
    for id in due {
        let parts = state.clone();
        // Looked at anew inside the write: somebody may have acted since.
        let note = move |tx: &Tx| note(&parts, tx, &id, now_ms);
        match note_and_tell(state, note).await {
            Ok(count) => told += count,
            Err(error) => log(Err(error)),
        }
    }
    Ok(told)
}

fn list_due(parts: &Parts, connection: &Connection, now_ms: i64) -> Result<Vec<String>, ApiError> {
    let [earliest, _] = DRAFT_DAYS;
    let days = i64::from(loan_clocks(&parts.district).draft_days) - i64::from(earliest);
    let drafts = (LoanState::Draft, now_ms - (days - 1) * DAY_MS);
    let running = RUNNING.map(|state| (state, now_ms.saturating_add(1)));
    let mut found = Vec::new();
    for (state, before_ms) in running.into_iter().chain([drafts]) {
        let state = state.as_str();
        for row in applications::list_untouched(connection, state, before_ms, LOOKED_AT_LIMIT)? {
            let id = row.id.clone();
            match due_of_row(parts, connection, row, now_ms) {
                Ok((_, due)) if !due.is_empty() => found.push(id),
                Ok(_) => {}
                Err(error) => log(Err(error)),
            }
        }
    }
    Ok(found)
}

fn note(parts: &Parts, tx: &Tx, id: &str, now_ms: i64) -> Result<Vec<Message>, ApiError> {
    let Some(row) = applications::find(tx, id)? else {
        return Ok(Vec::new());
    };
    let (person_id, due) = due_of_row(parts, tx, row, now_ms)?;
    let mut messages = Vec::new();
    for one in due {
        for told in one.told {
            let notice = FileNotice {
                application_id: id.to_owned(),
                about: one.about.clone(),
                due_on: one.due_on,
                told,
                at_ms: now_ms,
            };
            file_notices::note(tx, &notice)?;
        }
        messages.extend(one.text.map(|text| Message::new(&person_id, text)));
    }
    Ok(messages)
}

/// Whose file it is, and what of it was not told yet.
fn due_of_row(
    parts: &Parts,
    connection: &Connection,
    row: Application,
    now_ms: i64,
) -> Result<(String, Vec<Due>), ApiError> {
    let (id, person_id) = (row.id.clone(), row.person_id.clone());
    let today = Date::from_unix_ms_shanghai(now_ms);
    let mut due = Vec::new();
    if row.state == LoanState::Draft.as_str() {
        due.extend(draft_due(parts, &row, today));
    } else if let Some(file) = ApplicationFile::open(parts, connection, row)? {
        due.extend(answer_due(parts, &file, today));
        due.extend(desk_due(parts, connection, &file, today)?);
    }
    if !due.is_empty() {
        let before = file_notices::list(connection, &id)?;
        due.retain(|one| {
            !before
                .iter()
                .any(|told| told.about == one.about && told.due_on == one.due_on)
        });
    }
    Ok((person_id, due))
}

/// A draft's age is counted from the last word typed; whoever goes on with it is told anew.
fn draft_due(parts: &Parts, row: &Application, today: Date) -> Option<Due> {
    let days = i64::from(loan_clocks(&parts.district).draft_days);
    let due_on = Date::from_unix_ms_shanghai(row.updated_ms + days * DAY_MS);
    let left = today.days_until(due_on);
    // The nearest that has come: after a pause of the portal nobody gets both at once.
    let days = DRAFT_DAYS.into_iter().filter(|days| left <= *days).min()?;
    (left >= 0).then(|| Due {
        about: format!("draft_{days}"),
        due_on,
        told: vec![row.person_id.clone()],
        text: Some(words::draft_due(due_on)),
    })
}

/// What came back, and the bank's offer.
fn answer_due(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<Due> {
    let due = with_rules(parts, |rules| file.loan.resident_due(rules))?;
    let number = file.row.acceptance_number.as_deref()?;
    let left = today.days_until(due.on);
    // Whoever was told today that it came back knows the day.
    let is_new = file.loan.entered_on() == Some(today);
    if is_new || !(0..=ANSWER_DAYS).contains(&left) {
        return None;
    }
    let (about, text) = if file.loan.state() == LoanState::ContractReady {
        ("offer", words::offer_due(number, due.on))
    } else {
        ("answer", words::answer_due(number, due.on))
    };
    Some(Due {
        about: about.to_owned(),
        due_on: due.on,
        told: vec![file.row.person_id.clone()],
        text: Some(text),
    })
}

/// What an officer, a supervisor and, once the days are over, the resident is told.
fn desk_due(
    parts: &Parts,
    connection: &Connection,
    file: &ApplicationFile,
    today: Date,
) -> Result<Vec<Due>, ApiError> {
    let clocks = with_rules(parts, |rules| file.loan.desk_clocks(today, rules));
    let urgent = |clock: &DeskClock| clock.urgency != Urgency::Calm;
    if !clocks.iter().any(urgent) {
        return Ok(Vec::new());
    }
    let (Some(stage), Some(agency)) = (file.loan.stage(), file.row.agency_id.as_deref()) else {
        return Ok(Vec::new());
    };
    let mut due = Vec::new();
    for clock in clocks.into_iter().filter(urgent) {
        let (stage, agency) = match refusing(parts, file) {
            Some(other) if clock.kind == DeskClockKind::RefusalNotice => other,
            _ => (stage, agency),
        };
        let office = Office::of_agency(connection, agency, stage, today)?;
        let mut told: Vec<String> = if clock.urgency.is_escalated() {
            let supervisors = office.told_of_late(connection)?;
            supervisors.into_iter().map(|one| one.id.clone()).collect()
        } else {
            let last = store::assignments::find(connection, &file.row.id, agency)?;
            let held = office.holding(file, last.as_ref());
            let at_work = held.and_then(|held| office.at_work(&held.officer_id));
            at_work.map(|one| one.id.clone()).into_iter().collect()
        };
        if told.is_empty() {
            told.push(agency.to_owned());
        }
        let text = apology(parts, file, clock);
        if text.is_some() {
            told.push(file.row.person_id.clone());
        }
        due.push(Due {
            about: about(clock.kind, clock.urgency),
            due_on: clock.due_on,
            told,
            text,
        });
    }
    Ok(due)
}

/// The office whose refusal waits, where that is not the one that has the file: the guarantee agency's, of an offer.
fn refusing<'a>(parts: &'a Parts, file: &ApplicationFile) -> Option<(Stage, &'a str)> {
    let stage = file.loan.pending_refusal_of()?;
    let office = office_of(&parts.district, stage, file)?;
    (file.loan.stage() != Some(stage)).then_some((stage, office.id.as_str()))
}

/// How a row calls a clock and how near its end it is.
#[must_use]
pub fn about(kind: DeskClockKind, urgency: Urgency) -> String {
    format!("{kind}_{urgency}")
}

/// Once a stage's days are over.
fn apology(parts: &Parts, file: &ApplicationFile, clock: DeskClock) -> Option<String> {
    let is_late = clock.kind == DeskClockKind::Stage && clock.urgency == Urgency::Over;
    let number = file.row.acceptance_number.as_deref()?;
    let holder = holder_view(&parts.district, &file.loan, file.row.agency_id.as_deref());
    is_late.then(|| words::late(number, &holder.agency.unwrap_or_default()))
}

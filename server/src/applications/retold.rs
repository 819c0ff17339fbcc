//! What the terminal is told of a file's log: state, holder, clock, kinds of events and their times, after the payout the
//! same of the loan with its due dates, and nothing of a person; and whether what is stored is what the events fold into.

use domain::{AcceptanceNumber, Date, QueryCode};
use store::applications::{self, Application};
use store::events::{self, Chain};
use store::file_keys::{self, StoredFileKey};
use store::{Connection, StoreError};
use vault::{FileKey, Keyring};
use workflow::loan::{FoldError, LoanEvent, LoanFile, LoanRules, LoanState};
use workflow::servicing::ServicingError;
use workflow::{BrokenLog, Role};

use super::file::NOBODY;
use super::moment::{Moment, MomentError};
use super::sealed::{event_place, open_json, state_place};
use crate::packages::manifest::rfc3339;
use crate::servicing::retold as loan;

/// What is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retold {
    /// Line by line.
    pub lines: Vec<String>,
    /// What is wrong with what is stored; nothing where it is what the events fold into.
    pub wrong: Vec<String>,
}

/// Why nothing is.
#[derive(Debug, thiserror::Error)]
pub enum RetellError {
    /// Nothing is named so.
    #[error("no file has this id, acceptance number or query code, and no enrolment this id")]
    NotFound,
    /// Its key was destroyed.
    #[error("the key of this file was destroyed: nobody can read its events")]
    Erased,
    /// Its key is not there or not of this portal.
    #[error("the key of this file does not open; see fumin verify")]
    KeyClosed,
    /// An event does not open.
    #[error("event {0} does not open; see fumin verify")]
    EventClosed(i64),
    /// The events do not follow from each other.
    #[error("{0}; see fumin verify")]
    Broken(FoldError),
    /// The same of an enrolment.
    #[error("{0}; see fumin verify")]
    BrokenLog(BrokenLog),
    /// An event of the loan does not open.
    #[error("event {0} of the loan does not open; see fumin verify")]
    LoanEventClosed(i64),
    /// The events of the loan do not follow from each other.
    #[error("the loan: {0}; see fumin verify")]
    LoanBroken(ServicingError),
    /// The moment is none of the file's.
    #[error("{0}")]
    Moment(MomentError),
    /// The store does not answer.
    #[error("cannot read the database: {0}")]
    Store(#[from] StoreError),
}

/// Which file, and at which moment; now when none is named.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its id, acceptance number or query code.
    pub file: &'a str,
    /// The number of an event, or RFC 3339.
    pub at: Option<&'a str>,
    /// What the clock shows.
    pub now_ms: i64,
}

/// Folds the events of a file up to a moment.
///
/// # Errors
/// When there is no such file or moment, or the log cannot be read.
pub fn retell(
    connection: &Connection,
    keyring: &Keyring,
    rules: LoanRules<'_>,
    asked: Asked<'_>,
) -> Result<Retold, RetellError> {
    let row = find(connection, asked.file.trim())?.ok_or(RetellError::NotFound)?;
    let key = match file_keys::find(connection, &row.id)? {
        None => return Err(RetellError::KeyClosed),
        Some(StoredFileKey::Destroyed { .. }) => return Err(RetellError::Erased),
        Some(StoredFileKey::Wrapped(wrapped)) => keyring
            .unwrap_file_key(&row.id, &wrapped)
            .map_err(|_| RetellError::KeyClosed)?,
    };
    let log = open_log(connection, &key, &row.id)?;
    let moment = match asked.at {
        Some(at) => Moment::read(at, &log, asked.now_ms).map_err(RetellError::Moment)?,
        None => Moment {
            events: log.len(),
            at_ms: asked.now_ms,
        },
    };
    let then = log.iter().take(moment.events);
    let file = LoanFile::fold(then.clone()).map_err(RetellError::Broken)?;
    let states = LoanFile::states(then.clone()).map_err(RetellError::Broken)?;
    let mut lines = vec![format!(
        "as it stood at {}, after {} of {} events",
        rfc3339(moment.at_ms),
        moment.events,
        log.len()
    )];
    lines.push(format!(
        "state: {}, held by {}",
        file.state(),
        holder(&file)
    ));
    lines.push(clock_line(&file, moment.day(), rules));
    for (number, (event, state)) in (1..).zip(then.zip(states)) {
        let (at, action, role) = (rfc3339(event.at_ms), event.action, event.role);
        lines.push(format!("{number:>4}  {at}  {action} by {role}: {state}"));
    }
    let loan_log = loan::open_log(connection, &key, &row.id)?;
    // Of one instant, the loan begins with the last event.
    if file.state() == LoanState::Disbursed {
        lines.extend(loan::lines(&loan_log, moment.at_ms)?);
    }
    let present = LoanFile::fold(&log).map_err(RetellError::Broken)?;
    let mut wrong = compare(connection, &key, &row, &present)?;
    wrong.extend(loan::compare(connection, &row.id, &loan_log)?);
    Ok(Retold { lines, wrong })
}

fn find(connection: &Connection, named: &str) -> Result<Option<Application>, StoreError> {
    if let Some(row) = applications::find(connection, named)? {
        return Ok(Some(row));
    }
    if let Ok(number) = AcceptanceNumber::parse(named) {
        return applications::find_by_acceptance_number(connection, &number.to_string());
    }
    match QueryCode::parse(named) {
        Ok(code) => applications::find_by_query_code(connection, code.as_str()),
        Err(_) => Ok(None),
    }
}

fn open_log(
    connection: &Connection,
    key: &FileKey,
    id: &str,
) -> Result<Vec<LoanEvent>, RetellError> {
    let mut log = Vec::new();
    for event in events::list(connection, id)? {
        let opened = open_json(key, &event_place(id, event.seq), &event.sealed_payload);
        log.push(opened.map_err(|_| RetellError::EventClosed(event.seq))?);
    }
    Ok(log)
}

fn holder(file: &LoanFile) -> &'static str {
    file.holder().map_or(NOBODY, Role::as_str)
}

fn clock_line(file: &LoanFile, day: Date, rules: LoanRules<'_>) -> String {
    let Some(clock) = file.clock_view(day, rules) else {
        return "no clock runs".to_owned();
    };
    let (stage, used, limit) = (clock.stage, clock.day, clock.limit);
    let mut line = format!("clock of {stage}: working day {used} of {limit}");
    if clock.paused {
        line.push_str(", it stands still");
    } else {
        line.push_str(&format!(", until {}", clock.due_on));
    }
    if clock.overdue {
        line.push_str(", overdue");
    }
    if let Some(until) = clock.resident_due_on {
        line.push_str(&format!("; the resident has until {until}"));
    }
    line
}

/// What is stored against what all events fold into.
fn compare(
    connection: &Connection,
    key: &FileKey,
    row: &Application,
    folded: &LoanFile,
) -> Result<Vec<String>, StoreError> {
    let mut wrong = Vec::new();
    if let Chain::Broken { seq } = events::verify_chain(connection, &row.id)? {
        wrong.push(format!("the chain of events is broken at event {seq}"));
    }
    let stored = row.sealed_state.as_ref();
    let stored =
        stored.and_then(|sealed| open_json::<LoanFile>(key, &state_place(&row.id), sealed).ok());
    if !stored.is_some_and(|stored| folded.is_stored_as(&stored)) {
        wrong.push("the stored state is not what the events fold into".to_owned());
    }
    if row.state != folded.state().as_str() || row.holder_role != holder(folded) {
        wrong.push("the columns are not what the events fold into".to_owned());
    }
    Ok(wrong)
}

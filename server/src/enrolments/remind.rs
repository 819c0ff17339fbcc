//! Reminders three days and one day before the first day, in the daytime.
//!
//! The minute's job calls [`run_once`]. Whoever is in a class that is put off is reminded anew.

use domain::Date;
use store::reminders::Due;
use store::{Connection, Tx, enrolments as rows, reminders};

use super::member::Member;
use super::view::is_sample;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::message::{Message, note_and_tell};
use crate::sms::words;
use crate::state::{AppState, Parts};

/// Days before the first day.
const DAYS: [i32; 2] = [3, 1];

/// Reminds whoever is to be reminded at an instant and says how many.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    if !is_daytime(now_ms) {
        return Ok(0);
    }
    let today = Date::from_unix_ms_shanghai(now_ms);
    let mut reminded = 0;
    for days in DAYS {
        let starts_on = today.add_days(days);
        let due = state
            .store
            .read(|connection| list_due(state, connection, today, days))?;
        if due.is_empty() {
            continue;
        }
        let parts = state.clone();
        // Asked anew inside the write: somebody may have left since.
        let note = move |tx: &Tx| {
            let mut messages = Vec::new();
            for due in list_due(&parts, tx, today, days)? {
                if reminders::note(tx, &due.enrolment_id, starts_on, days.into(), now_ms)? {
                    let is_sample = is_sample(tx, &due.course_id)?;
                    let text = words::class_begins(starts_on, days, is_sample);
                    messages.push(Message::new(&due.person_id, text));
                }
            }
            Ok(messages)
        };
        reminded += note_and_tell(state, note).await?;
    }
    Ok(reminded)
}

/// Whom to remind. Of those of whom something changed today the ones who came to the seat by it know the day; a name that was
/// registered or an answer of the section takes no reminder.
fn list_due(
    parts: &Parts,
    connection: &Connection,
    today: Date,
    days: i32,
) -> Result<Vec<Due>, ApiError> {
    let since_ms = today.start_ms_shanghai();
    let starts_on = today.add_days(days);
    let mut found = Vec::new();
    for due in reminders::list_due(connection, starts_on, days.into(), since_ms)? {
        if due.updated_ms < since_ms || !is_new(parts, connection, &due, today)? {
            found.push(due);
        }
    }
    Ok(found)
}

/// Whether the seat is of today.
fn is_new(
    parts: &Parts,
    connection: &Connection,
    due: &Due,
    today: Date,
) -> Result<bool, ApiError> {
    let Some(row) = rows::find(connection, &due.enrolment_id)? else {
        return Ok(false);
    };
    let member = Member::open(parts, connection, row)?;
    Ok(member.file.seated_on() == Some(today))
}

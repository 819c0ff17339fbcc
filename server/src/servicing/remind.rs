//! Reminders before a due date, in the daytime. One that was missed, because the portal was off, goes out late, as long as the
//! next is not due; a loan that is late is told of what comes next as well.
//!
//! The minute's job calls [`run_once`].

use domain::{Date, Money};
use store::{Connection, Tx, loans};
use workflow::servicing::ServicingState;

use crate::applications::file::ApplicationFile;
use crate::jobs::log;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::message::{Message, note_and_tell};
use crate::sms::words;
use crate::state::{AppState, Parts};

/// Days before the due date, and from which day on the next of them is meant.
const DAYS: [(i32, i32); 3] = [(15, 5), (5, 1), (1, 0)];

/// Reminds whoever is to be reminded at an instant and says how many. Those known to be late are looked at too with `known`,
/// which the hour's turn asks for: what is next in them stands in their events alone.
///
/// # Errors
/// When the store does not answer. A single late loan that does not open is logged and left.
pub async fn run_once(state: &AppState, now_ms: i64, known: bool) -> Result<usize, ApiError> {
    if !is_daytime(now_ms) {
        return Ok(0);
    }
    let today = Date::from_unix_ms_shanghai(now_ms);
    let mut reminded = 0;
    for (days, next) in DAYS {
        let window = (today.add_days(next + 1), today.add_days(days));
        let due = state
            .store
            .read(|connection| loans::list_to_remind(connection, window, days.into()))?;
        if due.is_empty() {
            continue;
        }
        // Asked anew inside the write: somebody may have paid since.
        let note = move |tx: &Tx| {
            let mut messages = Vec::new();
            for loan in loans::list_to_remind(tx, window, days.into())? {
                let Some(due_on) = loan.next_due_on else {
                    continue;
                };
                if loans::note_reminder(tx, &loan.id, due_on, days.into(), now_ms)? {
                    let left = today.days_until(due_on);
                    let text = words::loan_due(&loan.acceptance_number, due_on, left);
                    messages.push(Message::new(&loan.person_id, text));
                }
            }
            Ok(messages)
        };
        reminded += note_and_tell(state, note).await?;
    }
    if known {
        reminded += remind_late(state, today, now_ms).await?;
    }
    Ok(reminded)
}

/// Of loans that are late, the next payment that is not.
async fn remind_late(state: &AppState, today: Date, now_ms: i64) -> Result<usize, ApiError> {
    let due = state.store.read(|connection| {
        let mut found = Vec::new();
        for id in loans::list_overdue(connection)? {
            match next_of(state, connection, &id, today) {
                Ok(Some(_)) => found.push(id),
                Ok(None) => {}
                Err(error) => log(Err(error)),
            }
        }
        Ok::<_, ApiError>(found)
    })?;
    let mut reminded = 0;
    for id in due {
        let parts = state.clone();
        let note = move |tx: &Tx| {
            let Some(next) = next_of(&parts, tx, &id, today)? else {
                return Ok(Vec::new());
            };
            loans::note_reminder(tx, &id, next.due_on, next.days.into(), now_ms)?;
            Ok(vec![next.message])
        };
        match note_and_tell(state, note).await {
            Ok(count) => reminded += count,
            Err(error) => log(Err(error)),
        }
    }
    Ok(reminded)
}

/// What a late loan is to be reminded of.
struct Next {
    due_on: Date,
    days: i32,
    message: Message,
}

/// Nothing when nothing is due soon, or when it was told.
fn next_of(
    parts: &Parts,
    connection: &Connection,
    id: &str,
    today: Date,
) -> Result<Option<Next>, ApiError> {
    let Some(file) = ApplicationFile::load(parts, connection, id)? else {
        return Ok(None);
    };
    let Some(servicing) = &file.servicing else {
        return Ok(None);
    };
    let late = servicing.file.account();
    let late = late.filter(|_| servicing.file.state() == ServicingState::Overdue);
    let rows = late.map(|account| account.rows()).unwrap_or_default();
    let ahead = rows
        .into_iter()
        .find(|row| row.row.due_date > today && row.unpaid() > Money::ZERO);
    let Some(due_on) = ahead.map(|row| row.row.due_date) else {
        return Ok(None);
    };
    let left = today.days_until(due_on);
    let days = DAYS.into_iter().map(|(days, _)| days);
    let Some(days) = days.filter(|days| left <= *days).min() else {
        return Ok(None);
    };
    if loans::is_reminded(connection, id, due_on, days.into())? {
        return Ok(None);
    }
    let text = words::loan_due(&servicing.row.acceptance_number, due_on, left);
    Ok(Some(Next {
        due_on,
        days,
        message: Message::new(&servicing.row.person_id, text),
    }))
}

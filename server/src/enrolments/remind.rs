//! Reminders three days and one day before the first day, in the daytime.
//!
//! The minute's job calls [`run_once`]. Whoever is in a class that is put off is reminded anew.

use domain::Date;
use store::{Tx, reminders};

use super::view::is_sample;
use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::message::{Message, note_and_tell};
use crate::sms::words;
use crate::state::AppState;

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
        let since_ms = today.start_ms_shanghai();
        let due = state
            .store
            .read(|connection| reminders::list_due(connection, starts_on, days.into(), since_ms))?;
        if due.is_empty() {
            continue;
        }
        // Asked anew inside the write: somebody may have left since.
        let note = move |tx: &Tx| {
            let mut messages = Vec::new();
            for due in reminders::list_due(tx, starts_on, days.into(), since_ms)? {
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

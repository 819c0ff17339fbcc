//! Reminders before a due date, in the daytime.
//!
//! The minute's job calls [`run_once`].

use domain::Date;
use store::{Tx, loans};

use crate::problem::ApiError;
use crate::sms::daytime::is_daytime;
use crate::sms::message::{Message, note_and_tell};
use crate::sms::words;
use crate::state::AppState;

/// Days before the due date.
const DAYS: [i32; 3] = [15, 5, 1];

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
        let due_on = today.add_days(days);
        let due = state
            .store
            .read(|connection| loans::list_to_remind(connection, due_on, days.into()))?;
        if due.is_empty() {
            continue;
        }
        // Asked anew inside the write: somebody may have paid since.
        let note = move |tx: &Tx| {
            let mut messages = Vec::new();
            for loan in loans::list_to_remind(tx, due_on, days.into())? {
                if loans::note_reminder(tx, &loan.id, due_on, days.into(), now_ms)? {
                    let text = words::loan_due(&loan.acceptance_number, due_on, days);
                    messages.push(Message::new(&loan.person_id, text));
                }
            }
            Ok(messages)
        };
        reminded += note_and_tell(state, note).await?;
    }
    Ok(reminded)
}

//! Reminders before a due date, in the daytime.
//!
//! The minute's job calls [`run_once`]. What goes out is noted in the write that finds it due, so it goes out once however
//! often the job runs.

use domain::Date;
use store::{Tx, loans};

use super::notice::Notice;
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::AppState;

/// Days before the due date.
const DAYS: [i32; 3] = [15, 5, 1];
/// Nobody is woken by a message.
const HOURS: std::ops::Range<i64> = 9..20;
const HOUR_MS: i64 = 60 * 60 * 1000;

/// Reminds whoever is to be reminded at an instant and says how many.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let today = Date::from_unix_ms_shanghai(now_ms);
    let hour = (now_ms - today.start_ms_shanghai()) / HOUR_MS;
    if !HOURS.contains(&hour) {
        return Ok(0);
    }
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
            let mut notices = Vec::new();
            for loan in loans::list_to_remind(tx, due_on, days.into())? {
                if loans::note_reminder(tx, &loan.id, due_on, days.into(), now_ms)? {
                    let text = words::loan_due(&loan.acceptance_number, due_on, days);
                    notices.push(Notice::due(&loan.person_id, text));
                }
            }
            Ok(notices)
        };
        for notice in state.store.write::<_, _, ApiError>(note).await? {
            notice.send(state).await;
            reminded += 1;
        }
    }
    Ok(reminded)
}

//! Reminders three days and one day before the first day, in the daytime.
//!
//! The minute's job calls [`run_once`]. What goes out is noted in the write that finds it due, so it goes out once however
//! often the job runs, and anew when the class is put off.

use domain::Date;
use store::{Tx, reminders};

use super::notice::{Notice, owe, tell};
use super::view::is_sample;
use crate::problem::ApiError;
use crate::sms::words;
use crate::state::AppState;

/// Days before the first day.
const DAYS: [i32; 2] = [3, 1];
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
        let starts_on = today.add_days(days);
        let since_ms = today.start_ms_shanghai();
        let due = state
            .store
            .read(|connection| reminders::list_due(connection, starts_on, days.into(), since_ms))?;
        if due.is_empty() {
            continue;
        }
        let parts = state.clone();
        // Asked anew inside the write: somebody may have left since.
        let note = move |tx: &Tx| {
            let mut notices = Vec::new();
            for due in reminders::list_due(tx, starts_on, days.into(), since_ms)? {
                if reminders::note(tx, &due.enrolment_id, starts_on, days.into(), now_ms)? {
                    let is_sample = is_sample(tx, &due.course_id)?;
                    let text = words::class_begins(starts_on, days, is_sample);
                    notices.push(Notice::new(&due.person_id, text));
                }
            }
            owe(tx, &parts, notices, now_ms)
        };
        let owed = state.store.write::<_, _, ApiError>(note).await?;
        reminded += owed.len();
        tell(state, owed).await;
    }
    Ok(reminded)
}

//! Forgets what is no longer needed: ended sessions, spent codes, old counters, old answers, old development messages.

use domain::Date;
use store::{
    StoreError, Tx, idempotency, login_codes, rate_limits, reminders, sessions, sms_outbox,
};

use crate::applications::papers;
use crate::problem::ApiError;
use crate::state::AppState;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// A device may send a write again after some days without a network.
const ANSWER_DAYS: i64 = 14;
/// The longest window that counts is a day.
const COUNTER_DAYS: i64 = 2;
/// Long enough to look into a complaint.
const SESSION_DAYS: i64 = 30;
const MESSAGE_DAYS: i64 = 30;

/// Does it once.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<(), ApiError> {
    let forget = move |tx: &Tx| {
        let before_ms = |days: i64| now_ms - days * DAY_MS;
        sessions::delete_ended(tx, before_ms(SESSION_DAYS))?;
        // A code that has just expired is still told apart from one that never was.
        login_codes::delete_expired(tx, before_ms(1))?;
        rate_limits::delete_before(tx, before_ms(COUNTER_DAYS))?;
        idempotency::delete_before(tx, before_ms(ANSWER_DAYS))?;
        sms_outbox::delete_before(tx, before_ms(MESSAGE_DAYS))?;
        reminders::delete_before(tx, Date::from_unix_ms_shanghai(now_ms))?;
        Ok(())
    };
    state.store.write::<_, _, StoreError>(forget).await?;
    // What a crash left between a paper's row and its bytes.
    papers::sweep(state).await
}

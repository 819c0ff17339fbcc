//! Messages that were written down and not sent: the server ended first, the gateway did not take them, or it was night.
//!
//! The minute's job calls [`run_once`]. Whoever tries one puts it off first, by compare-and-set, so that two servers do not
//! send it both. What no gateway took for a day is given up: it stands in the portal, and an offer has passed by then.

use store::notices::{self, Notice as Row};
use store::{StoreError, Tx};

use super::message::{Message, forget, text_place};
use crate::problem::ApiError;
use crate::state::AppState;

const MINUTE_MS: i64 = 60 * 1000;
/// Until it is tried once more.
const AGAIN_MS: i64 = 5 * MINUTE_MS;
const GIVEN_UP_MS: i64 = 24 * 60 * MINUTE_MS;
/// Tried in one turn; the rest follows in the next minute.
const PORTION: i64 = 200;

/// Sends what is due at an instant and says how many were taken.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState, now_ms: i64) -> Result<usize, ApiError> {
    let due = state
        .store
        .read::<_, StoreError>(|connection| notices::list_due(connection, now_ms, PORTION))?;
    let mut told = 0;
    for row in due {
        if row.created_ms + GIVEN_UP_MS < now_ms {
            tracing::error!("a message to a resident was given up: no gateway took it for a day");
            forget(state, row.id).await;
            continue;
        }
        if !claim(state, &row, now_ms).await? {
            continue;
        }
        let Some(message) = opened(state, &row) else {
            tracing::error!("a message to a resident does not open");
            forget(state, row.id).await;
            continue;
        };
        if message.try_send(state).await {
            forget(state, row.id).await;
            told += 1;
        }
    }
    Ok(told)
}

async fn claim(state: &AppState, row: &Row, now_ms: i64) -> Result<bool, ApiError> {
    let row = row.clone();
    let work = move |tx: &Tx| notices::claim(tx, &row, now_ms + AGAIN_MS);
    Ok(state.store.write::<_, _, StoreError>(work).await?)
}

fn opened(state: &AppState, row: &Row) -> Option<Message> {
    let text = state
        .keyring
        .open(&text_place(&row.id), &row.sealed_text)
        .ok()?;
    Some(Message::new(&row.person_id, String::from_utf8(text).ok()?))
}

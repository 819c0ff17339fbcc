//! Doing what is due in each of many, one after the other.

use store::Tx;

use super::log;
use crate::problem::ApiError;
use crate::sms::message::{Message, owe, tell};
use crate::state::{AppState, Parts};

/// Decides about one of them, by its id and at an instant, and says what its people are told; nothing when nothing was due in
/// it any more.
pub(crate) type Follow = fn(&Tx, &Parts, &str, i64) -> Result<Option<Vec<Message>>, ApiError>;

/// Follows each in a write of its own, sends what its people are told, and says how many it touched. One that fails is logged
/// and left.
pub(crate) async fn follow_each(
    state: &AppState,
    ids: Vec<String>,
    follow: Follow,
    now_ms: i64,
) -> usize {
    let mut touched = 0;
    for id in ids {
        let parts = state.clone();
        let work = move |tx: &Tx| {
            let notices = follow(tx, &parts, &id, now_ms)?;
            let owed = notices.map(|notices| owe(tx, &parts, notices, now_ms));
            owed.transpose()
        };
        match state.store.write::<_, _, ApiError>(work).await {
            Ok(None) => {}
            Ok(Some(owed)) => {
                touched += 1;
                tell(state, owed).await;
            }
            Err(error) => log(Err(error)),
        }
    }
    touched
}

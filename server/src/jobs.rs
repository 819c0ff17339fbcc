//! What the portal does by itself: every minute it closes what ran out, every hour it forgets what is no longer needed.

use std::time::Duration;

use store::{StoreError, Tx, clock_mark};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use crate::enrolments::follow;
use crate::problem::ApiError;
use crate::state::AppState;

pub mod backups;
pub mod clock;
pub mod housekeeping;

const MINUTE: Duration = Duration::from_secs(60);
const MINUTES_PER_HOUR: u32 = 60;

/// Runs until `stop` says so. A run that fails is logged and tried again in a minute.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    let mut minutes = interval(MINUTE);
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut count = 0_u32;
    loop {
        tokio::select! {
            _ = stop.wait_for(|is_stopping| *is_stopping) => return,
            _ = minutes.tick() => {}
        }
        if let Some(shown_ms) = state.clock.disbelieved_ms() {
            tracing::error!(
                shown_ms,
                "the machine's clock jumped and is not followed: set it right; if it is right, restart the portal"
            );
        }
        let now_ms = state.clock.now_ms();
        log(note_time(&state, now_ms).await);
        log(clock::run_once(&state, now_ms).await.map(drop));
        log(follow::run_once(&state, now_ms).await.map(drop));
        if count.is_multiple_of(MINUTES_PER_HOUR) {
            log(housekeeping::run_once(&state, now_ms).await);
        }
        count = count.wrapping_add(1);
    }
}

/// Leaves a mark, so that the next start notices a clock that jumped meanwhile.
async fn note_time(state: &AppState, now_ms: i64) -> Result<(), ApiError> {
    let note = move |tx: &Tx| clock_mark::note(tx, now_ms);
    Ok(state.store.write::<_, _, StoreError>(note).await?)
}

/// Nobody asked, so nobody is answered; the log is where a job's failure is seen.
pub(crate) fn log(result: Result<(), ApiError>) {
    match result {
        Ok(()) => {}
        Err(ApiError::Internal { doing, source }) => {
            tracing::error!(
                error = source.as_ref() as &dyn std::error::Error,
                "a job could not {doing}"
            );
        }
        Err(error) => tracing::error!(?error, "a job was refused"),
    }
}

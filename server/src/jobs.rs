//! What the portal does by itself: every minute it closes what ran out, every hour it forgets what is no longer needed
//! and looks whether everything holds together.
//! Of several servers on one database one does it, the holder of a lease; another follows when that one is gone.

use std::convert::Infallible;
use std::time::Duration;

use store::{StoreError, Tx, clock_mark, leases};
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval};

use crate::applications;
use crate::enrolments::{follow, remind};
use crate::lessons::follow_up;
use crate::listings;
use crate::people;
use crate::problem::ApiError;
use crate::re_reviews;
use crate::searches;
use crate::servicing;
use crate::sms;
use crate::state::AppState;
use crate::training_section::spot_checks;

pub mod backups;
pub mod clock;
pub(crate) mod each;
pub mod housekeeping;
pub mod invariants;

const MINUTE: Duration = Duration::from_secs(60);
const MINUTES_PER_HOUR: u32 = 60;
/// So long the list of courses may say seats that are no longer so; each change of it is fetched by whoever comes.
const MINUTES_PER_COUNT: u32 = 5;
/// The lease of all jobs.
const LEASE: &str = "jobs";
/// Three turns: who misses one is alive still, who is gone is soon followed.
const TERM_MS: i64 = 3 * 60 * 1000;

/// The jobs of one server.
#[derive(Debug)]
pub struct Jobs {
    state: AppState,
    /// Turns since this server took the lease.
    held: u32,
}

impl Jobs {
    /// Nothing is done yet.
    #[must_use]
    pub fn new(state: AppState) -> Self {
        Self { state, held: 0 }
    }

    /// Runs until `stop` says so, then leaves the lease to another server. A turn that fails is logged and tried again
    /// in a minute.
    pub async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut minutes = interval(MINUTE);
        minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = stop.wait_for(|is_stopping| *is_stopping) => break,
                _ = minutes.tick() => log(self.turn().await.map(drop)),
            }
        }
        log(self.release().await);
    }

    /// One minute's work, and whether it was this server's to do.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn turn(&mut self) -> Result<bool, ApiError> {
        if let Some(shown_ms) = self.state.clock.disbelieved_ms() {
            tracing::error!(
                shown_ms,
                "the machine's clock jumped and is not followed: set it right; if it is right, restart the portal"
            );
        }
        let today = self.state.clock.today();
        self.state
            .store
            .read(|connection| self.state.packs.refresh(connection, today))?;
        self.state
            .store
            .read(|connection| self.state.usual.refresh(connection, today))?;
        if !claim(&self.state).await? {
            self.held = 0;
            return Ok(false);
        }
        let is_hour = self.held.is_multiple_of(MINUTES_PER_HOUR);
        let counts = self.held.is_multiple_of(MINUTES_PER_COUNT);
        self.held = self.held.wrapping_add(1);
        tokio::select! {
            () = work(&self.state, is_hour, counts) => {}
            never = keep(&self.state) => match never {},
        }
        Ok(true)
    }

    /// Lets another server take the jobs at once.
    ///
    /// # Errors
    /// When the store does not answer; then the lease runs out by itself.
    pub async fn release(&self) -> Result<(), ApiError> {
        let holder = self.state.server_id.clone();
        let release = move |tx: &Tx| leases::release(tx, LEASE, &holder);
        Ok(self.state.store.write::<_, _, StoreError>(release).await?)
    }
}

async fn work(state: &AppState, is_hour: bool, counts: bool) {
    let now_ms = state.clock.now_ms();
    log(note_time(state, now_ms).await);
    // One that fails does not keep the others from their turn.
    log(clock::run_once(state, now_ms).await.map(drop));
    log(follow::run_once(state, now_ms).await.map(drop));
    log(sms::remember::run_once(state, now_ms).await.map(drop));
    log(remind::run_once(state, now_ms).await.map(drop));
    log(follow_up::run_once(state, now_ms).await.map(drop));
    if counts {
        log(listings::counted::run_once(state, now_ms).await.map(drop));
    }
    log(searches::follow::run_once(state, now_ms).await.map(drop));
    log(people::expire::run_once(state, now_ms).await.map(drop));
    log(spot_checks::run_once(state, now_ms).await.map(drop));
    log(re_reviews::draw::run_once(state, now_ms).await.map(drop));
    log(listings::follow::run_once(state, now_ms).await.map(drop));
    log(servicing::follow::run_once(state, now_ms, is_hour)
        .await
        .map(drop));
    log(servicing::remind::run_once(state, now_ms, is_hour)
        .await
        .map(drop));
    if is_hour {
        log(applications::remind::run_once(state, now_ms)
            .await
            .map(drop));
        log(servicing::remind_subsidies::run_once(state, now_ms)
            .await
            .map(drop));
        log(servicing::remind_extensions::run_once(state, now_ms)
            .await
            .map(drop));
        log(housekeeping::run_once(state, now_ms).await);
        log(invariants::run_once(state).await.map(drop));
    }
}

/// Leaves a mark, so that the next start notices a clock that jumped meanwhile.
async fn note_time(state: &AppState, now_ms: i64) -> Result<(), ApiError> {
    let note = move |tx: &Tx| clock_mark::note(tx, now_ms);
    Ok(state.store.write::<_, _, StoreError>(note).await?)
}

/// Renews the lease while the work lasts. Work whose lease was lost goes on: each file is moved by compare-and-set, and
/// work cut off between a file and the message about it would leave the resident untold.
async fn keep(state: &AppState) -> Infallible {
    loop {
        tokio::time::sleep(MINUTE).await;
        log(claim(state).await.map(drop));
    }
}

async fn claim(state: &AppState) -> Result<bool, ApiError> {
    let (holder, now_ms) = (state.server_id.clone(), state.clock.now_ms());
    let claim = move |tx: &Tx| leases::claim(tx, LEASE, &holder, now_ms, TERM_MS);
    Ok(state.store.write::<_, _, StoreError>(claim).await?)
}

/// Nobody asked, so nobody is answered; the log is where a job's failure is seen.
pub(crate) fn log(result: Result<(), ApiError>) {
    if let Err(error) = result {
        tracing::error!(error = error.told(), "a job failed");
    }
}

//! Makes backups by itself, off the threads that answer people.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;

use crate::backup::BackupError;
use crate::backup::schedule::Plan;
use crate::problem::told;
use crate::state::AppState;

/// What the command line asks for, if it does.
fn plan(state: &AppState) -> Option<Plan> {
    let (wanted, places) = (&state.config.backups, &state.config.places);
    Some(Plan {
        data: state.config.data.clone(),
        location: state.store.location().clone(),
        key_file: places.key_file(&state.config.data),
        bucket: places.uploads.clone(),
        folder: wanted.backup_to.clone()?,
        every: wanted.backup_every,
        keep: usize::from(wanted.backup_keep),
        district: state.district.code.clone(),
    })
}

/// Runs until `stop` says so. A failure is logged, shown to the administrator and tried again; nobody else notices.
pub async fn run(state: AppState, mut stop: watch::Receiver<bool>) {
    let Some(plan) = plan(&state) else { return };
    state.backups.begin(plan.newest_ms());
    let mut wait = plan.wait(state.clock.now_ms());
    loop {
        tokio::select! {
            _ = stop.wait_for(|is_stopping| *is_stopping) => return,
            () = tokio::time::sleep(wait) => {}
        }
        wait = make_one(&state, &plan, &mut stop).await;
    }
}

/// Makes one and says how long to wait for the next.
async fn make_one(state: &AppState, plan: &Plan, stop: &mut watch::Receiver<bool>) -> Duration {
    let now_ms = state.clock.now_ms();
    let halt = Arc::new(AtomicBool::new(false));
    let (own, halted) = (plan.clone(), halt.clone());
    let mut work = tokio::task::spawn_blocking(move || own.run_once(now_ms, &halted));
    let done = tokio::select! {
        done = &mut work => done,
        _ = stop.wait_for(|is_stopping| *is_stopping) => {
            halt.store(true, Ordering::Relaxed);
            work.await
        }
    };
    let result = match done {
        Ok(Err(BackupError::Stopped)) => return plan.every,
        Ok(result) => result,
        Err(lost) => {
            tracing::error!(error = told(&lost), "the backup broke down");
            return plan.again();
        }
    };
    state.backups.note(&result, now_ms);
    match result {
        Ok(path) => {
            tracing::info!(path = %path.display(), "made a backup and found it whole");
            plan.every
        }
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "the backup failed"
            );
            plan.again()
        }
    }
}

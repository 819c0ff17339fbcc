//! The hour's look at what must hold in training: the same as `fumin verify --live`, so that a mistake is known within the
//! hour and not by the one whose seat is gone. It changes nothing.

use tokio::task::spawn_blocking;

use crate::enrolments::verify::late::Watch;
use crate::problem::ApiError;
use crate::state::AppState;
use crate::whole;

/// Looks once and says how many things do not hold; each is a line of the log.
///
/// # Errors
/// When the store does not answer.
pub async fn run_once(state: &AppState) -> Result<usize, ApiError> {
    let parts = state.clone();
    // Reading thousands of logs takes a while, and nobody else is to wait for it.
    let look = move || whole::verify_live(&parts.store, &parts.keyring, Watch::of(&parts));
    let looked = spawn_blocking(look).await;
    let report = looked.map_err(|error| ApiError::internal("look at what must hold", error))??;
    let mut broken = 0;
    for finding in report.findings() {
        broken += 1;
        tracing::error!(finding, "what must hold does not");
    }
    let (classes, enrolments) = (report.classes.classes, report.classes.enrolments);
    tracing::info!(classes, enrolments, broken, "looked at what must hold");
    Ok(broken)
}

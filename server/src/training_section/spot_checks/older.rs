//! Spot checks drawn before there was a log of them.

use serde::Deserialize;
use store::Tx;
use store::events::SPOT_CHECKS;
use store::spot_checks::{self as rows, SpotCheck};
use vault::Keyring;
use workflow::spot_check::{
    Drawn, Noted, SpotCheckAction, SpotCheckDetail, SpotCheckEvent, SpotCheckFile, SpotCheckState,
};
use workflow::{DeviceKind, Role};

use crate::applications::actor::Actor;
use crate::applications::error::{describe, impossible, while_doing};
use crate::event_log::{
    self,
    older::{self, FROM_ROW},
};
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// What was kept of a finding.
#[derive(Debug, Deserialize)]
struct OldFinding {
    words: String,
    /// Whose account.
    by: String,
}

/// Place of a finding that was kept without a log.
#[must_use]
pub fn finding_place(id: &str) -> String {
    format!("spot_checks/{id}/sealed_finding")
}

/// Gives each that has none its log, and says how many.
///
/// # Errors
/// When the store does not answer.
pub async fn give_logs(state: &AppState) -> Result<usize, ApiError> {
    older::give_logs(
        state,
        rows::list_without_log,
        |row| row.id.as_str(),
        give_log,
    )
    .await
}

fn give_log(tx: &Tx, parts: &Parts, row: &SpotCheck) -> Result<bool, ApiError> {
    let old = rows::find_old_finding(tx, &row.id)?;
    let (log, file) = match log_of(&parts.keyring, row, old.as_deref()) {
        Ok(read) => read,
        Err(error) => {
            let (id, why) = (row.id.as_str(), describe(&error));
            tracing::error!(id, why, "left out a spot check from before its log");
            return Ok(false);
        }
    };
    // Another server of the portal may have started at the same moment.
    if !rows::give_log(tx, &row.id, i64::from(file.version()))? {
        return Ok(false);
    }
    for event in &log {
        let last = SPOT_CHECKS.find_last(tx, &row.id)?;
        event_log::append(SPOT_CHECKS, tx, parts, &row.id, last.as_ref(), event)?;
    }
    Ok(true)
}

/// The log that a row and what was kept of its finding give, and what it folds into.
///
/// # Errors
/// When they give none.
pub(super) fn log_of(
    keyring: &Keyring,
    row: &SpotCheck,
    old: Option<&[u8]>,
) -> Result<(Vec<SpotCheckEvent>, SpotCheckFile), ApiError> {
    let doing = "give a spot check its log";
    let log = events_of(keyring, row, old)?;
    let file = SpotCheckFile::fold(&log).map_err(while_doing(doing))?;
    if file.state().as_str() != row.state || file.found_ms() != row.found_ms {
        return Err(impossible(doing));
    }
    Ok((log, file))
}

fn events_of(
    keyring: &Keyring,
    row: &SpotCheck,
    old: Option<&[u8]>,
) -> Result<Vec<SpotCheckEvent>, ApiError> {
    let doing = "give a spot check its log";
    let actor = |id: &str, role: Role, now_ms: i64| Actor {
        id: id.to_owned(),
        role,
        device: DeviceKind::Server,
        now_ms,
        idempotency_key: FROM_ROW.to_owned(),
        on_behalf: None,
    };
    let drawn = Drawn {
        month: row.month.clone(),
        class_id: row.class_id.clone(),
        taught: u32::try_from(row.taught).map_err(while_doing(doing))?,
    };
    let portal = actor("portal", Role::System, row.created_ms);
    let mut log = vec![portal.step(SpotCheckAction::Draw, SpotCheckDetail::Drawn(drawn))];
    let (found_ms, sealed) = match (row.found_ms, old) {
        (None, None) => return Ok(log),
        (Some(found_ms), Some(sealed)) => (found_ms, sealed),
        _ => return Err(impossible(doing)),
    };
    let json = keyring.open(&finding_place(&row.id), sealed);
    let json = json.map_err(while_doing(doing))?;
    let old: OldFinding = serde_json::from_slice(&json).map_err(while_doing(doing))?;
    let action = if row.state == SpotCheckState::InOrder.as_str() {
        SpotCheckAction::FindInOrder
    } else {
        SpotCheckAction::FindFault
    };
    let noted = Noted {
        words: old.words,
        papers: Vec::new(),
    };
    let officer = actor(&old.by, Role::TrainingOfficer, found_ms);
    log.push(officer.step(action, SpotCheckDetail::Noted(noted)));
    Ok(log)
}

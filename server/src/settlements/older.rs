//! Settlements written before there was a log of them.

use api::settlement::Rate;
use serde::Deserialize;
use store::Tx;
use store::events::SETTLEMENTS;
use store::settlements::{self as rows, Settlement};
use vault::Keyring;
use workflow::settlement::{
    GivenBack, HandedIn, Settled, SettlementAction as A, SettlementDetail, SettlementEvent,
    SettlementFile, Written,
};
use workflow::{DeviceKind, Role};

use super::file::kept_rates;
use super::verify::is_as_folded;
use crate::applications::actor::Actor;
use crate::applications::error::{describe, impossible, while_doing};
use crate::event_log::{
    self,
    older::{self, FROM_ROW},
};
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// What was kept of a class as a whole: what was said last, and a list of what was done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct OldSheet {
    listed: Option<bool>,
    reason: Option<String>,
    rates: Vec<Rate>,
    log: Vec<Happened>,
}

#[derive(Debug, Deserialize)]
struct Happened {
    action: A,
    /// Whose account.
    by: String,
    at_ms: i64,
    #[serde(default)]
    papers: Vec<String>,
}

/// Place of a sheet that was kept without a log.
#[must_use]
pub fn sheet_place(class_id: &str) -> String {
    format!("settlements/{class_id}/sealed_sheet")
}

/// Gives each that has none its log, and says how many.
///
/// # Errors
/// When the store does not answer.
pub async fn give_logs(state: &AppState) -> Result<usize, ApiError> {
    older::give_logs(
        state,
        rows::list_without_log,
        |row| row.class_id.as_str(),
        give_log,
    )
    .await
}

fn give_log(tx: &Tx, parts: &Parts, row: &Settlement) -> Result<bool, ApiError> {
    let class_id = row.class_id.as_str();
    // Another server of the portal may have started at the same moment.
    let Some(sealed) = rows::find_old_sheet(tx, class_id)? else {
        return Ok(false);
    };
    let log = match log_of(&parts.keyring, row, &sealed) {
        Ok(log) => log,
        Err(error) => {
            let why = describe(&error);
            tracing::error!(class_id, why, "left out a settlement from before its log");
            return Ok(false);
        }
    };
    if !rows::give_log(tx, class_id, row.version)? {
        return Ok(false);
    }
    for event in &log {
        let last = SETTLEMENTS.find_last(tx, class_id)?;
        event_log::append(SETTLEMENTS, tx, parts, class_id, last.as_ref(), event)?;
    }
    Ok(true)
}

/// The log that a sheet of before gives, which folds into what its row says.
///
/// # Errors
/// When it gives none.
pub(super) fn log_of(
    keyring: &Keyring,
    row: &Settlement,
    sealed: &[u8],
) -> Result<Vec<SettlementEvent>, ApiError> {
    let doing = "give a settlement its log";
    let log = events_of(keyring, &row.class_id, sealed).ok_or_else(|| impossible(doing))?;
    let file = SettlementFile::fold(&log).map_err(while_doing(doing))?;
    if !is_as_folded(row, &file) {
        return Err(impossible(doing));
    }
    Ok(log)
}

/// The events that a sheet of before stands for; none when it does not open. What was said stands with the last event that
/// may have said it: what an earlier one said was written over.
fn events_of(keyring: &Keyring, class_id: &str, sealed: &[u8]) -> Option<Vec<SettlementEvent>> {
    let json = keyring.open(&sheet_place(class_id), sealed).ok()?;
    let old: OldSheet = serde_json::from_slice(&json).ok()?;
    let last = |action: A| old.log.iter().rposition(|one| one.action == action);
    let (written, given_back) = (last(A::Write), last(A::Return));
    let events = old.log.iter().enumerate().map(|(at, one)| {
        let papers = one.papers.clone();
        let (role, detail) = match one.action {
            A::Write => {
                let listed = old.listed.filter(|_| written == Some(at));
                (Role::Trainer, SettlementDetail::Written(Written { listed }))
            }
            A::Submit => {
                let handed_in = HandedIn::default();
                (Role::Trainer, SettlementDetail::HandedIn(handed_in))
            }
            A::Return => {
                let reason = old.reason.clone().filter(|_| given_back == Some(at));
                let given_back = GivenBack { reason, papers };
                let detail = SettlementDetail::GivenBack(given_back);
                (Role::TrainingOfficer, detail)
            }
            // Nothing was recorded as paid before there was a log.
            A::Pay | A::TakeBack => return None,
            A::Settle => {
                let rates = kept_rates(&old.rates);
                let settled = Settled {
                    rates,
                    papers,
                    ..Settled::default()
                };
                (Role::TrainingOfficer, SettlementDetail::Settled(settled))
            }
        };
        let actor = Actor {
            id: one.by.clone(),
            role,
            device: DeviceKind::Server,
            now_ms: one.at_ms,
            idempotency_key: FROM_ROW.to_owned(),
            on_behalf: None,
        };
        Some(actor.step(one.action, detail))
    });
    events.collect()
}

//! Settlements written before there was a log of them. Only who has the key can seal an event, so no migration makes theirs:
//! the start of the portal does, out of the sheet that was kept.

use api::settlement::Rate;
use serde::Deserialize;
use store::events::SETTLEMENTS;
use store::settlements::{self as rows, Settlement};
use store::{Connection, StoreError, Tx};
use vault::Keyring;
use workflow::settlement::{
    GivenBack, HandedIn, Settled, SettlementAction as A, SettlementDetail, SettlementEvent,
    SettlementFile, Written,
};
use workflow::{DeviceKind, Role};

use super::file::kept_rates;
use super::verify::is_as_folded;
use crate::applications::actor::Actor;
use crate::applications::error::{impossible, while_doing};
use crate::event_log;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// Given their log in one write.
const PART: i64 = 200;
/// What stands in such an event in the place of the key of a request, which nobody kept.
const FROM_ROW: &str = "from_row";

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
/// When the store does not answer, or a sheet does not open.
pub async fn give_logs(state: &AppState) -> Result<usize, ApiError> {
    let mut given = 0;
    loop {
        let is_done = state.store.read::<_, StoreError>(is_done)?;
        if is_done {
            return Ok(given);
        }
        let parts = state.clone();
        let work = move |tx: &Tx| {
            let without = rows::list_without_log(tx, PART)?;
            for row in &without {
                give_log(tx, &parts, row)?;
            }
            Ok(without.len())
        };
        given += state.store.write::<_, _, ApiError>(work).await?;
    }
}

fn is_done(connection: &Connection) -> Result<bool, StoreError> {
    Ok(rows::list_without_log(connection, 1)?.is_empty())
}

fn give_log(tx: &Tx, parts: &Parts, row: &Settlement) -> Result<(), ApiError> {
    let doing = "give a settlement its log";
    let class_id = row.class_id.as_str();
    // Another server of the portal may have started at the same moment.
    let Some(sealed) = rows::find_old_sheet(tx, class_id)? else {
        return Ok(());
    };
    let log = log_of(&parts.keyring, class_id, &sealed).ok_or_else(|| impossible(doing))?;
    let file = SettlementFile::fold(&log).map_err(while_doing(doing))?;
    if !is_as_folded(row, &file) {
        return Err(impossible(doing));
    }
    if !rows::give_log(tx, class_id, row.version)? {
        return Ok(());
    }
    for event in &log {
        let last = SETTLEMENTS.find_last(tx, class_id)?;
        event_log::append(SETTLEMENTS, tx, parts, class_id, last.as_ref(), event)?;
    }
    Ok(())
}

/// The events that a sheet of before stands for; none when it does not open. What was said stands with the last event that
/// may have said it: what an earlier one said was written over.
pub(super) fn log_of(
    keyring: &Keyring,
    class_id: &str,
    sealed: &[u8],
) -> Option<Vec<SettlementEvent>> {
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
            A::Settle => {
                let rates = kept_rates(&old.rates);
                let settled = Settled { rates, papers };
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
        actor.step(one.action, detail)
    });
    Some(events.collect())
}

//! Paying a sample loan back: every instalment that has come, on its day, through the service that banks use.

use store::{Tx, staff};
use workflow::servicing::{Receipt, ServicingAction, ServicingDetail};
use workflow::{DeviceKind, Role};

use super::days::instant;
use crate::applications::actor::Actor;
use crate::applications::error::impossible;
use crate::applications::file::ApplicationFile;
use crate::problem::ApiError;
use crate::state::Parts;

/// Who enters the payments.
const BANK: &str = "yinhang1";

/// Pays what was due before today; nothing where nothing was.
pub(super) fn repay(tx: &Tx, parts: &Parts, file: &mut ApplicationFile) -> Result<(), ApiError> {
    let Some(servicing) = &mut file.servicing else {
        return Ok(());
    };
    let (today, now_ms) = (parts.clock.today(), parts.clock.now_ms());
    let officer =
        staff::find_by_username(tx, BANK)?.ok_or_else(|| impossible("find a sample officer"))?;
    while let Some(due) = servicing
        .file
        .account()
        .and_then(|account| account.next_row())
        .filter(|due| due.row.due_date < today)
    {
        let on = due.row.due_date;
        let actor = Actor {
            id: officer.id.clone(),
            role: Role::BankOfficer,
            device: DeviceKind::Computer,
            now_ms: instant(on, 0, now_ms),
            idempotency_key: format!("demo-{}-{}", servicing.row.id, servicing.row.version),
            on_behalf: None,
        };
        let receipt = ServicingDetail::Receipt(Receipt {
            amount_fen: due.unpaid().fen(),
            on,
            is_early: false,
            reference: format!("示例-{}", due.row.no),
        });
        servicing.step(
            tx,
            &file.key,
            &actor,
            (ServicingAction::RecordPayment, receipt),
        )?;
        servicing.follow(tx, &file.key, &actor)?;
    }
    Ok(())
}

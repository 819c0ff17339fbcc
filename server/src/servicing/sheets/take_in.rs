//! Good rows go in, bad ones wait. Each is judged again in the write that takes it in.

use api::{FieldError, ProblemCode};
use store::Tx;
use store::payment_sheets::{self as rows, PaymentSheet};
use workflow::servicing::{ServicingAction, ServicingDetail};

use super::judge::{Judgement, judge};
use super::read::StoredSheet;
use super::view::{control, open, seal};
use crate::applications::actor::Actor;
use crate::applications::staff::officer::Officer;
use crate::enrolments::error::refused_update;
use crate::problem::ApiError;
use crate::servicing::notice::Notice;
use crate::state::Parts;

/// Rows taken in by one press: one write must not keep everybody else's waiting for seconds.
const MOST_ROWS: usize = 500;

/// Takes good rows in, and gives the file as it then stands and whom to tell.
///
/// # Errors
/// `stale`; `action_not_possible` when no row is good or the control row says something else.
pub fn take_in(
    tx: &Tx,
    parts: &Parts,
    (officer, actor): (&Officer, &Actor),
    sheet: &mut PaymentSheet,
) -> Result<(StoredSheet, Vec<Notice>), ApiError> {
    let mut stored = open(parts, sheet)?;
    if control(&stored).is_some_and(|control| !control.is_right) {
        return Err(not_possible("/control", "control_differs"));
    }
    let Judgement {
        rows: judged,
        mut loans,
    } = judge(parts, tx, officer, &stored, actor.today())?;
    let mut good: Vec<_> = judged
        .into_iter()
        .enumerate()
        .filter_map(|(place, judged)| Some((place, judged.loan_id?, judged.receipt.ok()?)))
        .collect();
    good.sort_by_key(|(_, _, receipt)| receipt.on);
    good.truncate(MOST_ROWS);
    if good.is_empty() {
        return Err(not_possible("/rows", "no_good_row"));
    }
    let mut notices = Vec::new();
    for (place, id, receipt) in good {
        let (Some(loan), Some(row)) = (loans.get_mut(&id), stored.rows.get_mut(place)) else {
            continue;
        };
        row.taken_fen = Some(receipt.amount_fen);
        let what = (
            ServicingAction::RecordPayment,
            ServicingDetail::Receipt(receipt),
        );
        let (key, servicing) = (&loan.file.key, &mut loan.servicing);
        servicing.step(tx, key, actor, what)?;
        let followed = servicing.follow(tx, key, actor)?;
        notices.extend(Notice::after(servicing, &followed));
    }
    sheet.sealed_rows = seal(parts, &sheet.id, &stored)?;
    sheet.taken_ms = Some(actor.now_ms);
    sheet.version = rows::update(tx, sheet).map_err(refused_update)?;
    Ok((stored, notices))
}

fn not_possible(pointer: &str, code: &str) -> ApiError {
    let error = FieldError {
        pointer: pointer.to_owned(),
        code: code.to_owned(),
    };
    ApiError::Fields(ProblemCode::ActionNotPossible, vec![error])
}

//! Good rows go in, bad ones wait. Which ones is looked up beside the writer; each is judged again in the write.

use api::payment_sheet::TakenIn;
use api::{FieldError, ProblemCode};
use domain::Date;
use store::payment_sheets::{self as rows, PaymentSheet};
use store::{Connection, Tx};
use workflow::servicing::{ServicingAction, ServicingDetail};

use super::judge::{Judgement, judge};
use super::read::StoredSheet;
use super::view::{control, open, seal};
use crate::applications::actor::Actor;
use crate::applications::staff::conflict::answered;
use crate::applications::staff::officer::Officer;
use crate::enrolments::error::refused_update;
use crate::problem::ApiError;
use crate::servicing::notice;
use crate::sms::message::Message;
use crate::state::Parts;

/// Rows taken in by one press: one write must not keep everybody else's waiting for seconds.
const MOST_ROWS: usize = 200;

/// The places of the rows that the next press takes in: the good ones, the oldest days first. While the officer has not said
/// to have nothing to do with a borrower, that borrower's rows wait and keep no other back.
///
/// # Errors
/// `action_not_possible` when no row is good or the control row says something else; `conflict_not_answered` when every good
/// row waits for that word.
pub fn choose(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    (stored, no_conflict): (&StoredSheet, bool),
    today: Date,
) -> Result<Vec<usize>, ApiError> {
    if control(stored).is_some_and(|control| !control.is_right) {
        return Err(not_possible("/control", "control_differs"));
    }
    let judgement = judge(parts, connection, officer, (stored, None), today)?;
    let mut good = Vec::new();
    let mut is_any_asked = false;
    for (place, judged) in judgement.rows.iter().enumerate() {
        let Ok(receipt) = &judged.receipt else {
            continue;
        };
        if !no_conflict && judgement.is_asked(judged) {
            is_any_asked = true;
        } else {
            good.push((receipt.on, place));
        }
    }
    good.sort_unstable();
    good.truncate(MOST_ROWS);
    if good.is_empty() && is_any_asked {
        return Err(ApiError::invalid_field(
            "/no_conflict",
            "conflict_not_answered",
        ));
    }
    if good.is_empty() {
        return Err(not_possible("/rows", "no_good_row"));
    }
    Ok(good.into_iter().map(|(_, place)| place).collect())
}

/// Takes the chosen rows in, as far as they are still good, keeps what the officer said of their borrowers, and says whom to
/// tell.
///
/// # Errors
/// When another write came first.
pub fn take_in(
    tx: &Tx,
    parts: &Parts,
    (officer, actor): (&Officer, &Actor),
    sheet: &mut PaymentSheet,
    (chosen, no_conflict): (&[usize], bool),
) -> Result<(TakenIn, Vec<Message>), ApiError> {
    let mut stored = open(parts, sheet)?;
    let Judgement {
        rows: judged,
        mut loans,
    } = judge(parts, tx, officer, (&stored, Some(chosen)), actor.today())?;
    let mut taken = TakenIn {
        rows: 0,
        sum_fen: 0,
    };
    let mut notices = Vec::new();
    for place in chosen {
        let Some(judged) = judged.get(*place) else {
            continue;
        };
        let (Some(id), Ok(receipt)) = (&judged.loan_id, &judged.receipt) else {
            continue;
        };
        let (Some(loan), Some(row)) = (loans.get_mut(id), stored.rows.get_mut(*place)) else {
            continue;
        };
        // A supervisor may have lifted something since the rows were chosen: then it has to be said anew.
        if !no_conflict && !loan.file.conflicts.is_denied(&officer.id) {
            continue;
        }
        let said = (no_conflict, actor.now_ms);
        answered(tx, &mut loan.file, officer, said, Ok(()))?;
        row.taken_fen = Some(receipt.amount_fen);
        taken.rows += 1;
        taken.sum_fen = taken.sum_fen.saturating_add(receipt.amount_fen);
        let detail = ServicingDetail::Receipt(receipt.clone());
        let (key, servicing) = (&loan.file.key, &mut loan.servicing);
        servicing.step(tx, key, actor, (ServicingAction::RecordPayment, detail))?;
        let followed = servicing.follow(tx, key, actor)?;
        notices.extend(notice::after(servicing, &followed));
    }
    sheet.sealed_rows = seal(parts, &sheet.id, &stored)?;
    sheet.taken_ms = Some(actor.now_ms);
    sheet.version = rows::update(tx, sheet).map_err(refused_update)?;
    Ok((taken, notices))
}

fn not_possible(pointer: &str, code: &str) -> ApiError {
    let error = FieldError {
        pointer: pointer.to_owned(),
        code: code.to_owned(),
    };
    ApiError::Fields(ProblemCode::ActionNotPossible, vec![error])
}

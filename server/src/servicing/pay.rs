//! The subsidies of a quarter, paid: the finance office pays by the list and tells the bureau, and the bureau records day and
//! batch for everything that was approved and not paid yet. Whoever approved a line of the quarter does not record its
//! payment, and whoever recorded a payment approves nothing more of it.

use api::subsidy::{PaySubsidiesRequest, PaySubsidiesResponse, SubsidyBatchView};
use api::{FieldError, ProblemCode};
use domain::Date;
use store::subsidy_batches::{self, SubsidyBatch};
use store::{Connection, Tx};
use workflow::servicing::{Quarter, ServicingAction, ServicingDetail, SubsidyPayment};

use super::act::REFERENCE_CHARS;
use super::notice;
use super::payment_lines::PaymentLines;
use super::subsidies::Waiting;
use crate::applications::actor::Actor;
use crate::applications::staff::check::Check;
use crate::applications::staff::conflict::answered;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::applications::staff::seen::Seen;
use crate::ids;
use crate::problem::ApiError;
use crate::sms::message::Message;
use crate::state::Parts;

/// What is to be recorded, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Which quarter.
    pub quarter: Quarter,
    on: Date,
    reference: String,
    loans: u32,
    total_fen: i64,
    digest: String,
    no_conflict: bool,
}

/// Checks what was typed.
///
/// # Errors
/// Everything that is missing or wrong.
pub fn check(request: &PaySubsidiesRequest, today: Date) -> Result<Payment, ApiError> {
    let mut check = Check::default();
    let quarter = request.quarter.parse::<Quarter>().ok();
    check.holds(quarter.is_some(), "/quarter", "quarter_unreadable");
    let on = Date::parse_iso(&request.paid_on);
    check.holds(on.is_some(), "/paid_on", "date_unreadable");
    let is_past = on.is_none_or(|on| on <= today);
    check.holds(is_past, "/paid_on", "date_in_future");
    let reference = check.text("/reference", &request.reference, REFERENCE_CHARS);
    let parts = check.finish((quarter, on))?;
    let (Some(quarter), Some(on)) = parts else {
        return Err(ProblemCode::InvalidInput.into());
    };
    Ok(Payment {
        quarter,
        on,
        reference,
        loans: request.loans,
        total_fen: request.total_fen,
        digest: request.digest.clone(),
        no_conflict: request.no_conflict,
    })
}

/// Records that the loans of the list are paid, and gives whom to tell. Which loans was looked up beside the writer; each
/// is looked at again here. The officer's own and those of somebody close are not among them: another officer records these.
///
/// # Errors
/// `stale` with `lines_changed` when the list is not, line by line, what the officer saw; `conflict_not_answered` when the
/// officer never said of one of them to have nothing to do with the borrower.
pub fn pay(
    tx: &Tx,
    parts: &Parts,
    (officer, actor): (&Officer, &Actor),
    payment: &Payment,
    found: &Waiting,
) -> Result<(PaySubsidiesResponse, Vec<Message>), ApiError> {
    let (mut loans, mut total_fen) = (0_u32, 0_i64);
    let (mut lines, mut notices) = (PaymentLines::default(), Vec::new());
    let mut unanswered = None;
    let seen = Seen::of(parts, tx, officer)?;
    for id in &found.ids {
        let mut file = seen.load(id)?.ok_or_else(lines_changed)?;
        let mut servicing = file.servicing.take().ok_or_else(lines_changed)?;
        if is_own_file(officer, &file) {
            return Err(lines_changed());
        }
        let known = servicing.file.subsidies();
        let waits = known
            .iter()
            .find(|one| one.quarter == payment.quarter && one.waits_for_payment());
        let waits = waits.ok_or_else(lines_changed)?;
        let said = (payment.no_conflict, actor.now_ms);
        if let Err(error) = answered(tx, &mut file, officer, said, Ok(())) {
            unanswered = Some(error);
        }
        loans += 1;
        total_fen = total_fen.saturating_add(waits.amount_fen);
        let paid_to = file.loan.disbursement();
        let account_tail = paid_to.map_or("", |paid| paid.account_tail.as_str());
        let number = &servicing.row.acceptance_number;
        lines.push(number, payment.quarter, waits.amount_fen, account_tail);
        let detail = ServicingDetail::SubsidyPaid(SubsidyPayment {
            quarter: payment.quarter,
            on: payment.on,
            reference: payment.reference.clone(),
        });
        let what = (ServicingAction::PaySubsidy, detail);
        servicing.step(tx, &file.key, actor, what)?;
        notices.extend(notice::after(&servicing, &[ServicingAction::PaySubsidy]));
    }
    let is_as_seen = (loans, total_fen) == (payment.loans, payment.total_fen);
    if loans == 0 || !is_as_seen || lines.digest() != payment.digest {
        return Err(lines_changed());
    }
    // Behind the comparison: a list in which nobody was to be asked has no box to tick.
    if let Some(error) = unanswered {
        return Err(error);
    }
    let batch = SubsidyBatch {
        id: ids::fresh(),
        quarter: payment.quarter.to_string(),
        paid_on: payment.on,
        reference: payment.reference.clone(),
        loans: loans.into(),
        total_fen,
        recorded_by: actor.id.clone(),
        recorded_ms: actor.now_ms,
        // That of the lines that were just recorded: the comparison above holds.
        digest: Some(payment.digest.clone()),
    };
    subsidy_batches::insert(tx, &batch)?;
    let answer = PaySubsidiesResponse {
        batch: batch_view(&batch, &officer.display_name),
        left_to_others: found.left_to_others,
    };
    Ok((answer, notices))
}

/// A batch as officers see it.
pub(super) fn batch_view(batch: &SubsidyBatch, recorded_by: &str) -> SubsidyBatchView {
    SubsidyBatchView {
        paid_on: batch.paid_on,
        reference: batch.reference.clone(),
        loans: batch.loans,
        total_fen: batch.total_fen,
        recorded_by: recorded_by.to_owned(),
        digest: batch.digest.clone(),
    }
}

/// Refuses whoever recorded a payment of the quarter: the same hand does not approve what is paid next.
///
/// # Errors
/// `second_person_needed`.
pub fn refuse_whoever_recorded(
    connection: &Connection,
    quarter: Option<&str>,
    officer: &Officer,
) -> Result<(), ApiError> {
    let batches = subsidy_batches::list(connection, quarter.unwrap_or_default())?;
    if batches.iter().any(|batch| batch.recorded_by == officer.id) {
        return Err(second_person());
    }
    Ok(())
}

/// That the list is another than the one on the officer's screen.
fn lines_changed() -> ApiError {
    let error = FieldError {
        pointer: "/digest".to_owned(),
        code: "lines_changed".to_owned(),
    };
    ApiError::Fields(ProblemCode::Stale, vec![error])
}

/// That somebody else has to do it.
#[must_use]
pub fn second_person() -> ApiError {
    let error = FieldError {
        pointer: "/action".to_owned(),
        code: "same_person".to_owned(),
    };
    ApiError::Fields(ProblemCode::SecondPersonNeeded, vec![error])
}

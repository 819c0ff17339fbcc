//! Whether the lists that were paid are still what the log of a sheet says, and what was granted: each digest is worked out
//! again.

use api::settlement::AppliedSubsidy;
use store::settlement_payments::{self as rows, SettlementPayment};
use store::{Connection, StoreError};
use workflow::settlement::{Payment, SettlementFile};

use super::due::{digest, sum};

/// A line for each list whose row is not what its event says.
pub(super) fn check(
    connection: &Connection,
    class_id: &str,
    file: &SettlementFile,
) -> Result<Vec<String>, StoreError> {
    let kept = rows::list(connection, class_id)?;
    let mut wrong = Vec::new();
    for payment in file.payments() {
        let mut kept = kept.iter();
        if !kept.any(|row| is_as_recorded(row, payment)) {
            let seq = payment.seq;
            wrong.push(format!(
                "payment {seq}: the list is not the one that was paid"
            ));
        }
    }
    if kept.len() > file.payments().len() {
        wrong.push("a payment is noted that nobody recorded".to_owned());
    }
    Ok(wrong)
}

fn is_as_recorded(row: &SettlementPayment, payment: &Payment) -> bool {
    let list = &payment.list;
    let came_back: Vec<_> = list
        .lines
        .iter()
        .filter(|one| one.unpaid.is_some())
        .collect();
    row.seq == i64::from(payment.seq)
        && row.paid_on == list.on
        && row.reference == list.reference
        && usize::try_from(row.lines) == Ok(list.lines.len())
        && sum(&list.lines).is_ok_and(|fen| fen == row.total_fen)
        && usize::try_from(row.unpaid) == Ok(came_back.len())
        && sum(came_back).is_ok_and(|fen| fen == row.unpaid_fen)
        && row.recorded_by == payment.by
        && row.recorded_ms == payment.at_ms
        && row.digest == digest(&list.lines)
}

/// Whether what lists paid to somebody is what was granted.
pub(super) fn is_as_granted(
    file: &SettlementFile,
    enrolment_id: &str,
    decided: &[AppliedSubsidy],
) -> bool {
    let granted = decided.iter().filter(|one| one.outcome == "granted");
    let granted: i64 = granted.filter_map(|one| one.amount_fen).sum();
    let lines = file.payments().iter().flat_map(|one| &one.list.lines);
    let mut own = lines.filter(|line| line.enrolment_id == enrolment_id);
    own.all(|line| line.fen == granted)
}

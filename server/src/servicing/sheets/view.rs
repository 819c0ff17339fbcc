//! A file as it is shown.

use api::payment_sheet::{
    ControlView, MissingPaymentsView, PaymentFigures, PaymentRowView, PaymentSheetSummary,
    PaymentSheetView, RowJudgement,
};
use application::Field;
use domain::Money;
use store::payment_sheets::PaymentSheet;

use super::judge::{Judged, Judgement, LEFT};
use super::read::{StoredRow, StoredSheet};
use crate::applications::error::while_doing;
use crate::applications::staff::queue::masked;
use crate::problem::ApiError;
use crate::state::Parts;

/// Place of a file's rows.
fn place(id: &str) -> String {
    format!("payment_sheets/{id}/sealed_rows")
}

/// Seals a file for its row.
///
/// # Errors
/// Only if it cannot be written as JSON.
pub fn seal(parts: &Parts, id: &str, sheet: &StoredSheet) -> Result<Vec<u8>, ApiError> {
    let json = serde_json::to_vec(sheet).map_err(while_doing("write a file of payments"))?;
    Ok(parts.keyring.seal(&place(id), &json))
}

/// Opens the file of a row.
///
/// # Errors
/// When it does not open.
pub fn open(parts: &Parts, row: &PaymentSheet) -> Result<StoredSheet, ApiError> {
    let doing = "open a file of payments";
    let json = parts.keyring.open(&place(&row.id), &row.sealed_rows);
    let json = json.map_err(while_doing(doing))?;
    serde_json::from_slice(&json).map_err(while_doing(doing))
}

/// One line of the list.
#[must_use]
pub fn summary(row: &PaymentSheet, sheet: &StoredSheet) -> PaymentSheetSummary {
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let taken = sheet.rows.iter().filter(|row| row.taken_fen.is_some());
    PaymentSheetSummary {
        id: row.id.clone(),
        name: sheet.name.clone(),
        created_at_ms: row.created_ms,
        rows: count(sheet.rows.len()),
        taken: count(taken.count()),
    }
}

/// The whole file, judged.
#[must_use]
pub fn sheet_view(
    row: &PaymentSheet,
    sheet: &StoredSheet,
    judgement: &Judgement,
    missing: Option<MissingPaymentsView>,
) -> PaymentSheetView {
    let pairs = sheet.rows.iter().zip(&judgement.rows);
    let rows = pairs.map(|(row, judged)| row_view(row, judged, judgement));
    PaymentSheetView {
        id: row.id.clone(),
        name: sheet.name.clone(),
        created_at_ms: row.created_ms,
        version: u32::try_from(row.version).unwrap_or(u32::MAX),
        rows: rows.collect(),
        control: control(sheet),
        figures: figures(sheet, judgement),
        missing,
    }
}

/// What the file says it comes to, beside what it does.
#[must_use]
pub fn control(sheet: &StoredSheet) -> Option<ControlView> {
    let stated = sheet.control.clone()?;
    let amounts = sheet.rows.iter();
    let counted_fen = amounts
        .filter_map(|row| Money::parse_yuan(&row.amount).ok())
        .map(Money::fen)
        .fold(0, i64::saturating_add);
    let is_right = Money::parse_yuan(&stated).is_ok_and(|sum| sum.fen() == counted_fen);
    Some(ControlView {
        stated,
        counted_fen,
        is_right,
    })
}

fn row_view(row: &StoredRow, judged: &Judged, judgement: &Judgement) -> PaymentRowView {
    let state = match (&judged.receipt, row.taken_fen) {
        (_, Some(_)) => RowJudgement::Taken,
        (Ok(_), None) => RowJudgement::Good,
        (Err(_), None) => RowJudgement::Bad,
    };
    // The number of a loan that is left to a colleague is not the officer's to read.
    let is_left = matches!(&judged.receipt, Err(code) if *code == LEFT);
    let loan = judged.loan_id.as_ref().filter(|_| !is_left);
    let loan = loan.and_then(|id| judgement.loans.get(id));
    PaymentRowView {
        number: row.number,
        loan: if is_left {
            String::new()
        } else {
            row.loan.clone()
        },
        on: row.on.clone(),
        amount: row.amount.clone(),
        reference: row.reference.clone(),
        state,
        code: match (&judged.receipt, state) {
            (Err(code), RowJudgement::Bad) => Some((*code).to_owned()),
            _ => None,
        },
        acceptance_number: loan.map(|loan| loan.servicing.row.acceptance_number.clone()),
        loan_id: loan.map(|loan| loan.servicing.row.id.clone()),
        borrower_masked: loan
            .map(|loan| masked(loan.file.draft.answers.text(Field::ApplicantName))),
        is_conflict_asked: state == RowJudgement::Good && judgement.is_asked(judged),
        is_early: judged
            .receipt
            .as_ref()
            .is_ok_and(|receipt| receipt.is_early),
    }
}

fn figures(sheet: &StoredSheet, judgement: &Judgement) -> PaymentFigures {
    let mut figures = PaymentFigures::default();
    for (row, judged) in sheet.rows.iter().zip(&judgement.rows) {
        match (row.taken_fen, &judged.receipt) {
            (Some(fen), _) => {
                figures.taken += 1;
                figures.taken_fen += fen;
            }
            (None, Ok(receipt)) => {
                figures.good += 1;
                figures.good_fen += receipt.amount_fen;
                if judgement.is_asked(judged) {
                    figures.asked += 1;
                    figures.asked_fen += receipt.amount_fen;
                }
            }
            (None, Err(_)) => figures.bad += 1,
        }
    }
    figures
}

//! What a bank's file leaves out: loans of the bank with something due by the file's last day and unpaid, of which no row
//! speaks. A line that was forgotten would otherwise be noticed only once its loan is overdue.

use std::collections::BTreeSet;

use api::payment_sheet::{MissingPaymentView, MissingPaymentsView};
use domain::Date;
use store::Connection;
use store::loans;

use super::judge::Judgement;
use super::read::StoredSheet;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::applications::staff::seen::Seen;
use crate::problem::ApiError;
use crate::state::Parts;

/// So many are named; the others are counted.
const SHOWN: usize = 20;

/// The loans that the file leaves out, the oldest day first; none where no row has a day that can be read. Those that the
/// officer may not read are a colleague's to miss: they are neither named nor counted where that is known.
///
/// # Errors
/// When the store does not answer or a loan does not open.
pub fn missing(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    (sheet, judgement): (&StoredSheet, &Judgement),
    today: Date,
) -> Result<Option<MissingPaymentsView>, ApiError> {
    let days = sheet.rows.iter();
    let days = days.filter_map(|row| listing::read_day(&row.on));
    let Some(until) = days.filter(|day| *day <= today).max() else {
        return Ok(None);
    };
    let rows = judgement.rows.iter();
    let named: BTreeSet<&str> = rows.filter_map(|row| row.loan_id.as_deref()).collect();
    let seen = Seen::of(parts, connection, officer)?;
    let due = loans::list_due(connection, &officer.agency_id, until)?;
    let left_out = due
        .into_iter()
        .filter(|loan| !named.contains(loan.id.as_str()) && !seen.hides(&loan.id));
    let (mut count, mut first) = (0_u32, Vec::new());
    for loan in left_out {
        if first.len() >= SHOWN {
            count = count.saturating_add(1);
            continue;
        }
        let Some(file) = seen.load(&loan.id)? else {
            continue;
        };
        let account = file.servicing.as_ref().and_then(|own| own.file.account());
        let Some(account) = account.filter(|_| !is_own_file(officer, &file)) else {
            continue;
        };
        count = count.saturating_add(1);
        first.push(MissingPaymentView {
            loan_id: loan.id,
            acceptance_number: loan.acceptance_number,
            due_on: loan.next_due_on.unwrap_or(until),
            due_fen: account.overdue_on(until.add_days(1)).fen(),
        });
    }
    Ok(Some(MissingPaymentsView {
        until,
        count,
        first,
    }))
}

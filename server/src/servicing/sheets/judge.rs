//! What becomes of each row: judged by the account of its loan, after the rows before it in the order of days.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Date, Money};
use loan::{Account, Purpose, ReceiveError, Received};
use store::Connection;
use store::loans;
use workflow::servicing::{Receipt, ServicingAction, ServicingError};

use super::read::{StoredRow, StoredSheet};
use crate::applications::file::ApplicationFile;
use crate::applications::staff::officer::Officer;
use crate::applications::staff::own_file::is_own_file;
use crate::applications::staff::seen::Seen;
use crate::problem::ApiError;
use crate::servicing::act::{REFERENCE_CHARS, is_known, may_act};
use crate::servicing::book::loan_number_index;
use crate::servicing::file::Servicing;
use crate::state::Parts;

/// The code of a row that a colleague takes in: its loan is the officer's own, or that of somebody close.
pub(super) const LEFT: &str = "loan_left";

/// A loan that rows name.
#[derive(Debug)]
pub struct KnownLoan {
    /// The file it came from.
    pub file: ApplicationFile,
    /// The loan as stored.
    pub servicing: Servicing,
    /// Whether the officer has still to say to have nothing to do with the borrower.
    pub is_asked: bool,
    /// Its account with the good rows so far.
    account: Option<Account>,
}

/// A row and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The loan it names, once found: application id.
    pub loan_id: Option<String>,
    /// What would be recorded, or why nothing is.
    pub receipt: Result<Receipt, &'static str>,
}

/// Every row judged, and the loans they name.
#[derive(Debug, Default)]
pub struct Judgement {
    /// In the order of the file.
    pub rows: Vec<Judged>,
    /// By application id.
    pub loans: BTreeMap<String, KnownLoan>,
}

impl Judgement {
    /// Whether a row is of a loan that the officer was never asked about.
    #[must_use]
    pub fn is_asked(&self, judged: &Judged) -> bool {
        let id = judged.loan_id.as_ref();
        id.and_then(|id| self.loans.get(id))
            .is_some_and(|loan| loan.is_asked)
    }
}

/// Judges a file, or those of its rows that are chosen by their place; the others wait.
///
/// # Errors
/// When the store does not answer or a loan does not open.
pub fn judge(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    (sheet, chosen): (&StoredSheet, Option<&[usize]>),
    today: Date,
) -> Result<Judgement, ApiError> {
    let waits = Judged {
        loan_id: None,
        receipt: Err("row_waits"),
    };
    let seen_files = Seen::of(parts, connection, officer)?;
    let mut judgement = Judgement {
        rows: vec![waits; sheet.rows.len()],
        loans: BTreeMap::new(),
    };
    let all = || (0..sheet.rows.len()).collect();
    let mut order: Vec<usize> = chosen.map_or_else(all, <[usize]>::to_vec);
    // An account takes payments in the order of days, whatever the order of the file.
    order.sort_by_key(|place| {
        sheet
            .rows
            .get(*place)
            .and_then(|row| listing::read_day(&row.on))
    });
    let mut seen = BTreeSet::new();
    for place in order {
        let Some(row) = sheet.rows.get(place) else {
            continue;
        };
        let found = find(
            parts,
            (connection, &seen_files),
            officer,
            row,
            &mut judgement.loans,
        )?;
        let (loan_id, is_hidden) = match found {
            Named::Known(id) => (Some(id), false),
            Named::Hidden => (None, true),
            Named::Nothing => (None, false),
        };
        let is_new = seen.insert((loan_id.clone(), entry(row)));
        let known = loan_id.as_ref().and_then(|id| judgement.loans.get_mut(id));
        let receipt = match known {
            _ if row.loan.is_empty() => Err("required"),
            _ if is_hidden => Err(LEFT),
            None => Err("loan_unknown"),
            Some(_) if !is_new => Err("row_twice"),
            Some(known) => judge_row(known, officer, row, today),
        };
        if let Some(judged) = judgement.rows.get_mut(place) {
            *judged = Judged { loan_id, receipt };
        }
    }
    Ok(judgement)
}

/// What tells one payment of a loan from another: the bank's number, or day and amount, however they are written.
fn entry(row: &StoredRow) -> String {
    if !row.reference.is_empty() {
        return row.reference.clone();
    }
    let on = listing::read_day(&row.on).map_or_else(|| row.on.clone(), |on| on.to_string());
    let amount = Money::parse_yuan(&row.amount);
    let amount = amount.map_or_else(|_| row.amount.clone(), |amount| amount.to_string());
    format!("{on}/{amount}")
}

/// What a row names.
enum Named {
    /// No loan of this bank.
    Nothing,
    /// A loan of somebody whom the officer has declared to be close to.
    Hidden,
    /// A loan, by its application id.
    Known(String),
}

/// The loan of this bank that a row names, opened once.
fn find(
    parts: &Parts,
    (connection, seen): (&Connection, &Seen<'_>),
    officer: &Officer,
    row: &StoredRow,
    known: &mut BTreeMap<String, KnownLoan>,
) -> Result<Named, ApiError> {
    if row.loan.is_empty() {
        return Ok(Named::Nothing);
    }
    let index = loan_number_index(parts, &row.loan);
    let found = loans::find_by_number(connection, &officer.agency_id, &row.loan, &index)?;
    let Some(found) = found else {
        return Ok(Named::Nothing);
    };
    if seen.hides(&found.id) {
        return Ok(Named::Hidden);
    }
    if !known.contains_key(&found.id) {
        let Some(mut file) = seen.load(&found.id)? else {
            return Ok(Named::Nothing);
        };
        let Some(servicing) = file.servicing.take() else {
            return Ok(Named::Nothing);
        };
        let account = servicing.file.account().cloned();
        let loan = KnownLoan {
            is_asked: !file.conflicts.is_denied(&officer.id),
            file,
            servicing,
            account,
        };
        known.insert(found.id.clone(), loan);
    }
    Ok(Named::Known(found.id))
}

fn judge_row(
    known: &mut KnownLoan,
    officer: &Officer,
    row: &StoredRow,
    today: Date,
) -> Result<Receipt, &'static str> {
    if is_own_file(officer, &known.file) {
        return Err(LEFT);
    }
    let on = listing::read_day(&row.on).ok_or("date_unreadable")?;
    let amount = Money::parse_yuan(&row.amount).map_err(|_| "amount_unreadable")?;
    if on > today {
        return Err("date_in_future");
    }
    if row.reference.chars().count() > REFERENCE_CHARS {
        return Err("too_long");
    }
    if row.taken_fen.is_some() {
        return Err("row_taken");
    }
    let action = ServicingAction::RecordPayment;
    may_act(&known.file, &known.servicing, officer, action).map_err(|_| "loan_not_repaying")?;
    if is_known(&known.servicing.file, &row.reference) || stands(known, row, on, amount) {
        return Err("payment_known");
    }
    let account = known.account.as_mut().ok_or("loan_not_repaying")?;
    let is_early =
        receive(account, on, amount).map_err(|error| ServicingError::from(error).code())?;
    Ok(Receipt {
        amount_fen: amount.fen(),
        on,
        is_early,
        reference: row.reference.clone(),
    })
}

/// Without a number of the bank's, the same amount on the same day is the same payment.
fn stands(known: &KnownLoan, row: &StoredRow, on: Date, amount: Money) -> bool {
    let mut standing = known.servicing.file.payments().iter();
    row.reference.is_empty()
        && standing.any(|payment| {
            payment.reversed.is_none() && payment.on == on && payment.amount_fen == amount.fen()
        })
}

/// As an instalment where that is enough, before time where more comes. Says which.
fn receive(account: &mut Account, date: Date, amount: Money) -> Result<bool, ReceiveError> {
    let payment = |purpose| Received {
        date,
        amount,
        purpose,
    };
    match account.receive(payment(Purpose::Due)) {
        Ok(()) => Ok(false),
        Err(ReceiveError::AboveDue { .. }) => {
            account.receive(payment(Purpose::Early)).map(|()| true)
        }
        Err(error) => Err(error),
    }
}

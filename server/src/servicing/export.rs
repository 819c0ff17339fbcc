//! The loans an officer sees as a sheet: one row each, with names masked, written row by row.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use application::Field;
use domain::{Date, Money};
use i18n::t;
use store::{Connection, loans as rows};
use workflow::servicing::ServicingState;

use super::list::is_recovered;
use super::view::loan_view;
use super::visible::Sight;
use crate::applications::file::ApplicationFile;
use crate::applications::staff::export::sheet::{Cell, Sheet};
use crate::applications::staff::export::{disk_error, sheet_error};
use crate::applications::staff::officer::Officer;
use crate::applications::staff::queue::masked;
use crate::applications::staff::seen::Seen;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// Loans read under one view of the database.
const PART: i64 = 200;

/// Writes them into a file that nobody else can open, read from its beginning.
///
/// # Errors
/// `overloaded` while others export; when the store does not answer, a loan does not open or the disk is full.
pub async fn export_loans(
    state: &AppState,
    officer: Officer,
    today: Date,
) -> Result<File, ApiError> {
    let parts = state.clone();
    let write = move || write_sheet(&parts, &officer, today);
    state.exports.make(write).await
}

fn write_sheet(state: &AppState, officer: &Officer, today: Date) -> Result<File, ApiError> {
    let folder = &state.config.data;
    let mut out = tempfile::tempfile_in(folder).map_err(disk_error)?;
    let begun = Sheet::begin(folder, t::staff_export::loans::sheet(), &headings());
    let mut sheet = begun.map_err(sheet_error)?;
    let mut after = String::new();
    loop {
        let (last, lines) = state
            .store
            .read(|connection| part(state, connection, officer, (&after, today)))?;
        let Some(last) = last else { break };
        after = last;
        for line in lines {
            if !sheet.push(&line).map_err(sheet_error)? {
                let reason = "more than a sheet holds";
                return Err(ApiError::internal("export loans", reason));
            }
        }
    }
    sheet.finish(&out).map_err(sheet_error)?;
    out.seek(SeekFrom::Start(0)).map_err(disk_error)?;
    Ok(out)
}

/// The lines of the next loans that the officer may see, and where the part ends; none behind the last.
fn part(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    (after, today): (&str, Date),
) -> Result<(Option<String>, Vec<Vec<Cell>>), ApiError> {
    let sight = Sight::of(parts, officer);
    let ids = rows::list_ids(connection, after, PART)?;
    let last = ids.last().cloned();
    let seen = Seen::of(parts, connection, officer)?;
    let mut lines = Vec::new();
    for id in ids {
        // Another bank's is not even opened.
        let row = rows::find(connection, &id)?;
        if !row.is_some_and(|row| sight.holds(&row)) {
            continue;
        }
        let file = seen.load(&id)?;
        lines.extend(file.and_then(|file| line(parts, &file, today)));
    }
    Ok((last, lines))
}

/// The columns and their widths.
fn headings() -> Vec<(&'static str, f64)> {
    use t::staff_export::{contract, loans};
    use t::staff_loan::column;
    vec![
        (column::number(), 20.0),
        (contract(), 20.0),
        (column::name(), 10.0),
        (loans::bank(), 22.0),
        (column::state(), 16.0),
        (loans::amount(), 14.0),
        (loans::rate(), 12.0),
        (loans::months(), 12.0),
        (loans::start_on(), 12.0),
        (loans::last_due_on(), 12.0),
        (loans::paid(), 14.0),
        (loans::balance(), 14.0),
        (column::next(), 12.0),
        (loans::next_due(), 14.0),
        (loans::overdue(), 14.0),
        (loans::overdue_days(), 12.0),
        (loans::subsidy_approved(), 16.0),
        (loans::subsidy_open(), 16.0),
        (loans::ended_on(), 12.0),
    ]
}

/// One loan, in the order of [`headings`]; nothing before its terms are booked.
fn line(parts: &Parts, file: &ApplicationFile, today: Date) -> Option<Vec<Cell>> {
    let servicing = file.servicing.as_ref()?;
    let folded = &servicing.file;
    let (terms, account) = (folded.terms()?, folded.account()?);
    let loan = loan_view(&parts.extension_rules, folded, today)?;
    let bank = parts.district.agency(&servicing.row.bank_id);
    let contract = file.loan.contract();
    let balance_fen = if is_recovered(loan.state) {
        folded.left_to_recover().fen()
    } else {
        loan.balance_fen
    };
    let open = folded.shares().into_iter();
    let open_fen = open
        .filter(|share| folded.is_undecided(share, today))
        .map(|share| share.state_pays.fen())
        .fold(0, i64::saturating_add);
    let overdue_days = if loan.overdue_fen > 0 {
        folded.days_overdue(today)
    } else {
        0
    };
    let next = loan.next.as_ref();
    Some(vec![
        text(&servicing.row.acceptance_number),
        contract.map_or(Cell::Empty, |contract| text(&contract.number)),
        text(&masked(file.draft.answers.text(Field::ApplicantName))),
        bank.map_or(Cell::Empty, |bank| text(&bank.name)),
        text(state_name(loan.state)),
        money(terms.amount_fen),
        Cell::Rate(terms.rate_basis_points),
        Cell::Number(terms.months),
        Cell::Day(terms.start_on),
        Cell::Day(account.last_due_date()),
        money(loan.paid_fen),
        money(balance_fen),
        next.map_or(Cell::Empty, |next| Cell::Day(next.due_on)),
        next.map_or(Cell::Empty, |next| money(next.due_fen)),
        money(loan.overdue_fen),
        Cell::Number(overdue_days),
        money(loan.subsidy_fen),
        money(open_fen),
        loan.ended_on.map_or(Cell::Empty, Cell::Day),
    ])
}

fn text(words: &str) -> Cell {
    Cell::Text(words.to_owned())
}

const fn money(fen: i64) -> Cell {
    Cell::Money(Money::from_fen(fen))
}

/// As the officers' pages say it.
fn state_name(state: ServicingState) -> &'static str {
    t::servicing::by_key(&format!("{}.name", state.as_str())).unwrap_or_default()
}

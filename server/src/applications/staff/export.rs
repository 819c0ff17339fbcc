//! An officer's files as a sheet: those that the queue would show, all of them, with names masked as there.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use api::ProblemCode;
use api::staff::QueueEntry;
use application::{Field, Product};
use domain::{Date, Money};
use i18n::t;
use rust_xlsxwriter::XlsxError;
use store::Connection;
use store::applications::{self, Place};
use tokio::sync::Semaphore;
use workflow::loan::{ClockView, LoanState};

use self::sheet::{Cell, Sheet};
use super::officer::Officer;
use super::queue::entry;
use super::seen::Seen;
use crate::applications::file::ApplicationFile;
use crate::applications::particulars::declaration;
use crate::problem::ApiError;
use crate::state::{AppState, Parts};

pub(crate) mod sheet;

/// Files read under one view of the database.
const PART: i64 = 200;
/// How long one waits for a place.
const PATIENCE: Duration = Duration::from_secs(10);
/// When to come back while others export.
const RETRY_AFTER_S: u32 = 15;

/// Where sheets are made, few at a time: each keeps a core busy for seconds.
#[derive(Clone, Debug)]
pub struct Exports(Arc<Semaphore>);

impl Default for Exports {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(2)))
    }
}

impl Exports {
    /// Makes a sheet once there is a place for it.
    ///
    /// # Errors
    /// `overloaded` while others export; whatever keeps the sheet from being made.
    pub async fn make(
        &self,
        write: impl FnOnce() -> Result<File, ApiError> + Send + 'static,
    ) -> Result<File, ApiError> {
        let place = tokio::time::timeout(PATIENCE, self.0.clone().acquire_owned()).await;
        let Ok(Ok(permit)) = place else {
            return Err(ApiError::Later(ProblemCode::Overloaded, RETRY_AFTER_S));
        };
        // The permit goes with the work: an officer who goes away does not make room for a second one meanwhile.
        let work = move || {
            let _permit = permit;
            write()
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|lost| ApiError::internal("export files", lost))?
    }
}

/// Writes everything the officer may see into a file that nobody else can open, read from its beginning.
///
/// # Errors
/// `overloaded` while others export; when the store does not answer, a file does not open or the disk is full.
pub async fn export(state: &AppState, officer: Officer, now_ms: i64) -> Result<File, ApiError> {
    let parts = state.clone();
    let write = move || write_sheet(&parts, &officer, now_ms);
    state.exports.make(write).await
}

fn write_sheet(state: &AppState, officer: &Officer, now_ms: i64) -> Result<File, ApiError> {
    let folder: &Path = &state.config.data;
    let mut out = tempfile::tempfile_in(folder).map_err(disk_error)?;
    let begun = Sheet::begin(folder, t::staff_export::sheet(), &headings());
    let mut sheet = begun.map_err(sheet_error)?;
    let mut after = Place::default();
    let mut has_room = true;
    while has_room {
        let (last, lines) = state
            .store
            .read(|connection| part(state, connection, officer, (&after, now_ms)))?;
        let Some(last) = last else { break };
        after = last;
        for line in lines {
            has_room = has_room && sheet.push(&line).map_err(sheet_error)?;
        }
    }
    if !has_room {
        return Err(ApiError::internal(
            "export files",
            "more than a sheet holds",
        ));
    }
    sheet.finish(&out).map_err(sheet_error)?;
    out.seek(SeekFrom::Start(0)).map_err(disk_error)?;
    Ok(out)
}

/// The lines of the next files that the officer may see, and where the part ends; none behind the last.
fn part(
    parts: &Parts,
    connection: &Connection,
    officer: &Officer,
    (after, now_ms): (&Place, i64),
) -> Result<(Option<Place>, Vec<Vec<Cell>>), ApiError> {
    let rows = applications::list_submitted(connection, after, now_ms, PART)?;
    let last = rows.last().map(Place::of);
    let today = Date::from_unix_ms_shanghai(now_ms);
    let seen = Seen::of(parts, connection, officer)?;
    let mut lines = Vec::new();
    for row in rows {
        let file = seen.open_passed(row, officer)?;
        lines.extend(file.map(|file| line(parts, officer, &file, today)));
    }
    Ok((last, lines))
}

/// The columns and their widths.
fn headings() -> Vec<(&'static str, f64)> {
    use t::{staff_export as export, staff_queue::column};
    let of_field = |field: Field| t::field_name::by_key(field.id()).unwrap_or_default();
    vec![
        (column::number(), 20.0),
        (column::name(), 10.0),
        (column::product(), 22.0),
        (export::amount_yuan(), 14.0),
        (column::state(), 18.0),
        (export::place(), 12.0),
        (of_field(Field::BusinessDivision), 16.0),
        (of_field(Field::Bank), 22.0),
        (export::submitted(), 17.0),
        (export::day(), 12.0),
        (export::limit(), 12.0),
        (column::due(), 12.0),
        (export::clock(), 12.0),
        (export::second_person(), 12.0),
        (export::declaration(), 12.0),
        (export::signed_on(), 12.0),
        (export::contract(), 20.0),
    ]
}

/// One file, in the order of [`headings`].
fn line(parts: &Parts, officer: &Officer, file: &ApplicationFile, today: Date) -> Vec<Cell> {
    let answers = &file.draft.answers;
    let QueueEntry {
        acceptance_number,
        applicant_masked,
        product,
        amount_fen,
        state,
        clock,
        submitted_at_ms,
        waits_for_second_person,
        ..
    } = entry(parts, file, today);
    // What waits for quota waits for nobody's work, and no day it would be answered by is one to go by.
    let has_quota = state != LoanState::QuotaWait;
    let is_ours = file.row.holder_role == officer.role().as_str();
    let place = if is_ours && has_quota {
        t::staff_queue::waiting()
    } else {
        t::staff_queue::elsewhere()
    };
    let bank = parts.district.agency(answers.text(Field::Bank));
    let division = parts
        .district
        .division(answers.text(Field::BusinessDivision));
    let word = |is_so: bool, word: &str| if is_so { text(word) } else { Cell::Empty };
    vec![
        text(acceptance_number),
        text(applicant_masked),
        text(product_name(product)),
        amount_fen.map_or(Cell::Empty, |fen| Cell::Money(Money::from_fen(fen))),
        text(state_name(state)),
        text(place),
        division.map_or(Cell::Empty, |division| text(division.name.clone())),
        bank.map_or(Cell::Empty, |bank| text(bank.name.clone())),
        submitted_at_ms.map_or(Cell::Empty, Cell::Instant),
        clock.map_or(Cell::Empty, |clock| Cell::Number(clock.day)),
        clock.map_or(Cell::Empty, |clock| Cell::Number(clock.limit)),
        clock.filter(|_| has_quota).map_or(Cell::Empty, |clock| {
            Cell::Day(clock.resident_due_on.unwrap_or(clock.due_on))
        }),
        clock.map_or(Cell::Empty, clock_word),
        word(
            waits_for_second_person,
            t::staff_queue::row::second_person(),
        ),
        declaration(file).map_or(Cell::Empty, |agreed| text(agreed.version)),
        file.loan.signed_on().map_or(Cell::Empty, Cell::Day),
        file.loan
            .contract()
            .map_or(Cell::Empty, |contract| text(contract.number.clone())),
    ]
}

fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

fn clock_word(clock: ClockView) -> Cell {
    if clock.overdue {
        text(t::staff_export::overdue())
    } else if clock.paused {
        text(t::staff_queue::row::paused())
    } else {
        Cell::Empty
    }
}

/// As the officers' pages say it.
fn product_name(product: Product) -> &'static str {
    match product {
        Product::StartupLoanIndividual => t::staff_queue::product::individual(),
        Product::StartupLoanEnterprise => t::staff_queue::product::enterprise(),
    }
}

/// As the officers' pages say it; the shared names speak to the resident.
fn state_name(state: LoanState) -> &'static str {
    if state.is_returned() {
        return t::staff_queue::state::returned();
    }
    if state == LoanState::ContractReady {
        return t::staff_queue::state::contract();
    }
    t::loan_state::by_key(&format!("{}.name", state.as_str())).unwrap_or_default()
}

pub(crate) fn disk_error(error: std::io::Error) -> ApiError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
            ProblemCode::StorageFull.into()
        }
        _ => ApiError::internal("write a sheet", error),
    }
}

pub(crate) fn sheet_error(error: XlsxError) -> ApiError {
    match error {
        XlsxError::IoError(error) => disk_error(error),
        error => ApiError::internal("write a sheet", error),
    }
}

//! A file becomes rows, off the async threads and few at a time: each may unfold to many megabytes.

use std::sync::Arc;
use std::time::Duration;

use api::{FieldError, ProblemCode};
use bytes::Bytes;
use listing::sheet::{Columns, SheetRow, columns, is_heading};
use listing::{Finding, Values};
use tokio::sync::Semaphore;

use crate::problem::ApiError;

/// How long one waits for a place.
const PATIENCE: Duration = Duration::from_secs(10);
/// When to come back while others read.
const RETRY_AFTER_S: u32 = 5;

/// Where sheets are read.
#[derive(Clone, Debug)]
pub struct Readers(Arc<Semaphore>);

impl Default for Readers {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(2)))
    }
}

/// A sheet, read.
#[derive(Clone, Debug)]
pub struct ReadSheet {
    /// Headings that are none of ours.
    pub unknown_columns: Vec<String>,
    /// The rows, and what is to be known of how each was read.
    pub rows: Vec<(SheetRow, Vec<Finding>)>,
}

impl Readers {
    /// Does work on a sheet in one of the places.
    ///
    /// # Errors
    /// `overloaded` while others read; those of the work.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = tokio::time::timeout(PATIENCE, self.0.clone().acquire_owned()).await;
        let Ok(Ok(permit)) = place else {
            return Err(ApiError::Later(ProblemCode::Overloaded, RETRY_AFTER_S));
        };
        // The permit goes with the work: a trainer who goes away does not make room for a second sheet meanwhile.
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work()
        })
        .await
        .map_err(|lost| ApiError::internal("read a sheet", lost))?
    }
}

/// Reads a file.
///
/// # Errors
/// When it is no sheet that is taken, or columns are missing: each with its code.
pub fn read(bytes: &Bytes) -> Result<ReadSheet, ApiError> {
    let table = sheet::read(bytes, is_heading)
        .map_err(|refusal| ApiError::invalid_field("/sheet", refusal.code()))?;
    let columns = columns(&table.headings).map_err(|missing| refuse_columns(&missing))?;
    let rows = table.rows.iter().map(|row| row_of(row, &columns));
    Ok(ReadSheet {
        rows: rows.collect(),
        unknown_columns: columns.unknown,
    })
}

fn refuse_columns(missing: &[Finding]) -> ApiError {
    let error = |finding: &Finding| FieldError {
        pointer: format!("/columns/{}", finding.at),
        code: finding.code.clone(),
    };
    ApiError::invalid(missing.iter().map(error).collect())
}

fn row_of(row: &sheet::Row, columns: &Columns) -> (SheetRow, Vec<Finding>) {
    let (mut values, mut notes) = (Values::new(), Vec::new());
    for (place, field) in &columns.known {
        let Some(cell) = row.cells.get(*place) else {
            continue;
        };
        if cell.text.trim().is_empty() {
            if cell.is_formula {
                notes.push(Finding::note(field.id(), "formula_empty", ""));
            }
            continue;
        }
        if cell.is_formula {
            notes.push(Finding::note(field.id(), "from_formula", cell.text.clone()));
        }
        if cell.is_merged {
            notes.push(Finding::note(field.id(), "from_merged", cell.text.clone()));
        }
        values.insert(*field, cell.text.trim().to_owned());
    }
    let number = row.number;
    (SheetRow { number, values }, notes)
}

//! One row is put right on screen, or left out; rows of the same course are looked at again with it.

use api::ProblemCode;
use api::course_sheet::{RepairRowRequest, RepairedRow, RowState};
use store::Tx;
use store::uploads::{self, Upload};

use super::check::{Known, title_of};
use super::row::KnownRow;
use super::take_in::{advance, is_of_title};
use super::view::sheet_view;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// Writes the row and judges it and those of its course anew.
///
/// # Errors
/// `stale`; `not_found` when there is no such row, or it was taken in.
pub fn repair(
    tx: &Tx,
    parts: &Parts,
    organisation: &Organisation,
    sheet: &Upload,
    number: u32,
    request: &RepairRowRequest,
    now_ms: i64,
) -> Result<RepairedRow, ApiError> {
    let stored = uploads::list_waiting(tx, &sheet.id)?;
    let mut rows = stored
        .iter()
        .map(KnownRow::read)
        .collect::<Result<Vec<_>, _>>()?;
    let place = rows.iter().position(|row| row.row.number == number);
    let row = place
        .and_then(|place| rows.get_mut(place))
        .ok_or(ProblemCode::NotFound)?;
    let before = title_of(&row.row).to_owned();
    row.row.values.clone_from(&request.values);
    let after = title_of(&row.row).to_owned();
    let mut repaired = row.clone();
    if request.is_dropped {
        repaired.state = RowState::Dropped;
        rows.retain(|row| row.row.number != number);
        uploads::update_row(tx, &sheet.id, &repaired.stored()?)?;
    }
    rows.retain(|row| is_of_title(row, &[&before, &after]));
    let today = domain::Date::from_unix_ms_shanghai(now_ms);
    Known::of(tx, organisation, &rows, today)?.judge(parts, &mut rows);
    for row in &rows {
        uploads::update_row(tx, &sheet.id, &row.stored()?)?;
        if row.row.number == number {
            repaired = row.clone();
        }
    }
    advance(tx, sheet, &sheet.state, sheet.taken_ms)?;
    Ok(RepairedRow {
        row: repaired.view(),
        sheet: sheet_view(tx, &sheet.id, now_ms)?,
    })
}

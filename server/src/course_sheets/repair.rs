//! One row is put right on screen, or left out; rows of the same course are looked at again with it.

use std::collections::BTreeMap;

use api::ProblemCode;
use api::course_sheet::{RepairRowRequest, RepairedRow, RowState};
use listing::sheet::{SheetRow, follow};
use store::Tx;
use store::uploads::{self, Upload, UploadRow};

use super::check::Known;
use super::row::KnownRow;
use super::take_in::advance;
use super::view::sheet_view;
use crate::organisations::Organisation;
use crate::problem::ApiError;
use crate::state::Parts;

/// Writes the row, takes what changed of its course over where the same was said, and judges it and those of its course anew.
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
    let before = row.row.clone();
    row.row.values.clone_from(&request.values);
    let mut repaired = row.clone();
    if request.is_dropped {
        repaired.state = RowState::Dropped;
        rows.retain(|row| row.row.number != number);
        uploads::update_row(tx, &sheet.id, &repaired.stored()?)?;
    }
    let titles = [before.title(), repaired.row.title()];
    rows.retain(|row| titles.contains(&row.row.title()));
    let mut plain: Vec<SheetRow> = rows.iter().map(|row| row.row.clone()).collect();
    follow(&mut plain, number, &before.values);
    for (row, plain) in rows.iter_mut().zip(plain) {
        row.row = plain;
    }
    let today = domain::Date::from_unix_ms_shanghai(now_ms);
    Known::of(tx, organisation, &rows, today)?.judge(parts, &mut rows);
    let was: BTreeMap<i64, &UploadRow> = stored.iter().map(|row| (row.number, row)).collect();
    let mut others = Vec::new();
    for row in rows {
        let now = row.stored()?;
        let is_same = was.get(&now.number).is_some_and(|was| **was == now);
        if !is_same {
            uploads::update_row(tx, &sheet.id, &now)?;
        }
        if row.row.number == number {
            repaired = row;
        } else if !is_same {
            others.push(row.view());
        }
    }
    advance(tx, sheet, &sheet.state, sheet.taken_ms)?;
    Ok(RepairedRow {
        row: repaired.view(),
        others,
        sheet: sheet_view(tx, &sheet.id, now_ms)?,
    })
}

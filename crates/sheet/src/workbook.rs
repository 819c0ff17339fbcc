//! Workbooks, cell by cell.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, Xlsx};
use domain::Date;

use crate::cell::{Cell, Row};
use crate::{MOST_COLUMNS, MOST_LINES_BEFORE, MOST_ROWS, Refusal};

/// Regions of merged cells that are looked at.
const MOST_REGIONS: usize = 20_000;
/// Cells that merged regions may fill.
const MOST_FILLED: usize = 200_000;

/// The lines of the first sheet, headings and blank ones among them.
pub(crate) fn lines(bytes: &[u8]) -> Result<Vec<Row>, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let name = book.sheet_names().first().cloned().ok_or(Refusal::Empty)?;
    let mut rows = cells(&mut book, &name)?;
    // A sheet without merged cells, or with ones that cannot be read, is as it is.
    let regions = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
    fill_merged(&mut rows, &regions);
    Ok(rows.into_values().collect())
}

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<BTreeMap<u32, Row>, Refusal> {
    let mut reader = book
        .worksheet_cells_reader(name)
        .map_err(|_| Refusal::Damaged)?;
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut uncalculated = Vec::new();
    while let Some(found) = reader
        .next_cell_with_formula_metadata()
        .map_err(|_| Refusal::Damaged)?
    {
        let (line, column) = found.pos;
        let text = text_of(&found.value);
        if column as usize >= MOST_COLUMNS {
            continue;
        }
        if text.trim().is_empty() {
            if found.formula.is_some() && uncalculated.len() < MOST_FILLED {
                uncalculated.push((line, column as usize));
            }
            continue;
        }
        let row = rows.entry(line).or_insert_with(|| Row {
            number: line.saturating_add(1),
            cells: Vec::new(),
        });
        let cell = Cell {
            is_formula: found.formula.is_some(),
            ..Cell::of(&text)
        };
        row.put(column as usize, cell);
        if rows.len() > MOST_ROWS + MOST_LINES_BEFORE {
            return Err(Refusal::TooManyRows);
        }
    }
    // Formulas that came to nothing make no row, but are known where there is one.
    for (line, column) in uncalculated {
        if let Some(row) = rows.get_mut(&line) {
            let cell = Cell {
                is_formula: true,
                ..Cell::default()
            };
            row.put(column, cell);
        }
    }
    Ok(rows)
}

/// What stands in the first cell of a merged region stands in all of it, in the rows that are there.
fn fill_merged(rows: &mut BTreeMap<u32, Row>, regions: &[Dimensions]) {
    let mut filled = 0;
    for region in regions.iter().take(MOST_REGIONS) {
        let (first_line, first_column) = region.start;
        let (last_line, last_column) = region.end;
        let origin = rows
            .get(&first_line)
            .and_then(|row| row.cells.get(first_column as usize))
            .cloned();
        let Some(origin) = origin else { continue };
        let last_column = (last_column as usize).min(MOST_COLUMNS - 1);
        for (_, row) in rows.range_mut(first_line..=last_line.max(first_line)) {
            for column in first_column as usize..=last_column {
                let cell = Cell {
                    is_merged: true,
                    ..origin.clone()
                };
                row.put(column, cell);
                filled += 1;
                if filled > MOST_FILLED {
                    return;
                }
            }
        }
    }
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_so) => if *is_so { "是" } else { "否" }.to_owned(),
        DataRef::DateTime(at) => instant_text(at),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number as people write it: `Display` of a float has no exponent, and rounding undoes `1200.1000000000001`.
fn number_text(number: f64) -> String {
    let rounded = (number * 1e6).round() / 1e6;
    rounded.to_string()
}

/// Days; a number that only looks like a day keeps its number.
fn instant_text(at: &ExcelDateTime) -> String {
    if at.is_duration() {
        return number_text(at.as_f64());
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let date = Date::new(i32::from(year), i32::from(month), i32::from(day));
    date.map_or_else(|| number_text(at.as_f64()), |date| date.to_string())
}

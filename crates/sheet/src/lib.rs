//! Reads the sheets that people upload: `.xlsx` through `calamine`, `.csv` in UTF-8 or GB18030.
//!
//! A sheet comes from outside and may be anything, so nothing in it is believed: what a container says of its size is
//! measured, cells are read one by one instead of by the extent a sheet claims, and rows, columns and letters are
//! limited. What the values mean is not known here.
#![deny(missing_docs)]

mod cell;
mod container;
mod refusal;
mod text;
mod workbook;

pub use cell::{Cell, Row, Table};
pub use refusal::Refusal;

/// The most rows under the headings.
pub const MOST_ROWS: usize = 10_000;
/// The most columns looked at; those behind are not read.
pub const MOST_COLUMNS: usize = 60;
/// The most letters of a cell; longer texts are cut, and the cell is then too long for any field.
pub const MOST_LETTERS: usize = 2_000;
/// The most bytes a container may unfold to.
pub const MOST_UNFOLDED: u64 = 96 * 1024 * 1024;
/// The most lines above the headings: titles and explanations.
const MOST_LINES_BEFORE: usize = 10;

/// Reads a sheet. `is_heading` says whether a text is a known heading: the headings are the first line with at least
/// three of them.
///
/// # Errors
/// When it is no sheet, of a kind that is not taken, too large, or without headings.
pub fn read(bytes: &[u8], is_heading: impl Fn(&str) -> bool) -> Result<Table, Refusal> {
    let lines = match container::kind_of(bytes)? {
        container::Kind::Workbook => workbook::lines(bytes)?,
        container::Kind::Text => text::lines(bytes)?,
    };
    table(lines, is_heading)
}

fn table(lines: Vec<Row>, is_heading: impl Fn(&str) -> bool) -> Result<Table, Refusal> {
    let is_headings = |line: &Row| {
        let known = line.cells.iter().filter(|cell| is_heading(&cell.text));
        known.count() >= 3
    };
    let place = lines.iter().take(MOST_LINES_BEFORE).position(is_headings);
    let place = place.ok_or(if lines.is_empty() {
        Refusal::Empty
    } else {
        Refusal::NoHeadings
    })?;
    let mut lines = lines.into_iter().skip(place);
    let headings = lines.next().map(|line| line.cells).unwrap_or_default();
    let rows: Vec<Row> = lines.filter(|line| !line.is_blank()).collect();
    if rows.is_empty() {
        return Err(Refusal::Empty);
    }
    if rows.len() > MOST_ROWS {
        return Err(Refusal::TooManyRows);
    }
    Ok(Table {
        headings: headings.into_iter().map(|cell| cell.text).collect(),
        rows,
    })
}

#[cfg(test)]
mod tests;

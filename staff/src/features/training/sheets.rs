//! Sheets of courses: uploaded, repaired row by row, taken in, undone.

mod actions;
mod list;
mod row;
mod rows;
mod sheet;
mod tokens;
mod upload;

pub(super) use list::SheetsPage;
pub(super) use sheet::SheetPage;

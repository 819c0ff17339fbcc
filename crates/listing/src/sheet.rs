//! The trainers' sheet: which column is which field, rows as drafts, rows of one course together.

mod blanks;
mod columns;
mod rows;

pub use blanks::{fill_blanks, follow};
pub use columns::{Columns, choices, columns, is_heading};
pub use rows::{Grouped, SheetRow, check_rows, group};

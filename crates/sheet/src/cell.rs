//! What was read.

use crate::{MOST_COLUMNS, MOST_LETTERS};

/// One value, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Days as `2026-03-05`, numbers without an exponent, everything else as it stands.
    pub text: String,
    /// Whether a formula made it; the text is what the formula last came to, and empty where it came to nothing.
    pub is_formula: bool,
    /// Whether it stands in a cell merged with others, which all read the same.
    pub is_merged: bool,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// Its cells from the left.
    pub cells: Vec<Cell>,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings, from the left.
    pub headings: Vec<String>,
    /// The rows under them that are not blank.
    pub rows: Vec<Row>,
}

impl Cell {
    pub(crate) fn of(text: &str) -> Self {
        Self {
            text: text.chars().take(MOST_LETTERS + 1).collect(),
            ..Self::default()
        }
    }
}

impl Row {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }

    /// Puts a cell at its place; beyond the columns that are looked at it is left out.
    pub(crate) fn put(&mut self, column: usize, cell: Cell) {
        if column >= MOST_COLUMNS {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::default());
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
    }
}

//! A sheet written row by row: what was written is on disk, not in memory.

use std::fs::File;
use std::path::Path;

use domain::{Date, Money};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Rows that a sheet holds, less one for the note that there were more.
pub(crate) const MOST_ROWS: u32 = 1_048_575;
/// Sheets count days from 30 December 1899.
const EPOCH_SERIAL: f64 = 25_569.0;
const DAY_MS: f64 = 86_400_000.0;
const SHANGHAI_MS: f64 = 28_800_000.0;
/// What a spreadsheet takes for the beginning of a formula.
const FORMULA_MARKS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(u32),
    Money(Money),
    /// A yearly rate in hundredths of a percent, written in percent.
    Rate(u32),
    Day(Date),
    /// Unix milliseconds, shown as the district's time.
    Instant(i64),
}

/// The sheet under way.
pub(crate) struct Sheet {
    workbook: Workbook,
    formats: Formats,
    rows: u32,
    columns: u16,
}

struct Formats {
    heading: Format,
    quoted: Format,
    money: Format,
    rate: Format,
    day: Format,
    instant: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            heading: Format::new().set_bold(),
            quoted: Format::new().set_quote_prefix(),
            money: Format::new().set_num_format("#,##0.00"),
            rate: Format::new().set_num_format("0.00"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            instant: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
        }
    }
}

impl Sheet {
    /// Begins with the headings, each with its width in letters. Rows wait on disk in this folder.
    pub(crate) fn begin(
        waiting: &Path,
        name: &str,
        headings: &[(&str, f64)],
    ) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(waiting)?;
        let formats = Formats::new();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        let mut columns = 0;
        for (heading, width) in headings {
            sheet.set_column_width(columns, *width)?;
            sheet.write_string_with_format(0, columns, *heading, &formats.heading)?;
            columns += 1;
        }
        Ok(Self {
            workbook,
            formats,
            rows: 1,
            columns,
        })
    }

    /// Adds a row; false when there is no place for it.
    pub(crate) fn push(&mut self, cells: &[Cell]) -> Result<bool, XlsxError> {
        if self.rows >= MOST_ROWS {
            return Ok(false);
        }
        let (row, formats) = (self.rows, &self.formats);
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells) {
            write(sheet, (row, column), cell, formats)?;
        }
        self.rows += 1;
        Ok(true)
    }

    /// Writes the sheet out, with a filter over its columns.
    pub(crate) fn finish(mut self, out: &File) -> Result<(), XlsxError> {
        let (last_row, last_column) = (self.rows - 1, self.columns.saturating_sub(1));
        let sheet = self.workbook.worksheet_from_index(0)?;
        sheet.autofilter(0, 0, last_row, last_column)?;
        self.workbook.save_to_writer(out)
    }
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => Ok(()),
        // A sheet's text is never a formula by itself; the mark keeps it text when somebody edits it or saves a CSV.
        Cell::Text(text) if text.starts_with(FORMULA_MARKS) => sheet
            .write_string_with_format(row, column, text, &formats.quoted)
            .map(drop),
        Cell::Text(text) => sheet.write_string(row, column, text).map(drop),
        Cell::Number(number) => sheet.write_number(row, column, *number).map(drop),
        Cell::Money(money) => sheet
            .write_number_with_format(row, column, yuan(*money), &formats.money)
            .map(drop),
        Cell::Rate(basis_points) => sheet
            .write_number_with_format(row, column, f64::from(*basis_points) / 100.0, &formats.rate)
            .map(drop),
        Cell::Day(day) => sheet
            .write_number_with_format(row, column, serial_of_day(*day), &formats.day)
            .map(drop),
        Cell::Instant(ms) => sheet
            .write_number_with_format(row, column, serial_of_instant(*ms), &formats.instant)
            .map(drop),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "sums of loans and instants of our time have far fewer than 53 bits"
)]
fn float(number: i64) -> f64 {
    number as f64
}

fn yuan(money: Money) -> f64 {
    float(money.fen()) / 100.0
}

fn serial_of_day(day: Date) -> f64 {
    let since = Date::new(1970, 1, 1).map_or(0, |epoch| epoch.days_until(day));
    EPOCH_SERIAL + f64::from(since)
}

/// To the minute, as it is shown.
fn serial_of_instant(ms: i64) -> f64 {
    let minutes = ((float(ms) + SHANGHAI_MS) / 60_000.0).floor();
    EPOCH_SERIAL + minutes * 60_000.0 / DAY_MS
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx, open_workbook};

    use super::*;

    fn written(rows: &[Vec<Cell>]) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let mut sheet = Sheet::begin(folder.path(), "表", &[("名", 12.0), ("数", 8.0)]).unwrap();
        for row in rows {
            assert!(sheet.push(row).unwrap());
        }
        let path = folder.path().join("out.xlsx");
        sheet.finish(&File::create(&path).unwrap()).unwrap();
        (folder, path)
    }

    #[test]
    fn values_are_read_back_as_they_are() {
        let day = Date::new(2026, 11, 24).unwrap();
        let (_folder, path) = written(&[
            vec![Cell::Text("示例".into()), Cell::Number(7)],
            vec![Cell::Empty, Cell::Money(Money::from_fen(20_000_050))],
            vec![Cell::Day(day), Cell::Instant(1_795_485_600_000)],
        ]);
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let range = book.worksheet_range("表").unwrap();
        let cell = |row, column| range.get_value((row, column)).unwrap().clone();
        assert_eq!(cell(0, 0), Data::String("名".into()));
        assert_eq!(cell(1, 0), Data::String("示例".into()));
        assert_eq!(cell(1, 1), Data::Float(7.0));
        assert_eq!(cell(2, 1), Data::Float(200_000.5));
        let shown = |row, column| match cell(row, column) {
            Data::DateTime(at) => at.to_ymd_hms_milli(),
            other => panic!("{other:?}"),
        };
        assert_eq!(shown(3, 0), (2026, 11, 24, 0, 0, 0, 0));
        assert_eq!(shown(3, 1), (2026, 11, 24, 10, 0, 0, 0));
    }

    #[test]
    fn what_looks_like_a_formula_is_text() {
        let hostile = [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "=HYPERLINK(\"http://x\")",
        ];
        let rows: Vec<_> = hostile
            .iter()
            .map(|text| vec![Cell::Text((*text).to_owned())])
            .collect();
        let (_folder, path) = written(&rows);
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let range = book.worksheet_range("表").unwrap();
        for (row, text) in (1..).zip(hostile) {
            let found = range.get_value((row, 0)).unwrap();
            assert_eq!(found, &Data::String(text.to_owned()));
        }
        assert!(book.worksheet_formula("表").unwrap().is_empty());
    }
}

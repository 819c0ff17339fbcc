//! A file becomes rows, kept as they stand there.

use serde::{Deserialize, Serialize};
use sheet::Row;

use crate::problem::ApiError;

/// The most rows taken at a time: each loan named is opened.
const MOST_ROWS: usize = 2_000;

/// What a heading can mean, and the words for it, without spaces.
const COLUMNS: [(Column, &[&str]); 4] = [
    (
        Column::Loan,
        &[
            "借据号",
            "贷款编号",
            "受理编号",
            "loan number",
            "acceptance number",
        ],
    ),
    (
        Column::On,
        &["还款日期", "入账日期", "交易日期", "日期", "date"],
    ),
    (
        Column::Amount,
        &["还款金额", "入账金额", "交易金额", "金额", "amount"],
    ),
    (
        Column::Reference,
        &["流水号", "交易流水号", "银行流水号", "reference"],
    ),
];
/// What stands in the first column of a control row.
const CONTROL: [&str; 4] = ["合计", "总计", "共计", "total"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Loan,
    On,
    Amount,
    Reference,
}

/// A file as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredSheet {
    /// The name of the sender's file.
    pub name: String,
    /// Its rows.
    pub rows: Vec<StoredRow>,
    /// What it says its payments come to.
    pub control: Option<String>,
}

/// A row as it stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// The number of the loan.
    pub loan: String,
    /// The day.
    pub on: String,
    /// The amount.
    pub amount: String,
    /// The bank's number of the entry.
    pub reference: String,
    /// What was taken in of it, fen.
    pub taken_fen: Option<i64>,
}

/// Reads a file.
///
/// # Errors
/// When it is no sheet that is taken, or a column is missing: each with its code.
pub fn read(bytes: &[u8], name: &str) -> Result<StoredSheet, ApiError> {
    let refuse = |code: &str| ApiError::invalid_field("/sheet", code);
    let table = sheet::read(bytes, |text| meaning(text).is_some())
        .map_err(|refusal| refuse(refusal.code()))?;
    if table.rows.len() > MOST_ROWS {
        return Err(refuse(sheet::Refusal::TooManyRows.code()));
    }
    let place = |column: Column| {
        let mut headings = table.headings.iter();
        headings.position(|heading| meaning(heading) == Some(column))
    };
    let (Some(loan), Some(on), Some(amount)) = (
        place(Column::Loan),
        place(Column::On),
        place(Column::Amount),
    ) else {
        return Err(refuse(sheet::Refusal::NoHeadings.code()));
    };
    let reference = place(Column::Reference);
    let mut rows = Vec::new();
    let mut control = None;
    for row in &table.rows {
        let text = |column: usize| text_of(row, column);
        if is_control(row) {
            control = Some(text(amount));
            continue;
        }
        rows.push(StoredRow {
            number: row.number,
            loan: text(loan),
            on: text(on),
            amount: text(amount),
            reference: reference.map(text).unwrap_or_default(),
            taken_fen: None,
        });
    }
    if rows.is_empty() {
        return Err(refuse(sheet::Refusal::Empty.code()));
    }
    Ok(StoredSheet {
        name: name.to_owned(),
        rows,
        control,
    })
}

fn meaning(heading: &str) -> Option<Column> {
    let heading = plain(heading);
    let known = COLUMNS.iter();
    let mut known = known.filter(|(_, words)| words.contains(&heading.as_str()));
    known.next().map(|(column, _)| *column)
}

fn is_control(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.text.trim().is_empty());
    first.is_some_and(|cell| CONTROL.contains(&plain(&cell.text).as_str()))
}

fn plain(text: &str) -> String {
    let text = text.trim().trim_end_matches([':', '：']);
    text.to_lowercase()
}

fn text_of(row: &Row, column: usize) -> String {
    let cell = row.cells.get(column);
    cell.map(|cell| cell.text.trim().to_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_stands_with_its_control_row() {
        let text = "某银行还款明细\n受理编号,交易日期,金额,流水号\n620602-1,2026-12-24,\"10,310.00\",LS1\n,,,\n合计,,10310,\n";
        let sheet = read(text.as_bytes(), "a.csv").unwrap();
        assert_eq!(sheet.control.as_deref(), Some("10310"));
        assert_eq!(sheet.rows.len(), 1);
        let row = &sheet.rows[0];
        assert_eq!((row.number, row.loan.as_str()), (3, "620602-1"));
        assert_eq!(
            (row.amount.as_str(), row.reference.as_str()),
            ("10,310.00", "LS1")
        );
    }

    #[test]
    fn what_is_no_file_of_payments_is_refused() {
        for text in [
            "",
            "姓名,电话,住址\n甲,1,2\n",
            "受理编号,交易日期,金额\n合计,,0\n",
            "受理编号,借据号,金额\n1,2,3\n",
        ] {
            assert!(read(text.as_bytes(), "a.csv").is_err(), "{text}");
        }
    }
}

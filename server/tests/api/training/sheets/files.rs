//! Files as offices make them, and files that are none, each uploaded as it is.

use std::io::{Cursor, Write as _};

use api::ProblemCode;
use api::course_sheet::{SheetRowView, SheetView};
use http::StatusCode;
use listing::Field::{self, *};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use workflow::WorkCalendar;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::super::upload;
use super::{both, rows};
use crate::portal::{Browser, TestPortal};

/// What stands in a cell.
enum Put {
    Text(&'static str),
    Number(f64),
    Day(u16, u8, u8),
    /// A formula, and what it last came to.
    Formula(&'static str, &'static str),
}

/// A workbook whose columns stand the other way round; a row is the sample with changes and a title of its own. The venues of
/// two rows are one cell.
fn book(changes: &[&[(Field, Put)]], merged: (u32, u32)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy/m/d");
    let columns = || (0_u16..).zip(Field::ALL.iter().rev());
    for (column, field) in columns() {
        sheet.write_string(0, column, field.heading()).unwrap();
    }
    for (line, changes) in (1_u32..).zip(changes) {
        for (column, field) in columns() {
            let change = changes.iter().find(|(changed, _)| changed == field);
            match change.map(|(_, put)| put) {
                Some(Put::Text(text)) => sheet.write_string(line, column, *text),
                Some(Put::Number(number)) => sheet.write_number(line, column, *number),
                Some(Put::Day(year, month, date)) => {
                    let at = ExcelDateTime::from_ymd(*year, *month, *date).unwrap();
                    sheet.write_datetime_with_format(line, column, at, &day)
                }
                Some(Put::Formula(formula, result)) => {
                    let formula = Formula::new(*formula).set_result(*result);
                    sheet.write_formula(line, column, formula)
                }
                None if *field == Title => {
                    sheet.write_string(line, column, format!("示例 第 {line} 行的课"))
                }
                None => sheet.write_string(line, column, field.example()),
            }
            .unwrap();
        }
    }
    let (column, _) = columns().find(|(_, field)| **field == Venue).unwrap();
    let (first, last) = merged;
    sheet
        .merge_range(first, column, last, column, "示例大楼 3 楼", &Format::new())
        .unwrap();
    book.save_to_buffer().unwrap()
}

/// Every row of a sheet, by number.
async fn all(trainer: &mut Browser, sheet: &SheetView) -> Vec<SheetRowView> {
    let mut all = rows(trainer, &sheet.id, "bad").await.rows;
    all.extend(rows(trainer, &sheet.id, "good").await.rows);
    all.sort_by_key(|row| row.number);
    all
}

fn codes(row: &SheetRowView, is_note: bool) -> Vec<&str> {
    let found = row.findings.iter().filter(|one| one.is_note == is_note);
    found.map(|one| one.code.as_str()).collect()
}

#[tokio::test]
async fn a_workbook_as_offices_make_them_is_read_cell_by_cell() {
    let day = |text| domain::Date::parse_iso(text).unwrap();
    let calendar = WorkCalendar::from_parts([day("2027-04-05")], [], day("2027-12-31"));
    let portal = TestPortal::start().await.with_calendar(calendar);
    let (_, mut trainer) = both(&portal).await;
    let changes: [&[(Field, Put)]; 15] = [
        &[(StartsOn, Put::Text("2027.3.5"))],
        &[(StartsOn, Put::Text("2027年3月5日"))],
        &[(StartsOn, Put::Number(46_451.0))],
        &[(StartsOn, Put::Day(2027, 3, 5))],
        &[(StartsOn, Put::Text("２０２７-０３-０５"))],
        &[(Seats, Put::Text("２５"))],
        &[(Price, Put::Text("免费"))],
        &[(Seats, Put::Formula("10+20", "30"))],
        &[],
        &[],
        &[(Bring, Put::Formula("B1", " "))],
        &[(Division, Put::Text("武男镇"))],
        &[(Seats, Put::Number(0.0))],
        &[(EndsOn, Put::Text("2027-02-01"))],
        &[
            (StartsOn, Put::Text("2027-04-05")),
            (EndsOn, Put::Text("2027-04-30")),
        ],
    ];
    let answer = upload(&mut trainer, "courses.xlsx", book(&changes, (9, 10))).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let view: SheetView = answer.json();
    assert_eq!((view.good, view.bad), (11, 4), "{view:?}");
    let found = all(&mut trainer, &view).await;
    let value = |number: usize, field: Field| found[number].values.get(&field).map(String::as_str);
    for place in 0..5 {
        assert_eq!(value(place, StartsOn), Some("2027-03-05"), "{place}");
    }
    assert_eq!(value(5, Seats), Some("25"));
    assert_eq!(value(6, Price), Some("0"));
    assert_eq!(value(7, Seats), Some("30"));
    assert!(codes(&found[7], true).contains(&"from_formula"));
    for place in [8, 9] {
        assert_eq!(value(place, Venue), Some("示例大楼 3 楼"));
        assert!(codes(&found[place], true).contains(&"from_merged"));
    }
    assert_eq!(value(10, Bring), None);
    assert!(codes(&found[10], true).contains(&"formula_empty"));
    for (row, expected) in found[11..].iter().zip([
        (13, "unknown_division_near"),
        (14, "seats_zero"),
        (15, "end_before_start"),
        (16, "starts_on_holiday"),
    ]) {
        assert_eq!((row.number, codes(row, false)[0]), expected);
    }
}

#[tokio::test]
async fn a_text_in_the_national_encoding_needs_no_mark() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let bytes = include_bytes!("gbk.csv");
    assert!(String::from_utf8(bytes.to_vec()).is_err());
    let answer = upload(&mut trainer, "courses.csv", bytes.to_vec()).await;
    let view: SheetView = answer.json();
    assert_eq!((view.good, view.bad), (1, 1), "{view:?}");
    let found = all(&mut trainer, &view).await;
    let title = found[0].values.get(&Title).map(String::as_str);
    assert_eq!(title, Some("示例 国标码的表"));
    assert_eq!(codes(&found[1], false), ["price_not_money"]);
}

fn container(entries: &[(&str, &[u8])], spaces_mib: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default;
    for (name, bytes) in entries {
        writer.start_file(*name, options()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer
        .start_file("xl/worksheets/sheet1.xml", options())
        .unwrap();
    let mib = vec![b' '; 1024 * 1024];
    for _ in 0..spaces_mib {
        writer.write_all(&mib).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &[u8] = b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";

/// Lines of a hundred thousand classes.
fn many() -> Vec<u8> {
    let heading = [Title, StartsOn, Seats].map(Field::heading).join(",");
    let lines = "班,2027-03-01,30\n".repeat(100_000);
    [heading.as_str(), "\n", &lines].concat().into_bytes()
}

fn many_in_a_workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, field) in (0..).zip([Title, StartsOn, Seats]) {
        sheet.write_string(0, column, field.heading()).unwrap();
    }
    for line in 1..=100_000_u32 {
        sheet.write_number(line, 2, 30).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn macros_a_bomb_and_a_hundred_thousand_rows_leave_nothing_behind() {
    let portal = TestPortal::start().await;
    let (_, mut trainer) = both(&portal).await;
    let types: (&str, &[u8]) = ("[Content_Types].xml", TYPES);
    let bomb = container(&[types], 97);
    assert!(bomb.len() < 1024 * 1024);
    for (bytes, code) in [
        (
            container(&[types, ("xl/vbaProject.bin", b"x")], 0),
            "sheet_macros",
        ),
        (bomb, "sheet_bomb"),
        (many(), "sheet_too_many_rows"),
        (many_in_a_workbook(), "sheet_too_many_rows"),
    ] {
        let refused = upload(&mut trainer, "a.xlsx", bytes).await;
        let problem = refused.problem(ProblemCode::InvalidInput);
        let error = &problem.errors[0];
        assert_eq!(
            (error.pointer.as_str(), error.code.as_str()),
            ("/sheet", code)
        );
    }
    let large = upload(&mut trainer, "a.csv", vec![b'a'; 13 * 1024 * 1024]).await;
    large.problem(ProblemCode::BodyTooLarge);
    let list: api::course_sheet::ListSheetsResponse =
        trainer.get(api::path::STAFF_COURSE_SHEETS).await.json();
    assert!(list.sheets.is_empty());
}

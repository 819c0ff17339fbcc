//! Sheets as people make them, and files that are none.

use std::io::Write as _;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

fn is_heading(text: &str) -> bool {
    ["课程名称", "开课日期", "学费", "人数"].contains(&text)
}

fn written(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["课程名称", "开课日期", "学费", "人数"]) {
        sheet.write_string(1, column, heading).unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn texts(table: &Table, row: usize) -> Vec<&str> {
    table.rows[row]
        .cells
        .iter()
        .map(|cell| cell.text.as_str())
        .collect()
}

#[test]
fn a_workbook_is_read_as_it_was_meant() {
    let day = Format::new().set_num_format("yyyy/m/d");
    let bytes = written(|sheet| {
        sheet.write_string(0, 0, "培训课程表").unwrap();
        sheet.write_string(2, 0, "电工班").unwrap();
        let date = ExcelDateTime::from_ymd(2027, 3, 1).unwrap();
        sheet.write_datetime_with_format(2, 1, date, &day).unwrap();
        sheet.write_number(2, 2, 1200.10).unwrap();
        sheet
            .write_formula(2, 3, Formula::new("10+20").set_result("30"))
            .unwrap();
        sheet.write_string(4, 0, "焊工班").unwrap();
        sheet.write_boolean(4, 2, true).unwrap();
        for row in [4, 5] {
            let nothing = Formula::new("A9").set_result(" ");
            sheet.write_formula(row, 3, nothing).unwrap();
        }
    });
    let table = read(&bytes, is_heading).unwrap();
    assert_eq!(table.headings, ["课程名称", "开课日期", "学费", "人数"]);
    assert_eq!(texts(&table, 0), ["电工班", "2027-03-01", "1200.1", "30"]);
    assert!(table.rows[0].cells[3].is_formula);
    // The number the sheet program shows, blank lines counted.
    assert_eq!((table.rows[0].number, table.rows[1].number), (3, 5));
    assert_eq!(texts(&table, 1), ["焊工班", "", "是", ""]);
    // What was not calculated is known, and makes no row by itself.
    assert!(table.rows[1].cells[3].is_formula);
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn merged_cells_read_the_same() {
    let bytes = written(|sheet| {
        sheet
            .merge_range(2, 0, 3, 0, "电工班", &Format::new())
            .unwrap();
        sheet.write_number(2, 3, 30).unwrap();
        sheet.write_number(3, 3, 25).unwrap();
    });
    let table = read(&bytes, is_heading).unwrap();
    assert_eq!(texts(&table, 1), ["电工班", "", "", "25"]);
    assert!(table.rows[1].cells[0].is_merged && !table.rows[1].cells[3].is_merged);
}

#[test]
fn text_is_read_in_the_encodings_of_office_programs() {
    let text = "课程名称,开课日期,学费,人数\r\n\"电工班\n（初级）\",2027/3/1,免费,30\r\n,,,\r\n焊工班,2027.4.1,800,25\r\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let wide: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [
        text.as_bytes(),
        &gbk,
        &marked,
        &wide,
        text.replace(',', "\t").as_bytes(),
    ] {
        let table = read(bytes, is_heading).unwrap();
        assert_eq!(
            texts(&table, 0),
            ["电工班\n（初级）", "2027/3/1", "免费", "30"]
        );
        // As a sheet program counts: a break inside a cell is no new row, a blank row is one.
        assert_eq!((table.rows.len(), table.rows[1].number), (2, 4));
    }
}

fn container(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const TYPES: &[u8] = b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";

#[test]
fn what_is_no_sheet_is_refused_and_says_why() {
    let bomb = vec![b' '; usize::try_from(MOST_UNFOLDED).unwrap() + 1];
    let macros = b"<Types ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/>";
    let table: [(Vec<u8>, Refusal); 11] = [
        (Vec::new(), Refusal::Empty),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), Refusal::NotASheet),
        (
            vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0],
            Refusal::OldOrLocked,
        ),
        (
            container(&[("word/document.xml", b"<w/>")]),
            Refusal::NotASheet,
        ),
        (container(&[("xl/vbaProject.bin", b"x")]), Refusal::Macros),
        (
            container(&[("[Content_Types].xml", macros)]),
            Refusal::Macros,
        ),
        (
            container(&[("[Content_Types].xml", TYPES), ("a.xml", &bomb)]),
            Refusal::Bomb,
        ),
        (
            container(&[("[Content_Types].xml", TYPES)]),
            Refusal::Damaged,
        ),
        (b"PK\x03\x04 cut off".to_vec(), Refusal::Damaged),
        ("一,二,三\n1,2,3\n".into(), Refusal::NoHeadings),
        (vec![0x41, 0xFF, 0x41], Refusal::Encoding),
    ];
    for (bytes, refusal) in table {
        assert_eq!(read(&bytes, is_heading), Err(refusal));
    }
    let whole = written(|sheet| {
        sheet.write_string(2, 0, "电工班").unwrap();
    });
    assert!(read(&whole, is_heading).is_ok());
    for cut in [whole.len() / 2, whole.len() - 30] {
        assert_eq!(read(&whole[..cut], is_heading), Err(Refusal::Damaged));
    }
    let headings_alone = written(|_| {});
    assert_eq!(read(&headings_alone, is_heading), Err(Refusal::Empty));
}

#[test]
fn too_many_rows_are_refused_and_a_far_cell_costs_nothing() {
    let mut text = String::from("课程名称,开课日期,学费,人数\n");
    for row in 0..100_000 {
        text.push_str(&format!("班{row},2027-03-01,0,30\n"));
    }
    assert_eq!(read(text.as_bytes(), is_heading), Err(Refusal::TooManyRows));
    let far = written(|sheet| {
        sheet.write_string(2, 0, "电工班").unwrap();
        sheet.write_string(1_048_575, 16_383, "x").unwrap();
        sheet.write_string(1_048_575, 0, "焊工班").unwrap();
    });
    let table = read(&far, is_heading).unwrap();
    assert_eq!((table.rows.len(), table.rows[1].number), (2, 1_048_576));
}

#[test]
fn a_workbook_of_many_rows_is_refused() {
    let bytes = written(|sheet| {
        for row in 2..12_100 {
            sheet.write_number(row, 3, row).unwrap();
        }
    });
    assert_eq!(read(&bytes, is_heading), Err(Refusal::TooManyRows));
}

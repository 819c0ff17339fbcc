//! How long a sheet takes to be read and checked row by row: 1,000 and 10,000 rows, as a workbook and as text, a tenth of
//! them with mistakes. `script/bench-sheets` runs it.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement prints, and ends where something is not as it should be"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use catalogue::{Division, DivisionKind, SkillLevel};
use domain::Date;
use listing::sheet::{SheetRow, check_rows, columns, is_heading};
use listing::{Field, Ground, Licence, Scope, Values};
use workflow::WorkCalendar;

fn day(text: &str) -> Date {
    Date::parse_iso(text).expect("a day")
}

fn cell(field: Field, row: usize) -> String {
    match field {
        Field::Title => format!("示例 课 {row}"),
        Field::Division if row.is_multiple_of(10) => "武男镇".to_owned(),
        _ => field.example().to_owned(),
    }
}

fn text(rows: usize) -> Vec<u8> {
    let mut lines = vec![
        Field::ALL
            .iter()
            .map(|field| field.heading().to_owned())
            .collect(),
    ];
    lines.extend((0..rows).map(|row| {
        Field::ALL
            .iter()
            .map(|field| cell(*field, row))
            .collect::<Vec<_>>()
    }));
    let lines = lines
        .iter()
        .map(|cells: &Vec<String>| format!("\"{}\"", cells.join("\",\"")));
    lines.collect::<Vec<_>>().join("\n").into_bytes()
}

fn workbook(rows: usize) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, field) in (0_u16..).zip(Field::ALL) {
        sheet.write_string(0, column, field.heading()).unwrap();
        for row in 0..rows {
            let line = u32::try_from(row).unwrap() + 1;
            sheet.write_string(line, column, cell(*field, row)).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Reads and checks, and says how many rows have mistakes.
fn check(bytes: &[u8]) -> usize {
    let table = sheet::read(bytes, is_heading).expect("a sheet");
    let columns = columns(&table.headings).expect("the columns");
    let row = |row: &sheet::Row| {
        let known = columns.known.iter();
        let values: Values = known
            .filter_map(|(place, field)| Some((*field, row.cells.get(*place)?.text.clone())))
            .collect();
        SheetRow {
            number: row.number,
            values,
        }
    };
    let rows: Vec<SheetRow> = table.rows.iter().map(row).collect();
    let towns = [
        ("620602101", "武南镇"),
        ("620602100", "黄羊镇"),
        ("620602114", "发放镇"),
    ];
    let divisions: Vec<Division> = towns
        .into_iter()
        .map(|(code, name)| Division {
            code: code.into(),
            name: name.into(),
            kind: DivisionKind::Town,
        })
        .collect();
    let calendar = WorkCalendar::from_parts([], [], day("2027-12-31"));
    let licence = Licence {
        scopes: vec![Scope {
            trade: "电工".into(),
            levels: vec![SkillLevel::Five],
        }],
        valid_until: day("2028-12-31"),
        divisions: Vec::new(),
    };
    let (titles, open) = (BTreeSet::new(), BTreeMap::new());
    let ground = Ground {
        today: day("2026-11-24"),
        calendar: &calendar,
        notice_working_days: 5,
        divisions: &divisions,
        licence: &licence,
        other_titles: &titles,
        catalogues: None,
        standards: &[],
        busy_seasons: &[],
        open: &open,
    };
    let found = check_rows(&rows, &ground, |_| BTreeMap::new());
    found
        .iter()
        .filter(|row| row.iter().any(|finding| !finding.is_note))
        .count()
}

fn main() {
    println!("| rows | workbook | text |\n|---|---|---|");
    for rows in [1_000, 10_000] {
        let measure = |bytes: Vec<u8>| {
            let begun = Instant::now();
            assert_eq!(check(&bytes), rows / 10);
            format!("{} ms", begun.elapsed().as_millis())
        };
        println!(
            "| {rows} | {} | {} |",
            measure(workbook(rows)),
            measure(text(rows))
        );
    }
}

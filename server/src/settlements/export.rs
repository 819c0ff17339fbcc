//! The sheet as a file, with the list to pay by: names whole, for the training section alone.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use domain::{Date, Money};
use i18n::t;

use super::kept::Frozen;
use super::view::{Opened, Person};
use crate::applications::error::while_doing;
use crate::applications::staff::export::sheet::{Cell, Sheet};
use crate::problem::ApiError;
use crate::state::Parts;

fn headings() -> [(&'static str, f64); 12] {
    use t::staff_settlement::column;
    [
        (column::number(), 6.0),
        (column::name(), 12.0),
        (column::attended(), 12.0),
        (column::level(), 10.0),
        (column::certificate(), 24.0),
        (column::subsidy(), 24.0),
        (column::verdict(), 12.0),
        (column::why(), 40.0),
        (column::against(), 32.0),
        (column::amount(), 14.0),
        (column::card(), 22.0),
        (column::receipt(), 66.0),
    ]
}

/// One line for each subsidy of each person; one for somebody for whom nothing is applied.
///
/// # Errors
/// When the disk is full.
pub fn file(parts: &Parts, opened: &Opened, lessons: usize) -> Result<File, ApiError> {
    let doing = "write a settlement's sheet";
    let folder = &parts.config.data;
    let mut out = tempfile::tempfile_in(folder).map_err(while_doing(doing))?;
    let name = t::staff_settlement::sheet_name();
    let mut sheet = Sheet::begin(folder, name, &headings()).map_err(while_doing(doing))?;
    for (number, person) in (1_u32..).zip(&opened.people) {
        for cells in lines(opened, person, number, lessons) {
            sheet.push(&cells).map_err(while_doing(doing))?;
        }
    }
    if let Some(total) = opened.total_fen() {
        let mut cells = vec![
            Cell::Empty,
            Cell::Text(t::staff_settlement::column::total().to_owned()),
        ];
        cells.extend([const { Cell::Empty }; 7]);
        cells.push(Cell::Money(Money::from_fen(total)));
        sheet.push(&cells).map_err(while_doing(doing))?;
    }
    sheet.finish(&out).map_err(while_doing(doing))?;
    out.seek(SeekFrom::Start(0)).map_err(while_doing(doing))?;
    Ok(out)
}

fn lines(opened: &Opened, person: &Person, number: u32, lessons: usize) -> Vec<Vec<Cell>> {
    use t::staff_settlement as words;
    let file = &person.judged.member.file;
    let of = |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()));
    let level = file
        .level()
        .and_then(|level| t::course_code::by_key(level.as_str()));
    let head = vec![
        Cell::Number(number),
        of(file.name().map(|name| name.expose())),
        Cell::Text(words::attended(file.attended().len(), lessons)),
        of(level),
        of(file.certificate()),
    ];
    if person.verdicts.is_empty() {
        let why = person.row.statement.left_out.as_deref();
        let mut cells = head;
        cells.push(Cell::Text(words::left_out_short().to_owned()));
        cells.push(Cell::Empty);
        cells.push(of(why));
        return vec![cells];
    }
    let verdicts = person.verdicts.iter();
    verdicts
        .map(|verdict| {
            let mut cells = head.clone();
            cells.extend(line(opened, person, verdict));
            cells
        })
        .collect()
}

fn line(opened: &Opened, person: &Person, verdict: &Frozen) -> Vec<Cell> {
    use t::staff_settlement as words;
    let programme = &verdict.view.programme;
    let against: Vec<String> = person
        .findings
        .iter()
        .filter(|finding| {
            let about = finding.programme.as_ref();
            about.is_none_or(|about| about == programme)
        })
        .filter_map(|finding| code("finding", finding.kind.as_str()))
        .map(str::to_owned)
        .collect();
    let amount = person.amount_fen(verdict, &opened.sheet.said.rates);
    let card = if person.is_payable(verdict) {
        Cell::Text(words::no_card().to_owned())
    } else {
        Cell::Empty
    };
    vec![
        Cell::Text(verdict.title.clone()),
        Cell::Text(
            code("verdict", &verdict.view.verdict)
                .unwrap_or_default()
                .to_owned(),
        ),
        Cell::Text(super::act::why_not(verdict).join("；")),
        Cell::Text(against.join("；")),
        amount.map_or(Cell::Empty, |fen| Cell::Money(Money::from_fen(fen))),
        card,
        Cell::Text(verdict.view.receipt_hash.clone()),
    ]
}

fn code(kind: &str, id: &str) -> Option<&'static str> {
    t::staff_settlement_code::by_key(&format!("{kind}.{id}"))
}

/// What the file is called: the class and the day it is of.
#[must_use]
pub fn file_name(class_id: &str, on: Date) -> String {
    format!("settlement-{class_id}-{on}.xlsx")
}

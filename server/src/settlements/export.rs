//! The sheet as a file: names whole, for the training section alone. The list to pay by is another one.

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

pub mod payments;
pub mod roster;

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

/// A sheet of lines, the last of which says that its columns are a sample: no source gives the bureau's own form.
///
/// # Errors
/// When the disk is full.
fn listed(
    parts: &Parts,
    (name, headings): (&str, &[(&str, f64)]),
    lines: &[Vec<Cell>],
) -> Result<File, ApiError> {
    let doing = "write a sheet of a class";
    let folder = &parts.config.data;
    let mut out = tempfile::tempfile_in(folder).map_err(while_doing(doing))?;
    let mut sheet = Sheet::begin(folder, name, headings).map_err(while_doing(doing))?;
    let note = Cell::Text(t::staff_settlement::sheet::sample().to_owned());
    let note = [vec![Cell::Empty], vec![Cell::Empty, note]];
    for cells in lines.iter().chain(&note) {
        sheet.push(cells).map_err(while_doing(doing))?;
    }
    sheet.finish(&out).map_err(while_doing(doing))?;
    out.seek(SeekFrom::Start(0)).map_err(while_doing(doing))?;
    Ok(out)
}

fn text(text: Option<&str>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()))
}

/// The tail of a card, or that there is none.
fn card_tail(person: &Person) -> String {
    use t::staff_settlement as words;
    match &person.card {
        Some((card, true)) => words::card::shared_tail(card.last_four()),
        Some((card, false)) => words::card::tail(card.last_four()),
        None => words::no_card().to_owned(),
    }
}

fn lines(opened: &Opened, person: &Person, number: u32, lessons: usize) -> Vec<Vec<Cell>> {
    use t::staff_settlement as words;
    let file = &person.judged.member.file;
    let level = file
        .level()
        .and_then(|level| t::course_code::by_key(level.as_str()));
    let head = vec![
        Cell::Number(number),
        text(file.name().map(|name| name.expose())),
        Cell::Text(words::attended(file.attended().len(), lessons)),
        text(level),
        text(file.certificate()),
    ];
    if person.verdicts.is_empty() {
        let why = person.row.statement.left_out.as_deref();
        let mut cells = head;
        cells.push(Cell::Text(words::left_out_short().to_owned()));
        cells.push(Cell::Empty);
        cells.push(text(why));
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
        Cell::Text(card_tail(person))
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

/// What a file is called: what it is, the class, and the day it is of.
#[must_use]
pub fn file_name(kind: &str, class_id: &str, on: Date) -> String {
    format!("{kind}-{class_id}-{on}.xlsx")
}

//! The sheet as a file: names whole, for the training section alone. The list to pay by is another one.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};

use catalogue::{ColumnKind, SheetColumn, SheetColumns};
use domain::{Date, Money};
use i18n::t;
use workflow::Role;

use super::kept::Frozen;
use super::opened::{Opened, Person};
use crate::applications::error::{impossible, while_doing};
use crate::applications::staff::export::sheet::{Cell, Sheet};
use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::state::Parts;

pub mod payments;
pub mod roster;
pub mod statements;

/// The columns of the settlement: the district's own, or the portal's.
fn columns(parts: &Parts) -> Vec<SheetColumn> {
    use ColumnKind as K;
    use t::staff_settlement::column;
    let own = own(parts, |columns| &columns.settlement);
    own.unwrap_or_else(|| {
        named(&[
            (K::Number, column::number()),
            (K::Name, column::name()),
            (K::Attended, column::attended()),
            (K::Level, column::level()),
            (K::Certificate, column::certificate()),
            (K::Subsidy, column::subsidy()),
            (K::Verdict, column::verdict()),
            (K::Why, column::why()),
            (K::Against, column::against()),
            (K::Amount, column::amount()),
            (K::Card, column::card()),
            (K::PaidOn, column::paid_on()),
            (K::Receipt, column::receipt()),
        ])
    })
}

/// The district's columns of a form, where it names any.
fn own(parts: &Parts, of: fn(&SheetColumns) -> &Vec<SheetColumn>) -> Option<Vec<SheetColumn>> {
    let columns = parts.training_plan.columns.as_ref().map(of)?;
    (!columns.is_empty()).then(|| columns.clone())
}

fn named(columns: &[(ColumnKind, &str)]) -> Vec<SheetColumn> {
    let columns = columns.iter();
    columns
        .map(|(id, title)| SheetColumn {
            id: *id,
            title: (*title).to_owned(),
        })
        .collect()
}

/// How wide a column is, in letters.
const fn width(kind: ColumnKind) -> f64 {
    use ColumnKind as K;
    match kind {
        K::Number => 6.0,
        K::Name | K::Attended | K::Verdict | K::StartsOn | K::EndsOn | K::Level | K::PaidOn => 12.0,
        K::Phone | K::State | K::Amount | K::Price => 14.0,
        K::Trade | K::Work => 18.0,
        K::IdNumber | K::Card => 22.0,
        K::Certificate | K::Subsidy => 24.0,
        K::Groups | K::Course | K::Against => 32.0,
        K::Why => 40.0,
        K::Days => 60.0,
        K::Receipt => 66.0,
    }
}

/// Whether the columns are a sample: the portal's own, or what the district says is one.
fn is_sample(parts: &Parts, of: fn(&SheetColumns) -> &Vec<SheetColumn>) -> bool {
    let columns = parts.training_plan.columns.as_ref();
    columns.is_none_or(|columns| columns.is_sample || of(columns).is_empty())
}

/// One line for each subsidy of each person; one for somebody for whom nothing is applied.
///
/// # Errors
/// When the disk is full.
pub fn file(
    parts: &Parts,
    opened: &Opened,
    room: &Room,
    phones: &[String],
) -> Result<File, ApiError> {
    let columns = columns(parts);
    let read = (opened, Role::TrainingOfficer);
    let mut lines: Vec<Vec<Cell>> = each_subsidy(parts, read, room, phones)
        .iter()
        .map(|(of, verdict)| {
            columns
                .iter()
                .map(|one| of.cell(one.id, *verdict))
                .collect()
        })
        .collect();
    if let Some(total) = opened.total_fen() {
        let cell = |one: &SheetColumn| match one.id {
            ColumnKind::Name => Cell::Text(t::staff_settlement::column::total().to_owned()),
            ColumnKind::Amount => Cell::Money(Money::from_fen(total)),
            _ => Cell::Empty,
        };
        lines.push(columns.iter().map(cell).collect());
    }
    let name = t::staff_settlement::sheet_name();
    let heads: Vec<(&str, f64)> = heads(&columns);
    let is_sample = is_sample(parts, |columns| &columns.settlement);
    listed(parts, (name, &heads), &lines, is_sample)
}

fn heads(columns: &[SheetColumn]) -> Vec<(&str, f64)> {
    let columns = columns.iter();
    columns
        .map(|one| (one.title.as_str(), width(one.id)))
        .collect()
}

/// A sheet of lines, the last of which says that its columns are a sample where they are: no source gives the bureau's own
/// form.
///
/// # Errors
/// When the disk is full.
fn listed(
    parts: &Parts,
    (name, headings): (&str, &[(&str, f64)]),
    lines: &[Vec<Cell>],
    is_sample: bool,
) -> Result<File, ApiError> {
    let mut listing = Listing::begin(parts, (name, headings))?;
    listing.push(lines)?;
    if is_sample {
        let note = Cell::Text(t::staff_settlement::sheet::sample().to_owned());
        listing.push(&[vec![Cell::Empty], vec![Cell::Empty, note]])?;
    }
    listing.finish()
}

/// What every failure of it was.
const WRITING: &str = "write a sheet of a class";

/// A sheet of lines under way: what is in it waits on disk.
pub(crate) struct Listing {
    sheet: Sheet,
    out: File,
}

impl Listing {
    fn begin(parts: &Parts, (name, headings): (&str, &[(&str, f64)])) -> Result<Self, ApiError> {
        let folder = &parts.config.data;
        let out = tempfile::tempfile_in(folder).map_err(while_doing(WRITING))?;
        let sheet = Sheet::begin(folder, name, headings).map_err(while_doing(WRITING))?;
        Ok(Self { sheet, out })
    }

    /// Adds lines.
    ///
    /// # Errors
    /// When the disk is full, or the sheet.
    pub(crate) fn push(&mut self, lines: &[Vec<Cell>]) -> Result<(), ApiError> {
        for cells in lines {
            if !self.sheet.push(cells).map_err(while_doing(WRITING))? {
                return Err(impossible("find room for a line in a sheet"));
            }
        }
        Ok(())
    }

    /// The file, to be read from its beginning.
    ///
    /// # Errors
    /// When the disk is full.
    pub(crate) fn finish(self) -> Result<File, ApiError> {
        let Self { sheet, mut out } = self;
        sheet.finish(&out).map_err(while_doing(WRITING))?;
        out.seek(SeekFrom::Start(0)).map_err(while_doing(WRITING))?;
        Ok(out)
    }
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

/// One person's line.
#[derive(Clone, Copy)]
struct OfPerson<'a> {
    parts: &'a Parts,
    opened: &'a Opened,
    /// Who reads the file.
    role: Role,
    room: &'a Room,
    person: &'a Person,
    phone: &'a str,
    number: u32,
}

/// Everybody in the order of the sheet, with their whole phones in the same order.
fn everybody<'a>(
    parts: &'a Parts,
    (opened, role): (&'a Opened, Role),
    room: &'a Room,
    phones: &'a [String],
) -> impl Iterator<Item = OfPerson<'a>> {
    let people = (1_u32..).zip(opened.people.iter().zip(phones));
    people.map(move |(number, (person, phone))| OfPerson {
        parts,
        opened,
        role,
        room,
        person,
        phone,
        number,
    })
}

/// Everybody with each of their subsidies; with none, once, for whom nothing is applied.
fn each_subsidy<'a>(
    parts: &'a Parts,
    (opened, role): (&'a Opened, Role),
    room: &'a Room,
    phones: &'a [String],
) -> Vec<(OfPerson<'a>, Option<&'a Frozen>)> {
    let mut found = Vec::new();
    for of in everybody(parts, (opened, role), room, phones) {
        match of.person.verdicts.as_slice() {
            [] => found.push((of, None)),
            verdicts => found.extend(verdicts.iter().map(|verdict| (of, Some(verdict)))),
        }
    }
    found
}

impl OfPerson<'_> {
    /// What stands in a column; of a subsidy where there is one.
    fn cell(&self, kind: ColumnKind, verdict: Option<&Frozen>) -> Cell {
        use ColumnKind as K;
        use t::staff_settlement as words;
        let Self {
            opened,
            room,
            person,
            ..
        } = self;
        let file = &person.judged.member.file;
        let course = opened.course.as_ref();
        let level = file.level();
        match kind {
            K::Number => Cell::Number(self.number),
            K::Name => text(file.name().map(|name| name.expose())),
            K::Phone => Cell::Text(self.phone.to_owned()),
            K::IdNumber => text(person.row.id_number.as_deref()),
            K::Groups => text(self.groups().as_deref()),
            K::Work => {
                let work = person.row.statement.work.as_deref();
                text(work.and_then(|work| code("work", work)))
            }
            K::Price => {
                let agreed = opened.sheet.price_fen(&person.judged.member);
                agreed.map_or(Cell::Empty, |fen| Cell::Money(Money::from_fen(fen)))
            }
            K::Course => text(course.map(|course| course.title.as_str())),
            K::Trade => text(course.and_then(|course| course.trade.as_deref())),
            K::StartsOn => Cell::Day(room.plan.starts_on),
            K::EndsOn => Cell::Day(room.plan.ends_on),
            K::Attended => {
                let lessons = room.class.lessons(&self.parts.calendar).len();
                Cell::Text(words::attended(file.attended().len(), lessons))
            }
            K::Days => {
                let days: Vec<String> = file.attended().iter().map(ToString::to_string).collect();
                Cell::Text(days.join("、"))
            }
            K::State => text(t::enrolment_state::by_key(&format!(
                "{}.name",
                file.state().as_str()
            ))),
            K::Level => text(level.and_then(|level| t::course_code::by_key(level.as_str()))),
            K::Certificate => text(file.certificate()),
            K::Card => match verdict {
                Some(verdict) if !person.is_payable(verdict) => Cell::Empty,
                _ => Cell::Text(card_tail(person)),
            },
            K::PaidOn => match verdict {
                Some(verdict) if !person.is_payable(verdict) => Cell::Empty,
                _ => {
                    let paid_on = opened.sheet.file.paid_on(&person.judged.member.row.id);
                    paid_on.map_or(Cell::Empty, Cell::Day)
                }
            },
            K::Subsidy | K::Verdict | K::Why | K::Against | K::Amount | K::Receipt => verdict
                .map_or_else(
                    || left_out(person, kind),
                    |verdict| self.of_subsidy(verdict, kind),
                ),
        }
    }

    fn of_subsidy(&self, verdict: &Frozen, kind: ColumnKind) -> Cell {
        let Self { opened, person, .. } = self;
        let programme = &verdict.view.programme;
        match kind {
            ColumnKind::Subsidy => Cell::Text(verdict.title.clone()),
            ColumnKind::Verdict => text(code("verdict", &verdict.view.verdict)),
            ColumnKind::Why => Cell::Text(super::act::why_not(verdict).join("；")),
            ColumnKind::Against => {
                let findings = opened.findings_for(person, self.role);
                let about = findings.filter(|finding| {
                    let about = finding.programme.as_ref();
                    about.is_none_or(|about| about == programme)
                });
                let words: Vec<&str> = about
                    .filter_map(|finding| code("finding", finding.kind.as_str()))
                    .collect();
                Cell::Text(words.join("；"))
            }
            ColumnKind::Amount => {
                let amount = person.amount_fen(verdict, opened.sheet.file.rates());
                amount.map_or(Cell::Empty, |fen| Cell::Money(Money::from_fen(fen)))
            }
            ColumnKind::Receipt => Cell::Text(verdict.view.receipt_hash.clone()),
            _ => Cell::Empty,
        }
    }

    fn groups(&self) -> Option<String> {
        let groups = self.person.row.statement.groups.as_ref()?;
        let names: Vec<&str> = groups.iter().filter_map(|one| code("group", one)).collect();
        Some(if names.is_empty() {
            t::staff_settlement::ask::none().to_owned()
        } else {
            names.join("；")
        })
    }
}

/// That nothing is applied for, and why.
fn left_out(person: &Person, kind: ColumnKind) -> Cell {
    match kind {
        ColumnKind::Subsidy => Cell::Text(t::staff_settlement::left_out_short().to_owned()),
        ColumnKind::Why => text(person.row.statement.left_out.as_deref()),
        _ => Cell::Empty,
    }
}

fn code(kind: &str, id: &str) -> Option<&'static str> {
    t::staff_settlement_code::by_key(&format!("{kind}.{id}"))
}

/// What a file is called: what it is, the class, and the day it is of.
#[must_use]
pub fn file_name(kind: &str, class_id: &str, on: Date) -> String {
    format!("{kind}-{class_id}-{on}.xlsx")
}

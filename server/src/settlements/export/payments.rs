//! The list to pay by: whom how much to which card. Card numbers are whole here and nowhere else.

use std::fs::File;

use catalogue::{ColumnKind as K, SheetColumn};
use domain::Money;
use i18n::t;
use workflow::settlement::PaidLine;

use super::{Cell, heads, is_sample, listed, own, text};
use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::servicing::payment_lines::code;
use crate::settlements::due::{Held, digest, due, sum};
use crate::settlements::opened::{Opened, Person};
use crate::state::Parts;

fn headings() -> [(&'static str, f64); 9] {
    use t::staff_settlement::{column, payments};
    [
        (column::number(), 6.0),
        (column::name(), 12.0),
        (payments::phone(), 14.0),
        (column::card(), 24.0),
        (payments::subsidies(), 44.0),
        (payments::sum(), 16.0),
        (payments::held(), 18.0),
        (payments::why(), 40.0),
        (payments::id(), 40.0),
    ]
}

/// The titles of what was granted to somebody.
fn granted(person: &Person) -> String {
    let granted = person.row.decided.iter();
    let granted = granted.filter(|one| one.outcome == "granted");
    let titles: Vec<&str> = granted.map(|one| one.title.as_str()).collect();
    titles.join("；")
}

/// What somebody is paid.
struct Payment<'a> {
    person: &'a Person,
    phone: &'a str,
    titles: String,
    fen: i64,
    /// Why not yet.
    why: Option<&'static str>,
}

impl Payment<'_> {
    fn name(&self) -> Cell {
        let name = self.person.judged.member.file.name();
        text(name.map(|name| name.expose()))
    }

    fn card(&self) -> Cell {
        let card = self.person.card.as_ref();
        text(card.map(|(card, _)| card.number.expose().as_str()))
    }

    fn sum(&self) -> Cell {
        Cell::Money(Money::from_fen(self.fen))
    }

    fn portal_line(&self, number: u32) -> Vec<Cell> {
        let (paid, held) = if self.why.is_some() {
            (Cell::Empty, self.sum())
        } else {
            (self.sum(), Cell::Empty)
        };
        vec![
            Cell::Number(number),
            self.name(),
            Cell::Text(self.phone.to_owned()),
            self.card(),
            Cell::Text(self.titles.clone()),
            paid,
            held,
            text(self.why),
            Cell::Text(self.person.judged.member.row.id.clone()),
        ]
    }

    /// What stands in a column of the district's own list.
    fn cell(&self, kind: K, number: u32, (opened, room): (&Opened, &Room)) -> Cell {
        let course = opened.course.as_ref();
        match kind {
            K::Number => Cell::Number(number),
            K::Name => self.name(),
            K::Phone => Cell::Text(self.phone.to_owned()),
            K::IdNumber => text(self.person.row.id_number.as_deref()),
            K::Card => self.card(),
            K::Course => text(course.map(|course| course.title.as_str())),
            K::Trade => text(course.and_then(|course| course.trade.as_deref())),
            K::StartsOn => Cell::Day(room.plan.starts_on),
            K::EndsOn => Cell::Day(room.plan.ends_on),
            K::Subsidy => Cell::Text(self.titles.clone()),
            K::Amount if self.why.is_none() => self.sum(),
            K::Why => text(self.why),
            _ => Cell::Empty,
        }
    }
}

/// Who can be paid and who cannot yet, without those who were; with the lines of the former and their sum in fen.
struct Payments<'a> {
    paid: Vec<Payment<'a>>,
    waiting: Vec<Payment<'a>>,
    lines: Vec<PaidLine>,
    total: i64,
}

impl<'a> Payments<'a> {
    fn of(opened: &'a Opened, phones: &'a [String]) -> Result<Self, ApiError> {
        use t::staff_settlement::payments;
        let (mut paid, mut waiting, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        let all = due(opened)?;
        for (person, phone) in opened.people.iter().zip(phones) {
            let mut all = all.iter();
            let Some(due) = all.find(|one| one.id() == person.judged.member.row.id) else {
                continue;
            };
            let payment = Payment {
                person,
                phone,
                titles: granted(person),
                fen: due.fen,
                why: due.held.map(|held| match held {
                    Held::NoCard => payments::no_card(),
                    Held::SharedCard => payments::shared(),
                    Held::RefusedCard => payments::came_back(),
                }),
            };
            match due.line() {
                Some(line) => {
                    lines.push(line);
                    paid.push(payment);
                }
                None => waiting.push(payment),
            }
        }
        Ok(Self {
            total: sum(&lines)?,
            paid,
            waiting,
            lines,
        })
    }
}

/// Who can be paid, with the total; then who cannot yet, and why. Nobody waits for another.
///
/// # Errors
/// When the disk is full.
pub fn file(
    parts: &Parts,
    opened: &Opened,
    room: &Room,
    phones: &[String],
) -> Result<File, ApiError> {
    let payments = Payments::of(opened, phones)?;
    match own(parts, |columns| &columns.payments) {
        Some(columns) => own_form(parts, &columns, &payments, (opened, room)),
        None => portal_form(parts, &payments),
    }
}

fn portal_form(parts: &Parts, payments: &Payments<'_>) -> Result<File, ApiError> {
    use t::staff_settlement::{column, payments as words};
    let paid = (1_u32..).zip(&payments.paid);
    let mut lines: Vec<Vec<Cell>> = paid.map(|(number, one)| one.portal_line(number)).collect();
    lines.push(vec![
        Cell::Empty,
        Cell::Text(column::total().to_owned()),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Money(Money::from_fen(payments.total)),
    ]);
    // By these whoever records the payment sees that it is this list, and no older one.
    let proof = digest(&payments.lines);
    lines.push(vec![
        Cell::Text(words::code().to_owned()),
        Cell::Text(code(&proof)),
    ]);
    lines.push(vec![
        Cell::Text(words::digest().to_owned()),
        Cell::Text(proof),
    ]);
    let waiting = (1_u32..).zip(payments.paid.iter().chain(&payments.waiting));
    let waiting = waiting.skip(payments.paid.len());
    lines.extend(waiting.map(|(number, one)| one.portal_line(number)));
    listed(parts, (words::name(), &headings()), &lines, true)
}

/// The district's own list. Without a column that says why, it names nobody who cannot be paid yet: they stand on the page.
fn own_form(
    parts: &Parts,
    columns: &[SheetColumn],
    payments: &Payments<'_>,
    of: (&Opened, &Room),
) -> Result<File, ApiError> {
    let line = |(number, one): (u32, &Payment<'_>)| -> Vec<Cell> {
        let columns = columns.iter();
        columns
            .map(|column| one.cell(column.id, number, of))
            .collect()
    };
    let mut lines: Vec<Vec<Cell>> = (1_u32..).zip(&payments.paid).map(line).collect();
    let total = |column: &SheetColumn| match column.id {
        K::Name => Cell::Text(t::staff_settlement::column::total().to_owned()),
        K::Amount => Cell::Money(Money::from_fen(payments.total)),
        _ => Cell::Empty,
    };
    lines.push(columns.iter().map(total).collect());
    if columns.iter().any(|column| column.id == K::Why) {
        let all = (1_u32..).zip(payments.paid.iter().chain(&payments.waiting));
        lines.extend(all.skip(payments.paid.len()).map(line));
    }
    let name = t::staff_settlement::payments::own_name();
    let is_sample = is_sample(parts, |columns| &columns.payments);
    listed(parts, (name, &heads(columns)), &lines, is_sample)
}

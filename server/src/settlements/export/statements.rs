//! A trainer's own settlements, class by class in one sheet: what was said of each person, what came of it, and why.

use catalogue::ColumnKind as K;
use domain::{Date, Money};
use i18n::t;
use workflow::Role;

use super::{Cell, Listing, OfPerson, code, each_subsidy, text};
use crate::enrolments::room::Room;
use crate::problem::ApiError;
use crate::settlements::kept::Frozen;
use crate::settlements::opened::{Opened, Person};
use crate::settlements::view::masked_id;
use crate::state::Parts;

fn headings() -> [(&'static str, f64); 28] {
    use t::staff_settlement::{ask, column, payments, roster, statements};
    [
        (roster::course(), 32.0),
        (roster::starts_on(), 12.0),
        (roster::ends_on(), 12.0),
        (statements::state(), 22.0),
        (statements::reason(), 32.0),
        (column::name(), 12.0),
        (ask::id(), 22.0),
        (payments::phone(), 14.0),
        (column::attended(), 12.0),
        (roster::state(), 14.0),
        (column::level(), 12.0),
        (column::certificate(), 24.0),
        (roster::groups(), 32.0),
        (roster::work(), 18.0),
        (statements::price(), 14.0),
        (statements::times(), 18.0),
        (statements::before(), 18.0),
        (statements::elsewhere(), 24.0),
        (statements::left_out(), 32.0),
        (statements::remark(), 32.0),
        (column::subsidy(), 24.0),
        (column::verdict(), 12.0),
        (column::why(), 40.0),
        (column::against(), 32.0),
        (statements::outcome(), 18.0),
        (column::amount(), 14.0),
        (column::card(), 22.0),
        (column::paid_on(), 12.0),
    ]
}

/// The lines of one class: one for each subsidy of each person.
#[must_use]
pub(crate) fn lines(
    parts: &Parts,
    opened: &Opened,
    room: &Room,
    phones: &[String],
) -> Vec<Vec<Cell>> {
    let each = each_subsidy(parts, (opened, Role::Trainer), room, phones).into_iter();
    each.map(|(of, verdict)| line(&of, verdict)).collect()
}

fn line(of: &OfPerson<'_>, verdict: Option<&Frozen>) -> Vec<Cell> {
    let (sheet, person) = (&of.opened.sheet, of.person);
    let said = &person.row.statement;
    let id = person.row.id_number.as_deref().map(masked_id);
    let times = said.subsidies_this_year;
    let (outcome, amount) = decided(of, verdict);
    let mut cells = vec![
        of.cell(K::Course, None),
        of.cell(K::StartsOn, None),
        of.cell(K::EndsOn, None),
        text(code("statement_state", sheet.file.state().as_str())),
        text(sheet.file.reason()),
        of.cell(K::Name, None),
        text(id.as_deref()),
    ];
    let known = [
        K::Phone,
        K::Attended,
        K::State,
        K::Level,
        K::Certificate,
        K::Groups,
        K::Work,
    ];
    cells.extend(known.map(|kind| of.cell(kind, None)));
    cells.extend([
        of.cell(K::Price, None),
        times.map_or(Cell::Empty, Cell::Number),
        answer(said.same_level_before),
        answer(said.skills_subsidy_elsewhere),
        text(said.left_out.as_deref()),
        text(person.row.remark.as_deref()),
    ]);
    let judged = [K::Subsidy, K::Verdict, K::Why, K::Against];
    cells.extend(judged.map(|kind| of.cell(kind, verdict)));
    cells.extend([
        outcome,
        amount,
        of.cell(K::Card, verdict),
        of.cell(K::PaidOn, verdict),
    ]);
    cells
}

fn answer(said: Option<bool>) -> Cell {
    use t::staff_settlement::ask;
    text(said.map(|is_so| if is_so { ask::yes() } else { ask::no() }))
}

/// What was decided on a subsidy, and the sum; nothing before.
fn decided(of: &OfPerson<'_>, verdict: Option<&Frozen>) -> (Cell, Cell) {
    let found = verdict.and_then(|verdict| {
        let mut decided = of.person.row.decided.iter();
        decided.find(|one| one.title == verdict.title)
    });
    let Some(found) = found else {
        return (Cell::Empty, Cell::Empty);
    };
    let amount = found.amount_fen.map(Money::from_fen);
    (
        text(code("outcome", &found.outcome)),
        amount.map_or(Cell::Empty, Cell::Money),
    )
}

/// The ids of the enrolments that a class's lines are of.
#[must_use]
pub fn ids(opened: &Opened) -> Vec<String> {
    let id = |person: &Person| person.judged.member.row.id.clone();
    opened.people.iter().map(id).collect()
}

/// The sheet, without a line.
///
/// # Errors
/// When the disk is full.
pub(crate) fn begin(parts: &Parts) -> Result<Listing, ApiError> {
    let name = t::staff_settlement::statements::name();
    Listing::begin(parts, (name, &headings()))
}

/// What the file is called.
#[must_use]
pub fn file_name(on: Date) -> String {
    format!("settlements-{on}.xlsx")
}

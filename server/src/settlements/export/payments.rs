//! The list to pay by: whom how much to which card. Card numbers are whole here and nowhere else.

use std::fs::File;

use domain::Money;
use i18n::t;

use super::{Cell, listed, text};
use crate::applications::error::impossible;
use crate::problem::ApiError;
use crate::settlements::view::{Opened, Person};
use crate::state::Parts;

fn headings() -> [(&'static str, f64); 8] {
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
    ]
}

/// What was granted to somebody: the titles, and the sum in fen; none for whom nothing was.
fn granted(person: &Person) -> Result<Option<(String, i64)>, ApiError> {
    let granted: Vec<_> = person
        .row
        .decided
        .iter()
        .filter(|one| one.outcome == "granted")
        .collect();
    if granted.is_empty() {
        return Ok(None);
    }
    let titles: Vec<&str> = granted.iter().map(|one| one.title.as_str()).collect();
    let fen = granted.iter().try_fold(0_i64, |sum, one| {
        sum.checked_add(one.amount_fen.unwrap_or_default())
    });
    let fen = fen.ok_or_else(|| impossible("add up what is paid"))?;
    Ok(Some((titles.join("；"), fen)))
}

/// Who can be paid, with the total; then who cannot yet, and why. Nobody waits for another.
///
/// # Errors
/// When the disk is full.
pub fn file(parts: &Parts, opened: &Opened, phones: &[String]) -> Result<File, ApiError> {
    use t::staff_settlement::{column, payments};
    let (mut lines, mut waiting, mut total) = (Vec::new(), Vec::new(), 0_i64);
    for (person, phone) in opened.people.iter().zip(phones) {
        let Some((titles, fen)) = granted(person)? else {
            continue;
        };
        let (card, why) = match &person.card {
            None => (None, Some(payments::no_card())),
            Some((card, true)) => (Some(card), Some(payments::shared())),
            Some((card, false)) => (Some(card), None),
        };
        let sum = Cell::Money(Money::from_fen(fen));
        let (paid, held, to) = if why.is_some() {
            (Cell::Empty, sum, &mut waiting)
        } else {
            total = total
                .checked_add(fen)
                .ok_or_else(|| impossible("add up what is paid"))?;
            (sum, Cell::Empty, &mut lines)
        };
        to.push(vec![
            text(person.judged.member.file.name().map(|name| name.expose())),
            Cell::Text(phone.clone()),
            text(card.map(|card| card.number.expose().as_str())),
            Cell::Text(titles),
            paid,
            held,
            text(why),
        ]);
    }
    let mut all = Vec::new();
    let mut number = 0_u32;
    let mut numbered = |cells: Vec<Cell>| {
        number += 1;
        let mut line = vec![Cell::Number(number)];
        line.extend(cells);
        line
    };
    all.extend(lines.into_iter().map(&mut numbered));
    all.push(vec![
        Cell::Empty,
        Cell::Text(column::total().to_owned()),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        Cell::Money(Money::from_fen(total)),
    ]);
    all.extend(waiting.into_iter().map(&mut numbered));
    listed(parts, (payments::name(), &headings()), &all, true)
}

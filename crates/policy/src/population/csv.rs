//! The table of a population as text.

use std::fmt::Write as _;

use thiserror::Error;

use super::{OPEN, Population, marginals};
use crate::{FactKind, FactSpec, Pack, Value};

/// Why a table is no population.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PopulationError {
    /// There is no line with the ids of the facts.
    #[error("the table has no line of fact ids")]
    NoHeader,
    /// A column is no fact of the vocabulary, or stands twice.
    #[error("column `{0}` is no fact of this pack, or stands twice")]
    Column(String),
    /// A line has more or fewer answers than the header.
    #[error("line {line} has {found} answers; {wanted} belong there")]
    Length {
        /// The line, from 1.
        line: usize,
        /// Answers on it.
        found: usize,
        /// Answers of the header.
        wanted: usize,
    },
    /// An answer the fact does not allow.
    #[error("line {line}, column `{column}`: `{text}` is no answer ({code})")]
    Answer {
        /// The line, from 1.
        line: usize,
        /// The fact.
        column: String,
        /// What stands there.
        text: String,
        /// The problem code.
        code: &'static str,
    },
}

pub(super) fn write(population: &Population) -> String {
    let mut text = String::new();
    for share in marginals() {
        let mark = if share.assumed { "假设" } else { "来源" };
        let _ = writeln!(
            text,
            "# {} {}‰ {}；{mark}：{}",
            share.id, share.permille, share.zh, share.source
        );
    }
    let ids: Vec<&str> = population.specs.iter().map(|spec| &*spec.id).collect();
    text.push_str(&ids.join(","));
    text.push('\n');
    for person in 0..population.len() {
        for (place, (spec, column)) in population.specs.iter().zip(&population.columns).enumerate()
        {
            if place > 0 {
                text.push(',');
            }
            match column.get(person) {
                Some(answer) if *answer != OPEN => cell(spec, *answer, &mut text),
                _ => {}
            }
        }
        text.push('\n');
    }
    text
}

fn cell(spec: &FactSpec, answer: i64, text: &mut String) {
    match spec.decode(answer) {
        Value::Bool(value) => text.push_str(if value { "true" } else { "false" }),
        Value::Int(value) => {
            let _ = write!(text, "{value}");
        }
        Value::Text(value) => text.push_str(&value),
        // An empty set is an answer; an empty cell is none.
        Value::Set(options) if options.is_empty() => text.push(';'),
        Value::Set(options) => text.push_str(&options.join(";")),
    }
}

pub(super) fn read(pack: &Pack, text: &str) -> Result<Population, PopulationError> {
    let mut lines = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty());
    let (header, _) = lines.next().ok_or(PopulationError::NoHeader)?;
    let mut places: Vec<usize> = Vec::new();
    for id in header.trim().split(',') {
        let place = pack.facts.iter().position(|spec| spec.id == id);
        match place.filter(|place| !places.contains(place)) {
            Some(place) => places.push(place),
            None => return Err(PopulationError::Column(id.to_owned())),
        }
    }
    let mut population = Population::empty(pack);
    let mut answers = vec![OPEN; pack.facts.len()];
    for (row, line) in lines {
        let cells: Vec<&str> = row.trim_end_matches('\r').split(',').collect();
        if cells.len() != places.len() {
            return Err(PopulationError::Length {
                line,
                found: cells.len(),
                wanted: places.len(),
            });
        }
        for (place, cell) in places.iter().zip(cells) {
            let (Some(spec), Some(answer)) = (pack.facts.get(*place), answers.get_mut(*place))
            else {
                continue;
            };
            *answer = parse(spec, cell.trim()).map_err(|code| PopulationError::Answer {
                line,
                column: spec.id.to_string(),
                text: cell.to_owned(),
                code,
            })?;
        }
        population.push(&answers);
    }
    Ok(population)
}

fn parse(spec: &FactSpec, cell: &str) -> Result<i64, &'static str> {
    if cell.is_empty() {
        return Ok(OPEN);
    }
    let value = match spec.kind {
        FactKind::Bool => Value::Bool(match cell {
            "true" => true,
            "false" => false,
            _ => return Err("fact_wrong_type"),
        }),
        FactKind::Int => Value::Int(cell.parse().map_err(|_| "fact_wrong_type")?),
        FactKind::Money | FactKind::Date | FactKind::Choice => Value::Text(cell.to_owned()),
        FactKind::Set => Value::set(cell.split(';').filter(|option| !option.is_empty())),
    };
    spec.encode(&value).map_err(|error| error.code())
}

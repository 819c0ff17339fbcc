//! Sheets saved as text.

use encoding_rs::{GB18030, UTF_8};

use crate::cell::{Cell, Row};
use crate::{MOST_COLUMNS, MOST_ROWS, Refusal};

/// The lines of a text, headings and blank ones among them.
pub(crate) fn lines(bytes: &[u8]) -> Result<Vec<Row>, Refusal> {
    let text = decoded(bytes)?;
    let separator = separator_of(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::Damaged)?;
        let line = record.position().map_or(0, csv::Position::line);
        let number = u32::try_from(line).unwrap_or(u32::MAX);
        let cells = record.iter().take(MOST_COLUMNS).map(Cell::of).collect();
        let row = Row { number, cells };
        if !row.is_blank() {
            rows.push(row);
        }
        if rows.len() > MOST_ROWS + crate::MOST_LINES_BEFORE {
            return Err(Refusal::TooManyRows);
        }
    }
    Ok(rows)
}

/// UTF-8 with or without its mark; otherwise what office programs in China write without saying so.
fn decoded(bytes: &[u8]) -> Result<String, Refusal> {
    for encoding in [UTF_8, GB18030] {
        let (text, _, is_broken) = encoding.decode(bytes);
        if !is_broken {
            return Ok(text.into_owned());
        }
    }
    Err(Refusal::Encoding)
}

/// What stands most often in the first line of those that separate.
fn separator_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(count)
        .unwrap_or(b',')
}

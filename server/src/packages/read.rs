//! A form that came back becomes what stands in its rows.

use std::collections::BTreeMap;

use super::form::headings;
use super::rows::ROWS;
use crate::applications::verdict::sha256;
use crate::problem::ApiError;

/// A filled form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    cells: BTreeMap<&'static str, FilledCell>,
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
}

/// What stands in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilledCell {
    /// The cell, such as `B7`.
    at: String,
    text: String,
}

impl Filled {
    /// What stands in a row; empty where there is no such row.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.cells.get(key).map_or("", |cell| cell.text.as_str())
    }

    /// Where that is.
    #[must_use]
    pub fn cell(&self, key: &str) -> &str {
        self.cells.get(key).map_or("", |cell| cell.at.as_str())
    }
}

/// Reads a form.
///
/// # Errors
/// When it is no sheet that is taken, or not this form.
pub fn read(bytes: &[u8]) -> Result<Filled, ApiError> {
    let refuse = |code: &str| ApiError::invalid_field("/form", code);
    let table = sheet::read(bytes, |text| headings().contains(&text.trim()))
        .map_err(|refusal| refuse(refusal.code()))?;
    let [_, fill, _, code] = headings();
    let place = |heading: &str| {
        let mut headings = table.headings.iter();
        headings.position(|text| text.trim() == heading)
    };
    let (Some(fill), Some(code)) = (place(fill), place(code)) else {
        return Err(refuse(sheet::Refusal::NoHeadings.code()));
    };
    let mut cells = BTreeMap::new();
    for row in &table.rows {
        let text = |column: usize| row.cells.get(column).map_or("", |cell| cell.text.trim());
        let Some(known) = ROWS.iter().find(|known| known.key == text(code)) else {
            continue;
        };
        let cell = FilledCell {
            at: format!("{}{}", letter(fill), row.number),
            text: text(fill).to_owned(),
        };
        // The first of two rows of one name counts, as a person reads from the top.
        cells.entry(known.key).or_insert(cell);
    }
    Ok(Filled {
        cells,
        hash: sha256(bytes),
    })
}

/// The name of a column.
fn letter(column: usize) -> char {
    let offset = u8::try_from(column).unwrap_or(0).min(25);
    char::from(b'A' + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_own_names() {
        let [item, fill, how, code] = headings();
        let text = format!(
            "表\n{item},{fill},{how},{code}\n编号,N-P1,,package\n结果,同意,,decision\n别的,x,,no_row\n结果,不同意,,decision\n"
        );
        let filled = read(text.as_bytes()).unwrap();
        assert_eq!(filled.text("package"), "N-P1");
        assert_eq!(
            (filled.text("decision"), filled.cell("decision")),
            ("同意", "B4")
        );
        assert_eq!((filled.text("amount"), filled.cell("amount")), ("", ""));
        assert!(read(b"").is_err());
        assert!(read("姓名,电话\n甲,1\n".as_bytes()).is_err());
    }
}

//! A file becomes rows, judged one by one.

use application::NewHire;
use domain::Date;

use super::column::Column;
use super::judge::{Finding, judge};
use crate::problem::ApiError;

/// The most people of one roster: a small enterprise hires no more within a year.
pub const MOST_HIRES: usize = 1_000;

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// The person's ID number, where that much is readable.
    pub id_number: Option<String>,
    /// The person, where everything in the row is readable.
    pub hire: Option<NewHire>,
    /// What is wrong in it, from the left.
    pub findings: Vec<Finding>,
}

/// A sheet, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadSheet {
    /// Its rows, without the examples of the template.
    pub rows: Vec<ReadRow>,
    /// So many rows were the template's examples.
    pub examples: u32,
    /// Headings that are none of ours, which were not read.
    pub unknown_columns: Vec<String>,
    /// The place of each column, from 0.
    places: Vec<(Column, usize)>,
}

impl ReadSheet {
    /// Whether something has to be put right before it is kept.
    #[must_use]
    pub fn has_mistakes(&self) -> bool {
        self.rows.iter().any(|row| !row.findings.is_empty())
    }

    /// The people of a sheet without mistakes.
    #[must_use]
    pub fn hires(&self) -> Vec<NewHire> {
        let rows = self.rows.iter();
        rows.filter_map(|row| row.hire.clone()).collect()
    }

    /// The letter that the sheet's own program has for a column.
    #[must_use]
    pub fn letter(&self, column: Column) -> Option<char> {
        let (_, place) = self.places.iter().find(|(known, _)| *known == column)?;
        let offset = u8::try_from(*place).ok().filter(|place| *place < 26)?;
        Some(char::from(b'A' + offset))
    }
}

/// Reads and judges a file.
///
/// # Errors
/// When it is no sheet that is taken, has too many rows, or a column is missing or there twice: each with its code.
pub fn read(bytes: &[u8], today: Date) -> Result<ReadSheet, ApiError> {
    let refuse = |code: &str| ApiError::invalid_field("/sheet", code);
    let table = sheet::read(bytes, |text| Column::of_heading(text).is_some())
        .map_err(|refusal| refuse(refusal.code()))?;
    let mut read = ReadSheet::default();
    for (place, heading) in table.headings.iter().enumerate() {
        match Column::of_heading(heading) {
            Some(column) if read.places.iter().any(|(known, _)| *known == column) => {
                return Err(refuse("column_twice"));
            }
            Some(column) => read.places.push((column, place)),
            None if heading.trim().is_empty() => {}
            None => read.unknown_columns.push(heading.trim().to_owned()),
        }
    }
    let is_there = |column: &Column| read.places.iter().any(|(known, _)| known == column);
    if !Column::ALL.iter().all(is_there) {
        return Err(refuse("column_missing"));
    }
    if table.rows.len() > MOST_HIRES {
        return Err(refuse("roster_too_long"));
    }
    for row in &table.rows {
        let text = |column: Column| {
            let place = read.places.iter().find(|(known, _)| *known == column);
            let cell = place.and_then(|(_, place)| row.cells.get(*place));
            cell.map_or("", |cell| cell.text.trim())
        };
        if super::template::is_example(text(Column::Name)) {
            read.examples += 1;
            continue;
        }
        let judged = judge(row.number, text, &read.rows, today);
        read.rows.push(judged);
    }
    if read.rows.is_empty() {
        return Err(refuse("sheet_empty"));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADINGS: &str = "姓名,身份证号,入职日期,合同开始日期,合同结束日期,人员类别";

    fn today() -> Date {
        Date::parse_iso("2026-11-24").unwrap()
    }

    fn refusal(text: &str) -> String {
        let refused = read(text.as_bytes(), today()).unwrap_err();
        refused.problem().errors.remove(0).code
    }

    #[test]
    fn a_right_sheet_becomes_people_and_the_examples_go() {
        let text = format!(
            "某公司新招人员\n工资,{HEADINGS}\n,示例张某,1,2,3,4,5\n3000,王小芳,360426199101010071,2026.3.1,2026/3/1,2027年2月28日,退役军人\n,李强,11010519491231002X,20260401,2026-04-01,无固定期限,都不是\n"
        );
        let found = read(text.as_bytes(), today()).unwrap();
        assert!(!found.has_mistakes(), "{found:?}");
        assert_eq!((found.examples, found.rows.len()), (1, 2));
        assert_eq!(found.unknown_columns, ["工资"]);
        assert_eq!(found.letter(Column::IdNumber), Some('C'));
        let hires = found.hires();
        assert_eq!(hires[0].row, 4);
        assert_eq!(hires[0].contract_until, Date::new(2027, 2, 28));
        assert_eq!(
            (hires[1].contract_until, hires[1].category.as_str()),
            (None, "none")
        );
    }

    /// The same in GB18030, as the office programs of old machines write it.
    const OF_WINDOWS: &[u8] = b"\xd0\xd5\xc3\xfb,\xc9\xed\xb7\xdd\xd6\xa4\xba\xc5,\xc8\xeb\xd6\xb0\xc8\xd5\xc6\xda,\xba\xcf\xcd\xac\
\xbf\xaa\xca\xbc\xc8\xd5\xc6\xda,\xba\xcf\xcd\xac\xbd\xe1\xca\xf8\xc8\xd5\xc6\xda,\xc8\xcb\xd4\xb1\
\xc0\xe0\xb1\xf0\n\xcd\xf5\xd0\xa1\xb7\xbc,360426199101010071,2026-3-1,2026-3-1,\xb3\xa4\xc6\xda,\
\xb8\xdf\xd0\xa3\xb1\xcf\xd2\xb5\xc9\xfa\n";

    #[test]
    fn a_file_of_windows_is_read_too() {
        let found = read(OF_WINDOWS, today()).unwrap();
        assert_eq!(found.hires()[0].name, "王小芳");
        assert_eq!(found.hires()[0].category, "graduate");
    }

    #[test]
    fn what_is_no_roster_is_refused_with_its_code() {
        let row = "王小芳,360426199101010071,2026-3-1,2026-3-1,长期,高校毕业生\n";
        let long = format!("{HEADINGS}\n{}", row.repeat(MOST_HIRES + 1));
        for (text, code) in [
            ("", "sheet_empty"),
            ("a,b,c\n1,2,3\n", "sheet_no_headings"),
            ("姓名,身份证号,入职日期\n王小芳,1,2\n", "column_missing"),
            (
                "姓名,姓名,身份证号,入职日期,合同开始日期,合同结束日期,人员类别\n1,2,3,4,5,6,7\n",
                "column_twice",
            ),
            (
                "姓名,身份证号,入职日期,合同开始日期,合同结束日期,人员类别\n示例张某,1,2,3,4,5\n",
                "sheet_empty",
            ),
            (&long, "roster_too_long"),
        ] {
            assert_eq!(refusal(text), code, "{}", text.get(..60).unwrap_or(text));
        }
    }
}

//! The sheet to fill in: headings, the groups to choose from, example rows marked 示例, and a page of explanations.

use rust_xlsxwriter::{DataValidation, Format, Workbook, XlsxError};

use super::column::{CATEGORIES, Column};
use super::sheet::MOST_HIRES;

/// Two made-up people, as they would be written. Their numbers belong to no district there is.
const EXAMPLES: [[&str; 6]; 2] = [
    [
        "示例张某",
        "629999199001011230",
        "2026-03-02",
        "2026-03-02",
        "2028-03-01",
        "高校毕业生",
    ],
    [
        "示例李某",
        "629999198505052340",
        "2026-05-11",
        "2026-05-11",
        "无固定期限",
        "退役军人",
    ],
];

/// Whether a name is one of the examples', whose row is left out when the sheet comes back.
#[must_use]
pub fn is_example(name: &str) -> bool {
    EXAMPLES.iter().any(|row| row.first() == Some(&name))
}

/// Makes it.
///
/// # Errors
/// Never in practice; the writer says so all the same.
pub fn template() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("新招人员")?.set_freeze_panes(1, 1)?;
    let heading = Format::new().set_bold().set_text_wrap();
    // Text, so that no program makes a number of an ID number or a serial of a day.
    let text = Format::new().set_num_format("@");
    for (place, column) in (0_u16..).zip(Column::ALL) {
        let words = format!("*{}", column.heading());
        sheet.write_string_with_format(0, place, &words, &heading)?;
        sheet.set_column_width(place, 20)?;
        sheet.set_column_format(place, &text)?;
    }
    for (row, cells) in (1_u32..).zip(EXAMPLES) {
        for (place, cell) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, place, cell, &text)?;
        }
    }
    let groups: Vec<&str> = CATEGORIES.iter().map(|(word, _)| *word).collect();
    let rule = DataValidation::new().allow_list_strings(&groups)?;
    let last = u32::try_from(MOST_HIRES).unwrap_or(u32::MAX);
    let place = u16::try_from(Column::ALL.len() - 1).unwrap_or_default();
    sheet.add_data_validation(1, place, last, place, &rule)?;
    let about = book.add_worksheet();
    about.set_name("怎么填")?.set_column_width(0, 90)?;
    let wrapped = Format::new().set_text_wrap();
    for (row, line) in (0_u32..).zip(EXPLANATIONS) {
        about.write_string_with_format(row, 0, *line, &wrapped)?;
    }
    book.save_to_buffer()
}

const EXPLANATIONS: &[&str] = &[
    "一行写一个人。只写申请前一年内新招的人，同一个人不要写两次。",
    "第 2、3 行是示例，不用删，系统不会算它们。",
    "六列都要写。列的先后可以换，列名不要改。",
    "身份证号写 18 位。用这张表填，格子已经是文本；自己做的表，请先把这一列设成文本。",
    "日期写 2026-03-02、2026.3.2 或 2026年3月2日 都可以。",
    "没有结束日期的合同，合同结束日期写“无固定期限”。",
    "人员类别从下拉里选。哪一类都不是的，选“都不是”，这个人不计入占比。",
    "不要放宏，存成 .xlsx 或 .csv。一次最多 1000 人。",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rosters::sheet::read;
    use domain::Date;

    /// As it is downloaded, it is a sheet of headings and examples: nobody is on it yet.
    #[test]
    fn the_template_is_read_again_and_its_examples_are_nobody() {
        let today = Date::parse_iso("2026-11-24").unwrap();
        let empty = read(&template().unwrap(), today).unwrap_err();
        assert_eq!(empty.problem().errors[0].code, "sheet_empty");
    }

    #[test]
    fn the_examples_show_what_is_taken() {
        let today = Date::parse_iso("2026-11-24").unwrap();
        for cells in EXAMPLES {
            let text = |column: Column| {
                let place = Column::ALL.iter().position(|at| *at == column).unwrap();
                cells[place]
            };
            let found = crate::rosters::judge::judge(2, text, &[], today);
            let wrong: Vec<_> = found.findings.iter().map(|one| one.code).collect();
            // Their numbers are nobody's, so their last digit is not the right one.
            assert_eq!(wrong, ["id_number_checksum"]);
        }
    }
}

//! The sheet to fill in: headings, lists to choose from, an example row marked 示例, and a page of explanations.

use listing::Field;
use listing::sheet::choices;
use rust_xlsxwriter::utility::cell_range_absolute;
use rust_xlsxwriter::{DataValidation, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::organisations::Organisation;
use crate::state::Parts;

/// Rows with lists to choose from.
const LAST_ROW: u32 = 2_000;
/// Excel takes no longer list inside a cell's rule; a longer one stands on a page of its own, which is hidden.
const MOST_LIST_CHARS: usize = 255;
/// That page.
const LISTS: &str = "选项";

/// Makes it for an organisation: its own trades and townships are offered.
///
/// # Errors
/// Never in practice; the writer says so all the same.
pub fn template(parts: &Parts, organisation: &Organisation) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut long = Vec::new();
    let sheet = book.add_worksheet();
    sheet.set_name("课程和班次")?.set_freeze_panes(1, 1)?;
    let heading = Format::new().set_bold().set_text_wrap();
    let text = Format::new().set_num_format("@");
    for (column, field) in (0_u16..).zip(Field::ALL) {
        let star = if field.is_required() { "*" } else { "" };
        let words = format!("{star}{}", field.heading());
        sheet.write_string_with_format(0, column, &words, &heading)?;
        sheet.set_column_width(column, 16)?;
        sheet.set_column_format(column, &text)?;
        sheet.write_string_with_format(1, column, example(parts, organisation, *field), &text)?;
        if let Some(list) = offered(parts, organisation, *field) {
            offer(sheet, column, list, &mut long)?;
        }
    }
    explain(book.add_worksheet())?;
    if !long.is_empty() {
        list_pages(book.add_worksheet(), &long)?;
    }
    book.save_to_buffer()
}

/// The example names what this organisation may teach, where it may.
fn example(parts: &Parts, organisation: &Organisation, field: Field) -> String {
    let licence = &organisation.licence;
    let found = match field {
        Field::Trade => licence.scopes.first().map(|scope| scope.trade.clone()),
        Field::Level => licence.scopes.first().map(|scope| {
            let level = scope.levels.first().map(|level| level.code());
            let words = choices(Field::Level).unwrap_or_default().into_iter();
            let mut words = words.filter(|word| {
                let read = listing::read(Field::Level, word, &[]);
                read.is_ok_and(|reading| Some(reading.value.as_str()) == level)
            });
            words.next().unwrap_or_default().to_owned()
        }),
        Field::Division => licence
            .divisions
            .first()
            .and_then(|code| parts.district.division(code))
            .map(|division| division.name.clone()),
        _ => None,
    };
    found.unwrap_or_else(|| field.example().to_owned())
}

fn offered(parts: &Parts, organisation: &Organisation, field: Field) -> Option<Vec<String>> {
    let licence = &organisation.licence;
    let list: Vec<String> = match field {
        Field::Trade => licence
            .scopes
            .iter()
            .map(|scope| scope.trade.clone())
            .collect(),
        // Without branches the licence is for all of the district.
        Field::Division if licence.divisions.is_empty() => {
            let divisions = parts.district.divisions.iter();
            divisions.map(|division| division.name.clone()).collect()
        }
        Field::Division => licence
            .divisions
            .iter()
            .filter_map(|code| parts.district.division(code))
            .map(|division| division.name.clone())
            .collect(),
        _ => choices(field)?.into_iter().map(str::to_owned).collect(),
    };
    (!list.is_empty()).then_some(list)
}

/// A list to choose from in a column: inside the rule, or on the page of lists, of which `long` collects the columns.
fn offer(
    sheet: &mut Worksheet,
    column: u16,
    list: Vec<String>,
    long: &mut Vec<Vec<String>>,
) -> Result<(), XlsxError> {
    let rule = DataValidation::new();
    let rule = if list.join(",").chars().count() > MOST_LIST_CHARS {
        let at = u16::try_from(long.len()).unwrap_or(u16::MAX);
        let last = u32::try_from(list.len())
            .unwrap_or(u32::MAX)
            .saturating_sub(1);
        let range = cell_range_absolute(0, at, last, at);
        long.push(list);
        rule.allow_list_formula(Formula::new(format!("={LISTS}!{range}")))
    } else {
        rule.allow_list_strings(&list)?
    };
    sheet.add_data_validation(1, column, LAST_ROW, column, &rule)?;
    Ok(())
}

fn list_pages(sheet: &mut Worksheet, long: &[Vec<String>]) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?.set_hidden(true);
    for (column, list) in (0_u16..).zip(long) {
        for (row, word) in (0_u32..).zip(list) {
            sheet.write_string(row, column, word)?;
        }
    }
    Ok(())
}

const EXPLANATIONS: &[&str] = &[
    "一行写一个班。同一门课有几个班，就写几行，课程名称写得一样；后面几行里课程的情况可以空着。",
    "带 * 的一定要写。列的先后可以换，列名不要改。",
    "第 2 行是示例，请改成真的，或者整行删掉。",
    "日期写 2027-03-01、2027.3.1 或 2027年3月1日 都可以。",
    "不收费就写 0 或“免费”。",
    "课程内容、要带什么，几样之间用；隔开。面向人群几种之间用、隔开。",
    "不要放宏，存成 .xlsx 或 .csv。一次最多 10000 行。",
];

fn explain(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("怎么填")?.set_column_width(0, 90)?;
    let wrapped = Format::new().set_text_wrap();
    for (row, line) in (0_u32..).zip(EXPLANATIONS) {
        sheet.write_string_with_format(row, 0, *line, &wrapped)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use zip::ZipArchive;

    use super::*;

    /// What stands in a part of the file.
    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_short_list_stands_in_the_rule_and_a_long_one_on_a_hidden_page() {
        let short = vec!["是".to_owned(), "否".to_owned()];
        let long: Vec<String> = (100..200).map(|number| format!("示例乡{number}")).collect();
        let mut book = Workbook::new();
        let mut pages = Vec::new();
        let sheet = book.add_worksheet();
        offer(sheet, 0, short, &mut pages).unwrap();
        offer(sheet, 3, long.clone(), &mut pages).unwrap();
        assert_eq!(pages, [long]);
        list_pages(book.add_worksheet(), &pages).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let rules = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(rules.contains("是,否"), "{rules}");
        assert!(rules.contains("选项!$A$1:$A$100"), "{rules}");
        let names = part(&bytes, "xl/workbook.xml");
        assert!(
            names.contains(r#"name="选项""#) && names.contains("hidden"),
            "{names}"
        );
    }
}

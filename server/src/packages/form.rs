//! The form that an agency fills in: a sheet with one row for each thing it has to say, and lists to choose from.

use application::{DocumentKind, sections};
use i18n::t;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError,
};
use workflow::loan::{Condition, DefectCode, Stage};
use workflow::servicing::{DayCounting, EarlyEffect, RepaymentMethod};

use super::contents::Facts;
use super::rows::{self, FormRow};
use super::words;
use crate::applications::file::ApplicationFile;

/// Where the rows begin: a title, a line of explanation, the headings.
const FIRST_ROW: u32 = 3;
/// The columns: what, what is filled in, how, and the row's own name.
const FILL: u16 = 1;

/// Nobody has to stand in.
pub const GRANTED: &str = "granted";
/// Somebody has to.
const REFUSED: &str = "refused";

/// A list to choose from: codes and their words.
pub type Choices = Vec<(String, String)>;

/// The sheet.
///
/// # Errors
/// Never in practice; the writer says so all the same.
pub fn form(file: &ApplicationFile, facts: &Facts) -> Result<Vec<u8>, XlsxError> {
    use t::staff_package::form as form_words;
    let mut book = Workbook::new();
    // The same package has the same form, to the byte.
    let made = ExcelDateTime::from_timestamp(facts.made_ms.div_euclid(1000))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(form_words::sheet())?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    let filled_in = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_unlocked();
    for (column, width) in (0_u16..).zip([20.0, 42.0, 56.0, 16.0]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.write_string_with_format(0, 0, form_words::title(), &bold)?;
    sheet.write_string(1, 0, form_words::about())?;
    for (column, words) in (0_u16..).zip(headings()) {
        sheet.write_string_with_format(2, column, words, &bold)?;
    }
    let mut lists = Vec::new();
    for (line, row) in (FIRST_ROW..).zip(rows::rows_of(&facts.decisions)) {
        sheet.write_string(line, 0, words::row(row.key))?;
        sheet.write_string_with_format(line, 2, words::hint(row.key), &wrapped)?;
        sheet.write_string(line, 3, row.key)?;
        match prefilled(row, facts) {
            Some(text) => sheet.write_string(line, FILL, text)?,
            None => sheet.write_string_with_format(line, FILL, "", &filled_in)?,
        };
        if let Some(choices) = choices(row.key, file, facts) {
            lists.push((line, choices));
        }
    }
    // Against a slip of the hand, not against anybody: there is no password.
    sheet.protect();
    for (place, (line, choices)) in (0_u16..).zip(&lists) {
        offer(sheet, *line, place, choices.len())?;
    }
    list(book.add_worksheet(), &lists)?;
    book.save_to_buffer()
}

/// The headings, from the left.
#[must_use]
pub fn headings() -> [&'static str; 4] {
    use t::staff_package::form as form_words;
    [
        form_words::item(),
        form_words::fill(),
        form_words::how(),
        form_words::code(),
    ]
}

/// What stands there before anybody fills it in.
fn prefilled(row: FormRow, facts: &Facts) -> Option<&str> {
    match row.key {
        rows::PACKAGE => Some(&facts.number),
        rows::CHECK_CODE => Some(&facts.check_code),
        rows::FILE_NUMBER => Some(&facts.file_number),
        rows::AGENCY => Some(&facts.agency),
        _ => None,
    }
}

/// A rule that takes what stands in a column of the second page.
fn offer(sheet: &mut Worksheet, line: u32, place: u16, count: usize) -> Result<(), XlsxError> {
    let column = rust_xlsxwriter::utility::column_number_to_name(place);
    let page = t::staff_package::form::options();
    let list = Formula::new(format!("='{page}'!${column}$1:${column}${count}"));
    let rule = DataValidation::new().allow_list_formula(list);
    sheet.add_data_validation(line, FILL, line, FILL, &rule)?;
    Ok(())
}

fn list(sheet: &mut Worksheet, lists: &[(u32, Choices)]) -> Result<(), XlsxError> {
    sheet.set_name(t::staff_package::form::options())?;
    for (column, (_, choices)) in (0_u16..).zip(lists) {
        sheet.set_column_width(column, 28.0)?;
        for (line, (_, words)) in (0_u32..).zip(choices) {
            sheet.write_string(line, column, words)?;
        }
    }
    sheet.protect();
    Ok(())
}

/// What a row offers; none where something is written.
#[must_use]
pub fn choices(key: &str, file: &ApplicationFile, facts: &Facts) -> Option<Choices> {
    let coded = |group: &str, codes: Vec<&str>| -> Choices {
        let word = |code: &str| {
            let words = t::loan_code::by_key(&format!("{group}.{code}"));
            words.map_or_else(|| code.to_owned(), str::to_owned)
        };
        let codes = codes.into_iter();
        codes.map(|code| (code.to_owned(), word(code))).collect()
    };
    let is_own = |one: &Condition| one.waits_for(facts.stage.officer());
    match key {
        rows::DECISION => Some(
            facts
                .decisions
                .iter()
                .map(|decision| (decision.to_string(), words::decision(*decision).to_owned()))
                .collect(),
        ),
        "method" => Some(coded(
            "method",
            RepaymentMethod::ALL
                .iter()
                .map(|one| one.as_str())
                .collect(),
        )),
        "counting" => Some(coded(
            "counting",
            DayCounting::ALL.iter().map(|one| one.as_str()).collect(),
        )),
        "early_effect" => Some(coded(
            "early_effect",
            EarlyEffect::ALL.iter().map(|one| one.as_str()).collect(),
        )),
        "reason" => Some(reasons(file)),
        rows::WAIVER => {
            use t::staff_file::pass;
            let codes = [
                (GRANTED, pass::waiver_granted()),
                (REFUSED, pass::waiver_refused()),
            ];
            let choices = codes.map(|(code, words)| (code.to_owned(), words.to_owned()));
            Some(Vec::from(choices))
        }
        rows::MET => Some(conditions(file, is_own)),
        // The bank refuses an offer for what anybody waits for, the guarantee agency for what it waits for itself.
        rows::NOT_MET if facts.stage == Stage::Bank => {
            Some(conditions(file, |one| one.met_on.is_none()))
        }
        rows::NOT_MET => Some(conditions(file, is_own)),
        _ if key.starts_with("defect_") && key.ends_with("_code") => {
            let codes = DefectCode::ALL.iter().map(|code| {
                let words = t::loan_action::by_key(&format!("defect.{code}"));
                (code.to_string(), words.unwrap_or_default().to_owned())
            });
            Some(codes.collect())
        }
        _ if key.starts_with("defect_") && !key.ends_with("_note") => Some(places(file)),
        _ => None,
    }
}

/// The conditions of the offer that are asked about, by their place.
fn conditions(file: &ApplicationFile, is_asked: impl Fn(&Condition) -> bool) -> Choices {
    use t::staff_file::conditions::numbered;
    let known = file.loan.conditions().iter().enumerate();
    known
        .filter(|(_, one)| is_asked(one))
        .map(|(at, one)| {
            let words = format!("{}：{}", numbered(at + 1), one.text);
            (at.to_string(), words)
        })
        .collect()
}

/// The conditions of the frozen verdict, and none of them.
fn reasons(file: &ApplicationFile) -> Choices {
    let conditions = file.verdict.iter().flat_map(|verdict| &verdict.conditions);
    let mut reasons: Choices = conditions
        .map(|condition| (condition.id.clone(), condition.label.clone()))
        .collect();
    let other = t::staff_file::refusal::reason_other();
    reasons.push(("other".to_owned(), other.to_owned()));
    reasons
}

/// Every question that is asked of this applicant, and every kind of paper.
fn places(file: &ApplicationFile) -> Choices {
    let fields = sections(file.product, &file.draft.answers)
        .into_iter()
        .flat_map(|(_, fields)| fields);
    let mut places: Choices = fields
        .map(|field| (field.id().to_owned(), words::name(field.id())))
        .collect();
    for kind in DocumentKind::ALL {
        let id = format!("documents/{}", kind.id());
        let words = t::staff_package::form::paper(words::name(&id));
        places.push((id, words));
    }
    places
}

//! The words an office uses again and again. Its officers read them, its supervisors keep them.

use api::template::{
    ListTemplatesResponse, MOST_TITLE_CHARS, MOST_WORDS_CHARS, TemplatePurpose, TemplateRequest,
    TemplateView,
};
use api::{FieldError, ProblemCode};
use store::templates::{self as rows, Template};
use store::{Connection, Tx, staff};

use super::check::Check;
use super::officer::Officer;
use crate::applications::error::impossible;
use crate::ids;
use crate::problem::ApiError;

/// A list that is longer helps nobody to choose.
const MOST_OF_AN_OFFICE: usize = 60;
/// As many digits in a row are somebody's phone, card or identity number.
const DIGITS_OF_A_PERSON: usize = 11;

/// The templates of the officer's office.
///
/// # Errors
/// When the store does not answer.
pub fn list(connection: &Connection, officer: &Officer) -> Result<ListTemplatesResponse, ApiError> {
    let found = rows::list(connection, &officer.agency_id)?;
    Ok(ListTemplatesResponse {
        templates: found.into_iter().map(view).collect::<Result<_, _>>()?,
        may_change: staff::is_supervisor(connection, &officer.id)?,
    })
}

/// Adds a template, or changes one.
///
/// # Errors
/// `not_allowed` for who is no supervisor, `not_found` for another office's, `stale`, and everything that is wrong.
pub fn save(
    tx: &Tx,
    officer: &Officer,
    id: Option<String>,
    request: &TemplateRequest,
    now_ms: i64,
) -> Result<TemplateView, ApiError> {
    let is_new = id.is_none();
    check_supervisor(tx, officer)?;
    let mut check = Check::default();
    let title = check.text("/title", &request.title, MOST_TITLE_CHARS);
    let words = check.text("/words", &request.words, MOST_WORDS_CHARS);
    for (pointer, text) in [("/title", &title), ("/words", &words)] {
        check.holds(!names_a_person(text), pointer, "template_names_a_person");
    }
    let known = rows::list(tx, &officer.agency_id)?;
    let is_full = is_new && known.len() >= MOST_OF_AN_OFFICE;
    check.holds(!is_full, "/title", "template_too_many");
    let template = check.finish(Template {
        id: id.unwrap_or_else(ids::fresh),
        agency_id: officer.agency_id.clone(),
        purpose: request.purpose.as_str().to_owned(),
        title,
        words,
        version: i64::from(request.version),
        author_id: officer.id.clone(),
        updated_ms: now_ms,
    })?;
    if is_new {
        let template = Template {
            version: 1,
            ..template
        };
        rows::insert(tx, &template)?;
        return view(template);
    }
    if !known.iter().any(|one| one.id == template.id) {
        return Err(ProblemCode::NotFound.into());
    }
    if !rows::update(tx, &template)? {
        return Err(ProblemCode::Stale.into());
    }
    view(Template {
        version: template.version + 1,
        ..template
    })
}

/// Removes one.
///
/// # Errors
/// `not_allowed` for who is no supervisor, `not_found` for another office's.
pub fn remove(tx: &Tx, officer: &Officer, id: &str) -> Result<(), ApiError> {
    if rows::find(tx, &officer.agency_id, id)?.is_none() {
        return Err(ProblemCode::NotFound.into());
    }
    check_supervisor(tx, officer)?;
    rows::remove(tx, &officer.agency_id, id)?;
    Ok(())
}

fn check_supervisor(connection: &Connection, officer: &Officer) -> Result<(), ApiError> {
    if staff::is_supervisor(connection, &officer.id)? {
        return Ok(());
    }
    let error = FieldError {
        pointer: "/purpose".to_owned(),
        code: "supervisor_needed".to_owned(),
    };
    Err(ApiError::Fields(ProblemCode::NotAllowed, vec![error]))
}

/// Templates stay with the office and are not sealed, so nobody's number may stand in one.
fn names_a_person(text: &str) -> bool {
    let mut run = 0_usize;
    text.chars()
        .filter(|letter| !matches!(letter, ' ' | '\u{3000}' | '-' | '－'))
        .any(|letter| {
            // A Chinese keyboard writes wide digits as well.
            run = if letter.is_numeric() { run + 1 } else { 0 };
            run >= DIGITS_OF_A_PERSON
        })
}

fn view(template: Template) -> Result<TemplateView, ApiError> {
    let doing = "read a template";
    Ok(TemplateView {
        purpose: TemplatePurpose::of_name(&template.purpose).ok_or_else(|| impossible(doing))?,
        version: u32::try_from(template.version).map_err(|_| impossible(doing))?,
        id: template.id,
        title: template.title,
        words: template.words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_are_found() {
        for (text, expected) in [
            ("请在 2026-12-05 前交来", false),
            ("甘人社通〔2024〕299号第十二条", false),
            ("打 13800000001 找我", true),
            ("138 0000 0001", true),
            ("１３８－００００　０００１", true),
            ("629999198804129012", true),
            ("1234567890", false),
        ] {
            assert_eq!(names_a_person(text), expected, "{text}");
        }
    }
}

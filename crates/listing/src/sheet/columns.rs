//! Which column is which field.

use crate::read::narrow;
use crate::words::{KINDS, LEVELS, MODES, TIMES, first_words};
use crate::{Field, Finding};

/// The fields of the columns, from the left; columns that are none of ours are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Each known column: its place from 0, and the field.
    pub known: Vec<(usize, Field)>,
    /// Headings that are none of ours, which are not read.
    pub unknown: Vec<String>,
}

impl Columns {
    /// The place of a field's column.
    #[must_use]
    pub fn place_of(&self, field: Field) -> Option<usize> {
        let mut known = self.known.iter();
        known
            .find(|(_, other)| *other == field)
            .map(|(place, _)| *place)
    }
}

/// Other words that trainers' own sheets have for a heading.
const ALSO: &[(&str, Field)] = &[
    ("课程", Field::Title),
    ("课程名", Field::Title),
    ("名称", Field::Title),
    ("类别", Field::Kind),
    ("培训工种", Field::Trade),
    ("等级", Field::Level),
    ("级别", Field::Level),
    ("学时", Field::Hours),
    ("学费", Field::Price),
    ("收费", Field::Price),
    ("价格", Field::Price),
    ("是否有补贴", Field::IsSubsidised),
    ("培训补贴", Field::IsSubsidised),
    ("乡镇", Field::Division),
    ("街道", Field::Division),
    ("乡镇街道", Field::Division),
    ("地点", Field::Venue),
    ("场地人数", Field::VenueSeats),
    ("简介", Field::Summary),
    ("内容", Field::Outline),
    ("课程内容", Field::Outline),
    ("要带什么", Field::Bring),
    ("证书", Field::Certificate),
    ("开始日期", Field::StartsOn),
    ("开班日期", Field::StartsOn),
    ("结束日期", Field::EndsOn),
    ("时段", Field::TimeOfDay),
    ("人数", Field::Seats),
    ("名额", Field::Seats),
    ("报名截止", Field::EnrolBy),
    ("截止日期", Field::EnrolBy),
];

/// Reads the headings, in any order, with stars, spaces and brackets of any width.
///
/// # Errors
/// When a column that every listing needs is missing, or one stands there twice: each with its heading.
pub fn columns(headings: &[String]) -> Result<Columns, Vec<Finding>> {
    let mut found = Columns::default();
    let mut problems = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        let key = key_of(heading);
        if key.is_empty() {
            continue;
        }
        match field_of(&key) {
            Some(field) if found.place_of(field).is_some() => {
                problems.push(Finding::error(field.id(), "column_twice", field.heading()));
            }
            Some(field) => found.known.push((place, field)),
            None => found.unknown.push(heading.trim().to_owned()),
        }
    }
    for field in Field::ALL.iter().filter(|field| field.is_required()) {
        if found.place_of(*field).is_none() {
            problems.push(Finding::error(
                field.id(),
                "column_missing",
                field.heading(),
            ));
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

/// Whether a text is a known heading.
#[must_use]
pub fn is_heading(text: &str) -> bool {
    field_of(&key_of(text)).is_some()
}

fn field_of(key: &str) -> Option<Field> {
    let own = Field::ALL.iter().copied();
    own.clone()
        .find(|field| key_of(field.heading()) == key)
        .or_else(|| own.into_iter().find(|field| field.id() == key))
        .or_else(|| {
            let mut also = ALSO.iter();
            also.find(|(word, _)| key_of(word) == key)
                .map(|(_, field)| *field)
        })
}

/// A heading without what people add to it: stars, spaces, and what stands in brackets.
fn key_of(heading: &str) -> String {
    let narrowed = narrow(heading);
    let before = narrowed.split('(').next().unwrap_or_default();
    let kept = before
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '*' | ':'));
    kept.collect()
}

/// What a column of the template offers to choose from, where it is a choice of a few.
#[must_use]
pub fn choices(field: Field) -> Option<Vec<&'static str>> {
    match field {
        Field::Kind => Some(first_words(KINDS)),
        Field::Level => Some(first_words(LEVELS)),
        Field::Mode => Some(first_words(MODES)),
        Field::TimeOfDay => Some(first_words(TIMES)),
        Field::IsSubsidised => Some(vec!["是", "否"]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings() -> Vec<String> {
        Field::ALL
            .iter()
            .map(|field| field.heading().to_owned())
            .collect()
    }

    #[test]
    fn the_order_and_the_trimmings_do_not_matter() {
        let mut words = headings();
        words.reverse();
        words[0] = " *报名截止日期（必填） ".into();
        words.push("备注".into());
        words.push(String::new());
        let found = columns(&words).unwrap();
        assert_eq!(found.place_of(Field::EnrolBy), Some(0));
        assert_eq!(found.place_of(Field::Title), Some(Field::ALL.len() - 1));
        assert_eq!(found.unknown, ["备注"]);
    }

    #[test]
    fn a_missing_column_and_one_too_many_are_named() {
        let mut words = headings();
        words.retain(|word| word != "开课日期");
        words.push("学费".into());
        let problems = columns(&words).unwrap_err();
        let codes: Vec<_> = problems
            .iter()
            .map(|one| (one.code.as_str(), one.with.as_str()))
            .collect();
        assert_eq!(
            codes,
            [
                ("column_twice", "学费（元）"),
                ("column_missing", "开课日期")
            ]
        );
        assert!(columns(&[]).unwrap_err().len() > 10);
    }

    #[test]
    fn every_choice_offered_is_read() {
        for field in Field::ALL {
            for word in choices(*field).unwrap_or_default() {
                assert!(crate::read(*field, word, &[]).is_ok(), "{field} {word}");
            }
        }
    }
}

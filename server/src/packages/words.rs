//! Codes put into words for papers that leave the portal, as the officers' pages put them.

use application::{Answer, Answers, Field, FieldKind};
use catalogue::District;
use domain::{Date, Money};
use i18n::t;
use workflow::loan::HandOverDecision;

/// The words of a code of the packages.
pub(crate) fn code(code: &str) -> &'static str {
    t::staff_package_code::by_key(code).unwrap_or_default()
}

/// A decision.
pub(crate) fn decision(decision: HandOverDecision) -> &'static str {
    code(&format!("decision.{decision}"))
}

/// A row of the form, numbered where there are several of a kind.
pub(crate) fn row(key: &str) -> String {
    let (base, number) = numbered(key);
    let words = code(&format!("row.{base}"));
    number.map_or_else(|| words.to_owned(), |number| format!("{words} {number}"))
}

/// How to fill a row.
pub(crate) fn hint(key: &str) -> &'static str {
    code(&format!("hint.{}", numbered(key).0))
}

/// `defect_2_note` is the second `defect_note`.
fn numbered(key: &str) -> (String, Option<&str>) {
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = key.split('_').collect();
    let rest: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !is_number(part))
        .collect();
    (rest.join("_"), parts.into_iter().find(is_number))
}

/// The short name of a field, of `documents/<kind>` or of `section/<id>`.
pub(crate) fn name(id: &str) -> String {
    let key = id.replace('/', ".");
    t::field_name::by_key(&key).map_or_else(|| id.to_owned(), str::to_owned)
}

/// An answer as it is read: names for codes, sums with their unit. What cannot be read stands as it was typed.
pub(crate) fn answer(field: Field, answers: &Answers, district: &District) -> String {
    if let Some(Answer::Many(codes)) = answers.get(field) {
        let words: Vec<&str> = codes.iter().map(|code| option(field, code)).collect();
        return words.join(t::staff_file::list_separator());
    }
    let text = answers.text(field);
    if text.is_empty() {
        return t::common::not_answered().to_owned();
    }
    let read = match field.kind() {
        FieldKind::Choice(_) => Some(option(field, text).to_owned()),
        FieldKind::Yuan => Money::parse_yuan(text).ok().map(i18n::money_in_words),
        FieldKind::PastDate => Date::parse_iso(text).map(i18n::date),
        FieldKind::Division => district.division(text).map(|found| found.name.clone()),
        FieldKind::Bank => district.agency(text).map(|found| found.name.clone()),
        _ => None,
    };
    read.unwrap_or_else(|| text.to_owned())
}

fn option(field: Field, code: &str) -> &str {
    let group = match field.kind() {
        FieldKind::Choice(["yes", "no"]) => "yes_no",
        _ => field.id(),
    };
    t::option::by_key(&format!("{group}.{code}")).unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::rows::ROWS;

    #[test]
    fn every_row_and_decision_has_words() {
        for form_row in ROWS {
            assert!(!row(form_row.key).trim().is_empty(), "{}", form_row.key);
            assert!(!hint(form_row.key).is_empty(), "{}", form_row.key);
        }
        for &known in HandOverDecision::ALL {
            assert!(!decision(known).is_empty(), "{known}");
        }
        assert!(row("defect_2_note").ends_with(" 2"));
        assert_eq!(numbered("paid_on"), ("paid_on".to_owned(), None));
    }
}

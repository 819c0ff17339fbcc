//! Codes of courses and sheets put into words.

use crate::said::Said;
use api::FieldError;
use api::course_sheet::{DifferenceKind, FieldChange};
use catalogue::Division;
use client::ClientError;
use domain::Money;
use i18n::t;
use listing::{Field, Finding, PHOTO_ALT};
use ui::{Explain, Text, Tone};
use workflow::class::ClassState;
use workflow::enrolment::Absence;
use workflow::listing::{ListingAction, ListingState};

pub(super) use crate::words::{course_title, enrolment, level, own_price, person_name};

fn code(group: &str, id: &str) -> Text {
    let key = [group, ".", id].concat();
    t::staff_training_code::by_key(&key).map_or_else(|| id.to_owned().into(), Text::from)
}

/// Where a course stands.
pub(super) fn state(state: ListingState) -> Text {
    code("state", state.as_str())
}

/// How that is coloured.
pub(super) const fn tone(state: ListingState) -> Tone {
    match state {
        ListingState::Live | ListingState::LiveWithDraft => Tone::Success,
        ListingState::Returned | ListingState::Suspended => Tone::Warning,
        ListingState::Withdrawn | ListingState::Archived => Tone::Error,
        ListingState::Draft
        | ListingState::Submitted
        | ListingState::Approved
        | ListingState::Scheduled => Tone::Info,
    }
}

/// What was done, or what a button does.
pub(super) fn action(action: ListingAction) -> Text {
    code("action", action.as_str())
}

/// Why somebody did not come.
pub(super) fn absence(reason: Absence) -> &'static str {
    use t::my_courses::absence as said;
    match reason {
        Absence::Work => said::work(),
        Absence::Illness => said::illness(),
        Absence::Care => said::care(),
        Absence::TooFar => said::too_far(),
        Absence::NotTold => said::not_told(),
        Absence::NotExpected => said::not_expected(),
        Absence::Other => said::other(),
    }
}

/// What taking a row in changes.
pub(super) fn difference(kind: DifferenceKind) -> Text {
    code("difference", kind.id())
}

/// A field of a row as it is and as it would be.
pub(super) fn change(change: &FieldChange, divisions: &[Division]) -> String {
    let Some(field) = Field::from_id(&change.field) else {
        return change.field.clone();
    };
    let shown = |text: &str| match value(field, text, divisions) {
        empty if empty.is_empty() => t::staff_training::edit::none().into(),
        shown => shown,
    };
    let (before, after) = (shown(&change.before), shown(&change.after));
    t::staff_training::sheet::change(self::field(field), before, after)
}

/// Where a class stands.
pub(super) fn class(state: ClassState) -> Text {
    code("class", state.as_str())
}

/// A field's name.
pub(super) fn field(field: Field) -> Text {
    t::listing_field::by_key(field.id())
        .unwrap_or_default()
        .into()
}

/// How to fill a field in.
pub(super) fn hint(field: Field) -> Option<Text> {
    t::listing_field::by_key(&["hint.", field.id()].concat()).map(Text::from)
}

/// The name of a place that a finding or a defect points to, with its class where it has one.
pub(super) fn place(at: &str) -> Text {
    if at == PHOTO_ALT {
        return t::listing_field::by_key("photo_alt")
            .unwrap_or_default()
            .into();
    }
    let mut parts = at.split('/');
    let (first, index) = (parts.next().unwrap_or_default(), parts.next());
    let name = |id: &str| t::listing_field::by_key(id).unwrap_or_default();
    match (
        index.and_then(|index| index.parse::<usize>().ok()),
        parts.next(),
    ) {
        (Some(index), Some(field)) => {
            let class = t::staff_training::edit::class_n(index + 1);
            [class.as_str(), t::staff_training::separator(), name(field)]
                .concat()
                .into()
        }
        _ => name(first).into(),
    }
}

/// What a finding says; the value it is about stands behind it.
pub(super) fn finding(finding: &Finding) -> Text {
    said(&finding.code, &finding.with)
}

fn said(code: &str, with: &str) -> Text {
    let refused = || t::staff_training_code::by_key(&["refused.", code].concat());
    let words = t::listing_finding::by_key(code).or_else(|| crate::words::problem(code));
    match words.or_else(refused) {
        Some(words) if with.is_empty() => words.into(),
        Some(words) => [words, with].concat().into(),
        None => code.to_owned().into(),
    }
}

/// What one refused field says.
pub(super) fn refused(error: &FieldError) -> Text {
    said(&error.code, "")
}

/// What came of a press that was refused, with what to quote to the help desk.
pub(super) fn failed(error: &ClientError) -> Said {
    Said::Failed(explain(error), error.request_id().map(str::to_owned))
}

/// A refusal: what its fields say, or what its code says.
pub(super) fn explain(error: &ClientError) -> Text {
    let mut lines: Vec<String> = Vec::new();
    for field in error.fields() {
        let place = field.pointer.strip_prefix("/columns/");
        let name = place.and_then(t::listing_field::by_key).unwrap_or_default();
        let line = [
            name,
            if name.is_empty() { "" } else { " " },
            &refused(field),
        ]
        .concat();
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    if lines.is_empty() {
        error.explain()
    } else {
        lines.join(" ").into()
    }
}

/// A refusal at its controls, each given with the field of the request that it writes; none where a part of it has no control.
pub(super) fn at_controls(
    error: &ClientError,
    controls: &[(&'static str, String)],
) -> Vec<ui::FieldError> {
    let line = |field: &FieldError| {
        let mut named = controls.iter();
        let (_, control) = named.find(|(pointer, _)| *pointer == field.pointer)?;
        Some(ui::FieldError::new(control.clone(), refused(field)))
    };
    let lines: Option<Vec<_>> = error.fields().iter().map(line).collect();
    lines.unwrap_or_default()
}

/// A value as it is read: names for codes, sums with their unit. What cannot be read is shown as it was typed.
pub(super) fn value(field: Field, text: &str, divisions: &[Division]) -> Text {
    let text = text.trim();
    let named = match field {
        Field::Kind | Field::Level | Field::Mode | Field::TimeOfDay => t::course_code::by_key(text),
        Field::IsSubsidised => match text {
            "yes" => Some(t::staff_training::edit::yes()),
            "no" => Some(t::staff_training::edit::no()),
            _ => None,
        },
        _ => None,
    };
    if let Some(named) = named {
        return named.into();
    }
    match field {
        Field::Division => {
            let mut known = divisions.iter();
            let found = known.find(|division| division.code == text);
            found.map_or_else(|| text.to_owned().into(), |found| found.name.clone().into())
        }
        Field::Price => Money::parse_yuan(text)
            .map_or_else(|_| text.to_owned(), i18n::money)
            .into(),
        Field::Audiences => audiences(text).into(),
        Field::StartsOn | Field::EndsOn | Field::EnrolBy => domain::Date::parse_iso(text)
            .map_or_else(|| text.to_owned(), i18n::date)
            .into(),
        _ => text.to_owned().into(),
    }
}

fn audiences(text: &str) -> String {
    let codes = text.split('\u{3001}').filter(|code| !code.is_empty());
    let words: Vec<&str> = codes
        .map(|code| t::course_code::by_key(code).unwrap_or(code))
        .collect();
    words.join(t::staff_training::separator())
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::enrolment::{EnrolmentState, Level};

    #[test]
    fn every_code_has_words() {
        for each in Field::ALL.iter().copied() {
            assert!(!field(each).is_empty(), "{each}");
        }
        for each in ListingState::ALL.iter().copied() {
            assert_ne!(state(each), each.as_str());
        }
        for each in ListingAction::ALL.iter().copied() {
            assert_ne!(action(each), each.as_str());
        }
        for each in ClassState::ALL.iter().copied() {
            assert_ne!(class(each), each.as_str());
        }
        for each in EnrolmentState::ALL.iter().copied() {
            assert!(!enrolment(each).is_empty(), "{each}");
        }
        for each in Level::ALL.iter().copied() {
            assert!(!level(each).is_empty(), "{each}");
        }
        for each in [
            "attendance_too_low",
            "not_passed",
            "no_seat",
            "lesson_ticked",
        ] {
            assert_ne!(said(each, ""), each);
        }
        for each in DifferenceKind::ALL.iter().copied() {
            assert_ne!(difference(each), each.id());
        }
    }

    #[test]
    fn a_change_says_what_was_and_what_will_be() {
        let said = |field: Field, before: &str, after: &str| {
            let change = FieldChange {
                field: field.id().to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
            };
            super::change(&change, &[])
        };
        assert_eq!(
            said(Field::Price, "800", "900"),
            "学费（元）：原来 800.00 元 → 现在 900.00 元"
        );
        assert_eq!(
            said(Field::Bring, "身份证", ""),
            "要带什么：原来 身份证 → 现在 没有"
        );
    }

    #[test]
    fn places_and_values_are_read_back_in_words() {
        assert_eq!(place("price"), "学费（元）");
        assert_eq!(place("classes/1/seats"), "第 2 个班、招生人数");
        assert_eq!(place("classes"), "班次");
        assert_eq!(place("photo"), "课程照片");
        assert_eq!(place("photo/alt"), "照片说明");
        for (field, text, words) in [
            (Field::Kind, "startup", "创业"),
            (Field::IsSubsidised, "yes", "是"),
            (Field::Audiences, "veteran、disabled", "退役军人、残疾人"),
            (Field::StartsOn, "2027-03-01", "2027年3月1日"),
            (Field::StartsOn, "明年", "明年"),
            (Field::Division, "620602101", "620602101"),
        ] {
            assert_eq!(value(field, text, &[]), words, "{field} {text}");
        }
        let near = Finding::error("division", "unknown_division_near", "武南镇");
        assert!(finding(&near).ends_with("武南镇"));
    }
}

//! A dated value as it is typed, and what it becomes.

use super::super::super::words::code;
use api::policy_desk::{ParameterValue, ParameterValueOutline};
use domain::Date;
use i18n::t;
use serde::{Deserialize, Serialize};
use ui::{FieldError, Text};

/// The form's controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    Value,
    From,
    Until,
    Document,
    Clause,
    Status,
    Local,
}

impl Control {
    /// The id in the page.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::From => "from",
            Self::Until => "until",
            Self::Document => "document",
            Self::Clause => "clause",
            Self::Status => "status",
            Self::Local => "local",
        }
    }

    /// The control of a pointer below `/edit/`.
    pub(super) fn of_pointer(part: &str) -> Option<&'static str> {
        let control = match part {
            "value/value" | "place" | "parameter" | "path" => Self::Value,
            "value/from" => Self::From,
            "value/until" => Self::Until,
            "value/document" => Self::Document,
            "value/clause" => Self::Clause,
            "value/status" => Self::Status,
            _ => return None,
        };
        Some(control.id())
    }
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ValueDraft {
    pub(super) value: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) document: String,
    pub(super) clause: String,
    pub(super) status: String,
    /// `yes` or `no`.
    pub(super) local: String,
}

impl ValueDraft {
    /// As it is saved.
    pub(super) fn of(value: &ParameterValueOutline) -> Self {
        Self {
            value: value
                .value
                .map(|value| value.to_string())
                .unwrap_or_default(),
            from: value.from.clone().unwrap_or_default(),
            until: value.until.clone().unwrap_or_default(),
            document: value.document.clone(),
            clause: value.clause.clone(),
            status: value.status.clone(),
            local: if value.local_confirm { "yes" } else { "no" }.into(),
        }
    }

    /// A new one: nobody has confirmed it yet.
    pub(super) fn fresh() -> Self {
        Self {
            status: "unconfirmed".into(),
            local: "no".into(),
            ..Self::default()
        }
    }

    /// The value, or everything to put right. A new one needs its first day.
    pub(super) fn check(&self, is_new: bool) -> Result<ParameterValue, Vec<FieldError>> {
        let mut flaws = Vec::new();
        let mut flaw = |control: Control, words: Text| {
            flaws.push(FieldError::new(control.id(), words));
        };
        let value = whole_number(&self.value);
        if value.is_none() {
            flaw(Control::Value, t::staff_policy::form::whole_number().into());
        }
        let mut day = |control: Control, text: &str| {
            let text = text.trim();
            let day = Date::parse_iso(text);
            if !text.is_empty() && day.is_none() {
                flaw(control, code("edit", "not_a_date"));
            }
            day
        };
        let (from, until) = (
            day(Control::From, &self.from),
            day(Control::Until, &self.until),
        );
        if is_new && self.from.trim().is_empty() {
            flaw(Control::From, t::staff_policy::form::from_needed().into());
        }
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            flaw(Control::Until, code("edit", "before_from"));
        }
        for (control, text) in [
            (Control::Document, &self.document),
            (Control::Clause, &self.clause),
            (Control::Status, &self.status),
        ] {
            if text.trim().is_empty() {
                flaw(control, code("edit", "required"));
            }
        }
        match value {
            Some(value) if flaws.is_empty() => Ok(ParameterValue {
                value,
                from: from.map(|day| day.to_string()),
                until: until.map(|day| day.to_string()),
                document: self.document.trim().into(),
                clause: self.clause.trim().into(),
                status: self.status.clone(),
                local_confirm: self.local == "yes",
            }),
            _ => Err(flaws),
        }
    }
}

/// Digits, full-width ones and thousands separators too; nothing below zero.
fn whole_number(typed: &str) -> Option<i64> {
    let digits: Option<String> = typed
        .trim()
        .chars()
        .filter(|letter| !matches!(letter, ',' | '，' | ' '))
        .map(|letter| match letter {
            '0'..='9' => Some(letter),
            '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0),
            _ => None,
        })
        .collect();
    digits?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> ValueDraft {
        ValueDraft {
            value: "350,000".into(),
            from: "2026-12-01".into(),
            until: String::new(),
            document: "d".into(),
            clause: " 第二条 ".into(),
            status: "verified".into(),
            local: "yes".into(),
        }
    }

    fn flawed(draft: &ValueDraft, is_new: bool) -> Vec<String> {
        let flaws = draft.check(is_new).unwrap_err();
        flaws.iter().map(|flaw| flaw.field.to_string()).collect()
    }

    #[test]
    fn a_whole_form_becomes_a_value() {
        let value = good().check(true).unwrap();
        assert_eq!((value.value, value.clause.as_str()), (350_000, "第二条"));
        assert_eq!(
            (value.from.as_deref(), value.until, value.local_confirm),
            (Some("2026-12-01"), None, true)
        );
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let empty = ValueDraft::default();
        assert_eq!(
            flawed(&empty, true),
            ["value", "from", "document", "clause", "status"]
        );
        assert_eq!(
            flawed(&empty, false),
            ["value", "document", "clause", "status"]
        );
        let upside_down = ValueDraft {
            until: "2026-11-30".into(),
            ..good()
        };
        assert_eq!(flawed(&upside_down, true), ["until"]);
        for (value, day) in [
            ("3.5", "2026-02-30"),
            ("-1", "soon"),
            ("12345678901234567890", "2026"),
        ] {
            let wrong = ValueDraft {
                value: value.into(),
                from: day.into(),
                ..good()
            };
            assert_eq!(flawed(&wrong, true), ["value", "from"], "{value} {day}");
        }
    }

    #[test]
    fn numbers_are_read_however_they_are_typed() {
        assert_eq!(whole_number(" ３００，０００ "), Some(300_000));
        assert_eq!(whole_number("0"), Some(0));
        assert_eq!(whole_number(""), None);
    }

    #[test]
    fn what_is_saved_comes_back_as_it_was() {
        let saved = ParameterValueOutline {
            value: Some(150),
            from: Some("2023-10-01".into()),
            until: None,
            document: "d".into(),
            clause: "c".into(),
            status: "secondary".into(),
            local_confirm: false,
        };
        let value = ValueDraft::of(&saved).check(false).unwrap();
        assert_eq!(
            (value.value, value.from, value.status),
            (150, saved.from, saved.status)
        );
        assert_eq!(ValueDraft::of(&ParameterValueOutline::default()).value, "");
    }

    #[test]
    fn the_servers_pointers_lead_to_controls() {
        for (pointer, control) in [
            ("value/until", Some("until")),
            ("place", Some("value")),
            ("words/label/zh", None),
        ] {
            assert_eq!(Control::of_pointer(pointer), control, "{pointer}");
        }
    }
}

//! A condition as it is typed, and what it becomes.

use super::super::super::words::code;
use api::policy_desk::{BothLanguages, ConditionOutline, ConditionWords, PolicyEdit};
use i18n::t;
use serde::{Deserialize, Serialize};
use ui::{FieldError, Text};

/// The form's controls: the expression, then each sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    When,
    LabelZh,
    LabelEn,
    PassZh,
    PassEn,
    FailZh,
    FailEn,
    HowZh,
    HowEn,
}

impl Control {
    /// In the order of the form.
    pub(super) const ALL: [Self; 9] = [
        Self::When,
        Self::LabelZh,
        Self::LabelEn,
        Self::PassZh,
        Self::PassEn,
        Self::FailZh,
        Self::FailEn,
        Self::HowZh,
        Self::HowEn,
    ];

    /// The id in the page.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::When => "when",
            Self::LabelZh => "label-zh",
            Self::LabelEn => "label-en",
            Self::PassZh => "pass-zh",
            Self::PassEn => "pass-en",
            Self::FailZh => "fail-zh",
            Self::FailEn => "fail-en",
            Self::HowZh => "how-zh",
            Self::HowEn => "how-en",
        }
    }

    /// What it asks for.
    pub(super) fn label(self) -> Text {
        use t::staff_policy::condition as words;
        let (what, is_chinese) = match self {
            Self::When => return words::when().into(),
            Self::LabelZh => (words::label(), true),
            Self::LabelEn => (words::label(), false),
            Self::PassZh => (words::pass(), true),
            Self::PassEn => (words::pass(), false),
            Self::FailZh => (words::fail(), true),
            Self::FailEn => (words::fail(), false),
            Self::HowZh => (words::how(), true),
            Self::HowEn => (words::how(), false),
        };
        if is_chinese {
            words::in_chinese(what).into()
        } else {
            words::in_english(what).into()
        }
    }

    /// How to fill it in.
    pub(super) fn hint(self) -> Option<&'static str> {
        match self {
            Self::When => Some(t::staff_policy::condition::when_hint()),
            Self::HowZh => Some(t::staff_policy::condition::how_hint()),
            _ => None,
        }
    }

    /// The expression takes the whole width, sentences stand in pairs.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::When => "policy__whole policy__expression",
            _ => "policy__half",
        }
    }

    /// The control of a pointer below `/edit/`.
    pub(super) fn of_pointer(part: &str) -> Option<&'static str> {
        let control = match part {
            "when" | "condition" | "path" => Self::When,
            "words/how" => Self::HowZh,
            _ => {
                let (which, language) = part.strip_prefix("words/")?.split_once('/')?;
                let id = format!("{which}-{language}");
                return Self::ALL.into_iter().map(Self::id).find(|one| *one == id);
            }
        };
        Some(control.id())
    }
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ConditionDraft {
    when: String,
    words: ConditionWords,
}

impl ConditionDraft {
    /// As it is saved.
    pub(super) fn of(saved: &ConditionOutline) -> Self {
        Self {
            when: saved.when.clone(),
            words: saved.words.clone(),
        }
    }

    /// What stands in a control.
    pub(super) fn text(&self, control: Control) -> &str {
        let words = &self.words;
        match control {
            Control::When => &self.when,
            Control::LabelZh => &words.label.zh,
            Control::LabelEn => &words.label.en,
            Control::PassZh => &words.pass.zh,
            Control::PassEn => &words.pass.en,
            Control::FailZh => &words.fail.zh,
            Control::FailEn => &words.fail.en,
            Control::HowZh => &words.how.zh,
            Control::HowEn => &words.how.en,
        }
    }

    /// Something was typed.
    pub(super) fn write(&mut self, control: Control, text: String) {
        let words = &mut self.words;
        *match control {
            Control::When => &mut self.when,
            Control::LabelZh => &mut words.label.zh,
            Control::LabelEn => &mut words.label.en,
            Control::PassZh => &mut words.pass.zh,
            Control::PassEn => &mut words.pass.en,
            Control::FailZh => &mut words.fail.zh,
            Control::FailEn => &mut words.fail.en,
            Control::HowZh => &mut words.how.zh,
            Control::HowEn => &mut words.how.en,
        } = text;
    }

    /// The edit, or everything to put right. How to change it may be empty, but in both languages.
    pub(super) fn check(&self, path: &str, key: &str) -> Result<PolicyEdit, Vec<FieldError>> {
        let is_empty = |control| self.text(control).trim().is_empty();
        let mut flaws: Vec<FieldError> = Control::ALL
            .into_iter()
            .filter(|control| !matches!(control, Control::HowZh | Control::HowEn))
            .filter(|control| is_empty(*control))
            .map(|control| FieldError::new(control.id(), code("edit", "required")))
            .collect();
        match (is_empty(Control::HowZh), is_empty(Control::HowEn)) {
            (true, false) => flaws.push(one_language(Control::HowZh)),
            (false, true) => flaws.push(one_language(Control::HowEn)),
            _ => {}
        }
        if !flaws.is_empty() {
            return Err(flaws);
        }
        Ok(PolicyEdit::SetCondition {
            path: path.to_owned(),
            condition: key.to_owned(),
            when: Some(self.when.trim().to_owned()),
            words: Some(trimmed(&self.words)),
        })
    }
}

fn one_language(control: Control) -> FieldError {
    FieldError::new(control.id(), code("edit", "one_language"))
}

fn trimmed(words: &ConditionWords) -> ConditionWords {
    let both = |text: &BothLanguages| BothLanguages {
        zh: text.zh.trim().to_owned(),
        en: text.en.trim().to_owned(),
    };
    ConditionWords {
        label: both(&words.label),
        pass: both(&words.pass),
        fail: both(&words.fail),
        how: both(&words.how),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> ConditionDraft {
        let mut draft = ConditionDraft::default();
        for control in Control::ALL {
            draft.write(control, format!(" {} ", control.id()));
        }
        draft
    }

    #[test]
    fn what_is_typed_goes_where_it_belongs() {
        let draft = good();
        for control in Control::ALL {
            assert_eq!(draft.text(control).trim(), control.id());
            assert!(!control.label().is_empty());
        }
        let both = |id: &str| BothLanguages {
            zh: format!("{id}-zh"),
            en: format!("{id}-en"),
        };
        let expected = PolicyEdit::SetCondition {
            path: "programmes/a.toml".into(),
            condition: "age".into(),
            when: Some("when".into()),
            words: Some(ConditionWords {
                label: both("label"),
                pass: both("pass"),
                fail: both("fail"),
                how: both("how"),
            }),
        };
        assert_eq!(draft.check("programmes/a.toml", "age").unwrap(), expected);
    }

    #[test]
    fn everything_missing_is_said_at_once() {
        let empty = ConditionDraft::default().check("p", "k").unwrap_err();
        assert_eq!(empty.len(), 7);
        let mut half = good();
        half.write(Control::HowEn, String::new());
        let flaws = half.check("p", "k").unwrap_err();
        assert_eq!((flaws.len(), flaws[0].field.as_ref()), (1, "how-en"));
        half.write(Control::HowZh, " ".into());
        assert!(half.check("p", "k").is_ok());
    }

    #[test]
    fn the_servers_pointers_lead_to_controls() {
        for (pointer, control) in [
            ("when", Some("when")),
            ("words/label/zh", Some("label-zh")),
            ("words/fail/en", Some("fail-en")),
            ("words/how", Some("how-zh")),
            ("words/other/zh", None),
            ("value/from", None),
        ] {
            assert_eq!(Control::of_pointer(pointer), control, "{pointer}");
        }
    }
}

//! One option of radios, checkboxes or a list.

use crate::Text;

/// An option: its code and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The code kept in the draft.
    pub value: Text,
    /// What the person reads.
    pub label: Text,
    /// A second line, where the label needs one.
    pub hint: Option<Text>,
}

impl Choice {
    /// An option without a second line.
    pub fn new(value: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }

    /// The same option with a second line.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

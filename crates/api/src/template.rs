//! Words an office uses again and again: an officer inserts them and edits them; nothing sends them by itself.

use serde::{Deserialize, Serialize};

/// The most characters of a title.
pub const MOST_TITLE_CHARS: usize = 40;
/// The most characters of the words, as many as the boxes they go into take.
pub const MOST_WORDS_CHARS: usize = 500;

/// What the words are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TemplatePurpose {
    /// What a resident is to fix.
    Return,
    /// What a refusal rests on.
    Refusal,
    /// What is said of an appeal.
    Appeal,
}

impl TemplatePurpose {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Return, Self::Refusal, Self::Appeal];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Refusal => "refusal",
            Self::Appeal => "appeal",
        }
    }

    /// The purpose of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|purpose| purpose.as_str() == name)
    }
}

/// GET [`crate::path::STAFF_TEMPLATES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListTemplatesResponse {
    /// Those of my office, by purpose and title.
    pub templates: Vec<TemplateView>,
    /// I am a supervisor, who keeps them.
    pub may_change: bool,
}

/// One template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TemplateView {
    /// Id.
    pub id: String,
    /// Counts every change; goes back with the next one.
    pub version: u32,
    /// What it is for.
    pub purpose: TemplatePurpose,
    /// What it is called in the list.
    pub title: String,
    /// What is inserted.
    pub words: String,
}

/// POST [`crate::path::STAFF_TEMPLATES`], PUT [`crate::path::STAFF_TEMPLATE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateRequest {
    /// The version that was on screen; 0 for a new one.
    pub version: u32,
    /// What it is for.
    pub purpose: TemplatePurpose,
    /// What it is called, at most 40 characters.
    pub title: String,
    /// What is inserted, at most 500 characters; no number of a person.
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_on_the_wire() {
        for purpose in TemplatePurpose::ALL {
            let json = serde_json::to_string(&purpose).unwrap();
            assert_eq!(json, format!("\"{}\"", purpose.as_str()));
            assert_eq!(TemplatePurpose::of_name(purpose.as_str()), Some(purpose));
        }
    }
}

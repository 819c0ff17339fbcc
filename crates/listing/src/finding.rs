//! One thing a check has to say.

use serde::{Deserialize, Serialize};

use crate::Field;

/// One thing a check has to say about a draft: where, what, and about which value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The field's id, or `classes/<index>/<field>`, or `classes`, `photo` or `photo/alt`.
    pub at: String,
    /// Code of what is wrong and what to do (`listing_finding.<code>` in `locales/`).
    pub code: String,
    /// What the words name: the limit, the nearest name, the other row.
    pub with: String,
    /// Whether it is only to be known, and stops nothing.
    pub is_note: bool,
}

impl Finding {
    /// Something to put right.
    #[must_use]
    pub fn error(at: impl Into<String>, code: &str, with: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            code: code.to_owned(),
            with: with.into(),
            is_note: false,
        }
    }

    /// Something to be known.
    #[must_use]
    pub fn note(at: impl Into<String>, code: &str, with: impl Into<String>) -> Self {
        Self {
            is_note: true,
            ..Self::error(at, code, with)
        }
    }

    /// The field it is about, of course or class.
    #[must_use]
    pub fn field(&self) -> Option<Field> {
        Field::from_id(self.at.rsplit('/').next().unwrap_or_default())
    }
}

/// Where a field of a class is.
pub(crate) fn in_class(index: usize, field: Field) -> String {
    format!("classes/{index}/{field}")
}

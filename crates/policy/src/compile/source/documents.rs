//! `documents.toml`, and how everything else cites it.

use domain::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::Status;

/// A text in both languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Both {
    pub(crate) zh: String,
    pub(crate) en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentFile {
    pub(super) document: Vec<DocumentSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentSource {
    pub(crate) id: Spanned<String>,
    pub(crate) title: Both,
    #[serde(default)]
    pub(crate) number: String,
    #[serde(default)]
    pub(crate) issuers: String,
    #[serde(default)]
    pub(crate) issued: Option<Date>,
    /// First and last day in force, where the document or its successor says so.
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    #[serde(default)]
    pub(crate) link: String,
    pub(crate) status: Status,
    pub(crate) last_verified: Date,
    #[serde(default)]
    pub(crate) verify_by: Option<Date>,
    #[serde(default)]
    pub(crate) owner: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub(crate) struct CiteSource {
    pub(crate) document: String,
    pub(crate) clause: String,
    pub(crate) status: Status,
    #[serde(default)]
    pub(crate) local_confirm: bool,
}

impl CiteSource {
    pub(crate) fn is_provisional(&self) -> bool {
        self.status != Status::Verified || self.local_confirm
    }
}

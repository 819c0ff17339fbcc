//! `programmes/*.toml`: one programme each.

use domain::Date;
use serde::Deserialize;
use toml::Spanned;

use super::{Both, CiteSource};
use crate::Per;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgrammeSource {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) title: Both,
    pub(crate) summary: Both,
    pub(crate) decided_by_person: Both,
    #[serde(default)]
    pub(crate) papers: Vec<Both>,
    #[serde(default)]
    pub(crate) office: Both,
    #[serde(default)]
    pub(crate) steps: Vec<Both>,
    #[serde(default)]
    pub(crate) window: WindowSource,
    /// Where papers, office, steps and window stand written.
    #[serde(default)]
    pub(crate) apply_cite: Vec<CiteSource>,
    #[serde(default)]
    pub(crate) not_with: Vec<NotWithSource>,
    pub(crate) condition: Vec<ConditionSource>,
    pub(crate) version: Vec<VersionSource>,
    #[serde(default)]
    pub(crate) known_gap: Vec<GapSource>,
}

/// When claims are taken: in words, and by days where a notice says them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WindowSource {
    pub(crate) zh: String,
    pub(crate) en: String,
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
}

/// A programme that cannot be had as well, and where that stands written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotWithSource {
    pub(crate) programme: String,
    #[serde(flatten)]
    pub(crate) cite: CiteSource,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionSource {
    /// Unique in the file; versions list their conditions by it.
    pub(crate) key: Spanned<String>,
    /// The name that stays the same in every version; the key when absent.
    #[serde(default)]
    pub(crate) id: Option<String>,
    pub(crate) when: Spanned<String>,
    #[serde(default)]
    pub(crate) cite: Vec<CiteSource>,
    pub(crate) label: Both,
    pub(crate) pass: Both,
    pub(crate) fail: Both,
    #[serde(default)]
    pub(crate) how: Both,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VersionSource {
    pub(crate) from: Spanned<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    pub(crate) conditions: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) term_months: i64,
    #[serde(default)]
    pub(crate) amount: Vec<AmountSource>,
    /// The largest amount anyone can get.
    #[serde(default)]
    pub(crate) cap: Option<Spanned<String>>,
    pub(crate) cite: Vec<CiteSource>,
    #[serde(default)]
    pub(crate) interest: Both,
    #[serde(default)]
    pub(crate) term: Both,
    pub(crate) amount_words: Both,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountSource {
    #[serde(default)]
    pub(crate) when: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) value: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) at_most: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) unsourced: bool,
    /// What the amount is paid for: once, or for each day, month and so on.
    #[serde(default)]
    pub(crate) per: Per,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GapSource {
    #[serde(default)]
    pub(crate) from: Option<Date>,
    #[serde(default)]
    pub(crate) until: Option<Date>,
    pub(crate) why: Both,
}

//! What the school and the training section do with a sheet.

use serde::{Deserialize, Serialize};
use workflow::settlement::SettlementAction;

use super::Statement;

/// PUT [`crate::path::STAFF_SETTLEMENT`]: what the people said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteSettlementRequest {
    /// The version that was on screen.
    pub version: u32,
    /// Whether trade and school are in the subsidy catalogues; none: not said.
    pub listed: Option<bool>,
    /// The people whose statements change.
    pub rows: Vec<StatementOf>,
}

/// One person's statement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatementOf {
    /// Enrolment id.
    pub id: String,
    /// What the person said.
    pub statement: Statement,
    /// The number of the identity card; none leaves what was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
}

impl std::fmt::Debug for StatementOf {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "StatementOf({}, ‹个人信息›)", self.id)
    }
}

/// The most characters of a reason, a remark or a document's name.
pub const MOST_REASON_CHARS: usize = 300;

/// POST [`crate::path::STAFF_SETTLEMENT_ACTIONS`]: hand in, give back, settle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettlementActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// `submit`, `return` or `settle`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: SettlementAction,
    /// Why, with `return`.
    #[serde(default)]
    pub reason: String,
    /// What is wrong at which person, with `return`.
    #[serde(default)]
    pub remarks: Vec<RemarkOn>,
    /// The sums no document of the portal says, with `settle`.
    #[serde(default)]
    pub rates: Vec<Rate>,
    /// Whether deaths, insurance and public payrolls were compared outside the portal, which knows none of them; `settle`
    /// needs it.
    #[serde(default)]
    pub is_compared: bool,
    /// Ids of papers of mine that go with it, at most four; with `return` and `settle`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

/// What is wrong at one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RemarkOn {
    /// Enrolment id.
    pub id: String,
    /// What is wrong.
    pub text: String,
}

/// A programme whose sum is to be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RateNeeded {
    /// Programme id.
    pub programme: String,
    /// Its title, in Chinese.
    pub title: String,
    /// Whether the sum is for each day attended; otherwise for each person.
    pub is_daily: bool,
    /// How many people.
    pub people: u32,
}

/// A sum that an officer entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Programme id.
    pub programme: String,
    /// Fen, for each person or for each day.
    pub fen: i64,
    /// The document it rests on.
    pub document: String,
}

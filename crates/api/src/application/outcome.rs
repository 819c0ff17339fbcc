//! What an office found: what to fix, why not, and what came of an appeal.

use serde::{Deserialize, Serialize};
use workflow::loan::DefectCode;

/// Something to fix, pinned to a field or a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DefectView {
    /// Field id, or `documents/<kind>`.
    pub field: String,
    /// What is wrong.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: DefectCode,
    /// The officer's words; may be empty.
    pub note: String,
    /// Why the resident cannot put it right, once they have said so; never part of a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cannot_supply: Option<String>,
}

/// A refusal, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusalView {
    /// Reason code, a condition id of the policy or one of the fixed reasons.
    pub reason_code: String,
    /// Document and clause.
    pub article: String,
    /// What the finding rests on.
    pub evidence: String,
    /// What the person can do.
    pub remedies: Vec<String>,
}

/// The last day of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealUntilView {
    /// ISO date.
    pub on: String,
    /// Whether it may still move: the calendar is not announced that far, or the district has not confirmed the days.
    pub is_provisional: bool,
}

/// An appeal against a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealView {
    /// The resident's words.
    pub text: String,
    /// ISO date on which it was made.
    pub on: String,
    /// What came of it, once decided.
    pub decision: Option<AppealDecisionView>,
}

/// What came of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealDecisionView {
    /// The refusal was taken back and the agency checks again; otherwise it stands.
    pub is_overturned: bool,
    /// Why, in words for the resident.
    pub text: String,
    /// ISO date.
    pub on: String,
}

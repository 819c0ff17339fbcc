//! The frozen verdict of a file.

use serde::{Deserialize, Serialize};

/// The engine's answer at submission, as stored; policy words come with it because the pack may have moved on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VerdictView {
    /// Programme id.
    pub programme: String,
    /// Version id within the programme; empty when none was in force.
    pub version: String,
    /// The day the rules were read for.
    pub as_of: String,
    /// `eligible`, `not_eligible`, `unknown`, `not_in_force`, `not_sourced`.
    pub verdict: String,
    /// Leans on a value that the bureau has not confirmed.
    pub is_provisional: bool,
    /// Cap or benefit in fen.
    pub amount_fen: Option<i64>,
    /// Every named condition.
    pub conditions: Vec<ConditionView>,
    /// SHA-256 of the pack, hexadecimal.
    pub pack_hash: String,
    /// SHA-256 of the receipt, hexadecimal.
    pub receipt_hash: String,
}

/// One named condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConditionView {
    /// Condition id.
    pub id: String,
    /// In words a villager reads.
    pub label: String,
    /// `met`, `unmet`, `unknown`.
    pub verdict: String,
    /// Document, number and clause.
    pub citation: String,
    /// `verified`, `secondary`, `unconfirmed`.
    pub status: String,
}

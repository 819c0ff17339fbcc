//! The rules in force by name, and the frozen verdict of a file.

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

/// GET [`crate::path::POLICY_PACK`]: which pack is in force. Its parts are fetched by the hash and never change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyPackPointer {
    /// SHA-256 of the pack, hexadecimal.
    pub hash: String,
    /// First day it is in force, ISO.
    pub effective_from: String,
    /// When that was decided, unix milliseconds.
    pub published_ms: i64,
    /// The first question to somebody of whom nothing is known and who asks for everything; none when there is nothing
    /// to ask. A browser can put it before the parts have come.
    pub opening: Option<OpeningQuestion>,
}

/// One question as a pack of its own, in the form of the parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpeningQuestion {
    /// As [`crate::path::POLICY_PACK_RULES`] answers: one fact, no programme.
    pub rules: String,
    /// As [`crate::path::POLICY_PACK_WORDS`] answers for `zh`.
    pub words_zh: String,
    /// As [`crate::path::POLICY_PACK_WORDS`] answers for `en`.
    pub words_en: String,
}

/// A receipt sent by a browser that the server did not come to by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReceiptMismatchView {
    /// `differs`, `unknown_pack`, `other_programme`, `unreadable`, `too_large`.
    pub reason: String,
    /// SHA-256 of what the browser sent, hexadecimal.
    pub browser_hash: String,
    /// SHA-256 of the server's receipt for the same facts, day and pack; none when it cannot be made.
    pub server_hash: Option<String>,
    /// The pack the browser named; empty when it named none.
    pub pack_hash: String,
    /// When, unix milliseconds.
    pub at_ms: i64,
}

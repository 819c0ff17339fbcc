//! What is typed: a draft begun, and its answers saved.

use application::{Answer, Product};
use serde::{Deserialize, Serialize};

use crate::problem::FieldError;

/// The most characters of one text that a form sends, and of the reason for a missing paper: above every field's limit, below
/// the bytes that are kept of one answer, so that what stands is what was typed.
pub const MOST_TEXT_CHARS: usize = 1_000;

/// POST [`crate::path::APPLICATIONS`]: begin a draft.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartApplicationRequest {
    /// What is applied for.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// Answers of an eligibility check, in the engine's `facts.json` form; empty when there was none.
    #[serde(default)]
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// PATCH [`crate::path::APPLICATION_ANSWERS`]: fields typed since the last save; `null` forgets an answer.
///
/// Wrong answers are stored too; [`SaveAnswersResponse::errors`] says what is wrong with the fields sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveAnswersRequest {
    /// Answers by field id.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: std::collections::BTreeMap<String, Option<Answer>>,
    /// "I cannot supply this because …" by document kind; `null` takes it back.
    #[serde(default)]
    pub cannot_supply: std::collections::BTreeMap<String, Option<String>>,
    /// What this device knows to have stood in a field, or as the reason of `documents/<kind>`, as text (options joined by
    /// commas, nothing as an empty text). Where something else stands now, it was typed elsewhere meanwhile: what was sent is
    /// not taken, and what stands comes back in [`SaveAnswersResponse::conflicts`]. What has no entry is overwritten.
    #[serde(default)]
    pub seen: std::collections::BTreeMap<String, Vec<String>>,
}

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveAnswersResponse {
    /// When it was durable, unix milliseconds.
    pub saved_at_ms: i64,
    /// Problems of the fields sent.
    pub errors: Vec<FieldError>,
    /// What stands in the fields that were typed elsewhere meanwhile, and as `documents/<kind>` the reasons; what was sent for
    /// them was not taken.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    #[serde(default)]
    pub conflicts: std::collections::BTreeMap<String, Option<Answer>>,
}

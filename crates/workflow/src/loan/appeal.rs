//! An appeal against a refusal: what was said, who must not decide on it, and what came of it.

use super::Stage;
use domain::Date;
use serde::{Deserialize, Serialize};

/// Who refused a file, and in which stage: an appeal goes to the same agency and to other hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusedBy {
    /// The stage that refused.
    pub stage: Stage,
    /// Who proposed it.
    pub proposed_by: String,
    /// Who agreed, as the second person.
    pub confirmed_by: String,
}

impl RefusedBy {
    /// Whether somebody had a part in the refusal.
    #[must_use]
    pub fn includes(&self, actor_id: &str) -> bool {
        [&self.proposed_by, &self.confirmed_by]
            .into_iter()
            .any(|one| one == actor_id)
    }
}

/// An appeal against a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    /// The resident's own words.
    pub text: String,
    /// The day it was made.
    pub on: Date,
    /// What came of it, once somebody has decided.
    pub decision: Option<AppealDecision>,
}

/// What came of an appeal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealDecision {
    /// Whether the refusal was taken back.
    pub is_overturned: bool,
    /// Why, in words the resident reads.
    pub text: String,
    /// The day it was decided.
    pub on: Date,
}

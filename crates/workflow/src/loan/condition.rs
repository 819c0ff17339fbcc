//! What has to be so before the contract of an offer can be signed.

use crate::Role;
use domain::Date;
use serde::{Deserialize, Serialize};

/// One condition, and whether it is met. Only the agency that set it says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What has to be so, in the agency's words.
    pub text: String,
    /// The agency that set it.
    pub set_by: Role,
    /// Since when it is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_on: Option<Date>,
}

impl Condition {
    /// A condition that is not met yet.
    pub(super) fn open(text: String, set_by: Role) -> Self {
        Self {
            text,
            set_by,
            met_on: None,
        }
    }

    /// Whether it waits for this role to say that it is met.
    #[must_use]
    pub fn waits_for(&self, role: Role) -> bool {
        self.met_on.is_none() && self.set_by == role
    }
}

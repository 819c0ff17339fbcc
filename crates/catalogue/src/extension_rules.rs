//! By how much a startup loan can be extended, and what that rests on.

use serde::{Deserialize, Serialize};

use crate::district::Source;

/// By how much a loan can be extended, once. The default is what the national notice of 2016 says, and the portal's own days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExtensionRules {
    /// So many months at most.
    pub most_months: u32,
    /// Working days within which bank and guarantee agency answer.
    pub working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
    /// Where it stands, also that nothing is subsidised.
    pub source: Vec<Source>,
}

impl Default for ExtensionRules {
    fn default() -> Self {
        Self {
            most_months: 12,
            working_days: 5,
            is_local_confirm: true,
            source: Vec::new(),
        }
    }
}

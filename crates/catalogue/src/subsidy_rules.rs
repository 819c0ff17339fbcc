//! How long the interest subsidy of a quarter may take.

use serde::{Deserialize, Serialize};

/// How long the interest subsidy of a quarter may take. No source gives the days; the default is the portal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SubsidyRules {
    /// Working days within which the bureau decides, from the working day after the quarter came.
    pub review_working_days: u32,
    /// Working days within which it is paid, from the working day after it was approved.
    pub pay_working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
}

impl Default for SubsidyRules {
    fn default() -> Self {
        Self {
            review_working_days: 10,
            pay_working_days: 10,
            is_local_confirm: true,
        }
    }
}

//! How many decisions on loan files are looked at again.

use serde::{Deserialize, Serialize};

/// The share that is drawn by lot, and the days to look at it. No source gives any, so the default is the portal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReReviewPlan {
    /// In percent of the decisions of a stage in a month.
    pub percent: u32,
    /// Working days after the draw.
    pub working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
}

impl Default for ReReviewPlan {
    fn default() -> Self {
        Self {
            percent: 5,
            working_days: 10,
            is_local_confirm: true,
        }
    }
}

//! How long an applicant may object to what an officer corrected.

use serde::{Deserialize, Serialize};

/// The days to object. No source gives any, so the default is the portal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionPlan {
    /// Working days, counted from the one after the correction.
    pub working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
}

impl Default for CorrectionPlan {
    fn default() -> Self {
        Self {
            working_days: 3,
            is_local_confirm: true,
        }
    }
}

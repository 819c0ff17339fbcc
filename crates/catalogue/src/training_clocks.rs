//! How long each step of a course listing, and of a complaint about a course, may take.

use serde::{Deserialize, Serialize};

/// The days of the training section and of trainers. No source gives any, so the defaults are the portal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrainingClocks {
    /// Working days in which a listing that was handed in is reviewed.
    pub review_working_days: u32,
    /// Working days in which a trainer puts right what was returned; then it is a draft again.
    pub answer_working_days: u32,
    /// Working days in which a trainer may answer a suspension.
    pub suspension_working_days: u32,
    /// Calendar days after which a draft nobody touches is put away.
    pub draft_days: u16,
    /// Calendar days before that from which its trainer is told.
    pub notice_days: u16,
    /// Calendar days after which a withdrawn listing is put away.
    pub archive_days: u16,
    /// Working days in which the training section answers a complaint.
    pub complaint_working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
}

impl Default for TrainingClocks {
    fn default() -> Self {
        Self {
            review_working_days: 2,
            answer_working_days: 10,
            suspension_working_days: 5,
            draft_days: 90,
            notice_days: 14,
            archive_days: 90,
            complaint_working_days: 10,
            is_local_confirm: true,
        }
    }
}

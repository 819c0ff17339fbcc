//! What an event of a complaint says.

use super::ComplaintAction;
use crate::Step;
use domain::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened to a complaint.
pub type ComplaintEvent = Step<ComplaintAction, ComplaintDetail>;

/// What an event carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ComplaintDetail {
    /// With [`ComplaintAction::File`].
    Filed {
        /// What happened, in the resident's words.
        text: String,
        /// The last day to answer.
        due_on: Date,
    },
    /// With the two answers.
    Decided {
        /// Why, in the officer's words; the resident and the school read it.
        reason: String,
    },
}

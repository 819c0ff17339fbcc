//! What an event of a listing carries beside the action.

use crate::StepError;
use crate::step::{holds, is_blank};
use domain::Date;
use serde::{Deserialize, Serialize};

/// What an event carries. Which action takes which is checked by [`ListingFile::decide`](super::ListingFile::decide).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ListingDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// What was written, by its hash.
    Written(Written),
    /// Everything that has to be changed.
    Defects {
        /// At least one, each pinned to a field.
        defects: Vec<ListingDefect>,
        /// Why something is named that could have been named the first time; empty otherwise.
        late_reason: String,
    },
    /// From which day residents see it.
    GoLive {
        /// The day.
        on: Date,
    },
    /// A reason in the actor's own words.
    Reason {
        /// The words.
        text: String,
        /// Ids of the papers that came with the answer to a suspension.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        papers: Vec<String>,
    },
    /// Why the portal takes it off the list by itself; whoever shows it has the words.
    Cause(SuspensionCause),
}

/// Why the portal takes a course off the list by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SuspensionCause {
    /// Too many complaints were found true within a year.
    Complaints {
        /// How many.
        upheld: u32,
        /// What the officer answered to the last of them.
        last: String,
    },
    /// The licence of the organisation has ended.
    LicenceEnded {
        /// Its last day.
        until: Date,
    },
}

/// What was written. The words themselves are kept beside the log, under this hash.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Hash of the content, in hexadecimal.
    pub content: String,
    /// The fields that differ from what was there before.
    pub changed: Vec<String>,
}

/// One thing that has to be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListingDefect {
    /// The field it is pinned to.
    pub field: String,
    /// What to change, in the reviewer's words.
    pub note: String,
}

impl ListingDetail {
    /// What can be said of a return without knowing the file: there is something, it is pinned, and it says what to do.
    pub(super) fn check_defects(defects: &[ListingDefect]) -> Result<(), StepError> {
        holds("defects", !defects.is_empty())?;
        let is_said = |defect: &ListingDefect| !is_blank(&defect.field) && !is_blank(&defect.note);
        holds("defects", defects.iter().all(is_said))
    }
}

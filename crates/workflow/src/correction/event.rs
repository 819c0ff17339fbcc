//! What an event of a correction says.

use super::CorrectionAction;
use crate::Step;
use crate::loan::Stage;
use crate::names::named;
use domain::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened to a correction.
pub type CorrectionEvent = Step<CorrectionAction, CorrectionDetail>;

/// What an event carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CorrectionDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// With [`CorrectionAction::Correct`].
    Corrected(Corrected),
    /// With [`CorrectionAction::Object`].
    Objection(Objection),
}

/// What was corrected, all of one press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrected {
    /// The number of events of the application then: what is handed in later holds the correction already.
    pub file_version: u32,
    /// Where the file was.
    pub stage: Stage,
    /// The last day to object.
    pub until: Date,
    /// The answers; at least one, each once.
    pub changes: Vec<Change>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// Which field.
    pub field: String,
    /// What stood there.
    pub before: String,
    /// What stands there since.
    pub after: String,
    /// Why.
    pub reason: CorrectionReason,
    /// More words; may be empty unless the reason is [`CorrectionReason::Other`].
    pub note: String,
    /// The kind of paper it is taken from.
    pub paper: String,
}

/// Why the resident objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// The number of events of the application then.
    pub file_version: u32,
    /// In the resident's words.
    pub text: String,
}

named! {
    /// Why an answer is corrected.
    pub enum CorrectionReason {
        /// It is written so on the paper.
        AsInPaper = "as_in_paper",
        /// It is a slip of the pen.
        Slip = "slip",
        /// What the note says.
        Other = "other",
    }
}

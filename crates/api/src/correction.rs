//! Answers that an officer corrected, and the resident's word on it.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::correction::{CorrectionOutcome, CorrectionReason};
use workflow::loan::Stage;

/// The most characters of an officer's words on one answer.
pub const MOST_NOTE_CHARS: usize = 200;
/// The most characters of a resident's objection.
pub const MOST_OBJECTION_CHARS: usize = 500;

/// POST [`crate::path::STAFF_CORRECTIONS`]: answers that an officer puts right, all of one press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectRequest {
    /// The version of the file that the officer saw.
    pub version: u32,
    /// The answers; at least one.
    pub changes: Vec<CorrectedAnswer>,
    /// I am no relative of the applicant and have no interest in the file; as with an officer's other actions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}

/// One answer that is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectedAnswer {
    /// Which field; one of [`application::CORRECTABLE`].
    pub field: String,
    /// What the officer saw there. Where something else stands by now, nothing is corrected.
    pub before: String,
    /// What stands there then.
    pub after: String,
    /// Why.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub reason: CorrectionReason,
    /// More words; needed with `other`.
    #[serde(default)]
    pub note: String,
    /// The kind of paper of the file it is taken from.
    pub paper: String,
}

/// A correction as officers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CorrectionView {
    /// Id.
    pub id: String,
    /// Whose officer made it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub stage: Stage,
    /// Name of the officer.
    pub made_by: String,
    /// When, unix milliseconds.
    pub made_ms: i64,
    /// The last day to object, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Date,
    /// What it has come to by today.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub outcome: CorrectionOutcome,
    /// The answers.
    pub changes: Vec<CorrectedAnswer>,
    /// What the resident objected.
    pub objection: Option<String>,
    /// When something happened to it last, unix milliseconds.
    pub changed_ms: i64,
}

/// Everything about corrections of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct CorrectionsView {
    /// Fields that the officer looking may correct now.
    pub open_fields: Vec<String>,
    /// What was corrected since the file was handed in, in the order made.
    pub made: Vec<CorrectionView>,
    /// A refusal waits until this day has passed, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub refusal_waits_until: Option<Date>,
    /// What the rules say of the answers as they stand, where that is not what they said at the handing in.
    pub verdict: Option<crate::policy::VerdictView>,
    /// For so many working days the resident can object.
    pub working_days: u32,
}

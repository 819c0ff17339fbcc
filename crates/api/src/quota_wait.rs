//! Files that wait for new quota: who is next, and ending the wait of as many as the new quota is for.

use application::Product;
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::loan::{Stage, WaitReason};

/// The most files of one request.
pub const MOST_FILES: usize = 50;

/// GET [`crate::path::STAFF_QUOTA_WAITS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListQuotaWaitsResponse {
    /// I am a supervisor, who ends waits.
    pub may_end: bool,
    /// How many wait, those not listed among them.
    pub count: u32,
    /// Those that were handed in first, at most 500.
    pub files: Vec<QuotaWaitEntry>,
}

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuotaWaitEntry {
    /// Application id.
    pub id: String,
    /// Acceptance number.
    pub acceptance_number: String,
    /// What is applied for.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// Name as in `王**`.
    pub applicant_masked: String,
    /// Amount asked for, in fen.
    pub amount_fen: Option<i64>,
    /// When it was first handed in, unix milliseconds.
    pub submitted_at_ms: Option<i64>,
    /// What is used up.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub reason: WaitReason,
    /// The stage it goes back to.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub stage: Stage,
    /// Since when it waits.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub since: Date,
    /// The words of the officer who let it wait; may be empty.
    pub note: String,
    /// Its version; goes back with the request.
    pub version: u32,
    /// Whether I say with the request to have nothing to do with its applicant.
    pub is_conflict_asked: bool,
}

/// POST [`crate::path::STAFF_QUOTA_WAITS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EndQuotaWaitsRequest {
    /// One to fifty files, in any order: the oldest goes first.
    pub files: Vec<FileThatWaits>,
    /// I am no relative of any of the applicants and have no interest in these files; asked once of each officer and file,
    /// as with an officer's other actions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}

/// A file as it was on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FileThatWaits {
    /// Application id.
    pub id: String,
    /// [`QuotaWaitEntry::version`] that was on screen.
    pub version: u32,
}

/// What came of it, in the order of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndQuotaWaitsResponse {
    /// One for each file.
    pub files: Vec<QuotaWaitEnded>,
}

/// What came of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuotaWaitEnded {
    /// Application id.
    pub id: String,
    /// What came of it.
    pub outcome: QuotaWaitOutcome,
}

/// What comes of ending the wait of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuotaWaitOutcome {
    /// Done: it goes on where it was.
    Ended,
    /// It does not wait here any more, or not as it was on screen.
    AlreadyMoved,
    /// One that was handed in before it waits for the same and is not among those named.
    OlderWaits,
    /// It is my own file, or that of somebody close: another supervisor ends it.
    OwnFile,
}

impl QuotaWaitOutcome {
    /// Each of them.
    pub const ALL: [Self; 4] = [
        Self::Ended,
        Self::AlreadyMoved,
        Self::OlderWaits,
        Self::OwnFile,
    ];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::AlreadyMoved => "already_moved",
            Self::OlderWaits => "older_waits",
            Self::OwnFile => "own_file",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_on_the_wire() {
        for outcome in QuotaWaitOutcome::ALL {
            let json = serde_json::to_string(&outcome).unwrap();
            assert_eq!(json, format!("\"{}\"", outcome.as_str()));
        }
    }
}

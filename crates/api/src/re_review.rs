//! Decisions on loan files drawn by lot to be looked at again.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::loan::LoanAction;
use workflow::re_review::{FindingCode, ReReviewAction, ReReviewState};

/// The most characters of each part of a finding.
pub const MOST_FINDING_CHARS: usize = 500;

/// GET [`crate::path::STAFF_RE_REVIEWS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListReReviewsResponse {
    /// The share of the decisions that is drawn, percent.
    pub percent: u32,
    /// Working days to look at one.
    pub working_days: u32,
    /// Whether the district has still to confirm both.
    pub is_local_confirm: bool,
    /// Those that wait, the most pressing first: a supervisor, and who stands in for one, sees those of the office,
    /// everybody else what only somebody else than these can look at.
    pub waiting: Vec<ReReviewView>,
    /// How many of the office wait behind the 200 that were looked through.
    #[serde(default)]
    pub not_listed: u32,
    /// Those looked at in the last 90 days, the last first, at most 50; for the supervisor.
    pub closed: Vec<ReReviewView>,
    /// The office's of the last year, for the supervisor.
    pub counts: Option<ReReviewCounts>,
}

/// Sums of an office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReReviewCounts {
    /// Drawn.
    pub drawn: u32,
    /// Of these, waiting.
    pub waiting: u32,
    /// Of these, past their day.
    pub overdue: u32,
    /// Looked at and agreed with.
    pub agreed: u32,
    /// Looked at, with a finding.
    pub found: u32,
}

/// What waits at my office, where I am to see to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReReviewsWaiting {
    /// All of them.
    pub waiting: u32,
    /// Past their day.
    pub overdue: u32,
}

/// A decision that was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReReviewView {
    /// Id of the re-review.
    pub id: String,
    /// The number of its events; goes back with what is done.
    pub version: u32,
    /// Application id.
    pub application_id: String,
    /// Acceptance number.
    pub acceptance_number: String,
    /// `王**`.
    pub applicant_masked: String,
    /// What was decided.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub decision: LoanAction,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub decided_on: Date,
    /// Where the re-review stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ReReviewState,
    /// The last day to look at it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// That day has passed and nobody has looked.
    pub is_overdue: bool,
    /// I can look at it.
    pub may_review: bool,
    /// Why I cannot: `had_part`, `own_file`, `supervisor_needed`; none where I can, and once somebody has looked.
    pub barred: Option<String>,
    /// When somebody looked.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub closed_on: Option<Date>,
    /// Who.
    pub closed_by: Option<String>,
    /// What was found; none where somebody agreed.
    pub finding: Option<FindingView>,
    /// Whether I say with what I do to have nothing to do with the applicant.
    pub is_conflict_asked: bool,
}

/// What is not right about a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FindingView {
    /// What kind of thing.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: FindingCode,
    /// What in the file shows it, at most 500 characters.
    pub evidence: String,
    /// What the office should do, at most 500 characters.
    pub advice: String,
}

/// POST [`crate::path::STAFF_RE_REVIEW_ACTIONS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReReviewActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// `agree` or `record_finding`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ReReviewAction,
    /// With `record_finding`, and only then.
    #[serde(default)]
    pub finding: Option<FindingView>,
    /// I am no relative of the applicant and have no interest in the file; asked once of each officer and file, as with an officer's
    /// other actions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}

//! Complaints about courses, as the training section sees them. A resident hands one in on a page that the server draws.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::complaint::{ComplaintAction, ComplaintState};
use workflow::listing::ListingState;

/// The most characters of a complaint.
pub const MOST_COMPLAINT_CHARS: usize = 2_000;
/// The most characters of an answer.
pub const MOST_ANSWER_CHARS: usize = 400;

/// GET [`crate::path::STAFF_COMPLAINTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListComplaintsResponse {
    /// Working days to answer.
    pub working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
    /// How many found true within a year take a course off the list.
    pub most_upheld: u32,
    /// Those that wait, the most pressing first.
    pub open: Vec<ComplaintView>,
    /// Those answered within a year, the last first.
    pub decided: Vec<ComplaintView>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComplaintView {
    /// Id.
    pub id: String,
    /// Number of events; goes back with the answer.
    pub version: u32,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ComplaintState,
    /// The class.
    pub class_id: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// The listing behind the course, and where it stands; none of the district's own courses.
    pub listing_id: Option<String>,
    /// Where that stands.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub listing_state: Option<ListingState>,
    /// First day of the class.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Name, masked, once said.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone: String,
    /// What happened, in the resident's words.
    pub text: String,
    /// The day it was handed in.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub filed_on: Date,
    /// The last day to answer.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// Whether that day is over without an answer.
    pub is_overdue: bool,
    /// How many about this course were found true within a year.
    pub upheld: u32,
    /// Why it was found true or not; empty until then.
    pub reason: String,
    /// The day it was answered.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub decided_on: Option<Date>,
    /// What whoever asks can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<ComplaintAction>,
}

/// POST [`crate::path::STAFF_COMPLAINT_ACTIONS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ComplaintActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// `uphold` or `dismiss`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ComplaintAction,
    /// Why; the resident reads it, and the school when the course goes off the list by it.
    pub reason: String,
}

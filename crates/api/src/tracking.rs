//! Where is my file: what anyone with the query code and the last four digits of the phone may see.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::Usual;
use workflow::loan::{ClockView, LoanState};

use crate::application::{DefectView, HolderView, TimelineEntry, UsualBy};

/// POST [`crate::path::TRACKING`]: in the body, so that codes stay out of addresses and logs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TrackRequest {
    /// Six-character query code.
    pub query_code: String,
    /// Last four digits of the phone that applied.
    pub phone_tail: String,
}

/// No name, no amount, no answer: only where the file is and what to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrackResponse {
    /// Acceptance number.
    pub acceptance_number: String,
    /// Programme id of the product.
    pub product: String,
    /// Present state.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: LoanState,
    /// Who holds the file.
    pub holder: HolderView,
    /// Day n of m and the date due; none when no clock runs.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub clock: Option<ClockView>,
    /// How long the office that holds the file usually takes; none while its clock stands or too few were decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub usual: Option<Usual>,
    /// On which days that would be for this file; none once both are past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_by: Option<UsualBy>,
    /// While the list of who was found to qualify is posted: its last day, ISO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub posted_until: Option<Date>,
    /// Until when the resident can take up again what was withdrawn or closed, ISO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reopen_until: Option<Date>,
    /// Until when the resident can appeal against a refusal, ISO; none once there is an appeal, and once the day has passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub appeal_until: Option<Date>,
    /// The address that leads the resident, signed in, to what an officer corrected, while there is something to say to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// What to fix: field and code; officers' notes are shown only to who is signed in.
    pub defects: Vec<DefectView>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

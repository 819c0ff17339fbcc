//! Listings: what trainers write and the training section reviews.

use domain::Date;
use listing::{Draft, Finding, Licence};
use serde::{Deserialize, Serialize};
use workflow::Role;
use workflow::listing::{ListingAction, ListingDefect, ListingState, SuspensionCause};

use crate::staff::OfficePaperView;

/// A listing in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingSummary {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Name of the organisation.
    pub organisation: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ListingState,
    /// Whether a reviewer has it.
    pub is_handed_in: bool,
    /// The day by which the reviewer, or after a return the trainer, is to act.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub due_on: Option<Date>,
    /// Whether that day has passed.
    pub is_overdue: bool,
    /// The day on which it is put away because nobody works on it, from two weeks ahead; of one that residents see, what is
    /// written beside it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub put_away_on: Option<Date>,
    /// How many dated classes it has.
    pub classes: u32,
    /// When it last changed, unix milliseconds.
    pub updated_at_ms: i64,
}

/// GET [`crate::path::STAFF_LISTINGS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListListingsResponse {
    /// A trainer's own; for the training section, what waits for a review, the longest first.
    pub listings: Vec<ListingSummary>,
    /// For the training section: what residents see, the last changed first.
    pub public: Vec<ListingSummary>,
    /// A trainer's own that were withdrawn or put away and still have their words, by title.
    #[serde(default)]
    pub ended: Vec<ListingSummary>,
    /// For the training section: how many reviews have their last day today.
    #[serde(default)]
    pub due_today: u32,
    /// For the section's supervisors, and for everybody where there are none: how many reviews are past it.
    #[serde(default)]
    pub overdue: u32,
    /// For the training section: how many complaints about courses are past their last day.
    #[serde(default)]
    pub late_complaints: u32,
    /// Whether the district has still to confirm how long each step may take.
    #[serde(default)]
    pub is_local_confirm: bool,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingStep {
    /// What was done.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ListingAction,
    /// In what capacity.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub role: Role,
    /// When, unix milliseconds.
    pub at_ms: i64,
    /// Why, in the actor's words; empty where nothing was said.
    pub reason: String,
    /// Why, where the portal did it by itself: `complaints` with how many and the answer to the last, or `licence_ended`
    /// with the last day. What was done before there were causes has its reason in words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub cause: Option<SuspensionCause>,
}

/// Why a listing is off the list for the time being, and what the trainer says to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuspensionView {
    /// Why, in the officer's words; empty where the portal did it.
    pub reason: String,
    /// Why the portal did it, as in [`ListingStep::cause`].
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub cause: Option<SuspensionCause>,
    /// Since when, unix milliseconds.
    pub at_ms: i64,
    /// The day by which the trainer may answer; none once answered.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub answer_by: Option<Date>,
    /// Whether that day has passed without an answer.
    pub is_unanswered: bool,
    /// The trainer's answer; empty without one.
    pub answer: String,
    /// When it came, unix milliseconds.
    pub answered_at_ms: Option<i64>,
    /// Papers that came with the answer.
    #[serde(default)]
    pub papers: Vec<OfficePaperView>,
    /// Papers of mine for the answer I am about to give.
    #[serde(default)]
    pub waiting: Vec<OfficePaperView>,
}

/// GET [`crate::path::STAFF_LISTING`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingView {
    /// Id.
    pub id: String,
    /// Number of events; goes back with the next action.
    pub version: u32,
    /// The course it is or becomes.
    pub course_id: String,
    /// Name of the organisation.
    pub organisation: String,
    /// What the organisation is licensed for.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub licence: Licence,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ListingState,
    /// Whether a reviewer has it.
    pub is_handed_in: bool,
    /// What whoever looks can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<ListingAction>,
    /// What is being written or reviewed.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub draft: Draft,
    /// What residents see, where that is something else.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub live: Option<Draft>,
    /// For its trainer: what was being written beside it when it came off the list, to be put back.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub kept: Option<Draft>,
    /// For its trainer: how many photos the organisation has.
    #[serde(default)]
    pub photos: Option<PhotoRoom>,
    /// Where the draft differs from what residents see, or from what was returned.
    pub changed: Vec<String>,
    /// What the machine check says.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub findings: Vec<Finding>,
    /// What the reviewer asked to change.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub defects: Vec<ListingDefect>,
    /// How often it was returned.
    pub returns: u32,
    /// The day by which the reviewer, or after a return the trainer, is to act.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub due_on: Option<Date>,
    /// While it is suspended: why, and what the trainer says to it.
    #[serde(default)]
    pub suspension: Option<SuspensionView>,
    /// While it waits for its day: from which residents see it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub go_live_on: Option<Date>,
    /// Classes that take people already.
    pub open_classes: Vec<String>,
    /// What happened, the newest first.
    pub steps: Vec<ListingStep>,
}

/// POST [`crate::path::STAFF_LISTINGS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartListingRequest {
    /// What was written so far.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub draft: Draft,
    /// A template to begin from: what the draft says of the course goes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// POST [`crate::path::STAFF_LISTING_PHOTOS`]: the photo as it was drawn anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingPhotoView {
    /// SHA-256 of its bytes, 64 small hexadecimal digits: how a draft names it.
    pub sha256: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How many the organisation has with it.
    #[serde(default)]
    pub photos: Option<PhotoRoom>,
}

/// How many photos an organisation has, and how many it has at most at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhotoRoom {
    /// Kept now, whether a course names them or not.
    pub kept: u32,
    /// At most.
    pub most: u32,
}

/// GET [`crate::path::STAFF_LISTING_TEMPLATES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListListingTemplatesResponse {
    /// The organisation's, by name.
    pub templates: Vec<ListingTemplateSummary>,
}

/// A course to begin others from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListingTemplateSummary {
    /// Id.
    pub id: String,
    /// What the organisation calls it.
    pub name: String,
    /// Title of the course.
    pub title: String,
    /// When it was last written, unix milliseconds.
    pub updated_at_ms: i64,
}

/// POST [`crate::path::STAFF_LISTING_TEMPLATES`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveListingTemplateRequest {
    /// What to call it, at most 40 characters.
    pub name: String,
    /// What it says; the dates of its classes are left out.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub draft: Draft,
    /// When the template of this name that is to be written over was last written, unix milliseconds. Without it, or where
    /// it was written since, it stays, and the answer is `template_there` at `/name`.
    #[serde(default)]
    pub replaces: Option<i64>,
}

/// POST [`crate::path::STAFF_LISTING_ROLL_OVERS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RollOverRequest {
    /// Ids of listings, at most 100.
    pub listings: Vec<String>,
}

/// What became of each, in the order asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RollOverResponse {
    /// One for each listing.
    pub rolled: Vec<RolledOver>,
}

/// What became of one listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RolledOver {
    /// Title.
    pub title: String,
    /// `drafted`: the classes of next year are in its draft; `in_review`, `has_draft`: nothing was done, a reviewer has it
    /// or somebody writes it; `no_classes`: there is nothing to move; `not_public`: it never went live.
    pub outcome: String,
    /// Where the draft is, or why there is none.
    pub listing: String,
    /// What has to be put right before it can be handed in.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub findings: Vec<Finding>,
}

/// PUT [`crate::path::STAFF_LISTING_DRAFT`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteListingRequest {
    /// The version that was on screen.
    pub version: u32,
    /// Everything as it is to be.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub draft: Draft,
}

/// The most characters of a reason, of an answer, or of what is wrong with one field.
pub const MOST_REASON_CHARS: usize = 500;

/// POST [`crate::path::STAFF_LISTING_ACTIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ListingActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// What to do.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ListingAction,
    /// Why, where the action needs it.
    #[serde(default)]
    pub reason: String,
    /// With `return`: everything to change, pinned.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub defects: Vec<ListingDefect>,
    /// With a later `return`: why something is named only now.
    #[serde(default)]
    pub late_reason: String,
    /// With `approve`: from which day residents see it; none for at once.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub go_live_on: Option<Date>,
    /// With `answer`: ids of papers of mine that go with it, at most four.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

impl ListingActionRequest {
    /// An action that says it all.
    #[must_use]
    pub fn plain(version: u32, action: ListingAction) -> Self {
        Self {
            version,
            action,
            reason: String::new(),
            defects: Vec::new(),
            late_reason: String::new(),
            go_live_on: None,
            papers: Vec::new(),
        }
    }
}

//! Drafts: the sources of a pack, being changed.

use serde::{Deserialize, Serialize};

use super::wire_names;

wire_names! {
    /// What may happen to a draft.
    DraftState {
        /// It may be changed.
        Open = "open",
        /// It was proposed and waits for a second person; it may not be changed.
        Proposed = "proposed",
        /// It became a pack.
        Published = "published",
        /// It was thrown away.
        Discarded = "discarded",
    }
}

/// A draft, without its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftView {
    /// Id.
    pub id: String,
    /// What it is for, in its author's words.
    pub title: String,
    /// Hash of the pack it started from.
    pub based_on: String,
    /// Another pack has come into force since it was started: publishing it would undo what that one changed.
    pub is_behind: bool,
    /// Name of who started it.
    pub author: String,
    /// The officer looking started it; nobody else may change it.
    pub is_mine: bool,
    /// State.
    pub state: DraftState,
    /// Counts every change; sent back with the next one.
    pub version: u32,
    /// When it was started, unix milliseconds.
    pub created_at_ms: i64,
    /// When it was last changed, unix milliseconds.
    pub updated_at_ms: i64,
}

/// One file of a draft or a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceFileSummary {
    /// Path, such as `programmes/living_allowance_training.toml`.
    pub path: String,
    /// Bytes.
    pub size_bytes: u32,
    /// It differs from the pack the draft is based on; always false in a pack.
    pub is_changed: bool,
}

/// GET [`crate::path::STAFF_POLICY_DRAFTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListDraftsResponse {
    /// Those open or proposed first, then the last changed first; at most 100.
    pub drafts: Vec<DraftView>,
}

/// POST [`crate::path::STAFF_POLICY_DRAFTS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartDraftRequest {
    /// Hash of the pack to start from.
    pub based_on: String,
    /// What it is for, 1 to 80 characters.
    pub title: String,
}

/// POST [`crate::path::STAFF_POLICY_DRAFT_DISCARD`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DiscardDraftRequest {
    /// The version seen.
    pub version: u32,
}

/// GET [`crate::path::STAFF_POLICY_FILES`] with a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListSourceFilesResponse {
    /// The draft's version; 0 for a pack.
    pub version: u32,
    /// By path.
    pub files: Vec<SourceFileSummary>,
}

/// GET [`crate::path::STAFF_POLICY_SOURCE`] with `path` and a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceFileView {
    /// Path.
    pub path: String,
    /// TOML.
    pub text: String,
    /// The draft's version; 0 for a pack.
    pub version: u32,
}

/// PUT [`crate::path::STAFF_POLICY_DRAFT_SOURCE`]: replaces a file, or adds one under `programmes/` or `cases/`;
/// there an empty text takes it away.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteSourceRequest {
    /// The version seen.
    pub version: u32,
    /// Path.
    pub path: String,
    /// The whole text; kept even when it is no TOML, because the check says what is wrong with it.
    pub text: String,
}

/// What a change of a draft gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedDraftResponse {
    /// The new version.
    pub version: u32,
    /// When it was durable, unix milliseconds.
    pub saved_at_ms: i64,
}

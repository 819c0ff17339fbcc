//! Papers, whole and in parts.

use serde::{Deserialize, Serialize};

/// A paper uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentView {
    /// Id.
    pub id: String,
    /// [`application::DocumentKind`] id.
    pub kind: String,
    /// Media type as recognised from the bytes.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: u64,
    /// When it was durable, unix milliseconds.
    pub received_at_ms: i64,
    /// What of a photo may be hard to read, by the codes of [`doubt`]; it was taken all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<String>,
}

/// What may be hard to read on a photo of a paper.
pub mod doubt {
    /// It has too few pixels for small print.
    pub const SMALL: &str = "small";
    /// Print has no sharp edges.
    pub const BLURRED: &str = "blurred";
    /// A lamp shines on it.
    pub const GLARE: &str = "glare";
    /// All of them.
    pub const ALL: [&str; 3] = [SMALL, BLURRED, GLARE];
}

/// The most bytes of one part of a paper; every part but the last has as many.
pub const PART_BYTES: usize = 256 * 1024;

/// POST [`crate::path::APPLICATION_UPLOADS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartUploadRequest {
    /// [`application::DocumentKind`] id.
    pub kind: String,
    /// The name of the sender's file; may be empty.
    #[serde(default)]
    pub name: String,
    /// Bytes of the whole.
    pub size_bytes: u64,
    /// SHA-256 of the whole, 64 hexadecimal digits.
    pub sha256: String,
}

/// A paper on its way in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaperUploadView {
    /// Id.
    pub id: String,
    /// Bytes that are durable, from the first on: where the next part begins.
    pub received_bytes: u64,
    /// What it has become, once all parts have come and were found to be a paper.
    pub document: Option<DocumentView>,
}

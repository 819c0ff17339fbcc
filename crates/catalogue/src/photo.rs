//! The picture of a course.

use serde::{Deserialize, Serialize};

/// One photo of a course: of the classroom, or of what is made in it. Its bytes are asked for by the hash that names them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoursePhoto {
    /// SHA-256 of its bytes, 64 small hexadecimal digits.
    pub sha256: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What is to be seen on it, for those who do not see it.
    pub alt: String,
}

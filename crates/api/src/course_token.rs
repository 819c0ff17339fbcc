//! Courses from a trainer's own system, and the tokens it sends them with.

use listing::Values;
use serde::{Deserialize, Serialize};

use crate::course_sheet::{NotHandedIn, SheetRowView, SheetView};

/// The most rows in one call.
pub const MOST_SENT_ROWS: usize = 500;

/// GET [`crate::path::STAFF_COURSE_TOKENS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListCourseTokensResponse {
    /// Those that are good, the newest first.
    pub tokens: Vec<CourseTokenView>,
}

/// One token, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CourseTokenView {
    /// Id.
    pub id: String,
    /// What its maker calls it.
    pub name: String,
    /// Name of the account it acts for, and ends with.
    pub author: String,
    /// When it was made, unix milliseconds.
    pub created_at_ms: i64,
    /// When it was last used.
    pub used_at_ms: Option<i64>,
}

/// POST [`crate::path::STAFF_COURSE_TOKENS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeCourseTokenRequest {
    /// What it is called, at most 40 characters.
    pub name: String,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeCourseToken {
    /// Id.
    pub id: String,
    /// The token. It is shown this once.
    pub token: String,
}

/// POST [`crate::path::TRAINER_COURSES`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendCoursesRequest {
    /// 1 to 500 rows, each a course with one class; fields are named as in the answers about sheets, values read as there.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub rows: Vec<Values>,
    /// Only says what would become of them.
    #[serde(default)]
    pub is_dry_run: bool,
    /// Whether what has no mistake is handed in for review, too.
    #[serde(default)]
    pub is_handed_in: bool,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentCourses {
    /// The sheet the rows stand in, where bad ones can be repaired; none after a dry run.
    pub sheet: Option<SheetView>,
    /// Every row with what the checks say, numbered from 1.
    pub rows: Vec<SheetRowView>,
    /// Courses made or changed.
    pub courses: u32,
    /// Of these, handed in for review.
    pub handed_in: u32,
    /// Those that were to be handed in and were not.
    #[serde(default)]
    pub not_handed_in: Vec<NotHandedIn>,
}

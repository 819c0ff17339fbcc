//! A course that is off the list: what whoever has its address is told.

use domain::Date;
use serde::{Deserialize, Serialize};

/// GET [`crate::path::COURSE_REST`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestingCourse {
    /// Title.
    pub title: String,
    /// Whether it is off the list for the time being only.
    pub is_paused: bool,
    /// Courses to look at instead, the closest first; at most three.
    pub similar: Vec<SimilarCourse>,
}

/// A course like the one that is off the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarCourse {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// First day of the next class in which one can enrol.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
}

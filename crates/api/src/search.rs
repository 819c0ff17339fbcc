//! Searches of the course list that a resident keeps.

use domain::Date;
use serde::{Deserialize, Serialize};

/// The most searches one person keeps.
pub const MOST_SEARCHES: usize = 10;

/// The longest name of one, in characters.
pub const LONGEST_SEARCH_NAME: usize = 60;

/// POST [`crate::path::SAVED_SEARCHES`]: keep this search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveSearchRequest {
    /// What the address of the course list asks, without its question mark.
    pub query: String,
    /// What it is called.
    pub name: String,
}

/// GET [`crate::path::SAVED_SEARCHES`]: my searches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListSavedSearchesResponse {
    /// The oldest first.
    pub searches: Vec<SavedSearchView>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedSearchView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What the address of the course list asks.
    pub query: String,
    /// Classes that were opened since and fit, the soonest first, as long as they have not begun.
    pub found: Vec<FoundClass>,
}

/// A class that fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundClass {
    /// Id of its course.
    pub course: String,
    /// Title of the course.
    pub title: String,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
}

//! Another class that something was found in.

use domain::Date;
use serde::{Deserialize, Serialize};

/// What a class is called that a finding or a sign names by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedClass {
    /// Class id: course, a dot, session.
    pub id: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
}

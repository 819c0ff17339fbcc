//! Where a clerk helps people who do not do it alone.

use serde::{Deserialize, Serialize};

/// A village e-commerce point or another place whose clerk does things for residents, with their consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePoint {
    /// Identifier, unique among the agencies and points of the district: clerks' accounts name it.
    pub id: String,
    /// Name.
    pub name: String,
    /// Code of the township or street it lies in.
    pub division: String,
    /// The villages it is for.
    #[serde(default)]
    pub villages: Vec<String>,
    /// Whether it is a sample (示例) standing for one that the district has still to name.
    pub is_sample: bool,
    /// Where the name comes from.
    pub source: String,
}

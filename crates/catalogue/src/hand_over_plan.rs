//! Which agencies decide without accounts, and who hands files over to them.

use serde::{Deserialize, Serialize};

/// The agencies without accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HandOverPlan {
    /// Each with who hands over.
    pub agency: Vec<HandedOver>,
}

impl HandOverPlan {
    /// The bureau that hands files over to an agency; none where the agency has accounts.
    pub fn bureau_of(&self, agency_id: &str) -> Option<&str> {
        let mut found = self.agency.iter().filter(|one| one.id == agency_id);
        found.next().map(|one| one.by.as_str())
    }
}

/// An agency without accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// The guarantee agency or bank.
    pub id: String,
    /// The bureau whose officers make its packages and take its decisions over.
    pub by: String,
}

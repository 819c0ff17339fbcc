//! That a condition of an offer is met.

use super::super::flaw::Flaw;
use api::staff::StaffApplicationView;
use serde::{Deserialize, Serialize};
use workflow::Role;

/// Which condition, and what shows it, as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct MetDraft {
    pub(in super::super) condition: String,
    pub(in super::super) note: String,
}

impl MetDraft {
    /// The only one there is needs no choosing.
    pub(super) fn begin(&mut self, file: &StaffApplicationView, role: Role) {
        if let [only] = waiting(file, role).as_slice() {
            self.condition = only.0.to_string();
        }
    }

    /// Its place, from 0.
    pub(super) fn check(&self) -> Result<u32, Vec<Flaw>> {
        let place = self.condition.parse();
        place.map_err(|_| vec![Flaw::Condition])
    }
}

/// The conditions that wait for an agency's word, with their places.
pub(in super::super) fn waiting(file: &StaffApplicationView, role: Role) -> Vec<(usize, String)> {
    let conditions = file.particulars.conditions.iter().enumerate();
    conditions
        .filter(|(_, one)| one.set_by == role && one.met_on.is_none())
        .map(|(at, one)| (at, one.text.clone()))
        .collect()
}

//! A visit by the guarantee agency.

use super::super::flaw::Flaw;
use api::application::VisitView;
use api::staff::VISIT_WITHIN_DAYS;
use domain::Date;
use serde::{Deserialize, Serialize};

/// The visit as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in super::super) struct VisitDraft {
    pub(in super::super) on: String,
    pub(in super::super) note: String,
}

impl VisitDraft {
    /// The visit, or what is wrong with its day.
    pub(super) fn check(&self, today: Date) -> Result<VisitView, Vec<Flaw>> {
        match Date::parse_iso(&self.on) {
            None => Err(vec![Flaw::VisitOn]),
            Some(day) if day < today => Err(vec![Flaw::VisitPast]),
            Some(day) if day > today.add_days(VISIT_WITHIN_DAYS) => Err(vec![Flaw::VisitFar]),
            Some(day) => Ok(VisitView {
                on: day.to_string(),
                note: self.note.trim().to_owned(),
            }),
        }
    }
}

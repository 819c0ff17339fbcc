//! The days of bank and guarantee agency with a request for a later last day, or with a new plan.

use super::ServicingFile;
use super::extension::LENDERS;
use crate::loan::Urgency;
use crate::{Role, WorkCalendar};
use domain::Date;

/// The clock of a request that is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionClock {
    /// The last day, as it was told when it was asked.
    pub due_on: Date,
    /// How near that is.
    pub urgency: Urgency,
    /// Whose word is still missing; nobody's once the portal alone has to carry it out.
    pub waits_for: Vec<Role>,
}

impl ServicingFile {
    /// The clock that runs on a day; none where nothing is looked at.
    #[must_use]
    pub fn extension_clock(&self, today: Date, calendar: &WorkCalendar) -> Option<ExtensionClock> {
        let pending = self.extension_in_review()?;
        let due_on = pending.request.decide_by;
        let days = |until| calendar.working_days_between(pending.asked_on, until);
        let missing = LENDERS.iter().filter(|role| !pending.agreed.contains(role));
        Some(ExtensionClock {
            due_on,
            urgency: Urgency::of(days(today), days(due_on)),
            waits_for: missing.copied().collect(),
        })
    }
}

//! A listing that is off the list: what the trainer says to it, and until when.

use super::{A, ListingFile, ListingRules};
use crate::listing::ListingState;
use crate::{DueDate, StepError};
use domain::Date;

impl ListingFile {
    /// The day by which the trainer may answer a suspension; none once answered.
    ///
    /// The suspension is the last event until then, so its day needs no place of its own.
    #[must_use]
    pub fn suspension_answer_due(&self, rules: ListingRules<'_>) -> Option<DueDate> {
        if self.state != ListingState::Suspended || self.is_answered {
            return None;
        }
        let due = rules
            .calendar
            .nth_working_day_after(self.last_event_on?, rules.suspension_working_days);
        Some(due)
    }

    /// Whether the trainer may still answer on a day.
    #[must_use]
    pub fn may_answer(&self, day: Date, rules: ListingRules<'_>) -> bool {
        self.suspension_answer_due(rules)
            .is_some_and(|due| day <= due.on)
    }

    /// One answer to one suspension: the officer decides by it and must not find another one later.
    pub(super) const fn check_answer(&self, action: A) -> Result<(), StepError> {
        if matches!(action, A::Answer) && self.is_answered {
            return Err(StepError::NotAllowed);
        }
        Ok(())
    }
}

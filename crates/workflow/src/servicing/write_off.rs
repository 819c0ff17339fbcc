//! Writing off (核销) what the guarantee agency will not get back: proposed by one person, confirmed by another.

use super::{ServicingError, ServicingFile};
use crate::StepError;
use domain::Date;

/// What the guarantee agency writes off, from the proposal on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteOff {
    /// Why.
    pub reason: String,
    /// The person who proposed it.
    pub proposed_by: String,
    /// When.
    pub proposed_on: Date,
    /// When a second person confirmed it.
    pub written_off_on: Option<Date>,
}

impl ServicingFile {
    pub(super) fn check_second_person(&self, actor_id: &str) -> Result<(), ServicingError> {
        let proposed = self.write_off.as_ref().ok_or(StepError::NotAllowed)?;
        if proposed.proposed_by == actor_id {
            return Err(ServicingError::SamePerson);
        }
        Ok(())
    }
}

//! What an event of a class carries beside the action.

use crate::StepError;
use crate::step::holds;
use domain::Date;
use serde::{Deserialize, Serialize};

/// What an event carries. Which action takes which is checked by [`ClassFile::decide`](super::ClassFile::decide).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ClassDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// A reason in the actor's own words.
    Reason {
        /// The words.
        text: String,
    },
    /// The days and the seats.
    Plan(ClassPlan),
    /// The new number of seats.
    Capacity {
        /// Seats in all.
        capacity: u32,
        /// Seats in all that an officer approved, where it is the trainer who sets them within that; nothing where the
        /// approval itself sets them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approved: Option<u32>,
    },
    /// The new days.
    Postponement(Postponement),
    /// The days on which it is taught.
    Lessons {
        /// In order, each once.
        days: Vec<Date>,
    },
}

/// The days and the seats of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassPlan {
    /// Seats in all; at least one.
    pub capacity: u32,
    /// Seats the trainer gave away outside the portal, on paper or before it; never more than there are.
    pub elsewhere: u32,
    /// Last day to enrol, not after the first day.
    pub enrol_by: Date,
    /// First day.
    pub starts_on: Date,
    /// Last day, not before the first.
    pub ends_on: Date,
}

/// The new days of a class that is put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Postponement {
    /// Last day to enrol.
    pub enrol_by: Date,
    /// First day, later than it was.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Why.
    pub reason: String,
}

impl ClassPlan {
    pub(super) fn check(&self) -> Result<(), StepError> {
        holds("capacity", self.capacity > 0)?;
        holds("elsewhere", self.elsewhere <= self.capacity)?;
        holds("enrol_by", self.enrol_by <= self.starts_on)?;
        holds("ends_on", self.starts_on <= self.ends_on)
    }

    /// The plan with other days.
    pub(super) const fn moved_to(mut self, later: &Postponement) -> Self {
        self.enrol_by = later.enrol_by;
        self.starts_on = later.starts_on;
        self.ends_on = later.ends_on;
        self
    }

    /// Whether two classes have a day in common.
    ///
    /// ```
    /// use domain::Date;
    /// use workflow::class::ClassPlan;
    /// let on = |from, to| {
    ///     let (starts_on, ends_on) = (Date::parse_iso(from).unwrap(), Date::parse_iso(to).unwrap());
    ///     ClassPlan { capacity: 1, elsewhere: 0, enrol_by: starts_on, starts_on, ends_on }
    /// };
    /// assert!(on("2026-12-01", "2026-12-05").overlaps(&on("2026-12-05", "2026-12-09")));
    /// assert!(!on("2026-12-01", "2026-12-05").overlaps(&on("2026-12-06", "2026-12-09")));
    /// ```
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts_on <= other.ends_on && other.starts_on <= self.ends_on
    }
}

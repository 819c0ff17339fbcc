//! The clocks of whoever holds a file at an agency, and when somebody is to be told of them.

use crate::names::named;
use domain::Date;
use serde::{Deserialize, Serialize};

named! {
    /// Which clock of an agency runs.
    pub enum DeskClockKind {
        /// To open a file that was handed in; inside the bureau's days.
        Opening = "opening",
        /// To be done with a stage, or with an appeal.
        Stage = "stage",
        /// To decide as second person on a proposed refusal, so that the resident is told in time.
        RefusalNotice = "refusal_notice",
        /// To confirm as second person that the money was paid; inside the bank's days.
        Disbursement = "disbursement",
    }
}

named! {
    /// How near the end of its days a clock is.
    pub enum Urgency {
        /// Nobody need be told.
        Calm = "calm",
        /// Five sevenths are used: whoever works on it is reminded.
        Near = "near",
        /// The last day: a supervisor is told.
        Last = "last",
        /// The days are over: a supervisor is told, and the resident gets an apology. The file stays where it is.
        Over = "over",
    }
}

impl Urgency {
    /// How urgent a clock is of which so many days are used. One of a single day is near on that day.
    #[must_use]
    pub(crate) const fn of(used: u32, limit: u32) -> Self {
        let five_sevenths = limit.saturating_mul(5) / 7;
        let near = if five_sevenths == 0 { 1 } else { five_sevenths };
        if used > limit {
            Self::Over
        } else if used == limit && limit > 1 {
            Self::Last
        } else if used >= near {
            Self::Near
        } else {
            Self::Calm
        }
    }

    /// Whether it is a supervisor's to see to.
    #[must_use]
    pub const fn is_escalated(self) -> bool {
        matches!(self, Self::Last | Self::Over)
    }
}

/// A clock that runs on an officer's desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskClock {
    /// Which.
    pub kind: DeskClockKind,
    /// Its last day.
    pub due_on: Date,
    /// Whether the calendar is not announced that far.
    pub provisional: bool,
    /// How near that is.
    pub urgency: Urgency,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_is_reminded_before_the_supervisor_hears_of_it() {
        use Urgency::{Calm, Last, Near, Over};
        for (limit, expected) in [
            (
                7,
                &[Calm, Calm, Calm, Calm, Calm, Near, Near, Last, Over][..],
            ),
            (5, &[Calm, Calm, Calm, Near, Near, Last, Over]),
            (3, &[Calm, Calm, Near, Last, Over]),
            (2, &[Calm, Near, Last, Over]),
            (1, &[Calm, Near, Over]),
        ] {
            for (used, expected) in (0..).zip(expected) {
                assert_eq!(Urgency::of(used, limit), *expected, "{used} of {limit}");
            }
        }
    }
}

//! What an event of an enrolment carries beside the action.

use crate::names::named;
use serde::{Deserialize, Serialize};

named! {
    /// What came of a training, in the resident's one tap.
    pub enum Outcome {
        /// Has a job.
        Employed = "employed",
        /// Runs a business.
        SelfEmployed = "self_employed",
        /// Works the own land.
        FarmingOwn = "farming_own",
        /// Looks for work.
        Looking = "looking",
        /// Is in another training.
        InTraining = "in_training",
        /// Prefers not to say.
        PrefersNotToSay = "prefers_not_to_say",
    }
}

/// What an event carries. Which action takes which is checked by
/// [`EnrolmentFile::decide`](super::EnrolmentFile::decide).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EnrolmentDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// The sequence number of the request within its class; the order of the wait-list.
    Place {
        /// From 1.
        number: u32,
    },
    /// Until when an offer stands.
    Offer {
        /// Unix milliseconds.
        until_ms: i64,
    },
    /// A reason, or what to fix, in the actor's own words.
    Reason {
        /// The words.
        text: String,
    },
    /// Why the class is not for this person.
    Refusal {
        /// Code of the reason.
        reason_code: String,
        /// The rule it rests on.
        rule: String,
        /// What the resident can do.
        remedies: String,
    },
    /// The certificate.
    Certificate {
        /// Its number.
        number: String,
    },
    /// What came of it.
    FollowUp {
        /// Days after the end of the class: 30, 90 or 180.
        days: u32,
        /// The answer.
        outcome: Outcome,
    },
}

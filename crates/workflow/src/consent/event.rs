//! What an event of a consent says.

use super::{ConsentAction, Party};
use crate::DeviceKind;
use domain::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened to a consent. Events are only ever appended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentEvent {
    /// What was done.
    pub action: ConsentAction,
    /// By which side.
    pub party: Party,
    /// By whom: a person or staff id for the applicant's side; empty for the person named, who has no account.
    pub actor_id: String,
    /// The applicant's consent to the helper who acted; none otherwise.
    pub helper_consent_id: Option<String>,
    /// From what kind of device.
    pub device: DeviceKind,
    /// When, in unix milliseconds.
    pub at_ms: i64,
    /// On which day in Asia/Shanghai; always the day of `at_ms`.
    pub on: Date,
    /// The key under which a repeated request is recognised.
    pub idempotency_key: String,
    /// With [`ConsentAction::Ask`], and only then: until when an answer is taken, in unix milliseconds.
    pub until_ms: Option<i64>,
    /// With [`ConsentAction::Give`], and only then: what the person agreed to.
    pub terms: Option<ConsentTerms>,
}

/// What was on the screen when the person said yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentTerms {
    /// The amount asked for, in fen; 0 in consents of before that were given while the applicant had not said.
    pub amount_fen: i64,
    /// The term in months; 0 where the amount may be.
    pub months: u32,
    /// Version of the text read.
    pub text_version: String,
}

impl ConsentTerms {
    /// Whether a loan of this amount and term is still what was agreed to: no more, and no longer.
    ///
    /// ```
    /// let agreed = workflow::consent::ConsentTerms { amount_fen: 20_000_000, months: 24, text_version: "1".into() };
    /// assert!(agreed.covers(20_000_000, 24) && agreed.covers(10_000_000, 12));
    /// assert!(!agreed.covers(20_000_001, 24) && !agreed.covers(20_000_000, 25));
    /// ```
    #[must_use]
    pub const fn covers(&self, amount_fen: i64, months: u32) -> bool {
        amount_fen <= self.amount_fen && months <= self.months
    }
}

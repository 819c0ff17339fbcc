//! Putting a pack in force: one prepares, another approves.

use serde::{Deserialize, Serialize};

use super::{PublicationKind, wire_names};

wire_names! {
    /// How far a proposal has come.
    ProposalState {
        /// Waits for a second person.
        Waiting = "waiting",
        /// Became a publication.
        Approved = "approved",
        /// A second person said no.
        Rejected = "rejected",
        /// Its author took it back.
        Withdrawn = "withdrawn",
    }
}

wire_names! {
    /// What can be done about a waiting proposal.
    Decision {
        /// By somebody else than who prepared it.
        Approve = "approve",
        /// By somebody else than who prepared it; needs a note.
        Reject = "reject",
        /// By who prepared it.
        Withdraw = "withdraw",
    }
}

/// The most characters of the reason of a proposal, and of the note on its decision.
pub const MOST_REASON_CHARS: usize = 500;

/// POST [`crate::path::STAFF_POLICY_PROPOSALS`]: exactly one of `draft` and `pack`. Refused with `pack_not_ready` while
/// the rules do not compile, the check has errors or a case fails.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SubmitProposalRequest {
    /// Id of the draft to publish.
    #[serde(default)]
    pub draft: Option<String>,
    /// The draft's version seen; needed with `draft`.
    #[serde(default)]
    pub draft_version: Option<u32>,
    /// Hash of a stored pack to put in force: an earlier one (roll back) or one that came with the program.
    #[serde(default)]
    pub pack: Option<String>,
    /// First day, ISO; today or later.
    pub effective_on: String,
    /// Why, 1 to 500 characters.
    pub reason: String,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProposalView {
    /// Id.
    pub id: String,
    /// What an approval would be.
    pub kind: PublicationKind,
    /// The draft it was compiled from; none for a stored pack.
    pub draft: Option<String>,
    /// The draft's title.
    pub draft_title: Option<String>,
    /// The pack that would come into force; `pack=` of the reports.
    pub pack_hash: String,
    /// Another pack has come into force since the draft was started.
    pub is_behind: bool,
    /// First day, ISO.
    pub effective_on: String,
    /// Why.
    pub reason: String,
    /// Name of who prepared it.
    pub prepared_by: String,
    /// The officer looking prepared it, and so may withdraw but not approve it.
    pub is_mine: bool,
    /// When it was submitted, unix milliseconds.
    pub prepared_at_ms: i64,
    /// State.
    pub state: ProposalState,
    /// Name of who decided.
    pub decided_by: Option<String>,
    /// When, unix milliseconds.
    pub decided_at_ms: Option<i64>,
    /// What was said with the decision.
    pub note: Option<String>,
}

/// GET [`crate::path::STAFF_POLICY_PROPOSALS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListProposalsResponse {
    /// The waiting first, then the newest first; at most 100.
    pub proposals: Vec<ProposalView>,
}

/// POST [`crate::path::STAFF_POLICY_DECISION`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideProposalRequest {
    /// What to do.
    pub decision: Decision,
    /// The pack that was shown: an approval is of exactly this one.
    pub pack_hash: String,
    /// Note, at most 500 characters; needed to reject.
    #[serde(default)]
    pub note: Option<String>,
}

/// One thing somebody did at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PolicyEventView {
    /// Number, counted from 1 without a gap.
    pub seq: i64,
    /// Name of who did it; empty for the program.
    pub actor: String,
    /// `start_draft`, `write_source`, `edit_draft`, `discard_draft`, `simulate_filed`, `propose`, `approve`, `reject`,
    /// `withdraw`, `seed`; of an account `reset_second_factor`.
    pub action: String,
    /// Draft id, proposal id, pack hash or account id.
    pub subject: String,
    /// What exactly: a path, an edit, a day, a user name; empty when there is no more to say.
    pub detail: String,
    /// When, unix milliseconds.
    pub at_ms: i64,
}

/// GET [`crate::path::STAFF_POLICY_EVENTS`] with `before` (a `seq`; absent for the newest).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListPolicyEventsResponse {
    /// The newest first; at most 100.
    pub events: Vec<PolicyEventView>,
    /// The hash chain of all events is whole.
    pub is_whole: bool,
}

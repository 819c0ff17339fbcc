//! What an event of a re-review says.

use super::ReReviewAction;
use crate::loan::Stage;
use crate::names::named;
use crate::{Role, Step};
use domain::Date;
use serde::{Deserialize, Serialize};

/// One thing that happened to a re-review.
pub type ReReviewEvent = Step<ReReviewAction, ReReviewDetail>;

/// What an event carries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ReReviewDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// With [`ReReviewAction::Draw`].
    Drawn(Drawn),
    /// With [`ReReviewAction::RecordFinding`].
    Finding(Finding),
}

/// Which decision was drawn, and who cannot look at it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    /// The number of the event that decided.
    pub ended_version: u32,
    /// Whose decision it is.
    pub stage: Stage,
    /// Accounts of that agency that did anything to the file until then.
    pub had_part: Vec<String>,
    /// The last day to look at it.
    pub due_on: Date,
    /// The bureau took the decision over from an agency without accounts, and its own officers look at it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_taken_over: bool,
}

const fn is_not(is_so: &bool) -> bool {
    !*is_so
}

impl Drawn {
    /// Whose officers look at it: the agency's that decided, the bureau's where that has no accounts.
    #[must_use]
    pub const fn looks(&self) -> Role {
        if self.is_taken_over {
            Role::HrOfficer
        } else {
            self.stage.officer()
        }
    }

    /// Whether an account had a part in the decision.
    #[must_use]
    pub fn includes(&self, actor_id: &str) -> bool {
        self.had_part.iter().any(|id| id == actor_id)
    }
}

/// What is not right, in the parts that the office needs to do something about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What kind of thing.
    pub code: FindingCode,
    /// What in the file shows it.
    pub evidence: String,
    /// What the office should do.
    pub advice: String,
}

named! {
    /// What kind of thing is not right about a decision.
    pub enum FindingCode {
        /// The papers do not show what the decision rests on.
        EvidenceMissing = "evidence_missing",
        /// A rule was read wrongly, or one that was not in force.
        RuleMisapplied = "rule_misapplied",
        /// Amount, rate or term is wrong.
        AmountWrong = "amount_wrong",
        /// A step was left out.
        StepMissed = "step_missed",
        /// The reasons do not say what the resident needs to know.
        ReasonsUnclear = "reasons_unclear",
        /// What the evidence says.
        Other = "other",
    }
}

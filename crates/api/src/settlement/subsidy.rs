//! One subsidy of one person: for the sheet, and for the person.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::settlement::UnpaidReason;

use crate::policy::VerdictView;

/// One subsidy of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubsidyView {
    /// Programme id.
    pub programme: String,
    /// Its title, in Chinese.
    pub title: String,
    /// Whether it is paid as things stand: a yes, and nothing against it.
    pub is_payable: bool,
    /// What is paid, fen; none while the sum is open.
    pub amount_fen: Option<i64>,
    /// The verdict with every condition and its source.
    pub verdict: VerdictView,
}

/// What became of a subsidy, as the person reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppliedSubsidy {
    /// Its title, in Chinese.
    pub title: String,
    /// `applied`, `granted`, `refused`, `held_back`.
    pub outcome: String,
    /// What is paid, fen, once granted.
    pub amount_fen: Option<i64>,
    /// The conditions that are not met, with their source.
    pub why_not: Vec<String>,
    /// The day it was paid; none before, and when it came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub paid_on: Option<Date>,
    /// Why the last payment came back: `card_mismatch`, `card_closed`, `other`; none when it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub unpaid: Option<UnpaidReason>,
}

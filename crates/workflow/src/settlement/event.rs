//! What an event of a settlement says.

use super::{SettlementAction, UnpaidReason};
use crate::Step;
use domain::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing that happened to a settlement.
pub type SettlementEvent = Step<SettlementAction, SettlementDetail>;

/// What an event carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SettlementDetail {
    /// With [`SettlementAction::Write`].
    Written(Written),
    /// With [`SettlementAction::Submit`].
    HandedIn(HandedIn),
    /// With [`SettlementAction::Return`].
    GivenBack(GivenBack),
    /// With [`SettlementAction::Settle`].
    Settled(Settled),
    /// With [`SettlementAction::Pay`].
    Paid(PaidList),
    /// With [`SettlementAction::TakeBack`].
    CameBack(CameBack),
}

/// What was written of the class as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Whether trade and school are in the subsidy catalogues; none: not said. Of the writes before there was a log only the
    /// last one still says it.
    pub listed: Option<bool>,
}

/// What was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedIn {
    /// What each person agreed to pay, fen, by the id of the enrolment, where that was kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub prices: BTreeMap<String, i64>,
}

/// Why it was given back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenBack {
    /// In words; none of what was put right and handed in again before there was a log.
    pub reason: Option<String>,
    /// Ids of the papers that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

/// By what it was settled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// Sums that the officer entered.
    pub rates: Vec<SetRate>,
    /// Ids of the papers that came with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// SHA-256 of what is kept of each person under the person's key, sealed as it is, hex, by the id of the enrolment; none
    /// in what was settled before that was noted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<String, String>,
}

/// A sum that an officer entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetRate {
    /// Programme id.
    pub programme: String,
    /// Fen, for each person or for each day.
    pub fen: i64,
    /// The document it rests on.
    pub document: String,
}

/// A list to pay by, as finance had it, and what came of each line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidList {
    /// The day finance paid it.
    pub on: Date,
    /// Its number of the batch.
    pub reference: String,
    /// Whom how much to which card, each person once.
    pub lines: Vec<PaidLine>,
}

/// One person of a list to pay by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidLine {
    /// The enrolment.
    pub enrolment_id: String,
    /// Everything that was granted, fen.
    pub fen: i64,
    /// The last digits of the card.
    pub card_tail: String,
    /// Why it came back; none when it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpaid: Option<UnpaidReason>,
}

/// Money that came back after its list was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameBack {
    /// Why, by the id of the enrolment that was paid.
    pub lines: BTreeMap<String, UnpaidReason>,
}

impl SettlementDetail {
    /// Ids of the papers that came with the event.
    #[must_use]
    pub fn papers(&self) -> &[String] {
        match self {
            Self::Written(_) | Self::HandedIn(_) | Self::Paid(_) | Self::CameBack(_) => &[],
            Self::GivenBack(given_back) => &given_back.papers,
            Self::Settled(settled) => &settled.papers,
        }
    }
}

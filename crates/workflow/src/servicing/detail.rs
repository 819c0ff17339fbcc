//! What an event of a loan carries beside the action.

use super::{BookedTerms, CallOutcome, ChangeKind, Quarter, QueryTo, StopCode};
use domain::Date;
use serde::{Deserialize, Serialize};

/// What an event carries. Which action takes which is checked by [`ServicingFile::decide`](super::ServicingFile::decide).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ServicingDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// The terms.
    Terms(BookedTerms),
    /// Money that came in.
    Receipt(Receipt),
    /// A payment taken back.
    Reversal(Reversal),
    /// So many days overdue.
    Warning {
        /// 1, 7 or 30.
        days: u32,
    },
    /// What the guarantee agency paid, or got back.
    Sum(Sum),
    /// The subsidy of a quarter.
    Subsidy(SubsidyDecision),
    /// A later last day that is asked for.
    Extension(ExtensionRequest),
    /// The later last day that holds from now on.
    Extended(Extended),
    /// A question about the subsidy of a quarter.
    Query(SubsidyQuery),
    /// What was answered to it.
    Words {
        /// Never empty.
        words: String,
    },
    /// The subsidy of a quarter, paid.
    SubsidyPaid(SubsidyPayment),
    /// What changed in the business.
    Change(BusinessChange),
    /// What it means for the subsidy.
    ChangeAnswer(ChangeAnswer),
    /// A call to whoever is late.
    Call(Call),
    /// Why.
    Reason {
        /// In words; never empty.
        reason: String,
    },
}

/// A later last day that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRequest {
    /// So many months more.
    pub months: u32,
    /// Why the borrower asks.
    pub reason: String,
    /// By when bank and guarantee agency have to answer.
    pub decide_by: Date,
}

/// The later last day that holds from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extended {
    /// What is due after this day is planned anew.
    pub on: Date,
    /// The last day of before; nothing is subsidised from it on.
    pub from: Date,
    /// The new last day.
    pub until: Date,
}

/// Money that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The amount in fen.
    pub amount_fen: i64,
    /// The day the bank received it.
    pub on: Date,
    /// Whether it pays principal before its time.
    pub is_early: bool,
    /// The bank's number of the entry; may be empty.
    pub reference: String,
}

/// A payment taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reversal {
    /// The payment's number, from 1.
    pub no: u32,
    /// Why.
    pub reason: String,
}

/// An amount on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// The amount in fen.
    pub amount_fen: i64,
    /// The day.
    pub on: Date,
}

/// The subsidy of a quarter, approved or held back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubsidyDecision {
    /// Which quarter.
    pub quarter: Quarter,
    /// The state's part of the interest due in it, in fen.
    pub amount_fen: i64,
    /// Why it is held back; empty when approved.
    pub reason: String,
    /// The same as a code; nothing when approved, and in what was written before there were codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<StopCode>,
}

/// What the bureau asks before it decides on a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubsidyQuery {
    /// Which quarter.
    pub quarter: Quarter,
    /// Whom.
    pub to: QueryTo,
    /// What.
    pub question: String,
}

/// What the finance office paid, as the bureau records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubsidyPayment {
    /// Which quarter.
    pub quarter: Quarter,
    /// The day the money was paid.
    pub on: Date,
    /// The number of the batch it was paid in.
    pub reference: String,
}

/// What changed in the business that the loan was lent for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessChange {
    /// In which way.
    pub kind: ChangeKind,
    /// Since when.
    pub on: Date,
    /// In the borrower's words.
    pub words: String,
}

/// What a change means for the subsidy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeAnswer {
    /// From this day on nothing is subsidised; nothing where it goes on.
    pub stops_from: Option<Date>,
    /// Why.
    pub reason: String,
    /// What that rests on, as the bureau cites it; may be empty where it goes on.
    pub article: String,
}

/// A call to whoever is late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// When.
    pub on: Date,
    /// What came of it.
    pub outcome: CallOutcome,
    /// What was said; may be empty.
    pub words: String,
}

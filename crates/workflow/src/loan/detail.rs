//! What an event carries beside the action: the words and figures the action needs.

use crate::names::named;
use crate::servicing::{DayCounting, EarlyEffect, RepaymentMethod};
use domain::Date;
use serde::{Deserialize, Serialize};

/// What an event carries. Which action takes which is checked by [`LoanFile::decide`](super::LoanFile::decide).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EventDetail {
    /// Nothing: the action says it all.
    #[default]
    None,
    /// A reason in the actor's own words.
    Reason {
        /// The words.
        text: String,
    },
    /// What was handed in.
    Submission(Submission),
    /// What the resident is to fix.
    Return(ReturnDetail),
    /// What cannot be fixed.
    CannotSupply(CannotSupply),
    /// Why the file is refused.
    Refusal(Refusal),
    /// When the agency comes.
    Visit(Visit),
    /// What the bank offers.
    Terms(LoanTerms),
    /// What the bank has paid.
    Disbursement(Disbursement),
    /// A finding in favour under conditions.
    Finding(Finding),
    /// Which condition is met.
    Met(Met),
    /// The contract signed on paper.
    Contract(Contract),
}

/// What was handed in, by number and by hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The acceptance number given to the resident.
    pub acceptance_number: String,
    /// The policy pack the verdict was reached with.
    pub pack_hash: String,
    /// The frozen verdict.
    pub receipt_hash: String,
    /// The version of the declaration that was agreed to; missing in what was handed in before it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration_version: Option<String>,
}

/// What the resident is to fix, all of it at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnDetail {
    /// Each thing to fix, pinned to its field; at least one.
    pub defects: Vec<Defect>,
    /// Why a supervisor allows another return in the same stage.
    pub supervisor_reason: Option<String>,
    /// What came up after the second return of the stage; nothing else allows a third.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_facts: Option<String>,
}

/// One thing to fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    /// The field or document.
    pub field: String,
    /// What is wrong with it.
    pub code: DefectCode,
    /// More words, where the code is not enough; may be empty unless the code is [`DefectCode::Other`].
    pub note: String,
}

named! {
    /// What is wrong with a field or a document.
    pub enum DefectCode {
        /// It is not there.
        Missing = "missing",
        /// It is there in part.
        Incomplete = "incomplete",
        /// It cannot be read.
        Unreadable = "unreadable",
        /// It is not what was asked for.
        WrongDocument = "wrong_document",
        /// It contradicts another answer or document.
        Mismatch = "mismatch",
        /// Its date has passed.
        Expired = "expired",
        /// It lacks a signature or a seal.
        Unsigned = "unsigned",
        /// What the note says.
        Other = "other",
    }
}

/// Why one pinned thing cannot be supplied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CannotSupply {
    /// The field of an open defect.
    pub field: String,
    /// Why not.
    pub reason: String,
}

/// Why a file is refused, in all the parts a resident is entitled to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// The condition that is not met.
    pub reason_code: String,
    /// The rule: document and article.
    pub article: String,
    /// What in the file shows it.
    pub evidence: String,
    /// What the resident can do about it; at least one.
    pub remedies: Vec<String>,
    /// What would have to be otherwise for the answer to be yes; empty in what was refused before it was asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub would_change: String,
    /// Whether an offer gets its days anew when this is dropped. Events of before it did do not say so.
    #[serde(default, skip_serializing_if = "is_not")]
    pub holds_offer: bool,
}

/// When the agency comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The day.
    pub on: Date,
    /// The hour, who comes, what to have ready; may be empty.
    pub note: String,
}

/// What the bank offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoanTerms {
    /// The amount in fen.
    pub amount_fen: i64,
    /// The yearly rate in hundredths of a percent.
    pub rate_basis_points: u32,
    /// The term in months.
    pub months: u32,
    /// The branch that lends.
    pub bank_branch: String,
    /// What has to be so before the contract can be signed; most offers have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<String>,
}

/// A finding in favour under conditions, such as a counter-guarantee that is still to be arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The note kept with it; may be empty.
    pub text: String,
    /// What has to be so before the contract can be signed, in the place of what the agency asked for before; at least one where
    /// it asked for nothing and answers nothing.
    pub conditions: Vec<String>,
    /// What becomes of a request to do without a guarantor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverAnswer>,
}

/// What the guarantee agency answers to a request to do without a guarantor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaiverAnswer {
    /// Nobody has to stand in.
    pub is_granted: bool,
    /// Why somebody has to; the applicant reads it. Empty where nobody has to.
    pub reason: String,
}

/// That a condition is met, said by the agency that set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Met {
    /// The condition's place in [`LoanFile::conditions`](super::LoanFile::conditions), from 0.
    pub condition: u32,
    /// What shows it; may be empty.
    pub note: String,
    /// Whether the resident is told once the contract can be signed. Events of before that was told do not say so.
    #[serde(default, skip_serializing_if = "is_not")]
    pub tells_resident: bool,
}

const fn is_not(is_so: &bool) -> bool {
    !*is_so
}

/// The contract signed on paper, which decides by its day who pays the interest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// The day that stands on it.
    pub signed_on: Date,
    /// The bank's number of the loan contract.
    pub number: String,
    /// The number of the guarantee contract; may be empty.
    pub guarantee_number: String,
}

/// What the bank has paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disbursement {
    /// The amount in fen.
    pub amount_fen: i64,
    /// The day the money reached the account.
    pub on: Date,
    /// The last four digits of the account.
    pub account_tail: String,
    /// How it is paid back, as the contract says; missing in what was paid before that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repayment: Option<RepaymentTerms>,
}

/// How a loan is paid back, as the signed contract says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepaymentTerms {
    /// The method and its due dates.
    pub method: RepaymentMethod,
    /// How days are counted.
    pub counting: DayCounting,
    /// What a payment before time changes.
    pub early_effect: EarlyEffect,
    /// The bank's own number of the loan; may be empty.
    pub loan_number: String,
}

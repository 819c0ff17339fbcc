//! What is applied for the people of a class that is over, and what was decided.

mod act;
mod card;
mod class;
mod payment;
mod statement;
mod subsidy;

pub use act::{
    MOST_REASON_CHARS, Rate, RateNeeded, RemarkOn, SettlementActionRequest, StatementOf,
    WriteSettlementRequest,
};
pub use card::{GivePaymentCardRequest, PaymentCardView};
pub use class::NamedClass;
pub use payment::{
    CameBackRequest, PaySettlementRequest, PaymentLineView, SettlementPaymentView,
    SettlementPaymentsView, UnpaidLine,
};
pub use statement::{Claim, GROUPS, Statement, WORK};
pub use subsidy::{AppliedSubsidy, SubsidyView};

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentState, Level};
use workflow::settlement::{Finding, SchoolSign, SettlementAction, SettlementState, UnpaidReason};

use crate::staff::OfficePaperView;

/// GET [`crate::path::STAFF_SETTLEMENTS`]: those the training section has seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListSettlementsResponse {
    /// What waits for the training section first, the longest at the head; then what somebody waits for money of; what else was
    /// decided last, the newest first.
    pub settlements: Vec<SettlementSummary>,
    /// How many more there are behind them.
    #[serde(default)]
    pub left_out: u32,
}

/// One in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementSummary {
    /// Class id: course, a dot, session.
    pub id: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: SettlementState,
    /// The day it was last handed in.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub submitted_on: Option<Date>,
    /// Working days it has waited for the training section; none when it does not.
    pub waited_working_days: Option<u32>,
    /// How many people were granted something and not paid yet; none before it is settled.
    #[serde(default)]
    pub to_pay: Option<u32>,
    /// The day of the last payment; none while nothing was paid.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub paid_on: Option<Date>,
}

/// GET [`crate::path::STAFF_SETTLEMENT`]: the sheet of a class as of now; empty before its trainer writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementView {
    /// Class id: course, a dot, session.
    pub id: String,
    /// Number of writes, 0 before the first; goes back with the next one.
    pub version: u32,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: SettlementState,
    /// Where the class stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub class_state: ClassState,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Who teaches.
    pub provider: Option<String>,
    /// First day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub starts_on: Date,
    /// Last day.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ends_on: Date,
    /// Whether the course is a sample (示例).
    pub is_sample: bool,
    /// Whether trade and school are in the subsidy catalogues; none: not said.
    pub listed: Option<bool>,
    /// What the district's catalogues say; none where there are none, or nobody publishes the course.
    pub catalogues: Option<CatalogueWord>,
    /// Why it was given back, as a whole.
    pub reason: Option<String>,
    /// What whoever asks can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<SettlementAction>,
    /// Programmes with somebody to pay whose sum no document says: the officer enters it.
    pub rates_needed: Vec<RateNeeded>,
    /// Sums that were entered.
    pub rates: Vec<Rate>,
    /// What is paid in all, fen; none while a sum is open.
    pub total_fen: Option<i64>,
    /// What was paid, and what waits; none before it is settled, and for a school.
    #[serde(default)]
    pub payments: Option<SettlementPaymentsView>,
    /// Papers that came with decisions, oldest first, and mine for the next one; the school reads those it was given the
    /// sheet back with.
    #[serde(default)]
    pub papers: Vec<OfficePaperView>,
    /// What stands out across the classes of the school; for the training section alone.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<serde_json::Value>))]
    pub school: Vec<SchoolSign>,
    /// What the classes are called that findings and signs name; for a school its own alone.
    #[serde(default)]
    pub classes: Vec<NamedClass>,
    /// Everybody who has or had a seat, in the order of asking.
    pub rows: Vec<SettlementRow>,
}

/// Whether trade and school of a class are in the district's catalogues of subsidised training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CatalogueWord {
    /// The trade; a course without one is outside.
    pub has_trade: bool,
    /// The school.
    pub has_institution: bool,
    /// Whether the catalogues are made up (示例): then they decide nothing.
    pub is_sample: bool,
}

/// One person of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementRow {
    /// Enrolment id.
    pub id: String,
    /// Name, once anybody said it; masked for officers.
    pub name: Option<String>,
    /// Phone, masked.
    pub phone: String,
    /// Where the enrolment stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: EnrolmentState,
    /// Days attended.
    pub attended: u32,
    /// Days of teaching.
    pub lessons: u32,
    /// The level passed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub level: Option<Level>,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// Price for one who pays in full, fen: what the course cost when the person asked for the seat. None for who asked before
    /// that was kept.
    #[serde(default)]
    pub price_fen: Option<i64>,
    /// What the person said.
    pub statement: Statement,
    /// The number of the identity card, masked; none while nobody gave it.
    #[serde(default)]
    pub id_number: Option<String>,
    /// What is wrong here, in the officer's words.
    pub remark: Option<String>,
    /// Why the sheet cannot be handed in or settled: `settlement_row_open`, `settlement_row_unknown`, `settlement_row_id`;
    /// for officers, who settle, also `settlement_row_appealable` and `settlement_row_paid_since`.
    pub problems: Vec<String>,
    /// What stands against paying.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<serde_json::Value>))]
    pub findings: Vec<Finding>,
    /// Classes among those named that are taught at other hours of the day: being in both stops no payment.
    #[serde(default)]
    pub other_hours: Vec<String>,
    /// The engine's answer on each subsidy; empty when nothing is applied for.
    pub subsidies: Vec<SubsidyView>,
    /// Where it is paid to; none while nobody said.
    pub card: Option<PaymentCardView>,
    /// Whether whoever asks can enter the card, or another one.
    pub may_give_card: bool,
    /// The day the person was paid; none before, and when it came back.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub paid_on: Option<Date>,
    /// Why the last payment came back: `card_mismatch`, `card_closed`, `other`; none when it did not.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub unpaid: Option<UnpaidReason>,
}

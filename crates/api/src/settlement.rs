//! What is applied for the people of a class that is over, and what was decided.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::class::ClassState;
use workflow::enrolment::{EnrolmentState, Level};
use workflow::settlement::{Finding, SchoolSign, SettlementAction, SettlementState, UnpaidReason};

use crate::policy::VerdictView;
use crate::staff::OfficePaperView;

/// What a person may say to belong to; the engine's facts of the same names.
pub const GROUPS: &[&str] = &[
    "registered_unemployed",
    "hard_to_employ",
    "poverty_exited",
    "zero_employment_family",
    "graduating_year",
    "school_leaver",
    "rural_transfer_worker",
];

/// How a person may work; the engine's options of `employment_status`.
pub const WORK: &[&str] = &[
    "unemployed",
    "employed",
    "flexible",
    "self_employed",
    "student",
    "retired",
];

/// GET [`crate::path::STAFF_SETTLEMENTS`]: those the training section has seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListSettlementsResponse {
    /// What waits for the training section first, the longest at the head; what was decided last.
    pub settlements: Vec<SettlementSummary>,
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

/// What a person said and showed. None: not asked.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Why nothing is applied for; none when something is.
    #[serde(default)]
    pub left_out: Option<String>,
    /// Of [`GROUPS`]; an empty list says: none of them.
    #[serde(default)]
    pub groups: Option<Vec<String>>,
    /// Of [`WORK`].
    #[serde(default)]
    pub work: Option<String>,
    /// Training subsidies of the year, this one not counted.
    #[serde(default)]
    pub subsidies_this_year: Option<u32>,
    /// Whether this trade was paid for at this level before.
    #[serde(default)]
    pub same_level_before: Option<bool>,
    /// Whether the unemployment insurance paid its skills subsidy (失业保险技能提升补贴) for the same certificate, or is asked to.
    #[serde(default)]
    pub skills_subsidy_elsewhere: Option<bool>,
}

/// That somebody wants a subsidy to pay, with what the engine has to know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What the person says.
    pub statement: Statement,
    /// The number of the identity card, as typed: one person has one, however many phones.
    pub id_number: String,
}

impl std::fmt::Debug for Claim {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Claim(‹个人信息›)")
    }
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
    /// Everybody who has or had a seat, in the order of asking.
    pub rows: Vec<SettlementRow>,
}

/// What finance paid of a settled class, and what it pays next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementPaymentsView {
    /// Whom the next list pays, by enrolment id.
    pub next: Vec<PaymentLineView>,
    /// What the next list comes to, fen.
    pub next_fen: i64,
    /// SHA-256 over the lines of the next list, hex; goes back with what is recorded.
    pub digest: String,
    /// How many more were granted something and wait for a card that can be paid to.
    pub held: u32,
    /// Whether whoever asks settled the class: then somebody else records the payment.
    pub is_settler: bool,
    /// What was recorded, the oldest first.
    pub paid: Vec<SettlementPaymentView>,
}

/// One person of the next list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentLineView {
    /// Enrolment id.
    pub id: String,
    /// Everything that was granted, fen.
    pub fen: i64,
}

/// A list that was recorded as paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementPaymentView {
    /// The day finance paid it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub paid_on: Date,
    /// Its number of the batch.
    pub reference: String,
    /// How many people stood in it.
    pub lines: u32,
    /// What the list came to, fen.
    pub total_fen: i64,
    /// How many of them came back.
    pub unpaid: u32,
    /// What came back, fen.
    pub unpaid_fen: i64,
    /// Who recorded it.
    pub recorded_by: String,
    /// SHA-256 over its lines, hex.
    pub digest: String,
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

/// A programme whose sum is to be entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RateNeeded {
    /// Programme id.
    pub programme: String,
    /// Its title, in Chinese.
    pub title: String,
    /// Whether the sum is for each day attended; otherwise for each person.
    pub is_daily: bool,
    /// How many people.
    pub people: u32,
}

/// A sum that an officer entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Programme id.
    pub programme: String,
    /// Fen, for each person or for each day.
    pub fen: i64,
    /// The document it rests on.
    pub document: String,
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

/// The card to which somebody is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentCardView {
    /// The last four digits; no screen shows more.
    pub last_four: String,
    /// The role of who gave it: `resident` (a clerk in a helped session too), `trainer`, `training_officer`.
    pub given_by: String,
    /// The day it was given.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub given_on: Date,
    /// Whether somebody else gave the same card; nothing is paid to it then.
    pub is_shared: bool,
}

/// PUT [`crate::path::ENROLMENT_PAYMENT_CARD`], PUT [`crate::path::STAFF_MEMBER_PAYMENT_CARD`].
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GivePaymentCardRequest {
    /// 16 to 19 digits as typed; spaces, hyphens and full-width digits are forgiven.
    pub number: String,
}

impl std::fmt::Debug for GivePaymentCardRequest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("GivePaymentCardRequest(‹个人信息›)")
    }
}

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

/// PUT [`crate::path::STAFF_SETTLEMENT`]: what the people said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteSettlementRequest {
    /// The version that was on screen.
    pub version: u32,
    /// Whether trade and school are in the subsidy catalogues; none: not said.
    pub listed: Option<bool>,
    /// The people whose statements change.
    pub rows: Vec<StatementOf>,
}

/// One person's statement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatementOf {
    /// Enrolment id.
    pub id: String,
    /// What the person said.
    pub statement: Statement,
    /// The number of the identity card; none leaves what was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
}

impl std::fmt::Debug for StatementOf {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "StatementOf({}, ‹个人信息›)", self.id)
    }
}

/// The most characters of a reason, a remark or a document's name.
pub const MOST_REASON_CHARS: usize = 300;

/// POST [`crate::path::STAFF_SETTLEMENT_ACTIONS`]: hand in, give back, settle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettlementActionRequest {
    /// The version that was on screen.
    pub version: u32,
    /// `submit`, `return` or `settle`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: SettlementAction,
    /// Why, with `return`.
    #[serde(default)]
    pub reason: String,
    /// What is wrong at which person, with `return`.
    #[serde(default)]
    pub remarks: Vec<RemarkOn>,
    /// The sums no document of the portal says, with `settle`.
    #[serde(default)]
    pub rates: Vec<Rate>,
    /// Whether deaths, insurance and public payrolls were compared outside the portal, which knows none of them; `settle`
    /// needs it.
    #[serde(default)]
    pub is_compared: bool,
    /// Ids of papers of mine that go with it, at most four; with `return` and `settle`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
}

/// POST [`crate::path::STAFF_SETTLEMENT_PAID`]: that finance paid the list that was on screen, and what came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaySettlementRequest {
    /// The version that was on screen.
    pub version: u32,
    /// The day, `2027-04-20`; not ahead.
    pub paid_on: String,
    /// Finance's number of the batch.
    pub reference: String,
    /// That of the list on screen.
    pub digest: String,
    /// The people to whom nothing was paid; each waits for the next list.
    #[serde(default)]
    pub unpaid: Vec<UnpaidLine>,
}

/// POST [`crate::path::STAFF_SETTLEMENT_CAME_BACK`]: whose money came back after the list was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CameBackRequest {
    /// The version that was on screen.
    pub version: u32,
    /// The people who were paid and are not by now; each waits for the next list.
    pub lines: Vec<UnpaidLine>,
}

/// A line of a list that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnpaidLine {
    /// Enrolment id.
    pub id: String,
    /// `card_mismatch`, `card_closed` or `other`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub reason: UnpaidReason,
}

/// What is wrong at one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RemarkOn {
    /// Enrolment id.
    pub id: String,
    /// What is wrong.
    pub text: String,
}

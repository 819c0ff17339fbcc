//! The interest subsidy of a quarter: its clock, what is asked about it, what was paid, and what a change in the business
//! means for it. And the calls to whoever is late.

use crate::servicing::QuarterDecision;
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::Role;
use workflow::loan::Urgency;
use workflow::servicing::{CallOutcome, ChangeKind, QueryTo, SubsidyDuty};

/// The clock of a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubsidyClockView {
    /// `review` or `pay`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub duty: SubsidyDuty,
    /// The last day; while a question is open, as if it were answered today. ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// Whether the calendar is not announced that far.
    pub provisional: bool,
    /// Working days left; below zero when they are over.
    pub days_left: i64,
    /// Whether a question is open and the days stand still.
    pub is_paused: bool,
    /// `calm`, `near`, `last`, `over`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub urgency: Urgency,
    /// Since when the supervisors know, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub escalated_on: Option<Date>,
}

/// That the subsidy of a quarter was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuarterPaid {
    /// The day the money was paid, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// The number of the batch.
    pub reference: String,
}

/// Payments of a quarter, recorded together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubsidyBatchView {
    /// The day the money was paid, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub paid_on: Date,
    /// The number of the batch.
    pub reference: String,
    /// How many loans.
    pub loans: i64,
    /// What they come to, fen.
    pub total_fen: i64,
    /// Who recorded it.
    pub recorded_by: String,
    /// The digest of the list that was paid, as [`ListSubsidiesResponse::waiting_digest`] had it before; absent for what was
    /// recorded before it was kept.
    #[serde(default)]
    pub digest: Option<String>,
}

/// POST [`crate::path::STAFF_SUBSIDY_PAYMENTS`]: everything of a quarter that was approved and not paid yet is paid now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaySubsidiesRequest {
    /// `2026Q4`.
    pub quarter: String,
    /// The day the finance office paid, ISO.
    pub paid_on: String,
    /// Its number of the batch.
    pub reference: String,
    /// How many loans the officer saw waiting for payment.
    pub loans: u32,
    /// What they came to, fen.
    pub total_fen: i64,
    /// The digest of those lines, as [`ListSubsidiesResponse::waiting_digest`] had it.
    pub digest: String,
    /// I am no relative of any of the borrowers and have no interest in these loans; asked once of each officer and file,
    /// as with an officer's other actions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}

/// A payment as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaySubsidiesResponse {
    /// What was recorded.
    pub batch: SubsidyBatchView,
    /// How many more wait that another officer records: my own, and those of somebody close to me.
    pub left_to_others: u32,
}

/// What the officer asks; a part of [`crate::servicing::LoanActionRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QueryRequest {
    /// `bank` or `resident`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub to: QueryTo,
    /// What.
    pub question: String,
}

/// A question about a quarter, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueryView {
    /// `2026Q4`.
    pub quarter: String,
    /// `bank` or `resident`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub to: QueryTo,
    /// What was asked.
    pub question: String,
    /// When, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub asked_on: Date,
    /// What was answered; empty while nobody did.
    pub answer: String,
    /// Who answered.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub answered_by: Option<Role>,
    /// When it was closed, ISO; absent while it waits.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub closed_on: Option<Date>,
}

/// A change in the business, and what the bureau decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeView {
    /// `closed`, `moved`, `trade`, `other`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ChangeKind,
    /// Since when, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// In the borrower's words.
    pub words: String,
    /// When it was told, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub told_on: Date,
    /// What was decided; absent while nothing was.
    pub answer: Option<ChangeAnswerView>,
}

/// What a change means for the subsidy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeAnswerView {
    /// From this day on nothing is subsidised, ISO; absent where it goes on.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub stops_from: Option<Date>,
    /// Why.
    pub reason: String,
    /// What that rests on, as the bureau cites it; may be empty.
    pub article: String,
    /// When, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// That the stop was taken back; absent while it holds, and where nothing stops.
    #[serde(default)]
    pub taken_back: Option<TakenBackView>,
}

/// That the subsidy does not stop after all: what was held back is due again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakenBackView {
    /// When, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// Why.
    pub reason: String,
    /// What of it is due later because its quarter was approved meanwhile, fen.
    pub arrears_fen: i64,
    /// The quarter with which that is due, `2026Q4`.
    pub quarter: String,
}

/// What the officer decides on a change; a part of [`crate::servicing::LoanActionRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeAnswerRequest {
    /// From this day on nothing is subsidised, ISO; absent where it goes on.
    #[serde(default)]
    pub stops_from: Option<String>,
    /// What that rests on; asked for where the subsidy stops.
    #[serde(default)]
    pub article: String,
}

/// A call to whoever is late; a part of [`crate::servicing::LoanActionRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CallRequest {
    /// When, ISO.
    pub on: String,
    /// `promised`, `cannot_pay`, `disputed`, `relayed`, `no_answer`, `wrong_number`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub outcome: CallOutcome,
    /// What was said; may be empty.
    #[serde(default)]
    pub words: String,
}

/// A call as it was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallView {
    /// When, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// What came of it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub outcome: CallOutcome,
    /// What was said; may be empty.
    pub words: String,
    /// `bank_officer` or `guarantee_officer`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub by: Role,
    /// Their name.
    pub caller: String,
}

/// How long the subsidy of a quarter may take here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubsidyRulesView {
    /// Working days to decide.
    pub review_working_days: u32,
    /// Working days to pay.
    pub pay_working_days: u32,
    /// Whether the district has still to confirm them.
    pub is_local_confirm: bool,
}

/// GET [`crate::path::STAFF_SUBSIDIES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListSubsidiesResponse {
    /// `2026Q4`.
    pub quarter: String,
    /// Whether it has ended, so that it can be decided.
    pub is_over: bool,
    /// Every loan that is subsidised in it, by acceptance number.
    pub entries: Vec<SubsidyEntry>,
    /// What they come to, fen.
    pub total_fen: i64,
    /// What of it was approved, fen.
    pub approved_fen: i64,
    /// How many were approved and not paid yet.
    pub waiting: u32,
    /// What those come to, fen.
    pub waiting_fen: i64,
    /// SHA-256 over their lines, hex: one line swapped for another is another list. A line is acceptance number, quarter, fen
    /// and the last digits of the account with a tab between and a line feed behind; they are sorted by their bytes.
    pub waiting_digest: String,
    /// What was paid, batch by batch, the oldest first.
    pub batches: Vec<SubsidyBatchView>,
    /// How many more wait that another officer records: my own, and those of somebody close to me. They are not in `waiting`.
    pub left_to_others: u32,
    /// Whether I say with the payment to have nothing to do with the borrowers.
    pub is_conflict_asked: bool,
    /// Whether I approved something of it, so that somebody else records the payment.
    pub is_approver: bool,
    /// How long it may take.
    pub rules: SubsidyRulesView,
}

/// One loan's subsidy of a quarter; the name is masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubsidyEntry {
    /// The application's id.
    pub id: String,
    /// Acceptance number.
    pub acceptance_number: String,
    /// `王**`.
    pub borrower_masked: String,
    /// The bank's name.
    pub bank: String,
    /// Interest due in the quarter, fen.
    pub interest_fen: i64,
    /// The state's part, fen.
    pub state_pays_fen: i64,
    /// What was decided; absent while nothing was.
    pub decision: Option<QuarterDecision>,
    /// Whether it can be decided now.
    pub is_open: bool,
    /// The clock that runs.
    pub clock: Option<SubsidyClockView>,
}

//! A loan after the money was paid out: what the resident sees, and what officers see and do.

use crate::extension::{
    AskExtensionRequest, ExtendedView, ExtensionRulesView, ExtensionView, StaffExtensionView,
    WriteOffView,
};
use crate::subsidy::{
    CallRequest, CallView, ChangeAnswerRequest, ChangeView, QuarterPaid, QueryRequest, QueryView,
    SubsidyClockView,
};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::Role;
use workflow::loan::{RepaymentTerms, Urgency};
use workflow::servicing::{
    BookedTerms, RepaymentMethod, ServicingAction, ServicingState, StopCode,
};

/// A loan as its borrower sees it, and as it goes onto paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanView {
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ServicingState,
    /// The amount paid out, fen.
    pub amount_fen: i64,
    /// The day it was paid out, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub start_on: Date,
    /// Principal still owed, fen.
    pub balance_fen: i64,
    /// Everything paid so far, fen.
    pub paid_fen: i64,
    /// Of this, interest, fen.
    pub interest_paid_fen: i64,
    /// What was due before today and is unpaid, fen.
    pub overdue_fen: i64,
    /// What comes next; absent when nothing is owed to the bank.
    pub next: Option<NextPayment>,
    /// Interest subsidy approved so far, fen.
    pub subsidy_fen: i64,
    /// The payments that stand, oldest first.
    pub payments: Vec<PaidView>,
    /// By so many months its borrower can ask now that it ends later; 0 when it cannot be asked.
    pub extension_months: u32,
    /// The last request for that.
    pub extension: Option<ExtensionView>,
    /// The day it ended, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub ended_on: Option<Date>,
    /// Once the guarantee agency paid the bank: what of it the agency has not got back, fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_to_recover_fen: Option<i64>,
    /// Which guaranteed startup loan of its borrower it is, by the answer that was handed in; the first is 1. Told with
    /// the application alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nth: Option<u32>,
    /// How many the rules of today subsidise in all; told with `nth`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// What is to be paid next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextPayment {
    /// The due date, ISO; passed when it is overdue.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// What is to be paid that day, fen; arrears are not in it.
    pub due_fen: i64,
    /// Of the interest of that day, the state's part, fen; absent where no source says who pays.
    pub state_pays_fen: Option<i64>,
}

/// A payment that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaidView {
    /// The day the bank received it, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// How much, fen.
    pub amount_fen: i64,
}

/// One line of the officers' list; the name is masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanEntry {
    /// The application's id.
    pub id: String,
    /// Acceptance number.
    pub acceptance_number: String,
    /// `王**`.
    pub borrower_masked: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ServicingState,
    /// Principal still owed, fen.
    pub balance_fen: i64,
    /// What was due before today and is unpaid, fen.
    pub overdue_fen: i64,
    /// What comes next.
    pub next: Option<NextPayment>,
    /// By when its extension has to be answered, ISO; absent while nobody asks for one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub extension_due_on: Option<Date>,
    /// How near that day is, `calm` to `over`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub extension_urgency: Option<Urgency>,
    /// Whether the borrower told of a change that the bureau has not answered.
    pub has_open_change: bool,
    /// Whether a question about its subsidy waits for the bank.
    pub asks_bank: bool,
}

/// GET [`crate::path::STAFF_LOANS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListLoansResponse {
    /// Those whose extension waits for an answer, then those that are paid back, the oldest day first, then the ended
    /// ones; at most 200.
    pub loans: Vec<LoanEntry>,
    /// Whether there are more than are shown.
    pub has_more: bool,
}

/// GET [`crate::path::STAFF_LOAN`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffLoanView {
    /// The application's id.
    pub id: String,
    /// Acceptance number.
    pub acceptance_number: String,
    /// The borrower's name.
    pub borrower: String,
    /// Number of events so far; sent back with an action.
    pub version: u32,
    /// As the borrower sees it.
    pub loan: LoanView,
    /// What was booked; with the payments it gives the schedule in the browser as on the server.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub terms: BookedTerms,
    /// Every payment, those taken back too, oldest first.
    pub payments: Vec<PaymentView>,
    /// The schedule as it stands.
    pub rows: Vec<LoanRowView>,
    /// Since when something is overdue, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub overdue_since: Option<Date>,
    /// What pays everything off today, fen.
    pub owed_today_fen: i64,
    /// What the guarantee agency paid the bank.
    pub compensation: Option<SumRequest>,
    /// What of it the agency has not got back, fen.
    pub left_to_recover_fen: i64,
    /// What the agency writes off of it.
    pub write_off: Option<WriteOffView>,
    /// Every request for a later last day, oldest first.
    pub extensions: Vec<StaffExtensionView>,
    /// The one that holds: with terms and payments it gives the schedule.
    pub extended: Option<ExtendedView>,
    /// By how much loans can be extended here.
    pub extension_rules: ExtensionRulesView,
    /// The interest by quarter.
    pub quarters: Vec<QuarterView>,
    /// The bureau's questions about it, oldest first.
    pub queries: Vec<QueryView>,
    /// What changed in the business, oldest first.
    pub changes: Vec<ChangeView>,
    /// Calls while it was late, oldest first.
    pub calls: Vec<CallView>,
    /// What happened, oldest first.
    pub timeline: Vec<LoanTimelineEntry>,
    /// What the officer can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<ServicingAction>,
    /// Whether the officer says with the next action to have nothing to do with the borrower.
    pub is_conflict_asked: bool,
}

/// One thing that happened to a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanTimelineEntry {
    /// What was done.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ServicingAction,
    /// By whom.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub role: Role,
    /// When, unix milliseconds.
    pub at_ms: i64,
}

/// A payment as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentView {
    /// From 1.
    pub no: u32,
    /// The day the bank received it, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// How much, fen.
    pub amount_fen: i64,
    /// Whether it pays principal before its time.
    pub is_early: bool,
    /// The bank's number of the entry; may be empty.
    pub reference: String,
    /// Why it was taken back, once it was.
    pub reversed: Option<String>,
}

/// One row of the schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanRowView {
    /// From 1.
    pub no: u32,
    /// The due date, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// Principal, fen.
    pub principal_fen: i64,
    /// Interest, fen.
    pub interest_fen: i64,
    /// Of the interest, the state's part, fen; absent where no source says who pays.
    pub state_pays_fen: Option<i64>,
    /// What was paid of the row, fen.
    pub paid_fen: i64,
}

/// GET [`crate::path::APPLICATION_SCHEDULE`]: when what is due, and who pays it, as it stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanScheduleView {
    /// What was booked.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub terms: BookedTerms,
    /// The last due date, ISO; later than the terms say when the loan was extended.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub last_due_on: Date,
    /// Every due date.
    pub rows: Vec<LoanRowView>,
    /// The version of the rules that reckoned it.
    pub rules_version: String,
}

/// The interest of a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuarterView {
    /// `2026Q4`.
    pub quarter: String,
    /// Interest due in it, fen.
    pub interest_fen: i64,
    /// The state's part, fen; once it is approved, what was approved.
    pub state_pays_fen: i64,
    /// What was decided; absent while nothing was.
    pub decision: Option<QuarterDecision>,
    /// Whether it can be decided now.
    pub is_open: bool,
    /// The clock that runs.
    pub clock: Option<SubsidyClockView>,
}

/// What was decided on the subsidy of a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuarterDecision {
    /// When, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// Why it is held back; absent when it was approved.
    pub stopped: Option<String>,
    /// The same as a code; absent in what was decided before there were codes.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub code: Option<StopCode>,
    /// That it was paid.
    pub paid: Option<QuarterPaid>,
}

/// POST [`crate::path::STAFF_LOAN_ACTIONS`]. The parts an action does not need must be absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LoanActionRequest {
    /// The version the officer saw.
    pub version: u32,
    /// `record_payment`, `reverse_payment`, `ask_extension`, `agree_extension`, `refuse_extension`, `propose_plan`, `compensate`, `recover`,
    /// `propose_write_off`, `confirm_write_off`, `dismiss_write_off`, `approve_subsidy`, `stop_subsidy`, `query_subsidy`,
    /// `answer_query`, `answer_change`, `resume_subsidy`, `note_call`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ServicingAction,
    /// With `record_payment`.
    #[serde(default)]
    pub payment: Option<PaymentRequest>,
    /// With `reverse_payment`: the payment's number.
    #[serde(default)]
    pub payment_no: Option<u32>,
    /// With `compensate` and `recover`.
    #[serde(default)]
    pub sum: Option<SumRequest>,
    /// With `approve_subsidy`, `stop_subsidy` and `query_subsidy`: `2026Q4`.
    #[serde(default)]
    pub quarter: Option<String>,
    /// With `stop_subsidy`: `overdue`, `extended`, `change_of_business`, `unclear`, `other`.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub code: Option<StopCode>,
    /// With `query_subsidy`.
    #[serde(default)]
    pub query: Option<QueryRequest>,
    /// With `answer_query`: what was answered.
    #[serde(default)]
    pub words: Option<String>,
    /// With `answer_change`.
    #[serde(default)]
    pub change_answer: Option<ChangeAnswerRequest>,
    /// With `note_call`.
    #[serde(default)]
    pub call: Option<CallRequest>,
    /// With `ask_extension` and `propose_plan`.
    #[serde(default)]
    pub extension: Option<AskExtensionRequest>,
    /// With `reverse_payment`, `refuse_extension`, `propose_write_off`, `stop_subsidy`, `answer_change` and
    /// `resume_subsidy`: why.
    #[serde(default)]
    pub reason: Option<String>,
    /// I am no relative of the borrower and have no interest in the loan; asked once of each officer and file, as with an officer's
    /// other actions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}

/// Money that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PaymentRequest {
    /// The day the bank received it, ISO.
    pub on: String,
    /// How much, fen.
    pub amount_fen: i64,
    /// Whether it pays principal before its time.
    pub is_early: bool,
    /// The bank's number of the entry; may be empty.
    #[serde(default)]
    pub reference: String,
}

/// An amount on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SumRequest {
    /// ISO date.
    pub on: String,
    /// How much, fen.
    pub amount_fen: i64,
}

/// How a loan is paid back, as the signed contract says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RepaymentView {
    /// `equal_installment`, `equal_principal`, `interest_monthly`, `interest_quarterly`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub method: RepaymentMethod,
    /// `month_12`, `act_360`, `act_365`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub counting: workflow::servicing::DayCounting,
    /// `reduce_instalment`, `reduce_term`, `reschedule_next`, `principal_with_its_interest`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub early_effect: workflow::servicing::EarlyEffect,
    /// The bank's own number of the loan; may be empty.
    #[serde(default)]
    pub loan_number: String,
}

impl From<&RepaymentTerms> for RepaymentView {
    fn from(terms: &RepaymentTerms) -> Self {
        Self {
            method: terms.method,
            counting: terms.counting,
            early_effect: terms.early_effect,
            loan_number: terms.loan_number.clone(),
        }
    }
}

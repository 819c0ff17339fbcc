//! Files of a bank with payments: looked at row by row, and taken in once confirmed.

use domain::Date;
use serde::{Deserialize, Serialize};

/// GET [`crate::path::STAFF_PAYMENT_SHEET`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentSheetView {
    /// Id.
    pub id: String,
    /// The name of the sender's file.
    pub name: String,
    /// When it came, unix milliseconds.
    pub created_at_ms: i64,
    /// Number of writes; sent back with an action.
    pub version: u32,
    /// The rows as they are judged now.
    pub rows: Vec<PaymentRowView>,
    /// What the file says its payments come to, where it does.
    pub control: Option<ControlView>,
    /// What the rows come to.
    pub figures: PaymentFigures,
    /// Loans with something due by the file's last day of which no row speaks; none where no row has a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<MissingPaymentsView>,
}

/// What a file leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingPaymentsView {
    /// The last day of the file, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Date,
    /// How many loans.
    pub count: u32,
    /// The first of them, the oldest day first.
    pub first: Vec<MissingPaymentView>,
}

/// A loan that a file leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissingPaymentView {
    /// Its application's id.
    pub loan_id: String,
    /// Its acceptance number.
    pub acceptance_number: String,
    /// The oldest day of which something is unpaid, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub due_on: Date,
    /// Everything due by the file's last day and unpaid, fen.
    pub due_fen: i64,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentRowView {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// The number of the loan as it stands there.
    pub loan: String,
    /// The day as it stands there.
    pub on: String,
    /// The amount as it stands there.
    pub amount: String,
    /// The bank's number of the entry.
    pub reference: String,
    /// `good`, `bad` or `taken`.
    pub state: RowJudgement,
    /// What keeps a bad row from being taken in, by its code.
    pub code: Option<String>,
    /// The acceptance number of the loan found.
    pub acceptance_number: Option<String>,
    /// Its application's id.
    pub loan_id: Option<String>,
    /// Its borrower, `王**`.
    pub borrower_masked: Option<String>,
    /// Whether I have still to say to have nothing to do with the borrower; until then a good row is not taken in.
    pub is_conflict_asked: bool,
    /// Whether it pays principal before its time.
    pub is_early: bool,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowJudgement {
    /// It can be taken in.
    Good,
    /// It waits.
    Bad,
    /// It was taken in.
    Taken,
}

/// The control row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ControlView {
    /// What the file says, as it stands there.
    pub stated: String,
    /// What its rows come to, fen; rows whose amount cannot be read are not in it.
    pub counted_fen: i64,
    /// Whether the two agree; where they do not, nothing is taken in.
    pub is_right: bool,
}

/// What the rows come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentFigures {
    /// Rows that can be taken in.
    pub good: u32,
    /// What they come to, fen.
    pub good_fen: i64,
    /// Those of them that are taken in once I said to have nothing to do with their borrowers.
    pub asked: u32,
    /// What these come to, fen.
    pub asked_fen: i64,
    /// Rows that wait.
    pub bad: u32,
    /// Rows that were taken in.
    pub taken: u32,
    /// What they come to, fen.
    pub taken_fen: i64,
}

/// GET [`crate::path::STAFF_PAYMENT_SHEETS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListPaymentSheetsResponse {
    /// The newest first, at most 20, without being judged.
    pub sheets: Vec<PaymentSheetSummary>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentSheetSummary {
    /// Id.
    pub id: String,
    /// The name of the sender's file.
    pub name: String,
    /// When it came, unix milliseconds.
    pub created_at_ms: i64,
    /// Rows.
    pub rows: u32,
    /// Rows that were taken in.
    pub taken: u32,
}

/// What became of POST [`crate::path::STAFF_PAYMENT_SHEETS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddedPaymentSheet {
    /// Id.
    pub id: String,
}

/// What became of POST [`crate::path::STAFF_PAYMENT_SHEET_ACTIONS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakenIn {
    /// Rows taken in by this press.
    pub rows: u32,
    /// What they come to, fen.
    pub sum_fen: i64,
}

/// POST [`crate::path::STAFF_PAYMENT_SHEET_ACTIONS`]: take the good rows in, at most 200 by one press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeInRequest {
    /// The version the officer saw.
    pub version: u32,
    /// I am no relative of any of the borrowers and have no interest in these loans; asked once of each officer and file,
    /// as with an officer's other actions. Without it the rows of those I was never asked about wait.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}

//! What finance paid of a settled class, and what came back.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::settlement::UnpaidReason;

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

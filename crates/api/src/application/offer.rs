//! What is offered, visited and paid out.

use serde::{Deserialize, Serialize};

/// The bank's offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TermsView {
    /// Amount, fen.
    pub amount_fen: i64,
    /// Yearly contract rate in basis points.
    pub rate_basis_points: u32,
    /// Term.
    pub months: u32,
    /// Branch where the contract is signed.
    pub bank_branch: String,
}

/// What an offer comes to with the same sum each month and the money paid out today, and what stands before the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferView {
    /// What is due each month, fen.
    pub month_fen: i64,
    /// All interest, fen.
    pub interest_fen: i64,
    /// Of this the state's part, fen; absent where no source says who pays.
    pub state_pays_fen: Option<i64>,
    /// The conditions that are not met yet, in the words of whoever set them.
    pub open_conditions: Vec<String>,
}

/// A visit by the guarantee agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VisitView {
    /// ISO date.
    pub on: String,
    /// What to have ready.
    pub note: String,
}

/// The money paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DisbursementView {
    /// Amount, fen.
    pub amount_fen: i64,
    /// ISO date.
    pub on: String,
    /// Last four digits of the account.
    pub account_tail: String,
}

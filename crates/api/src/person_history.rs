//! What else the portal knows of the person behind a file: asked for on purpose, and written down each time.

use application::Product;
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::loan::LoanState;
use workflow::servicing::ServicingState;

use crate::training_section::HistoryClass;

/// GET [`crate::path::STAFF_PERSON_HISTORY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonHistoryView {
    /// An officer has let this file pass since it was last handed in, and so compared the number with the card.
    pub is_checked: bool,
    /// Other files of the person that my office may know of, the newest first.
    pub files: Vec<PastFile>,
    /// How many more there are than the answer has room for: the oldest.
    pub left_out: u32,
    /// Files of other accounts with this number whose identity nobody has checked: not shown. The bureau's to know.
    pub unchecked: u32,
    /// What the person has to do with in files of others, by code: `has_bad_loan`, `borrows_with`, `guarantees`, `guaranteed_overdue`.
    #[serde(default)]
    pub findings: Vec<String>,
    /// How many loans that makes; the bureau's to know.
    #[serde(default)]
    pub count: Option<LoanCountView>,
    /// Classes and what was paid for them, the newest first; none for offices other than the bureau.
    pub classes: Option<Vec<HistoryClass>>,
}

/// How many guaranteed startup loans somebody has had, by each who can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanCountView {
    /// Paid out in this portal, beside the loan of this file.
    pub known: u32,
    /// As the applicant answered.
    pub told: Option<u32>,
    /// As many as the rules of today subsidise in all.
    pub most: Option<u32>,
}

/// Another file of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastFile {
    /// Application id, where my office was passed the file and I can open it.
    pub id: Option<String>,
    /// Acceptance number.
    pub acceptance_number: String,
    /// Product.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// State.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: LoanState,
    /// Amount asked for, fen.
    pub asked_fen: Option<i64>,
    /// The day it was first or last handed in.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub submitted_on: Option<Date>,
    /// The day of the last thing that happened to it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub last_on: Option<Date>,
    /// The loan, once it was paid out.
    pub loan: Option<PastLoan>,
}

/// A loan that was paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PastLoan {
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ServicingState,
    /// The amount, fen.
    pub amount_fen: i64,
    /// The day of the payout.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub start_on: Date,
    /// What is still owed of the principal, fen.
    pub balance_fen: i64,
    /// What is overdue today, fen.
    pub overdue_fen: i64,
    /// How often it fell overdue.
    pub times_overdue: u32,
    /// The interest that the state has paid or approved, fen.
    pub subsidy_fen: i64,
    /// The day it ended.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub ended_on: Option<Date>,
}

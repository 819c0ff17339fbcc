//! Subsidies that other systems paid: their lists, taken in by the training section to be compared with settlements.

use domain::Date;
use serde::{Deserialize, Serialize};

/// GET [`crate::path::STAFF_OUTSIDE_PAYMENTS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsidePaymentsView {
    /// How many payments are known.
    pub count: u32,
    /// The day the last of them was taken in.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub last_on: Option<Date>,
}

/// POST [`crate::path::STAFF_OUTSIDE_PAYMENTS`]: what came of a list. Good rows are kept, bad ones wait to be sent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsidePaymentsTaken {
    /// Rows that are new.
    pub taken: u32,
    /// Rows that were known.
    pub known: u32,
    /// Everything that is wrong, by row.
    pub wrong: Vec<OutsidePaymentFault>,
}

/// Something wrong in a row, which was not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsidePaymentFault {
    /// Its number in the sheet, from 1.
    pub row: u32,
    /// `id_number`, `subsidy`, `paid_on`, `certificate`.
    pub column: String,
    /// What is wrong.
    pub code: String,
}

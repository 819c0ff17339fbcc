//! The roster of an enterprise's new hires, as officers see it: masked, each with whether it counts.

use domain::Date;
use serde::{Deserialize, Serialize};

/// The roster of an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterView {
    /// When it came, unix milliseconds.
    pub received_at_ms: i64,
    /// The day for which it is counted: that of the application, today for a draft. ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub applied_on: Date,
    /// What it comes to.
    pub share: RosterShareView,
    /// Its people, in the order of the sheet.
    pub rows: Vec<RosterRowView>,
}

/// The share of new hires.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterShareView {
    /// How many of the roster count.
    pub counted: u32,
    /// How many the form says there are.
    pub stated: Option<u32>,
    /// All employees, as the form says.
    pub employees: Option<u32>,
    /// The share in tenths of a percent, cut off; absent without employees.
    pub permille: Option<u32>,
    /// The share asked for; absent where no rule of the day is known.
    pub percent_needed: Option<u32>,
    /// What the rules say of it: `met`, `unmet`, `unknown`; empty where they say nothing.
    pub verdict: String,
    /// Document, number and clause.
    pub citation: String,
    /// Whether the bureau has still to confirm it.
    pub is_local_confirm: bool,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RosterRowView {
    /// The row in the sheet.
    pub row: u32,
    /// `王**`.
    pub name_masked: String,
    /// `620*************71`.
    pub id_number_masked: String,
    /// First day at work, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub hired_on: Date,
    /// First day of the contract, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub contract_from: Date,
    /// Last day of the contract, ISO; absent when it has no end.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub contract_until: Option<Date>,
    /// Which of the ten groups; `none` for none.
    pub category: String,
    /// Why it does not count; absent when it does.
    pub not_counted: Option<String>,
}

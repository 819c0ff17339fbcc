//! Extending a loan: asked for by the borrower, answered by bank and guarantee agency.

use catalogue::Source;
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::Role;
use workflow::loan::Urgency;
use workflow::servicing::ExtensionState;

/// What came of the last request, as the borrower sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExtensionView {
    /// `extension_review`, `granted`, `refused`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ExtensionState,
    /// By when it is answered; granted, the new last day; refused, the day of it. ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// Why it was refused; empty otherwise.
    pub reason: String,
    /// Whether it is a new plan that the bank proposed for what was overdue.
    #[serde(default)]
    pub is_plan: bool,
}

/// What is asked for, or proposed. POST [`crate::path::APPLICATION_EXTENSION`], and a part of [`crate::servicing::LoanActionRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskExtensionRequest {
    /// So many months more.
    pub months: u32,
    /// Why.
    pub reason: String,
}

/// A request for a later last day, as officers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffExtensionView {
    /// `extension_review`, `granted`, `refused`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ExtensionState,
    /// So many months more.
    pub months: u32,
    /// Why the borrower asks.
    pub wish: String,
    /// When, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub asked_on: Date,
    /// `resident`, or `bank_officer` who recorded it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub asked_by: Role,
    /// Whether the bank proposed it as a new plan for what was overdue.
    #[serde(default)]
    pub is_plan: bool,
    /// By when it has to be answered, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub decide_by: Date,
    /// Whether that day has passed without an answer.
    pub is_late: bool,
    /// How near that day is, `calm` to `over`; absent once it was answered.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub urgency: Option<Urgency>,
    /// Since when the supervisors know of it, ISO.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub escalated_on: Option<Date>,
    /// Who has agreed: `bank_officer`, `guarantee_officer`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub agreed: Vec<Role>,
    /// Who refused.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub refused_by: Option<Role>,
    /// Why; empty while nobody did.
    pub reason: String,
    /// What it changes, or would; absent once it was refused.
    pub effect: Option<ExtensionEffectView>,
}

/// What an extension changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExtensionEffectView {
    /// The last day of before; from it on nothing is subsidised. ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub from: Date,
    /// The new last day, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Date,
    /// Interest that comes on top, fen; all of it is the borrower's. Absent once it holds.
    pub interest_more_fen: Option<i64>,
}

/// The later last day that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExtendedView {
    /// What is due after this day was planned anew, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub on: Date,
    /// The new last day, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Date,
    /// The number of the last payment recorded before; 0 when there was none.
    pub after_payment: u32,
    /// Whether what was overdue was planned anew with the rest.
    #[serde(default)]
    pub is_restructured: bool,
}

/// By how much loans can be extended here, and what that rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExtensionRulesView {
    /// So many months at most.
    pub most_months: u32,
    /// Whether the district has still to confirm it.
    pub is_local_confirm: bool,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub sources: Vec<Source>,
}

/// What the guarantee agency writes off, from the proposal on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WriteOffView {
    /// Why.
    pub reason: String,
    /// When it was proposed, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proposed_on: Date,
    /// Whether it was I who proposed it: then somebody else confirms.
    pub is_mine: bool,
    /// When a second person confirmed it, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub written_off_on: Option<Date>,
}

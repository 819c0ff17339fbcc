//! What an officer has to do and how long it took.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::Usual;

/// GET [`crate::path::STAFF_WORKLOAD`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkloadResponse {
    /// The first day whose decisions count.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub since: Date,
    /// My own.
    pub mine: Work,
    /// The sums of my office, for its supervisor.
    pub office: Option<Work>,
    /// Of these, files nobody has begun, for the supervisor.
    pub not_begun: Option<u32>,
    /// There were so many decisions that only the newest were looked at.
    pub is_cut: bool,
}

/// The work of one desk or of an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Work {
    /// Files that wait here now.
    pub waiting: u32,
    /// Of these, files whose limit has passed.
    pub late: u32,
    /// Working days from receipt to decision, days with the resident left out; none without a decision.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub decided: Option<Usual>,
}

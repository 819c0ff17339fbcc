//! Which unit decides on appeals, where the district names one.

use serde::{Deserialize, Serialize};

/// The units that decide on appeals against a refusal, by the office that refused. Where none is named, somebody of that
/// office decides who had no part in the refusal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AppealUnits {
    /// Above the bureau.
    pub hr: Option<String>,
    /// Above the guarantee agency.
    pub guarantee: Option<String>,
    /// Above the bank.
    pub bank: Option<String>,
}

//! What the resident does with a file.

use serde::{Deserialize, Serialize};
use workflow::loan::LoanAction;

/// The most characters of a reason or an appeal.
pub const MOST_REASON_CHARS: usize = 500;

/// POST [`crate::path::APPLICATION_ACTIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResidentActionRequest {
    /// The version the resident saw.
    pub version: u32,
    /// `submit`, `resubmit`, `withdraw`, `discard`, `reopen`, `decline_offer`, `request_extension`, `cannot_supply`,
    /// `appeal`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: LoanAction,
    /// Version of the declaration the resident ticked; needed to submit and resubmit.
    #[serde(default)]
    pub declaration_version: Option<String>,
    /// With `cannot_supply`: the field of an open defect.
    #[serde(default)]
    pub field: Option<String>,
    /// Why, where the resident wants to say; `cannot_supply` and `appeal` need it.
    #[serde(default)]
    pub reason: Option<String>,
    /// With submit and resubmit: the receipt the eligibility page showed for this product, byte for byte. The server
    /// looks whether it comes to the same; it never stands in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anticipated_receipt: Option<String>,
}

/// The longest `anticipated_receipt` that is compared; a longer one is noted as such.
pub const ANTICIPATED_RECEIPT_BYTES: usize = 16 * 1024;

/// The declaration shown before submission, in the words of each product; bumping it asks for a new tick.
pub const DECLARATION_VERSION: &str = "2026-11-29";

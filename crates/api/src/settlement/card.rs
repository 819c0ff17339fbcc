//! The card to which somebody's subsidies are paid.

use domain::Date;
use serde::{Deserialize, Serialize};

/// The card to which somebody is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentCardView {
    /// The last four digits; no screen shows more.
    pub last_four: String,
    /// The role of who gave it: `resident` (a clerk in a helped session too), `trainer`, `training_officer`.
    pub given_by: String,
    /// The day it was given.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub given_on: Date,
    /// Whether somebody else gave the same card; nothing is paid to it then.
    pub is_shared: bool,
}

/// PUT [`crate::path::ENROLMENT_PAYMENT_CARD`], PUT [`crate::path::STAFF_MEMBER_PAYMENT_CARD`].
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GivePaymentCardRequest {
    /// 16 to 19 digits as typed; spaces, hyphens and full-width digits are forgiven.
    pub number: String,
}

impl std::fmt::Debug for GivePaymentCardRequest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("GivePaymentCardRequest(‹个人信息›)")
    }
}

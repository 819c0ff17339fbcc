//! Signing in: phone and one-time code, or staff name and password.

use serde::{Deserialize, Serialize};
use workflow::{Duty, Role};

/// POST [`crate::path::SESSION_CODE`]. The answer is 204 whether or not the phone is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendCodeRequest {
    /// Mainland mobile number.
    pub phone: String,
}

/// POST [`crate::path::SESSION`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// Mainland mobile number.
    pub phone: String,
    /// The six digits received.
    pub code: String,
}

/// The resident's session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResidentSessionResponse {
    /// `138****5678`.
    pub phone_masked: String,
    /// When the session ends without use, unix milliseconds.
    pub idle_until_ms: i64,
    /// When the session ends in any case, unix milliseconds.
    pub ends_ms: i64,
    /// The server's clock, unix milliseconds: the device's may be wrong by a year.
    pub now_ms: i64,
    /// Seals what this person's forms keep on the device, 32 bytes in base64; always the same for the same person.
    pub device_key: String,
    /// Tells two persons on one device apart, and nothing about either.
    pub device_mark: String,
}

/// POST [`crate::path::STAFF_SESSION`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StaffSignInRequest {
    /// Account name.
    pub username: String,
    /// Password.
    pub password: String,
    /// Six digits of the authenticator; empty where the account has none.
    #[serde(default)]
    pub totp: String,
}

/// The staff session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffSessionResponse {
    /// Name shown to colleagues.
    pub display_name: String,
    /// What the account may do.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub role: Role,
    /// The agency the account belongs to, by id of the district's agencies.
    pub agency_id: String,
    /// What the account does in its training organisation; none for everybody else.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub duty: Option<Duty>,
    /// When the session ends without use, unix milliseconds.
    pub idle_until_ms: i64,
    /// Whether the role needs an authenticator that the account does not have yet.
    pub needs_second_factor: bool,
    /// What seals a trainer's classes on the device; none for everybody else, whose desk keeps nothing.
    #[serde(default)]
    pub device: Option<StaffDeviceKey>,
}

/// What a trainer's desk keeps on the device is sealed with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffDeviceKey {
    /// 32 bytes in base64; always the same for the same account.
    pub key: String,
    /// Tells two accounts on one device apart, and nothing about either.
    pub mark: String,
    /// How long the session lasts at most from now on, in milliseconds.
    pub lasts_ms: i64,
}

impl std::fmt::Debug for StaffDeviceKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("StaffDeviceKey").finish_non_exhaustive()
    }
}

/// POST [`crate::path::STAFF_SECOND_FACTOR`]: a secret for an authenticator, shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeginSecondFactorResponse {
    /// The secret, for typing.
    pub secret: String,
    /// The same as a QR code, SVG.
    pub qr_svg: String,
    /// Handed back with the digits.
    pub pending: String,
    /// The authenticator there was before has been taken away.
    #[serde(default)]
    pub reset: Option<SecondFactorReset>,
}

/// An authenticator was taken away from an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorReset {
    /// Name of the supervisor who did it; empty for whoever runs the portal.
    pub by: String,
    /// When, unix milliseconds.
    pub at_ms: i64,
}

/// PUT [`crate::path::STAFF_SECOND_FACTOR`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmSecondFactorRequest {
    /// What came with the secret.
    pub pending: String,
    /// Six digits that the authenticator shows now.
    pub code: String,
}

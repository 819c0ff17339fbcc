//! Training organisations and the accounts of their people.

use domain::Date;
use listing::Licence;
use serde::{Deserialize, Serialize};
use workflow::Duty;

/// POST [`crate::path::STAFF_ORGANISATIONS`], PUT [`crate::path::STAFF_ORGANISATION`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganisationRequest {
    /// The version that was on screen; 0 for a new one.
    pub version: u32,
    /// Name.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// What it is licensed for.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub licence: Licence,
}

/// An organisation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationSummary {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The last day its licence holds.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub valid_until: Date,
    /// Whether that day has passed.
    pub is_expired: bool,
    /// How many people have an account.
    pub accounts: u32,
}

/// GET [`crate::path::STAFF_ORGANISATIONS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListOrganisationsResponse {
    /// By name.
    pub organisations: Vec<OrganisationSummary>,
}

/// GET [`crate::path::STAFF_ORGANISATION`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrganisationView {
    /// Id.
    pub id: String,
    /// Counts every change; goes back with the next one.
    pub version: u32,
    /// Name.
    pub name: String,
    /// Unified social credit code.
    pub credit_code: String,
    /// What it is licensed for.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub licence: Licence,
    /// Whether the licence has ended.
    pub is_expired: bool,
    /// Its people.
    pub accounts: Vec<TrainerAccount>,
    /// Who was invited and has not come yet.
    pub invited: Vec<OpenInvitation>,
    /// Courses that residents see and that the licence, as it is now, does not cover: its trade, its level or its township.
    #[serde(default)]
    pub outside: Vec<OutsideCourse>,
}

/// A course that residents see outside the licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutsideCourse {
    /// Listing id.
    pub listing: String,
    /// Title.
    pub title: String,
}

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TrainerAccount {
    /// Name to sign in with.
    pub username: String,
    /// Name that others see.
    pub display_name: String,
    /// What the person does there.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub duty: Option<Duty>,
    /// Whether the account is closed.
    pub is_closed: bool,
    /// Whether the account has an authenticator.
    #[serde(default)]
    pub has_second_factor: bool,
}

/// Somebody invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenInvitation {
    /// Name that others will see.
    pub display_name: String,
    /// What the person is to do there.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub duty: Option<Duty>,
    /// Until when the code can be used, unix milliseconds.
    pub expires_at_ms: i64,
}

/// POST [`crate::path::STAFF_ORGANISATION_INVITATIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteRequest {
    /// Name that others will see.
    pub display_name: String,
    /// `owner`, `editor`, `teacher`; an officer who names none invites an owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub duty: Option<Duty>,
}

/// POST [`crate::path::STAFF_ORGANISATION_WITHDRAWN`]: the invitation as [`OpenInvitation`] has it, so that one made for the
/// same name in the meantime stays.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawInvitationRequest {
    /// Name of the one invited.
    pub display_name: String,
    /// Until when the code could be used, unix milliseconds.
    pub expires_at_ms: i64,
}

/// PUT [`crate::path::STAFF_ORGANISATION_ACCOUNT`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeAccountRequest {
    /// What the person does from now on.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub duty: Duty,
}

/// The answer: the code is shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationView {
    /// What the one invited types, or follows as a link.
    pub code: String,
    /// Until when, unix milliseconds.
    pub expires_at_ms: i64,
}

/// POST [`crate::path::INVITATIONS`].
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitationRequest {
    /// The code.
    pub code: String,
    /// Name to sign in with.
    pub username: String,
    /// Password, at least 12 characters.
    pub password: String,
}

impl std::fmt::Debug for AcceptInvitationRequest {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("AcceptInvitationRequest")
            .finish_non_exhaustive()
    }
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptedInvitation {
    /// Name to sign in with.
    pub username: String,
    /// Name of the organisation.
    pub organisation: String,
}

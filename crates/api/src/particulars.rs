//! What a file keeps that no page on a phone reads: it goes onto paper, and officers see it.

use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::Role;

use crate::application::ApplicationView;
use crate::people::PeopleView;
use crate::roster::RosterShareView;

/// GET [`crate::path::APPLICATION`]: the file and its particulars. The pages of the form and of the file read
/// [`ApplicationView`] of it, the printed ones all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WholeApplication {
    /// What the resident sees of it.
    #[serde(flatten)]
    pub application: ApplicationView,
    /// Somebody's consent was asked for and stands or is waited for, or it was said why nobody is asked: until then nothing
    /// of it was looked at.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_people: bool,
    /// What stands on paper beside that.
    #[serde(default)]
    pub particulars: Particulars,
}

/// What stands on paper and in the officers' file beside the [`ApplicationView`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Particulars {
    /// The declaration agreed to when the file was last handed in; none of files handed in before that was kept.
    pub declaration: Option<DeclarationView>,
    /// What has to be so before the contract can be signed.
    pub conditions: Vec<OfferConditionView>,
    /// The contract signed on paper; none of contracts recorded before it was asked for.
    pub contract: Option<ContractView>,
    /// Answers that an officer corrected and that stand, by field, with the day.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub corrected: std::collections::BTreeMap<String, Date>,
    /// To the applicant: whoever consents beside them, without links; none where nobody is needed, asked or excused.
    /// Officers and packages have them elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<PeopleView>,
    /// To the applicant: what the roster of new hires comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roster: Option<RosterShareView>,
}

/// A declaration that was agreed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeclarationView {
    /// Which text, by its version.
    pub version: String,
    /// When, unix milliseconds.
    pub agreed_at_ms: i64,
}

/// One condition of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferConditionView {
    /// What has to be so.
    pub text: String,
    /// The agency that set it, and alone says that it is met.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub set_by: Role,
    /// Since when it is met.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub met_on: Option<Date>,
}

/// The contract signed on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContractView {
    /// ISO date that stands on it. It decides who pays the interest, and by which LPR.
    pub signed_on: String,
    /// The bank's number of the loan contract.
    pub number: String,
    /// The number of the guarantee contract; may be empty.
    #[serde(default)]
    pub guarantee_number: String,
}

/// The highest yearly rate a bank can offer on a day: LPR and the points the district's rules allow above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RateCapView {
    /// LPR in hundredths of a percent.
    pub lpr_basis_points: u32,
    /// From when that LPR is known; it may be older than the one in force.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub lpr_from: Date,
    /// Hundredths of a percent allowed above it.
    pub spread_basis_points: u32,
    /// Both together.
    pub most_basis_points: u32,
}

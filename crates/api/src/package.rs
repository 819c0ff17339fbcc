//! Files handed over to agencies without accounts: signed packages, and the decisions that come back.

use serde::{Deserialize, Serialize};
use workflow::loan::{HandOverDecision, PackageState, Stage};

use crate::application::{DefectView, DisbursementView, RefusalView, TermsView};
use crate::particulars::ContractView;
use crate::people::WaiverAnswerView;
use crate::servicing::RepaymentView;

/// GET [`crate::path::STAFF_PACKAGES`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListPackagesResponse {
    /// The agency without accounts that the file waits at; none where it waits elsewhere.
    pub agency: Option<String>,
    /// The agency is 示例 data.
    pub agency_is_sample: bool,
    /// What its form can decide now; without any no package can be made.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub decisions: Vec<HandOverDecision>,
    /// Another agency without accounts that can decide now.
    #[serde(default)]
    pub also: Option<AlsoDecides>,
    /// The newest first.
    pub packages: Vec<PackageView>,
}

/// An agency without accounts that the file is not at, and that has a word: on its own condition of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlsoDecides {
    /// Its stage; sent back to make a package for it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub stage: Stage,
    /// Its name.
    pub agency: String,
    /// What its form can decide now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub decisions: Vec<HandOverDecision>,
}

/// One package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackageView {
    /// Id.
    pub id: String,
    /// The number that stands on its papers: the file's acceptance number and which package of the file it is.
    pub number: String,
    /// Number of writes; sent back with an action.
    pub version: u32,
    /// How far it has come.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: PackageState,
    /// Name of the agency it is for.
    pub agency: String,
    /// Who made it.
    pub made_by: String,
    /// When, unix milliseconds.
    pub made_at_ms: i64,
    /// SHA-256 of its signed manifest, hexadecimal.
    pub manifest_hash: String,
    /// Why nothing can be taken over from it any more, a code; none while it can.
    pub stale: Option<String>,
    /// Who took it out of the portal.
    pub takings: Vec<PackageTaking>,
    /// What the form that came back says.
    pub decision: Option<PackageDecisionView>,
    /// I can record what it says.
    pub may_record: bool,
    /// It waits for a second person, and I can be that.
    pub may_confirm: bool,
}

/// Somebody took a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackageTaking {
    /// Who.
    pub by: String,
    /// When, unix milliseconds.
    pub at_ms: i64,
    /// SHA-256 of what was taken, hexadecimal.
    pub hash: String,
}

/// What the form that came back says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PackageDecisionView {
    /// What was decided.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub decision: HandOverDecision,
    /// Who decided at the agency.
    pub decided_by: String,
    /// ISO date on which that was.
    pub decided_on: String,
    /// SHA-256 of the form, hexadecimal.
    pub form_hash: String,
    /// With `approve`.
    #[serde(default)]
    pub terms: Option<TermsView>,
    /// With `approve` and the guarantee agency's `pass`: what has to be so before the contract can be signed.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// With the guarantee agency's `pass`, where the applicant asked to do without a guarantor: the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverAnswerView>,
    /// With `meet` and `not_met`: its place among the conditions of the file, from 0.
    #[serde(default)]
    pub condition: Option<u32>,
    /// With `refuse` and `not_met`.
    #[serde(default)]
    pub refusal: Option<RefusalView>,
    /// With `refuse` and `not_met`: what would have to be otherwise for the answer to be yes.
    #[serde(default)]
    pub would_change: Option<String>,
    /// With `sign`.
    #[serde(default)]
    pub contract: Option<ContractView>,
    /// With `return`.
    #[serde(default)]
    pub defects: Vec<DefectView>,
    /// With `pay`.
    #[serde(default)]
    pub disbursement: Option<DisbursementView>,
    /// With `pay`.
    #[serde(default)]
    pub repayment: Option<RepaymentView>,
    /// With `pass`, `meet`, `uphold`, `overturn`, `hold_for_quota`, `hold_for_fund`.
    #[serde(default)]
    pub note: Option<String>,
}

/// POST [`crate::path::STAFF_PACKAGES`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakePackageRequest {
    /// The version of the file that was on screen.
    pub version: u32,
    /// The stage of the agency it is for; without it that of the agency that the file waits at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub stage: Option<Stage>,
}

/// POST [`crate::path::STAFF_PACKAGE_FORM`]: what would be done, or everything that keeps it from being done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadPackageFormResponse {
    /// Everything that is wrong; with any nothing was kept.
    pub problems: Vec<CellProblem>,
    /// The package as it is now.
    pub package: PackageView,
}

/// Something wrong with a form that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellProblem {
    /// The cell, such as `B7`; empty for what concerns the whole.
    pub cell: String,
    /// What the form calls it, a code; empty for what concerns the whole.
    pub row: String,
    /// What is wrong.
    pub code: String,
}

/// What is done with a decision that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PackageAction {
    /// Record it on the file.
    Record,
    /// Agree, as the second person.
    Confirm,
    /// Say, as the second person, that it is not what the agency decided.
    Dismiss,
}

/// The most characters of the reason of whoever does not agree.
pub const MOST_NOTE_CHARS: usize = 500;

/// POST [`crate::path::STAFF_PACKAGE_ACTIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PackageActionRequest {
    /// The version of the package that was on screen.
    pub version: u32,
    /// What to do.
    pub action: PackageAction,
    /// With `dismiss`: why.
    #[serde(default)]
    pub note: Option<String>,
    /// With `record` and `confirm`: ids of papers of mine that came along, at most four.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// I am no relative of the applicant and have no interest in the file; as with an officer's other actions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_conflict: bool,
}

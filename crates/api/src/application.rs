//! The resident's applications.

mod act;
mod draft;
mod offer;
mod outcome;
mod paper;

pub use act::{
    ANTICIPATED_RECEIPT_BYTES, DECLARATION_VERSION, MOST_REASON_CHARS, ResidentActionRequest,
};
pub use draft::{
    MOST_TEXT_CHARS, SaveAnswersRequest, SaveAnswersResponse, StartApplicationRequest,
};
pub use offer::{DisbursementView, OfferView, TermsView, VisitView};
pub use outcome::{AppealDecisionView, AppealUntilView, AppealView, DefectView, RefusalView};
pub use paper::{DocumentView, PART_BYTES, PaperUploadView, StartUploadRequest, doubt};

use application::{Answers, Product};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::{
    Role, Usual,
    loan::{ClockView, LoanAction, LoanState},
    servicing::ServicingState,
};

use crate::policy::VerdictView;
use crate::problem::FieldError;

/// One line of my applications.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationSummary {
    /// Id.
    pub id: String,
    /// Product.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// State.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: LoanState,
    /// Where the loan stands, once it was paid out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub servicing: Option<ServicingState>,
    /// Acceptance number, once submitted.
    pub acceptance_number: Option<String>,
    /// Who holds the file.
    pub holder: HolderView,
    /// The running clock.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub clock: Option<ClockView>,
    /// Last change, unix milliseconds.
    pub updated_at_ms: i64,
}

/// GET [`crate::path::APPLICATIONS`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListApplicationsResponse {
    /// Newest first.
    pub applications: Vec<ApplicationSummary>,
}

/// GET [`crate::path::APPLICATION`]: everything the resident sees of one file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationView {
    /// Id.
    pub id: String,
    /// Product.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// State.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: LoanState,
    /// Number of events so far; sent back with an action.
    pub version: u32,
    /// What was typed.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Answers,
    /// Papers uploaded.
    pub documents: Vec<DocumentView>,
    /// Reasons given for papers that cannot be supplied, by document kind.
    pub cannot_supply: std::collections::BTreeMap<String, String>,
    /// Certificates of startup courses that go along with a person's application: titles by number. Nobody has to have one.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub trained: std::collections::BTreeMap<String, String>,
    /// What keeps a draft or a returned file from being submitted; empty otherwise.
    pub errors: Vec<FieldError>,
    /// The cap the engine gives for these answers, fen.
    pub cap_fen: Option<i64>,
    /// Acceptance number, once submitted.
    pub acceptance_number: Option<String>,
    /// Six-character query code, once submitted.
    pub query_code: Option<String>,
    /// Who holds the file.
    pub holder: HolderView,
    /// The running clock.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub clock: Option<ClockView>,
    /// How long each office has at most.
    #[serde(default)]
    pub stage_days: StageDays,
    /// How long the office that holds the file usually takes; none while its clock stands or too few were decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub usual: Option<Usual>,
    /// On which days that would be for this file; none once both are past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usual_by: Option<UsualBy>,
    /// While the list of who was found to qualify names the applicant, masked: its last day, ISO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub posted_until: Option<Date>,
    /// Until when the resident can take up again what was withdrawn or closed, ISO.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reopen_until: Option<Date>,
    /// The address of the page on which the resident looks at what an officer corrected, while there is something to say to
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// What to fix.
    pub defects: Vec<DefectView>,
    /// Why it was refused.
    pub refusal: Option<RefusalView>,
    /// With a refusal: what would have to be otherwise for the answer to be yes; none in old ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub would_change: Option<String>,
    /// Until when the resident can appeal against the refusal; none once there is an appeal. Whether that day has passed
    /// shows in `actions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal_until: Option<AppealUntilView>,
    /// The appeal against the last refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<AppealView>,
    /// The bank's offer.
    pub terms: Option<TermsView>,
    /// What the offer comes to, while it waits to be signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferView>,
    /// The visit booked by the guarantee agency; the resident reads it until the agency has decided.
    pub visit: Option<VisitView>,
    /// What was paid out.
    pub disbursement: Option<DisbursementView>,
    /// How it is paid back since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan: Option<crate::servicing::LoanView>,
    /// The verdict frozen at submission.
    pub verdict: Option<VerdictView>,
    /// What the rules say of the answers as they stand, for the resident while they can be changed; none otherwise. Conditions
    /// that the answers leave open are not in it.
    pub outlook: Option<VerdictView>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What the resident can do now.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<LoanAction>,
    /// Last durable save, unix milliseconds.
    pub saved_at_ms: i64,
}

/// On which days half, and nine tenths, of the files of the last 90 days would be done, had they come as far as this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UsualBy {
    /// Half, ISO; none once that day is past.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub half_on: Option<Date>,
    /// Nine tenths, ISO.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub nine_tenths_on: Date,
}

/// Who holds the file now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HolderView {
    /// The role that must act; none when the file has ended.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub role: Option<Role>,
    /// The agency's name; absent when the resident holds it or nobody does.
    pub agency: Option<String>,
    /// The agency is 示例 data.
    pub agency_is_sample: bool,
    /// The agency's phone, where the district gives one; once a loan is late, that of whoever it is owed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

impl HolderView {
    /// The key of what is said about a file in this state: a contract that is signed waits for the bank, and asks nobody to
    /// come and sign.
    #[must_use]
    pub const fn words_of(&self, state: LoanState) -> &'static str {
        match (state, self.role) {
            (LoanState::ContractReady, Some(Role::BankOfficer)) => "contract_signed",
            _ => state.as_str(),
        }
    }
}

/// Working days that each office has for its part of a file at most, as the district gives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StageDays {
    /// The human resources bureau.
    pub bureau: u32,
    /// The guarantee agency.
    pub guarantor: u32,
    /// The bank.
    pub bank: u32,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// What was done.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: LoanAction,
    /// By whom.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub role: Role,
    /// State after it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: LoanState,
    /// When, unix milliseconds.
    pub at_ms: i64,
    /// Who did it in the resident's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf: Option<crate::service_point::OnBehalf>,
    /// How many papers an officer put on the file with it.
    #[serde(default)]
    pub papers: u32,
}

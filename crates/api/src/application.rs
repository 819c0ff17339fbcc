//! The resident's applications.

use application::{Answer, Answers, Product};
use domain::Date;
use serde::{Deserialize, Serialize};
use workflow::{
    Role, Usual,
    loan::{ClockView, DefectCode, LoanAction, LoanState},
    servicing::ServicingState,
};

use crate::policy::VerdictView;
use crate::problem::FieldError;

/// POST [`crate::path::APPLICATIONS`]: begin a draft.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartApplicationRequest {
    /// What is applied for.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// Answers of an eligibility check, in the engine's `facts.json` form; empty when there was none.
    #[serde(default)]
    pub facts: serde_json::Map<String, serde_json::Value>,
}

/// PATCH [`crate::path::APPLICATION_ANSWERS`]: fields typed since the last save; `null` forgets an answer.
///
/// Wrong answers are stored too; [`SaveAnswersResponse::errors`] says what is wrong with the fields sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveAnswersRequest {
    /// Answers by field id.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: std::collections::BTreeMap<String, Option<Answer>>,
    /// "I cannot supply this because …" by document kind; `null` takes it back.
    #[serde(default)]
    pub cannot_supply: std::collections::BTreeMap<String, Option<String>>,
    /// What this device knows to have stood in a field, as text (options joined by commas, nothing as an empty text). Where
    /// something else stands now, it was typed elsewhere meanwhile: the answer sent is not taken, and comes back in
    /// [`SaveAnswersResponse::conflicts`]. A field without an entry is overwritten.
    #[serde(default)]
    pub seen: std::collections::BTreeMap<String, Vec<String>>,
}

/// What a save did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveAnswersResponse {
    /// When it was durable, unix milliseconds.
    pub saved_at_ms: i64,
    /// Problems of the fields sent.
    pub errors: Vec<FieldError>,
    /// What stands in the fields that were typed elsewhere meanwhile; what was sent for them was not taken.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    #[serde(default)]
    pub conflicts: std::collections::BTreeMap<String, Option<Answer>>,
}

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
    /// What the rules say of the answers as they stand, for the resident while they can be changed; none otherwise.
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

/// A paper uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentView {
    /// Id.
    pub id: String,
    /// [`application::DocumentKind`] id.
    pub kind: String,
    /// Media type as recognised from the bytes.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: u64,
    /// When it was durable, unix milliseconds.
    pub received_at_ms: i64,
}

/// The most bytes of one part of a paper; every part but the last has as many.
pub const PART_BYTES: usize = 256 * 1024;

/// POST [`crate::path::APPLICATION_UPLOADS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartUploadRequest {
    /// [`application::DocumentKind`] id.
    pub kind: String,
    /// The name of the sender's file; may be empty.
    #[serde(default)]
    pub name: String,
    /// Bytes of the whole.
    pub size_bytes: u64,
    /// SHA-256 of the whole, 64 hexadecimal digits.
    pub sha256: String,
}

/// A paper on its way in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaperUploadView {
    /// Id.
    pub id: String,
    /// Bytes that are durable, from the first on: where the next part begins.
    pub received_bytes: u64,
    /// What it has become, once all parts have come and were found to be a paper.
    pub document: Option<DocumentView>,
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

/// Something to fix, pinned to a field or a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DefectView {
    /// Field id, or `documents/<kind>`.
    pub field: String,
    /// What is wrong.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub code: DefectCode,
    /// The officer's words; may be empty.
    pub note: String,
    /// Why the resident cannot put it right, once they have said so; never part of a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cannot_supply: Option<String>,
}

/// A refusal, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusalView {
    /// Reason code, a condition id of the policy or one of the fixed reasons.
    pub reason_code: String,
    /// Document and clause.
    pub article: String,
    /// What the finding rests on.
    pub evidence: String,
    /// What the person can do.
    pub remedies: Vec<String>,
}

/// The last day of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealUntilView {
    /// ISO date.
    pub on: String,
    /// Whether it may still move: the calendar is not announced that far, or the district has not confirmed the days.
    pub is_provisional: bool,
}

/// An appeal against a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealView {
    /// The resident's words.
    pub text: String,
    /// ISO date on which it was made.
    pub on: String,
    /// What came of it, once decided.
    pub decision: Option<AppealDecisionView>,
}

/// What came of an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppealDecisionView {
    /// The refusal was taken back and the agency checks again; otherwise it stands.
    pub is_overturned: bool,
    /// Why, in words for the resident.
    pub text: String,
    /// ISO date.
    pub on: String,
}

/// The bank's offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TermsView {
    /// Amount, fen.
    pub amount_fen: i64,
    /// Yearly contract rate in basis points.
    pub rate_basis_points: u32,
    /// Term.
    pub months: u32,
    /// Branch where the contract is signed.
    pub bank_branch: String,
}

/// What an offer comes to with the same sum each month and the money paid out today, and what stands before the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferView {
    /// What is due each month, fen.
    pub month_fen: i64,
    /// All interest, fen.
    pub interest_fen: i64,
    /// Of this the state's part, fen; absent where no source says who pays.
    pub state_pays_fen: Option<i64>,
    /// The conditions that are not met yet, in the words of whoever set them.
    pub open_conditions: Vec<String>,
}

/// A visit by the guarantee agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VisitView {
    /// ISO date.
    pub on: String,
    /// What to have ready.
    pub note: String,
}

/// The money paid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DisbursementView {
    /// Amount, fen.
    pub amount_fen: i64,
    /// ISO date.
    pub on: String,
    /// Last four digits of the account.
    pub account_tail: String,
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

/// The declaration shown before submission; bumping it asks for a new tick.
pub const DECLARATION_VERSION: &str = "2026-11-01";

//! Whoever consents to an application beside the applicant: as the applicant sees it, as the person named sees it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use workflow::consent::{ConsentAction, ConsentKind, ConsentState};

/// The grounds on which doing without a guarantor may be asked for (facts.md 2.3). Whether one holds is the guarantee
/// agency's to say.
pub const WAIVER_GROUNDS: [&str; 5] = [
    "small_amount",
    "recommended",
    "honoured",
    "credit_assessed",
    "second_business",
];

/// What `small_amount` of [`WAIVER_GROUNDS`] speaks of, in fen: loans of no more than 100,000 yuan (facts.md 2.3).
pub const SMALL_AMOUNT_FEN: i64 = 10_000_000;

/// Version of the text that the person named agrees to.
pub const PEOPLE_TEXT_VERSION: &str = "2026-11-29";

/// GET [`crate::path::APPLICATION_PEOPLE`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeopleView {
    /// Whose consent the answers call for, and how far it is.
    pub needs: Vec<ConsentNeedView>,
    /// Everybody asked, the oldest first; those taken back are left out.
    pub people: Vec<AskedPersonView>,
    /// One of [`WAIVER_GROUNDS`]: why no guarantor is needed.
    pub waiver: Option<String>,
    /// To officers: the ground is a small loan, and more than [`SMALL_AMOUNT_FEN`] is asked for.
    #[serde(default)]
    pub is_waiver_exceeded: bool,
    /// What the guarantee agency answered to that ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver_answer: Option<WaiverAnswerView>,
    /// The spouse's name as it was answered in the form; may be empty.
    pub spouse_name: String,
    /// Whether people can be named and taken back now.
    pub may_change: bool,
    /// Whether it was handed in and no office can pass it on until somebody agrees; to officers, whether that is so because
    /// somebody took a consent back.
    #[serde(default)]
    pub is_stopped: bool,
}

/// What the guarantee agency answers to a request to do without a guarantor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WaiverAnswerView {
    /// Nobody has to stand in.
    pub is_granted: bool,
    /// Why somebody has to; the applicant reads it. Empty where nobody has to.
    #[serde(default)]
    pub reason: String,
}

/// One thing that happened to the consent of somebody, for officers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentStepView {
    /// In what capacity.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// `王**`.
    pub name_masked: String,
    /// `ask`, `give`, `refuse`, `withdraw`, `expire`, `cancel`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ConsentAction,
    /// When, unix milliseconds.
    pub at_ms: i64,
}

/// One kind of consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentNeedView {
    /// Of whom.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// How many people.
    pub needed: u32,
    /// How many have agreed to the loan as it is asked for now.
    pub given: u32,
    /// Why it cannot be had.
    pub excuse: Option<String>,
}

/// Somebody asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedPersonView {
    /// Consent id.
    pub id: String,
    /// In what capacity.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// `王**`.
    pub name_masked: String,
    /// Last four digits of the phone.
    pub phone_tail: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ConsentState,
    /// A yes that no longer covers the amount or the term asked for.
    pub is_outgrown: bool,
    /// When something happened last, unix milliseconds.
    pub changed_ms: i64,
    /// Until when an answer is taken, unix milliseconds.
    pub until_ms: i64,
    /// The page to pass on, without the portal's address; only for the applicant, as long as an answer can come or be
    /// taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What an officer should know of this person, by code; empty for the applicant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<String>,
}

/// GET [`crate::path::STAFF_PERSON`]: somebody who agreed, in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PersonInFullView {
    /// Name as on the ID card.
    pub name: String,
    /// Resident identity number.
    pub id_number: String,
    /// The person's own phone.
    pub phone: String,
}

/// POST [`crate::path::APPLICATION_PEOPLE`]: ask somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NamePersonRequest {
    /// In what capacity.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// Name as on the ID card.
    pub name: String,
    /// Resident identity number.
    pub id_number: String,
    /// The person's own phone.
    pub phone: String,
}

/// The most characters of the reason why a consent cannot be had.
pub const MOST_EXCUSE_CHARS: usize = 500;

/// PUT [`crate::path::APPLICATION_PEOPLE`]: what stands in the place of a consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExcusePeopleRequest {
    /// Why a consent cannot be had, by kind: `spouse` or `partner`.
    pub excuses: BTreeMap<String, String>,
    /// One of [`WAIVER_GROUNDS`].
    pub waiver: Option<String>,
}

/// POST [`crate::path::CONSENT_REQUESTS`] and [`crate::path::CONSENT_REQUEST_CODES`]: in the body, so that links stay out of
/// logs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenConsentRequest {
    /// What the link brings behind its hash mark.
    pub token: String,
}

/// What the person named is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConsentRequestView {
    /// In what capacity.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: ConsentKind,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: ConsentState,
    /// Who applies, `王**`.
    pub applicant_masked: String,
    /// Who is asked, `李**`.
    pub name_masked: String,
    /// Amount asked for, fen; none while the applicant has not said.
    pub amount_fen: Option<i64>,
    /// Term in months; none while the applicant has not said.
    pub months: Option<u32>,
    /// Last four digits of the phone that the code goes to.
    pub phone_tail: String,
    /// When something happened last, unix milliseconds.
    pub changed_ms: i64,
    /// Until when an answer is taken, unix milliseconds.
    pub until_ms: i64,
    /// What the person can do now: give, refuse, withdraw. No yes is taken while amount or term is not said.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub actions: Vec<ConsentAction>,
}

/// POST [`crate::path::CONSENT_ANSWERS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerConsentRequest {
    /// What the link brings behind its hash mark.
    pub token: String,
    /// Give, refuse or withdraw.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub action: ConsentAction,
    /// Last four characters of the person's ID number.
    pub id_tail: String,
    /// The code sent to the person's phone.
    pub code: String,
    /// The amount that was read, fen; must be the one asked for now.
    pub amount_fen: Option<i64>,
    /// The term that was read, months; must be the one asked for now.
    pub months: Option<u32>,
}

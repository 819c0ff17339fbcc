//! Helped sessions: a clerk of a service point does something for one resident, who consented and is there.

use application::Product;
use serde::{Deserialize, Serialize};
use workflow::enrolment::EnrolmentState;
use workflow::loan::LoanState;

/// Header of every request of a tab in a helped session: the session's mark. The server refuses what carries the mark of
/// another session than the one its cookie is of, so that nothing pressed for one person lands with the next.
pub const HELPED_MARK: &str = "fumin-helped";

/// The pointer of the error that says why a tab is out of its helped session.
pub const HELPED_POINTER: &str = "/headers/fumin-helped";

/// The text of consent that is read out or signed; bumping it asks for it anew.
pub const CONSENT_TEXT_VERSION: &str = "2026-11-01";

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $id:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code on the wire.
            pub const fn id(self) -> &'static str { match self { $(Self::$variant => $id,)+ } }

            /// The one of a code.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|each| each.id() == id)
            }
        }
    };
}

codes! {
    /// With what a resident wants help. It is part of the consent, and nothing else can be done under it.
    HelpPurpose {
        /// Applying for a loan, and answering what comes back.
        Loan = "loan",
        /// Looking at and asking for classes.
        Courses = "courses",
        /// Both.
        Everything = "everything",
    }
}

codes! {
    /// How a consent was given.
    ConsentKind {
        /// The resident read out a code sent to their phone.
        Code = "code",
        /// The resident signed, and a second member of staff saw it.
        Witnessed = "witnessed",
    }
}

codes! {
    /// What is left on the clerk's computer.
    LeftFileKind {
        /// A scan or a photo chosen from the disk.
        Scan = "scan",
        /// A page printed, or saved as a PDF.
        Print = "print",
    }
}

/// POST [`crate::path::STAFF_CONSENT_CODES`]. The answer is 204 whether or not the phone is known.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SendConsentCodeRequest {
    /// Mainland mobile number of the resident.
    pub phone: String,
    /// With what the resident wants help; the message says so.
    pub purpose: HelpPurpose,
}

/// POST [`crate::path::STAFF_HELPED_SESSIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenHelpedSessionRequest {
    /// The resident's name as on the identity card.
    pub name: String,
    /// Mainland mobile number of the resident.
    pub phone: String,
    /// With what.
    pub purpose: HelpPurpose,
    /// What shows that the resident wants it.
    pub proof: ConsentProof,
}

/// What shows that a resident consents.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ConsentProof {
    /// The code sent to the resident's phone for this purpose and this clerk.
    Code {
        /// Six digits.
        code: String,
    },
    /// The signed paper, seen by another member of staff who signs in for this one press.
    Witnessed {
        /// Account of the witness.
        username: String,
        /// Password of the witness.
        password: String,
        /// Six digits of the witness's authenticator; empty where the account has none.
        #[serde(default)]
        totp: String,
    },
}

/// A helped session that was opened; its cookie comes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelpedSessionOpened {
    /// What every request of its tab carries in [`HELPED_MARK`].
    pub mark: String,
}

/// GET [`crate::path::HELPED_SESSION`]: what the bar of the tab says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelpedSessionResponse {
    /// `王*`.
    pub name_masked: String,
    /// `138****5678`.
    pub phone_masked: String,
    /// With what.
    pub purpose: HelpPurpose,
    /// The service point.
    pub point: String,
    /// The clerk.
    pub clerk: String,
    /// After so long without a press the session ends, milliseconds.
    pub idle_ms: i64,
    /// When it ends in any case, unix milliseconds.
    pub ends_ms: i64,
}

/// POST [`crate::path::HELPED_SESSION_FILES`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoteLeftFileRequest {
    /// What it is.
    pub kind: LeftFileKind,
    /// Name of the file, or of the page printed.
    pub name: String,
}

/// GET [`crate::path::STAFF_HELPED_SESSIONS`]: the clerk's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DaySheetResponse {
    /// The service point the clerk works at.
    pub point: String,
    /// Today's sessions, the newest first.
    pub sessions: Vec<DaySession>,
    /// Files of people whose consent still holds and that wait for them, by their last day.
    pub waiting: Vec<WaitingFile>,
    /// Seats in classes that wait for them, by their last day.
    #[serde(default)]
    pub waiting_seats: Vec<WaitingSeat>,
    /// What the clerk has still to delete from this computer.
    pub left_files: Vec<LeftFile>,
}

/// One helped session of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DaySession {
    /// `王*`.
    pub name_masked: String,
    /// With what.
    pub purpose: HelpPurpose,
    /// When it began, unix milliseconds.
    pub opened_ms: i64,
    /// When it ended; absent while it is open.
    pub ended_ms: Option<i64>,
    /// Whether it ended because nobody pressed anything, or an hour was over, rather than by a press.
    #[serde(default)]
    pub ended_by_itself: bool,
    /// How many things were done.
    pub acts: u32,
}

/// A file that waits for somebody who consented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingFile {
    /// `王*`.
    pub name_masked: String,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub product: Product,
    /// Where it stands: a draft, or something that has to be put right or signed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: LoanState,
    /// The last day, ISO, where there is one.
    pub due_on: Option<String>,
    /// Last change, unix milliseconds.
    pub changed_ms: i64,
}

/// A seat in a class that waits for somebody who consented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingSeat {
    /// `王*`.
    pub name_masked: String,
    /// Title of the course; none when it is no longer in the catalogue.
    pub title: Option<String>,
    /// Where it stands: offered, or with something to put right.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub state: EnrolmentState,
    /// The last day, ISO, where there is one.
    pub due_on: Option<String>,
    /// Until when an offer stands, unix milliseconds.
    pub offered_until_ms: Option<i64>,
}

/// A file of the clerk's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftFile {
    /// What it is.
    pub kind: LeftFileKind,
    /// Its name.
    pub name: String,
}

/// GET [`crate::path::HELPERS`]: who helped me.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListHelpersResponse {
    /// The newest first.
    pub helpers: Vec<HelperView>,
}

/// One consent to be helped, and what was done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelperView {
    /// Id of the consent.
    pub id: String,
    /// The service point.
    pub point: String,
    /// The clerk.
    pub clerk: String,
    /// With what.
    pub purpose: HelpPurpose,
    /// How it was given.
    pub kind: ConsentKind,
    /// When, unix milliseconds.
    pub given_ms: i64,
    /// Until when it holds unless it is ended, unix milliseconds.
    pub expires_ms: i64,
    /// When it was ended, unix milliseconds.
    pub ended_ms: Option<i64>,
    /// Whether the resident took over what was begun.
    pub is_claimed: bool,
    /// Whether it still holds.
    pub is_valid: bool,
    /// What was done, the oldest first.
    pub acts: Vec<HelperAct>,
}

/// One thing that a helper did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HelperAct {
    /// Such as `start_application`, `save_answers`, `submit`, `enrol`.
    pub action: String,
    /// When, unix milliseconds.
    pub at_ms: i64,
    /// How often in a row.
    pub times: u32,
}

codes! {
    /// What a resident does about a helper.
    HelperAction {
        /// No more: also what the helper has open now ends.
        Revoke = "revoke",
        /// What the helper began is mine, and I go on with it myself.
        Claim = "claim",
    }
}

/// POST [`crate::path::HELPER_ACTIONS`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HelperActionRequest {
    /// What.
    pub action: HelperAction,
}

/// Who did something in a resident's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OnBehalf {
    /// The service point.
    pub point: String,
    /// The clerk.
    pub clerk: String,
}

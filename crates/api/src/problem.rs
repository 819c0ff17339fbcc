//! The one failure body, RFC 9457 with codes.

use serde::{Deserialize, Serialize};

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $status:literal;)+) => {
        /// What went wrong, for the client to put into words (`problem.<code>` in `locales/`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode { $($(#[$doc])* $name,)+ }

        impl ProblemCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code on the wire.
            pub const fn id(self) -> &'static str { match self { $(Self::$name => $id,)+ } }

            /// The HTTP status it travels with.
            pub const fn status(self) -> u16 { match self { $(Self::$name => $status,)+ } }
        }

        // Through a text: the reader serde derives for so many names weighs three kilobytes in the browser.
        impl<'de> Deserialize<'de> for ProblemCode {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                let id = String::deserialize(input)?;
                let found = Self::ALL.iter().copied().find(|code| code.id() == id);
                found.ok_or_else(|| serde::de::Error::unknown_variant(&id, &[$($id,)+]))
            }
        }
    };
}

problem_codes! {
    /// One or more fields are not right; see `errors`.
    InvalidInput = "invalid_input", 422;
    /// The body is not JSON, or not of this shape.
    MalformedBody = "malformed_body", 400;
    /// A required header or query parameter is missing or wrong.
    MalformedRequest = "malformed_request", 400;
    /// Body larger than this path takes.
    BodyTooLarge = "body_too_large", 413;
    /// The body did not arrive in time.
    BodyTimeout = "body_timeout", 408;
    /// Content type not taken here.
    UnsupportedMediaType = "unsupported_media_type", 415;
    /// No session, or it has ended.
    SignInRequired = "sign_in_required", 401;
    /// Phone code or password is wrong or has expired; which one is not said.
    CredentialsWrong = "credentials_wrong", 401;
    /// Too many wrong codes; ask for a new one.
    CodeSpent = "code_spent", 401;
    /// The role may not do this.
    NotAllowed = "not_allowed", 403;
    /// Request came from another site.
    CrossSite = "cross_site", 403;
    /// No such thing, or not yours.
    NotFound = "not_found", 404;
    /// The path does not take this method.
    MethodNotAllowed = "method_not_allowed", 405;
    /// Someone changed it first; load the newer state.
    Stale = "stale", 409;
    /// This action is not possible in the file's present state.
    ActionNotPossible = "action_not_possible", 409;
    /// The same idempotency key came with another request.
    KeyReused = "key_reused", 409;
    /// A second person must do this.
    SecondPersonNeeded = "second_person_needed", 409;
    /// The rules do not compile, their check has errors or a case fails.
    PackNotReady = "pack_not_ready", 409;
    /// An open application for this product exists already.
    AlreadyOpen = "already_open", 409;
    /// No seat is left and the wait-list is as long as it may be.
    WaitlistFull = "waitlist_full", 409;
    /// The class takes nobody any more, or not yet.
    ClassClosed = "class_closed", 409;
    /// This person is in the class already, or waits for it.
    AlreadyEnrolled = "already_enrolled", 409;
    /// Another class of this person is on the same days; sent again with `accepts_overlap` it is done.
    ClassOverlap = "class_overlap", 409;
    /// Too many requests; wait `Retry-After` seconds.
    TooManyRequests = "too_many_requests", 429;
    /// Our fault.
    Internal = "internal", 500;
    /// Too busy; try again after `Retry-After` seconds.
    Overloaded = "overloaded", 503;
    /// Where papers are kept does not answer; try again after `Retry-After` seconds.
    PapersUnavailable = "papers_unavailable", 503;
    /// No room to store it.
    StorageFull = "storage_full", 507;
}

/// One field's problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// JSON pointer into the request, or the application field as `/answers/<field>`, `/documents/<kind>`.
    pub pointer: String,
    /// Stable snake_case code.
    pub code: String,
}

/// The only failure body, `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `urn:fumin:problem:<code>`.
    pub r#type: String,
    /// Short English title for developers; people read the client's words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What went wrong.
    pub code: ProblemCode,
    /// All field problems at once.
    #[serde(default)]
    pub errors: Vec<FieldError>,
    /// Quoted to the help desk; finds the log line.
    #[serde(default)]
    pub request_id: Option<String>,
    /// Seconds to wait, with `too_many_requests`, `overloaded` and `papers_unavailable`.
    #[serde(default)]
    pub retry_after_s: Option<u32>,
}

impl Problem {
    /// A problem without fields.
    pub fn new(code: ProblemCode) -> Self {
        Self {
            r#type: format!("urn:fumin:problem:{}", code.id()),
            title: code.id().replace('_', " "),
            status: code.status(),
            code,
            errors: Vec::new(),
            request_id: None,
            retry_after_s: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wire_form_of_every_code_is_its_id() {
        for code in ProblemCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.id());
        }
    }
}

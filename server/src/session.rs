//! Who is signed in: a random token in a cookie, its hash in the database, three ways to end.

use api::ProblemCode;
use api::service_point::HelpPurpose;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use domain::{PhoneNumber, Sealed};
use http::HeaderMap;
use http::request::Parts;
use store::persons::{self, Person};
use store::sessions::{self, Session};
use store::{Connection, StoreError, Tx, consents, helped_sessions, staff};
use vault::{Keyring, Token};
use workflow::{Duty, Role};

use self::cookie::SessionCookie;
use crate::problem::ApiError;
use crate::state::AppState;

pub(crate) mod cookie;
pub(crate) mod helped;
pub(crate) mod machine;

const PERSON: &str = "person";
const STAFF: &str = "staff";
/// Why a helper's session ends with the account's phone.
const REVOKED: &str = "revoked";
/// Also the first part of a helper's name as the sender of an idempotency key.
pub(crate) const HELPED: &str = helped_sessions::SUBJECT_KIND;
/// A session is noted as used once in this time: every note is a write.
const TOUCH_AFTER_MS: i64 = 60_000;
/// How far a session may lie in the future before the clock must have been set back.
const CLOCK_SKEW_MS: i64 = 5 * 60_000;

/// A signed-in resident. As a handler's argument it comes from `authorize`, whose rule must say `Who::Resident`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ResidentSession {
    /// The person.
    pub person_id: String,
    /// When the session ends without use.
    pub idle_until_ms: i64,
    /// When it ends in any case.
    pub ends_ms: i64,
    /// The clerk who is at the keyboard in the person's place.
    pub helper: Option<Helper>,
}

/// A clerk in a helped session. As a handler's argument it comes from `authorize`, whose rule must say `Who::Helper`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Helper {
    /// The helped session, which is also the mark that its tab carries.
    pub helped_session_id: String,
    /// What the resident consented to.
    pub consent_id: String,
    /// The clerk.
    pub staff_id: String,
    /// With what the resident wants help.
    pub purpose: HelpPurpose,
}

/// A signed-in member of staff. As a handler's argument it comes from `authorize`, whose rule must say `Who::Staff`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StaffSession {
    /// The account.
    pub staff_id: String,
    /// What it may do.
    pub role: Role,
    /// Where it works.
    pub agency_id: String,
    /// What it does there, in a training organisation.
    pub duty: Option<Duty>,
    /// When the session ends without use.
    pub idle_until_ms: i64,
    /// When it ends in any case.
    pub ends_ms: i64,
}

impl ResidentSession {
    /// Who is named as the sender of an idempotency key.
    #[must_use]
    pub fn subject(&self) -> String {
        match &self.helper {
            // Of its own, so that an answer given in one session is never given again in another.
            Some(helper) => format!("{HELPED}/{}", helper.helped_session_id),
            None => subject_of(&self.person_id),
        }
    }

    /// Who is written down as having looked, and in what capacity.
    #[must_use]
    pub fn looking(&self) -> (String, Role) {
        match &self.helper {
            Some(helper) => (
                format!("{STAFF}/{}", helper.staff_id),
                Role::ServicePointClerk,
            ),
            None => (self.subject(), Role::Resident),
        }
    }
}

impl StaffSession {
    /// Who is named as the sender of an idempotency key.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("{STAFF}/{}", self.staff_id)
    }

    /// Whether it is of a training organisation and has one of these duties there.
    #[must_use]
    pub fn has_duty(&self, duties: &[Duty]) -> bool {
        self.role == Role::Trainer && self.duty.is_some_and(|duty| duties.contains(&duty))
    }

    /// Whether it does a part of a trainer's work: staff of other roles are not asked for a duty.
    #[must_use]
    pub fn may(&self, duties: &[Duty]) -> bool {
        self.role != Role::Trainer || self.has_duty(duties)
    }
}

/// Takes the session that `authorize` left; a handler behind a rule without one refuses everybody.
macro_rules! from_extensions {
    ($session:ty) => {
        impl<S: Sync> FromRequestParts<S> for $session {
            type Rejection = ApiError;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
                parts
                    .extensions
                    .get::<Self>()
                    .cloned()
                    .ok_or(ProblemCode::SignInRequired.into())
            }
        }
    };
}
from_extensions!(ResidentSession);

/// For a rule that says `Who::Visitor`.
impl<S: Sync> OptionalFromRequestParts<S> for ResidentSession {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, ApiError> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

from_extensions!(StaffSession);
from_extensions!(Helper);

/// The resident whose cookie came with the request.
pub(crate) async fn find_resident(
    state: &AppState,
    headers: &HeaderMap,
) -> Result<ResidentSession, ApiError> {
    let session = find(state, headers, SessionCookie::Resident, PERSON).await?;
    Ok(ResidentSession {
        idle_until_ms: idle_until_ms(state, &session),
        ends_ms: session.expires_ms,
        person_id: session.subject_id,
        helper: None,
    })
}

/// The member of staff whose cookie came with the request.
pub(crate) async fn find_staff(
    state: &AppState,
    headers: &HeaderMap,
) -> Result<StaffSession, ApiError> {
    let session = find(state, headers, SessionCookie::Staff, STAFF).await?;
    let role = session
        .role
        .as_deref()
        .and_then(|role| role.parse().ok())
        .ok_or(ProblemCode::SignInRequired)?;
    Ok(StaffSession {
        idle_until_ms: idle_until_ms(state, &session),
        duty: find_duty(state, role, &session.subject_id)?,
        staff_id: session.subject_id,
        role,
        agency_id: session.agency_id.unwrap_or_default(),
        ends_ms: session.expires_ms,
    })
}

/// What somebody does in a training organisation, as of now: a duty that was changed holds from the next request on.
fn find_duty(state: &AppState, role: Role, staff_id: &str) -> Result<Option<Duty>, ApiError> {
    if role != Role::Trainer {
        return Ok(None);
    }
    let find = |connection: &Connection| staff::find_duty(connection, staff_id);
    let found = state.store.read_once::<_, StoreError>(find)?;
    Ok(found.and_then(|duty| duty.parse().ok()))
}

fn idle_until_ms(state: &AppState, session: &Session) -> i64 {
    let idle_ms = idle_ms(state, &session.subject_kind);
    session.expires_ms.min(session.last_seen_ms + idle_ms)
}

/// A clerk's shared computer is left alone sooner than a phone.
fn idle_ms(state: &AppState, kind: &str) -> i64 {
    match kind {
        HELPED => state.config.sessions.helped_idle_ms(),
        _ => state.config.sessions.idle_ms(),
    }
}

async fn find(
    state: &AppState,
    headers: &HeaderMap,
    cookie: SessionCookie,
    kind: &str,
) -> Result<Session, ApiError> {
    let hash = vault::hash_token(cookie.read(headers).ok_or(ProblemCode::SignInRequired)?);
    let now_ms = state.clock.now_ms();
    let idle_since_ms = now_ms - idle_ms(state, kind);
    let find =
        |connection: &Connection| sessions::find_live(connection, &hash, now_ms, idle_since_ms);
    let mut session = state
        .store
        .read_once::<_, StoreError>(find)?
        .ok_or(ProblemCode::SignInRequired)?;
    if session.subject_kind != kind || session.last_seen_ms > now_ms + CLOCK_SKEW_MS {
        return Err(ProblemCode::SignInRequired.into());
    }
    // Where minutes count, every press is noted.
    let is_due = kind == HELPED && now_ms > session.last_seen_ms;
    if is_due || now_ms - session.last_seen_ms >= TOUCH_AFTER_MS {
        let touch = move |tx: &Tx| sessions::touch(tx, &hash, now_ms);
        match state.store.write_in_reserve(touch).await {
            Ok(()) => session.last_seen_ms = now_ms,
            // Reading needs no note of it; the session ends a little earlier.
            Err(StoreError::DiskFull) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(session)
}

fn longest_ms(state: &AppState, kind: &str) -> i64 {
    match kind {
        HELPED => state.config.sessions.helped_longest_ms(),
        _ => state.config.sessions.longest_ms(),
    }
}

/// A session about to begin.
pub(crate) struct NewSession {
    pub(crate) token: Token,
    row: Session,
}

impl NewSession {
    fn new(state: &AppState, kind: &str, subject_id: String) -> Self {
        let token = Token::generate();
        let now_ms = state.clock.now_ms();
        let row = Session {
            token_hash: token.hash(),
            subject_kind: kind.to_owned(),
            subject_id,
            role: None,
            agency_id: None,
            created_ms: now_ms,
            last_seen_ms: now_ms,
            expires_ms: now_ms + longest_ms(state, kind),
        };
        Self { token, row }
    }

    /// Of a clerk in a resident's place.
    pub(crate) fn of_helper(state: &AppState, helped_session_id: String) -> Self {
        Self::new(state, HELPED, helped_session_id)
    }

    /// Whose id is known only inside the write.
    pub(crate) fn of_resident(state: &AppState) -> Self {
        Self::new(state, PERSON, String::new())
    }

    pub(crate) fn of_staff(
        state: &AppState,
        staff_id: String,
        role: Role,
        agency_id: String,
    ) -> Self {
        let mut session = Self::new(state, STAFF, staff_id);
        session.row.role = Some(role.as_str().to_owned());
        session.row.agency_id = Some(agency_id);
        session
    }

    /// Now that the write has found whose it is.
    pub(crate) fn belonging_to(mut self, person_id: String) -> Self {
        self.row.subject_id = person_id;
        self
    }

    /// Whose it is.
    pub(crate) fn person_id(&self) -> &str {
        &self.row.subject_id
    }

    /// When it ends in any case.
    pub(crate) fn ends_ms(&self) -> i64 {
        self.row.expires_ms
    }

    /// When it ends without use.
    pub(crate) fn idle_until_ms(&self, state: &AppState) -> i64 {
        idle_until_ms(state, &self.row)
    }

    /// What the store keeps of it: all but the token.
    pub(crate) fn row(&self) -> Session {
        self.row.clone()
    }
}

/// Ends the session of the cookie, if there is one.
pub(crate) async fn end(
    state: &AppState,
    headers: &HeaderMap,
    cookie: SessionCookie,
) -> Result<(), ApiError> {
    let Some(token) = cookie.read(headers) else {
        return Ok(());
    };
    let (hash, now_ms) = (vault::hash_token(token), state.clock.now_ms());
    Ok(state
        .store
        .write_in_reserve(move |tx| sessions::revoke(tx, &hash, now_ms))
        .await?)
}

/// Who is named as the sender of an idempotency key when a resident is at the keyboard.
#[must_use]
pub(crate) fn subject_of(person_id: &str) -> String {
    format!("{PERSON}/{person_id}")
}

/// Ends every session of a resident, on whatever device.
pub(crate) fn end_all(tx: &Tx, person_id: &str, now_ms: i64) -> Result<usize, StoreError> {
    sessions::revoke_all_of(tx, PERSON, person_id, now_ms)
}

/// What binds a sealed phone to its row.
#[must_use]
pub fn phone_aad(person_id: &str) -> String {
    format!("persons/{person_id}/phone")
}

/// The phone of an account; none once it is given up.
///
/// # Errors
/// When the key does not open the row.
pub(crate) fn open_phone(
    keyring: &Keyring,
    person: &Person,
) -> Result<Option<Sealed<PhoneNumber>>, ApiError> {
    if person.sealed_phone.is_empty() {
        return Ok(None);
    }
    let doing = "read a resident's phone";
    let opened = keyring
        .open(&phone_aad(&person.id), &person.sealed_phone)
        .map_err(|source| ApiError::internal(doing, source))?;
    let text = String::from_utf8(opened).map_err(|source| ApiError::internal(doing, source))?;
    let phone = PhoneNumber::parse(&text).map_err(|source| ApiError::internal(doing, source))?;
    Ok(Some(Sealed::new(phone)))
}

/// The phone a resident signed in with.
///
/// # Errors
/// When the person is gone or gave the phone up, or the key does not open the row.
pub fn find_phone(state: &AppState, person_id: &str) -> Result<Sealed<PhoneNumber>, ApiError> {
    let person = state
        .store
        .read::<_, StoreError>(|connection| persons::find(connection, person_id))?
        .ok_or(ProblemCode::SignInRequired)?;
    open_phone(&state.keyring, &person)?.ok_or_else(|| ProblemCode::SignInRequired.into())
}

/// Takes the phone from an account: its sessions end with those of whoever helps, nothing is sent to it any more, and what is
/// there stays. False if that was done before.
///
/// # Errors
/// When the store does not take it.
pub(crate) fn give_up_phone(
    tx: &Tx,
    keyring: &Keyring,
    person_id: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let index = keyring.blind_index("given_up_phone", person_id);
    if !persons::give_up_phone(tx, person_id, &index, now_ms)? {
        return Ok(false);
    }
    for consent in consents::list_by_person(tx, person_id)? {
        consents::end(tx, &consent.id, person_id, REVOKED, now_ms)?;
        helped_sessions::end_all_of_consent(tx, &consent.id, REVOKED, now_ms)?;
    }
    sessions::revoke_all_of(tx, PERSON, person_id, now_ms)?;
    Ok(true)
}

//! Staff accounts: making them, and signing in with name and password.

use api::ProblemCode;
use api::session::StaffSignInRequest;
use store::staff::{self, StaffMember};
use store::{Connection, Store, StoreError, Tx, course_tokens, helped_sessions, sessions};
use workflow::{Duty, Role};

use crate::middleware::client_address::ClientAddress;
use crate::password;
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::second_factor::{self, By};
use crate::session::NewSession;
use crate::state::AppState;

/// The shortest password taken: NIST SP 800-63B asks for length, not for kinds of letters.
pub const LEAST_PASSWORD_CHARS: usize = 12;

const QUARTER_MS: i64 = 15 * 60_000;
/// Named together, so that nobody can lock a colleague out from elsewhere.
const PER_ACCOUNT_AND_ADDRESS: Limit = Limit {
    name: "staff_account_address",
    most: 5,
    window_ms: QUARTER_MS,
};
const PER_ADDRESS: Limit = Limit {
    name: "staff_address",
    most: 50,
    window_ms: QUARTER_MS,
};
const PER_ACCOUNT: Limit = Limit {
    name: "staff_account",
    most: 50,
    window_ms: QUARTER_MS,
};

/// An account to be made.
#[derive(Clone)]
pub struct NewStaffAccount {
    /// Name to sign in with.
    pub username: String,
    /// Name that others see.
    pub display_name: String,
    /// What it may do.
    pub role: Role,
    /// Where it works.
    pub agency_id: String,
    /// Its password.
    pub password: String,
}

impl std::fmt::Debug for NewStaffAccount {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("NewStaffAccount")
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// Why an account was not made.
#[derive(Debug, thiserror::Error)]
pub enum StaffAccountError {
    /// The name is taken.
    #[error("there is an account named {0} already")]
    NameTaken(String),
    /// The name is empty.
    #[error("an account needs a name")]
    NameEmpty,
    /// NIST SP 800-63B asks for length, not for kinds of letters.
    #[error("a password has at least 12 characters")]
    PasswordTooShort,
    /// The password could not be hashed.
    #[error("the password cannot be hashed: {0}")]
    Hash(argon2::password_hash::Error),
    /// The database failed.
    #[error("the account cannot be stored: {0}")]
    Store(#[from] StoreError),
}

/// Makes an account and gives its id.
///
/// # Errors
/// When the name is taken or the password too short.
pub async fn create(
    store: &Store,
    new: NewStaffAccount,
    now_ms: i64,
) -> Result<String, StaffAccountError> {
    let username = new.username.trim().to_owned();
    if username.is_empty() {
        return Err(StaffAccountError::NameEmpty);
    }
    if new.password.chars().count() < LEAST_PASSWORD_CHARS {
        return Err(StaffAccountError::PasswordTooShort);
    }
    let member = StaffMember {
        id: crate::ids::fresh(),
        username: username.clone(),
        display_name: new.display_name,
        role: new.role.as_str().to_owned(),
        agency_id: Some(new.agency_id),
        // Who is entered at the terminal for an organisation answers for it.
        duty: (new.role == Role::Trainer).then(|| Duty::Owner.as_str().to_owned()),
        password_hash: password::hash(&new.password).map_err(StaffAccountError::Hash)?,
        sealed_totp_secret: None,
        disabled_ms: None,
        created_ms: now_ms,
    };
    let id = member.id.clone();
    store
        .write(move |tx| staff::insert(tx, &member))
        .await
        .map_err(|error| match error {
            StoreError::Duplicate { .. } => StaffAccountError::NameTaken(username),
            error => error.into(),
        })?;
    Ok(id)
}

/// Begins a session; a wrong name, a wrong password, a wrong code and a disabled account are answered alike.
pub(crate) async fn sign_in(
    state: &AppState,
    request: StaffSignInRequest,
    from: ClientAddress,
) -> Result<(NewSession, StaffMember, Role), ApiError> {
    let (member, role) = prove(state, request, from).await?;
    let agency_id = member.agency_id.clone().unwrap_or_default();
    let session = NewSession::of_staff(state, member.id.clone(), role, agency_id);
    let (row, proved) = (session.row(), member.clone());
    let begin = move |tx: &Tx| {
        // Proving takes a while: an account closed meanwhile, or given another password or authenticator, begins nothing.
        let is_same = staff::find(tx, &proved.id)?.is_some_and(|now| {
            now.disabled_ms.is_none()
                && now.password_hash == proved.password_hash
                && now.sealed_totp_secret == proved.sealed_totp_secret
        });
        if is_same {
            sessions::insert(tx, &row)?;
        }
        Ok::<_, StoreError>(is_same)
    };
    if !state.store.write_in_reserve(begin).await? {
        return Err(ProblemCode::CredentialsWrong.into());
    }
    Ok((session, member, role))
}

/// Closes an account: nobody signs in with it any more, and what it has open ends. False if nobody has that name.
///
/// # Errors
/// When the store does not answer.
pub fn close(tx: &Tx, username: &str, now_ms: i64) -> Result<bool, StoreError> {
    let Some(member) = staff::find_by_username(tx, username)? else {
        return Ok(false);
    };
    sign_out_everywhere(tx, &member.id, now_ms)?;
    course_tokens::revoke_of_author(tx, &member.id, now_ms)?;
    staff::set_disabled(tx, &member.id, Some(now_ms))
}

/// Lets a closed account sign in again. False if nobody has that name.
///
/// # Errors
/// When the store does not answer.
pub fn reopen(tx: &Tx, username: &str) -> Result<bool, StoreError> {
    match staff::find_by_username(tx, username)? {
        Some(member) => staff::set_disabled(tx, &member.id, None),
        None => Ok(false),
    }
}

/// Gives an account another password and ends what it has open. False if nobody has that name.
///
/// # Errors
/// When the store does not answer.
pub fn set_password(
    tx: &Tx,
    username: &str,
    password_hash: &str,
    now_ms: i64,
) -> Result<bool, StoreError> {
    let Some(member) = staff::find_by_username(tx, username)? else {
        return Ok(false);
    };
    sign_out_everywhere(tx, &member.id, now_ms)?;
    staff::set_password_hash(tx, &member.id, password_hash)
}

/// Takes the authenticator of an account away, which is written down, and ends what it has open; the next sign-in leads to a
/// new one. False if nobody has that name.
///
/// # Errors
/// When the store does not answer.
pub fn reset_second_factor(tx: &Tx, username: &str, now_ms: i64) -> Result<bool, StoreError> {
    let Some(member) = staff::find_by_username(tx, username)? else {
        return Ok(false);
    };
    if !second_factor::reset(tx, &member, By::SYSTEM, now_ms)? {
        // There was none to take away, but what is open began by the password alone.
        sign_out_everywhere(tx, &member.id, now_ms)?;
    }
    Ok(true)
}

/// Ends what an account has open, in person and for others.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn sign_out_everywhere(tx: &Tx, id: &str, now_ms: i64) -> Result<(), StoreError> {
    sessions::revoke_all_of(tx, "staff", id, now_ms)?;
    helped_sessions::end_all_of_staff(tx, id, "staff", now_ms)
}

/// Whose name, password and, where the account has one, authenticator these are.
pub(crate) async fn prove(
    state: &AppState,
    request: StaffSignInRequest,
    from: ClientAddress,
) -> Result<(StaffMember, Role), ApiError> {
    let now_ms = state.clock.now_ms();
    let (keyring, address) = (&state.keyring, from.bucket());
    // As it is looked up, or spaces around a name would be a count of their own.
    let username = request.username.trim();
    let buckets = [
        PER_ACCOUNT_AND_ADDRESS.of(keyring, &format!("{username}\n{address}")),
        PER_ADDRESS.of(keyring, &address),
        PER_ACCOUNT.of(keyring, username),
    ];
    let wait = state
        .store
        .write_in_reserve(move |tx| rate_limit::hit(tx, &buckets, now_ms))
        .await?;
    if let Some(wait) = wait {
        return Err(wait.into());
    }
    let find = |connection: &Connection| staff::find_by_username(connection, username);
    let member = state.store.read::<_, StoreError>(find)?;
    let hash = member.as_ref().map(|member| member.password_hash.clone());
    let is_right = state.passwords.is_right(request.password, hash).await?;
    let member = member
        .filter(|member| is_right && member.disabled_ms.is_none())
        .ok_or(ProblemCode::CredentialsWrong)?;
    second_factor::check(state, &member, &request.totp).await?;
    let role: Role = member
        .role
        .parse()
        .map_err(|error| ApiError::internal("read an account's role", error))?;
    Ok((member, role))
}

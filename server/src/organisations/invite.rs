//! Inviting somebody to an account, and taking the invitation up.

use api::organisation::{AcceptInvitationRequest, AcceptedInvitation, InvitationView};
use store::invitations::{self, Invitation};
use store::staff::{self, StaffMember};
use store::{StoreError, Tx, organisations};
use vault::Token;
use workflow::{Duty, Role};

use crate::ids;
use crate::middleware::client_address::ClientAddress;
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::staff_account::LEAST_PASSWORD_CHARS;
use crate::state::AppState;

/// Long enough for a letter, short enough to be forgotten safely.
const INVITATION_MS: i64 = 7 * 24 * 60 * 60 * 1000;
const MOST_NAME_CHARS: usize = 40;
/// Codes are 128 random bits; this keeps hashing passwords from being used against us.
const PER_ADDRESS: Limit = Limit {
    name: "invitation_address",
    most: 20,
    window_ms: 15 * 60_000,
};

/// Keeps an invitation and gives its code, which is shown once. What was sent to somebody of the same name before and was not
/// used is good for nothing from then on: it went astray, or to the wrong person.
///
/// # Errors
/// When the name is missing or too long.
pub fn invite(
    tx: &Tx,
    organisation_id: &str,
    (display_name, duty): (&str, Duty),
    invited_by: &str,
    now_ms: i64,
) -> Result<InvitationView, ApiError> {
    let display_name = display_name.trim();
    let code = match display_name.chars().count() {
        0 => Some("required"),
        1..=MOST_NAME_CHARS => None,
        _ => Some("too_long"),
    };
    if let Some(code) = code {
        return Err(ApiError::invalid_field("/display_name", code));
    }
    let token = Token::generate();
    let expires_ms = now_ms + INVITATION_MS;
    let invitation = Invitation {
        code_hash: token.hash(),
        organisation_id: organisation_id.to_owned(),
        display_name: display_name.to_owned(),
        duty: duty.as_str().to_owned(),
        invited_by: invited_by.to_owned(),
        created_ms: now_ms,
        expires_ms,
        used_ms: None,
    };
    invitations::end_open(tx, organisation_id, display_name, now_ms)?;
    invitations::insert(tx, &invitation)?;
    Ok(InvitationView {
        code: token.expose().to_owned(),
        expires_at_ms: expires_ms,
    })
}

/// Counts a try from an address.
///
/// # Errors
/// `too_many_requests`.
pub(crate) async fn count_try(state: &AppState, from: ClientAddress) -> Result<(), ApiError> {
    let now_ms = state.clock.now_ms();
    let buckets = [PER_ADDRESS.of(&state.keyring, &from.bucket())];
    let wait = state
        .store
        .write_in_reserve(move |tx| rate_limit::hit(tx, &buckets, now_ms))
        .await?;
    wait.map_or(Ok(()), |wait| Err(wait.into()))
}

/// What can be said of the form before anything is looked up; then the password's hash.
///
/// # Errors
/// When the name is missing or the password too short.
pub async fn prepare(
    state: &AppState,
    request: &AcceptInvitationRequest,
) -> Result<String, ApiError> {
    if request.username.trim().is_empty() {
        return Err(ApiError::invalid_field("/username", "required"));
    }
    if request.username.trim().chars().count() > MOST_NAME_CHARS {
        return Err(ApiError::invalid_field("/username", "too_long"));
    }
    if request.password.chars().count() < LEAST_PASSWORD_CHARS {
        return Err(ApiError::invalid_field("/password", "password_too_short"));
    }
    state.passwords.hash(request.password.clone()).await
}

/// Makes the account that an invitation is for, and uses the invitation up.
///
/// # Errors
/// When the code is unknown, used or has ended, or the name is taken; then the code stays good.
pub fn accept(
    tx: &Tx,
    request: &AcceptInvitationRequest,
    password_hash: &str,
    now_ms: i64,
) -> Result<AcceptedInvitation, ApiError> {
    let unknown = || ApiError::invalid_field("/code", "invitation_unknown");
    let code_hash = vault::hash_token(request.code.trim());
    let invitation = invitations::take(tx, &code_hash, now_ms)?.ok_or_else(unknown)?;
    let organisation = organisations::find(tx, &invitation.organisation_id)?.ok_or_else(unknown)?;
    let member = StaffMember {
        id: ids::fresh(),
        username: request.username.trim().to_owned(),
        display_name: invitation.display_name,
        role: Role::Trainer.as_str().to_owned(),
        agency_id: Some(organisation.id),
        duty: Some(invitation.duty),
        password_hash: password_hash.to_owned(),
        sealed_totp_secret: None,
        disabled_ms: None,
        created_ms: now_ms,
    };
    match tx.attempt(|tx| staff::insert(tx, &member)) {
        Ok(()) => Ok(AcceptedInvitation {
            username: member.username,
            organisation: organisation.name,
        }),
        Err(StoreError::Duplicate { .. }) => {
            Err(ApiError::invalid_field("/username", "username_taken"))
        }
        Err(error) => Err(error.into()),
    }
}

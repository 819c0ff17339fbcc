//! The second factor of staff: an authenticator's six digits (RFC 6238), each good once.

use api::ProblemCode;
use api::session::{BeginSecondFactorResponse, ConfirmSecondFactorRequest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use store::staff::{self, StaffMember};
use store::{Connection, StoreError, Tx, sessions};
use totp_rs::{Algorithm, Secret, TOTP};
use workflow::Role;

use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::session::StaffSession;
use crate::state::AppState;

mod reset;

pub(crate) use reset::{By, reset};

/// As long as SHA-1's own output, which RFC 4226 asks for.
const SECRET_BYTES: usize = 20;
const STEP_S: i64 = 30;
const DIGITS: usize = 6;
/// A phone's clock may be half a minute off.
const STEPS_OFF: [i64; 3] = [-1, 0, 1];
const ISSUER: &str = "富民通";

const CONFIRM_PER_ACCOUNT: Limit = Limit {
    name: "second_factor_account",
    most: 10,
    window_ms: 15 * 60_000,
};

fn place(staff_id: &str) -> String {
    format!("staff/{staff_id}/totp")
}

/// One not yet proved is bound to another place: it can never be stored as if it were.
fn pending_place(staff_id: &str) -> String {
    format!("staff/{staff_id}/totp not proved")
}

/// The digits of a secret in a time step.
fn digits(secret: &[u8], step: i64) -> Option<String> {
    let authenticator = TOTP::new_unchecked(
        Algorithm::SHA1,
        DIGITS,
        0,
        u64::try_from(STEP_S).ok()?,
        secret.to_vec(),
    );
    Some(authenticator.generate(u64::try_from(step * STEP_S).ok()?))
}

/// The step whose digits these are, if there is one about now.
fn step_of(secret: &[u8], typed: &str, now_ms: i64) -> Option<i64> {
    let now = now_ms / 1_000 / STEP_S;
    let steps = STEPS_OFF.map(|off| now + off);
    let typed = typed.trim();
    steps
        .into_iter()
        .find(|step| digits(secret, *step).is_some_and(|digits| digits == typed))
}

/// Asks for the digits where the account has an authenticator. Wrong ones and ones used before are answered alike.
///
/// # Errors
/// `credentials_wrong`.
pub(crate) async fn check(
    state: &AppState,
    member: &StaffMember,
    typed: &str,
) -> Result<(), ApiError> {
    let Some(sealed) = &member.sealed_totp_secret else {
        return Ok(());
    };
    let secret = state
        .keyring
        .open(&place(&member.id), sealed)
        .map_err(|source| ApiError::internal("read an account's second factor", source))?;
    let step = step_of(&secret, typed, state.clock.now_ms());
    let step = step.ok_or(ProblemCode::CredentialsWrong)?;
    let id = member.id.clone();
    let is_new = state
        .store
        .write_in_reserve(move |tx| staff::use_totp_step(tx, &id, step))
        .await?;
    if is_new {
        Ok(())
    } else {
        Err(ProblemCode::CredentialsWrong.into())
    }
}

/// Whether an account of the role does nothing without one. Where others reach the portal, that is everybody; where it is
/// tried out on one machine, the clerks. The accounts of a demonstration, which are made anew at every start and on this
/// machine alone, do without.
fn is_due(state: &AppState, role: Role) -> bool {
    let config = &state.config;
    let is_tried_out = config.listening.is_private();
    !config.demo && (role == Role::ServicePointClerk || !is_tried_out)
}

/// Whether an account has still to take one up before it may do its work.
#[must_use]
pub fn is_missing(state: &AppState, role: Role, member: &StaffMember) -> bool {
    member.sealed_totp_secret.is_none() && is_due(state, role)
}

/// Lets a session do its work, unless its account has still to take one up.
///
/// # Errors
/// `not_allowed` then; `sign_in_required` where there is no account any more.
pub(crate) fn demand(state: &AppState, session: &StaffSession) -> Result<(), ApiError> {
    if !is_due(state, session.role) {
        return Ok(());
    }
    let find = |connection: &Connection| staff::find(connection, &session.staff_id);
    let member = state.store.read_once::<_, StoreError>(find)?;
    let member = member.ok_or(ProblemCode::SignInRequired)?;
    if is_missing(state, session.role, &member) {
        return Err(ProblemCode::NotAllowed.into());
    }
    Ok(())
}

/// Makes a secret for an account that has none. Nothing is stored until its digits have come back.
///
/// # Errors
/// `action_not_possible` where there is one already: taking it away is for a supervisor or whoever runs the portal.
pub(crate) fn begin(
    state: &AppState,
    member: &StaffMember,
) -> Result<BeginSecondFactorResponse, ApiError> {
    if member.sealed_totp_secret.is_some() {
        return Err(ProblemCode::ActionNotPossible.into());
    }
    let last = |connection: &Connection| reset::find_last(connection, &member.id);
    let last = state.store.read::<_, StoreError>(last)?;
    let secret = vault::random_bytes::<SECRET_BYTES>();
    let Secret::Encoded(text) = Secret::Raw(secret.to_vec()).to_encoded() else {
        return Err(ProblemCode::Internal.into());
    };
    let sealed = state.keyring.seal(&pending_place(&member.id), &secret);
    let uri = format!(
        "otpauth://totp/{ISSUER}:{}?secret={text}&issuer={ISSUER}&digits={DIGITS}&period={STEP_S}",
        member.username
    );
    Ok(BeginSecondFactorResponse {
        qr_svg: crate::applications::qr::draw(&uri)?,
        secret: text,
        pending: STANDARD.encode(sealed),
        reset: last,
    })
}

/// Stores the secret whose digits came back. Every other session of the account began with the password alone, so it ends;
/// `token_hash` is of the one that goes on.
///
/// # Errors
/// An invalid `/code` when they are not its digits; `action_not_possible` when the account has one by now.
pub(crate) async fn confirm(
    state: &AppState,
    member: &StaffMember,
    token_hash: [u8; 32],
    request: &ConfirmSecondFactorRequest,
) -> Result<(), ApiError> {
    let (keyring, now_ms) = (&state.keyring, state.clock.now_ms());
    let bucket = CONFIRM_PER_ACCOUNT.of(keyring, &member.id);
    let hit = move |tx: &Tx| rate_limit::hit(tx, &[bucket], now_ms);
    if let Some(wait) = state.store.write(hit).await? {
        return Err(wait.into());
    }
    let sealed = STANDARD.decode(&request.pending);
    let sealed = sealed.map_err(|_| ApiError::invalid_field("/pending", "not_an_option"))?;
    let secret = keyring
        .open(&pending_place(&member.id), &sealed)
        .map_err(|_| ApiError::invalid_field("/pending", "not_an_option"))?;
    let step = step_of(&secret, &request.code, now_ms)
        .ok_or_else(|| ApiError::invalid_field("/code", "code_wrong"))?;
    let kept = keyring.seal(&place(&member.id), &secret);
    let id = member.id.clone();
    let write = move |tx: &Tx| {
        let is_free =
            staff::find(tx, &id)?.is_some_and(|member| member.sealed_totp_secret.is_none());
        if is_free {
            staff::set_totp_secret(tx, &id, Some(&kept))?;
            staff::use_totp_step(tx, &id, step)?;
            sessions::revoke_others_of(tx, "staff", &id, &token_hash, now_ms)?;
        }
        Ok::<_, StoreError>(is_free)
    };
    if state.store.write(write).await? {
        Ok(())
    } else {
        Err(ProblemCode::ActionNotPossible.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, SHA-1: the last six of its eight digits.
    #[test]
    fn the_digits_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
        ] {
            let found = digits(secret, seconds / STEP_S);
            assert_eq!(found.as_deref(), Some(expected), "{seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off() {
        let secret = b"12345678901234567890";
        let typed = digits(secret, 100).unwrap();
        let at = |step: i64| step_of(secret, &typed, step * STEP_S * 1_000);
        assert_eq!(
            [98, 99, 100, 101, 102].map(at),
            [None, Some(100), Some(100), Some(100), None]
        );
    }
}

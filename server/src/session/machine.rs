//! A trainer's own system: a token in the header instead of a session in a cookie.

use api::ProblemCode;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use store::{StoreError, Tx, course_tokens};
use workflow::Role;

use super::StaffSession;
use crate::problem::ApiError;
use crate::rate_limit::{self, Limit};
use crate::state::AppState;

const SCHEME: &str = "Bearer ";
/// A system that sends what changed once a minute stays far below.
const PER_TOKEN: Limit = Limit {
    name: "course_token",
    most: 120,
    window_ms: 60 * 60_000,
};

/// The account for which the token acts that came with the request. Whether that account is still in office is asked where
/// every trainer's is.
///
/// # Errors
/// `sign_in_required` for a token that is unknown or was revoked; `too_many_requests`.
pub(crate) async fn find_trainer(
    state: &AppState,
    headers: &HeaderMap,
) -> Result<StaffSession, ApiError> {
    let token = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix(SCHEME))
        .ok_or(ProblemCode::SignInRequired)?;
    let hash = vault::hash_token(token.trim());
    let found = state
        .store
        .read_once::<_, StoreError>(|connection| course_tokens::find_live(connection, &hash))?
        .ok_or(ProblemCode::SignInRequired)?;
    let now_ms = state.clock.now_ms();
    let bucket = [PER_TOKEN.of(&state.keyring, &found.id)];
    let id = found.id.clone();
    let note = move |tx: &Tx| {
        let wait = rate_limit::hit(tx, &bucket, now_ms)?;
        if wait.is_none() {
            course_tokens::note_used(tx, &id, now_ms)?;
        }
        Ok(wait)
    };
    let wait = state.store.write_in_reserve(note).await?;
    if let Some(wait) = wait {
        return Err(wait.into());
    }
    Ok(StaffSession {
        duty: super::find_duty(state, Role::Trainer, &found.author_id)?,
        staff_id: found.author_id,
        role: Role::Trainer,
        agency_id: found.organisation_id,
        idle_until_ms: now_ms,
        ends_ms: now_ms,
    })
}

//! A clerk in a resident's place: the tab's mark, the cookie and the clerk's own session have to agree.

use api::service_point::{HELPED_MARK, HELPED_POINTER, HelpPurpose};
use api::{FieldError, ProblemCode};
use http::HeaderMap;
use store::helped_sessions::{self, HelpedSession};
use store::{Connection, StoreError, consents, sessions};
use workflow::Role;

use super::cookie::SessionCookie;
use super::{HELPED, Helper, ResidentSession, find, find_resident, find_staff, idle_until_ms};
use crate::authorize::rule::Rule;
use crate::problem::ApiError;
use crate::state::AppState;

/// The mark the tab sent, if it is in a helped session.
pub(crate) fn mark(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(HELPED_MARK)
        .and_then(|value| value.to_str().ok())
}

/// Why a tab is out of its helped session; `code` is `helped_` and the reason kept with the session.
pub(crate) fn out(reason: &str) -> ApiError {
    let error = FieldError {
        pointer: HELPED_POINTER.to_owned(),
        code: format!("helped_{reason}"),
    };
    ApiError::Fields(ProblemCode::SignInRequired, vec![error])
}

/// Whether a request says that somebody is signed in.
pub(crate) fn is_claimed(headers: &HeaderMap) -> bool {
    mark(headers).is_some() || SessionCookie::Resident.read(headers).is_some()
}

/// The resident whose cookie came with the request, or the clerk in the resident's place.
///
/// A tab in a helped session says so with every request. A picture is fetched by the browser itself, which adds no
/// mark: its address names the file, and a file of somebody else is not found.
pub(crate) async fn find_resident_or_helper(
    state: &AppState,
    headers: &HeaderMap,
    rule: &Rule,
) -> Result<ResidentSession, ApiError> {
    match mark(headers) {
        Some(mark) => find_helped(state, headers, rule, Some(mark)).await,
        None => match find_resident(state, headers).await {
            Err(ApiError::Refused(ProblemCode::SignInRequired)) if rule.is_fetched_by_itself() => {
                find_helped(state, headers, rule, None).await
            }
            found => found,
        },
    }
}

async fn find_helped(
    state: &AppState,
    headers: &HeaderMap,
    rule: &Rule,
    mark: Option<&str>,
) -> Result<ResidentSession, ApiError> {
    let session = match find(state, headers, SessionCookie::Resident, HELPED).await {
        Err(ApiError::Refused(ProblemCode::SignInRequired)) => {
            return Err(out(&why_ended(state, headers, mark)?));
        }
        found => found?,
    };
    if mark.is_some_and(|mark| mark != session.subject_id) {
        return Err(out("other"));
    }
    let id = session.subject_id.clone();
    let helped = state
        .store
        .read::<_, StoreError>(|connection| find_open(connection, &id))?
        .ok_or_else(|| out("ended"))?;
    // The clerk's own session has to last: whoever leaves it leaves everybody's.
    let clerk = match find_staff(state, headers).await {
        Err(ApiError::Refused(ProblemCode::SignInRequired)) => return Err(out("staff")),
        found => found?,
    };
    if clerk.staff_id != helped.staff_id || clerk.role != Role::ServicePointClerk {
        return Err(out("staff"));
    }
    let purpose = HelpPurpose::from_id(&helped.purpose).ok_or_else(|| out("ended"))?;
    if !rule.is_for(purpose) {
        return Err(ProblemCode::NotAllowed.into());
    }
    Ok(ResidentSession {
        idle_until_ms: idle_until_ms(state, &session),
        ends_ms: session.expires_ms,
        person_id: helped.person_id,
        helper: Some(Helper {
            helped_session_id: helped.id,
            consent_id: helped.consent_id,
            staff_id: helped.staff_id,
            purpose,
        }),
    })
}

/// The helped session, if neither it nor the consent under it has ended.
pub(crate) fn find_open(
    connection: &Connection,
    id: &str,
) -> Result<Option<HelpedSession>, StoreError> {
    let Some(helped) = helped_sessions::find(connection, id)?.filter(|one| one.ended_ms.is_none())
    else {
        return Ok(None);
    };
    let consent = consents::find(connection, &helped.consent_id)?;
    Ok(consent
        .is_some_and(|consent| consent.ended_ms.is_none())
        .then_some(helped))
}

/// What became of the session of a mark: what is kept with it, or that nobody pressed anything for too long.
fn why_ended(
    state: &AppState,
    headers: &HeaderMap,
    mark: Option<&str>,
) -> Result<String, ApiError> {
    let Some(mark) = mark else {
        return Ok("ended".to_owned());
    };
    let hash = SessionCookie::Resident.read(headers).map(vault::hash_token);
    let (helped, kept) = state.store.read::<_, StoreError>(|connection| {
        let kept = hash.map(|hash| sessions::find(connection, &hash));
        Ok((
            helped_sessions::find(connection, mark)?,
            kept.transpose()?.flatten(),
        ))
    })?;
    let is_own = kept.is_some_and(|kept| kept.subject_kind == HELPED && kept.subject_id == mark);
    Ok(match helped.and_then(|helped| helped.end_reason) {
        Some(reason) => reason,
        None if is_own => "idle".to_owned(),
        None => "other".to_owned(),
    })
}

/// Ends the helped session of a tab, if its cookie is of it; another person's session in the same browser goes on.
pub(crate) async fn end(
    state: &AppState,
    headers: &HeaderMap,
    reason: &'static str,
) -> Result<bool, ApiError> {
    let Some(token) = SessionCookie::Resident.read(headers) else {
        return Ok(true);
    };
    let (hash, now_ms) = (vault::hash_token(token), state.clock.now_ms());
    let mark = mark(headers).map(str::to_owned);
    Ok(state
        .store
        .write_in_reserve(move |tx| {
            let Some(kept) = sessions::find(tx, &hash)? else {
                return Ok(true);
            };
            if kept.subject_kind != HELPED {
                return Ok(mark.is_none());
            }
            if mark.as_ref().is_some_and(|mark| *mark != kept.subject_id) {
                return Ok(false);
            }
            helped_sessions::end(tx, &kept.subject_id, reason, now_ms)?;
            Ok::<_, StoreError>(true)
        })
        .await?)
}

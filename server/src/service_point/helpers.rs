//! The resident's side: who helped me, with what, and no more of it.

use api::ProblemCode;
use api::service_point::{ConsentKind, HelpPurpose, HelperAct, HelperAction, HelperView};
use store::consents::{self, Consent};
use store::helped_sessions::{self, HelpedAct};
use store::{Connection, StoreError, Tx};

use crate::problem::ApiError;

const CLAIMED: &str = "claimed";

/// Everything a person consented to, the newest first.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn list(
    connection: &Connection,
    person_id: &str,
    now_ms: i64,
) -> Result<Vec<HelperView>, StoreError> {
    let found = consents::list_by_person(connection, person_id)?;
    found
        .into_iter()
        .map(|consent| {
            let mut acts = Vec::new();
            for helped in helped_sessions::list_of_consent(connection, &consent.id)? {
                acts.extend(helped_sessions::list_acts(connection, &helped.id)?);
            }
            Ok(view(consent, acts, now_ms))
        })
        .collect()
}

fn view(consent: Consent, acts: Vec<HelpedAct>, now_ms: i64) -> HelperView {
    HelperView {
        is_claimed: consent.end_reason.as_deref() == Some(CLAIMED),
        is_valid: consent.ended_ms.is_none() && consent.expires_ms > now_ms,
        purpose: HelpPurpose::from_id(&consent.purpose).unwrap_or(HelpPurpose::Everything),
        kind: ConsentKind::from_id(&consent.kind).unwrap_or(ConsentKind::Code),
        id: consent.id,
        point: consent.point_name,
        clerk: consent.clerk_name,
        given_ms: consent.given_ms,
        expires_ms: consent.expires_ms,
        ended_ms: consent.ended_ms,
        acts: in_a_row(acts),
    }
}

/// Twenty answers saved one after the other are one line.
fn in_a_row(acts: Vec<HelpedAct>) -> Vec<HelperAct> {
    let mut shown: Vec<HelperAct> = Vec::new();
    for act in acts {
        match shown.last_mut() {
            Some(last) if last.action == act.action => {
                last.times += 1;
                last.at_ms = act.at_ms;
            }
            _ => shown.push(HelperAct {
                action: act.action,
                at_ms: act.at_ms,
                times: 1,
            }),
        }
    }
    shown
}

/// Ends a consent and what is open under it; the second press finds it done.
///
/// # Errors
/// `not_found` for those of others.
pub(crate) fn act(
    tx: &Tx,
    person_id: &str,
    id: &str,
    action: HelperAction,
    now_ms: i64,
) -> Result<(), ApiError> {
    let known = consents::find(tx, id)?.filter(|consent| consent.person_id == person_id);
    known.ok_or(ProblemCode::NotFound)?;
    let reason = match action {
        HelperAction::Revoke => "revoked",
        HelperAction::Claim => CLAIMED,
    };
    consents::end(tx, id, person_id, reason, now_ms)?;
    Ok(helped_sessions::end_all_of_consent(tx, id, reason, now_ms)?)
}

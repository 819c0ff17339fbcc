//! Taking a lost authenticator away, and the record of it: append-only, in the chain that the auditor reads.

use api::session::SecondFactorReset;
use store::policy_events::{self, NewPolicyEvent};
use store::staff::{self, StaffMember};
use store::{Connection, StoreError, Tx};
use workflow::Role;

use crate::staff_account::sign_out_everywhere;

const ACTION: &str = "reset_second_factor";

/// Who takes it away.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By<'a> {
    /// Account id; `system` for whoever runs the portal.
    pub(crate) id: &'a str,
    /// What the account may do.
    pub(crate) role: Role,
}

impl By<'static> {
    /// Whoever runs the portal, at its command line.
    pub(crate) const SYSTEM: Self = Self {
        id: Role::System.as_str(),
        role: Role::System,
    };
}

/// Takes the authenticator away, ends what the account has open and writes it down; the next sign-in leads to a new one.
/// False if the account has none.
///
/// # Errors
/// When the store does not answer.
pub(crate) fn reset(
    tx: &Tx,
    member: &StaffMember,
    by: By<'_>,
    now_ms: i64,
) -> Result<bool, StoreError> {
    if member.sealed_totp_secret.is_none() {
        return Ok(false);
    }
    sign_out_everywhere(tx, &member.id, now_ms)?;
    let event = NewPolicyEvent {
        actor_id: by.id.to_owned(),
        role: by.role.as_str().to_owned(),
        action: ACTION.to_owned(),
        subject: member.id.clone(),
        detail: member.username.clone(),
        at_ms: now_ms,
    };
    policy_events::append(tx, &event)?;
    staff::set_totp_secret(tx, &member.id, None)
}

/// The last time that an account's authenticator was taken away.
///
/// # Errors
/// When the store does not answer.
pub(super) fn find_last(
    connection: &Connection,
    staff_id: &str,
) -> Result<Option<SecondFactorReset>, StoreError> {
    let Some(event) = policy_events::find_last(connection, ACTION, staff_id)? else {
        return Ok(None);
    };
    let by = staff::find(connection, &event.actor_id)?;
    Ok(Some(SecondFactorReset {
        by: by.map(|by| by.display_name).unwrap_or_default(),
        at_ms: event.at_ms,
    }))
}

//! `fumin admin reset-second-factor`: for whoever has lost the phone with the authenticator.

use store::{Store, StoreError, helped_sessions, sessions, staff};

use super::super::{CommandError, block_on, say};
use crate::clock::{Clock as _, SystemClock};

/// Takes the authenticator away and ends what the account has open; the next sign-in leads to a new one.
pub(super) fn run(store: &Store, username: &str) -> Result<(), CommandError> {
    let refused = |error: &dyn std::fmt::Display| CommandError::Refused(error.to_string());
    let name = username.trim().to_owned();
    let wanted = name.clone();
    let now_ms = SystemClock.now_ms();
    let is_known = block_on(async {
        let reset = store.write::<_, _, StoreError>(move |tx| {
            let Some(member) = staff::find_by_username(tx, &wanted)? else {
                return Ok(false);
            };
            sessions::revoke_all_of(tx, "staff", &member.id, now_ms)?;
            helped_sessions::end_all_of_staff(tx, &member.id, "staff", now_ms)?;
            staff::set_totp_secret(tx, &member.id, None)
        });
        reset.await.map_err(|error| refused(&error))
    })?;
    store.close();
    if !is_known {
        return Err(CommandError::Refused(format!("no account is named {name}")));
    }
    say(&format!(
        "{name} has no authenticator any more and is signed out everywhere"
    ))
}

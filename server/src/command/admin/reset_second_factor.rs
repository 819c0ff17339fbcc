//! `fumin admin reset-second-factor`: for whoever has lost the phone with the authenticator.

use store::{Store, helped_sessions, sessions, staff};

use super::super::{CommandError, say};
use super::account;
use crate::clock::{Clock as _, SystemClock};

/// Takes the authenticator away and ends what the account has open; the next sign-in leads to a new one.
pub(super) fn run(store: &Store, username: &str) -> Result<(), CommandError> {
    let now_ms = SystemClock.now_ms();
    let name = account::change(store, username, move |tx, name| {
        let Some(member) = staff::find_by_username(tx, name)? else {
            return Ok(false);
        };
        sessions::revoke_all_of(tx, "staff", &member.id, now_ms)?;
        helped_sessions::end_all_of_staff(tx, &member.id, "staff", now_ms)?;
        staff::set_totp_secret(tx, &member.id, None)
    })?;
    say(&format!(
        "{name} has no authenticator any more and is signed out everywhere"
    ))
}

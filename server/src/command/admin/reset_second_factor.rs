//! `fumin admin reset-second-factor`: for whoever has lost the phone with the authenticator.

use store::{Store, staff};

use super::super::{CommandError, say};
use super::account;
use crate::clock::{Clock as _, SystemClock};
use crate::second_factor::{self, By};
use crate::staff_account::sign_out_everywhere;

/// Takes the authenticator away, ends what the account has open and writes it down; the next sign-in leads to a new one.
pub(super) fn run(store: &Store, username: &str) -> Result<(), CommandError> {
    let now_ms = SystemClock.now_ms();
    let name = account::change(store, username, move |tx, name| {
        let Some(member) = staff::find_by_username(tx, name)? else {
            return Ok(false);
        };
        if !second_factor::reset(tx, &member, By::SYSTEM, now_ms)? {
            // There was none to take away, but what is open began by the password alone.
            sign_out_everywhere(tx, &member.id, now_ms)?;
        }
        Ok(true)
    })?;
    say(&format!(
        "{name} has no authenticator any more and is signed out everywhere"
    ))
}

//! `fumin admin reset-second-factor`: for whoever has lost the phone with the authenticator.

use store::Store;

use super::super::{CommandError, say};
use super::account;
use crate::clock::{Clock as _, SystemClock};
use crate::staff_account;

/// Takes the authenticator away, ends what the account has open and writes it down; the next sign-in leads to a new one.
pub(super) fn run(store: &Store, username: &str) -> Result<(), CommandError> {
    let now_ms = SystemClock.now_ms();
    let name = account::change(store, username, move |tx, name| {
        staff_account::reset_second_factor(tx, name, now_ms)
    })?;
    say(&format!(
        "{name} has no authenticator any more and is signed out everywhere"
    ))
}

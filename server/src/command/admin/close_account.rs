//! `fumin admin close-account`: for whoever has left the office.

use store::Store;

use super::super::{CommandError, say};
use super::account;
use crate::clock::{Clock as _, SystemClock};
use crate::staff_account;

/// Closes an account and ends what it has open, or lets it in again.
pub(super) fn run(store: &Store, username: &str, is_closed: bool) -> Result<(), CommandError> {
    let now_ms = SystemClock.now_ms();
    let name = account::change(store, username, move |tx, name| {
        if is_closed {
            staff_account::close(tx, name, now_ms)
        } else {
            staff_account::reopen(tx, name)
        }
    })?;
    let what = if is_closed {
        "is closed and signed out everywhere"
    } else {
        "may sign in again"
    };
    say(&format!("{name} {what}"))
}

//! `fumin admin close-account`: for whoever has left the office.

use store::{Store, StoreError};

use super::super::{CommandError, block_on, say};
use crate::clock::{Clock as _, SystemClock};
use crate::staff_account;

/// Closes an account and ends what it has open, or lets it in again.
pub(super) fn run(store: &Store, username: &str, is_closed: bool) -> Result<(), CommandError> {
    let refused = |error: &dyn std::fmt::Display| CommandError::Refused(error.to_string());
    let name = username.trim().to_owned();
    let wanted = name.clone();
    let now_ms = SystemClock.now_ms();
    let is_known = block_on(async {
        let set = store.write::<_, _, StoreError>(move |tx| {
            if is_closed {
                staff_account::close(tx, &wanted, now_ms)
            } else {
                staff_account::reopen(tx, &wanted)
            }
        });
        set.await.map_err(|error| refused(&error))
    })?;
    store.close();
    if !is_known {
        return Err(CommandError::Refused(format!("no account is named {name}")));
    }
    let what = if is_closed {
        "is closed and signed out everywhere"
    } else {
        "may sign in again"
    };
    say(&format!("{name} {what}"))
}

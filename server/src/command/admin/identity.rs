//! `fumin admin set-identity`: an officer's phone or ID number, by which an own file is recognised.

use std::io::BufRead as _;
use std::sync::Arc;

use domain::Date;
use store::{Store, StoreError};
use vault::Keyring;

use super::super::{CommandError, block_on, say};
use crate::clock::{Clock as _, SystemClock};
use crate::config::IdentityArgument;
use crate::staff_identity::{self, Identity, IdentityKind};

/// What is to be done, checked.
#[derive(Debug)]
pub(super) enum Change {
    Record(Identity),
    Remove(IdentityKind),
}

/// Reads it from standard input: a command line is seen by everybody on the machine.
///
/// # Errors
/// When it cannot be read, or is none.
pub(super) fn prepare(kind: IdentityArgument, off: bool) -> Result<Change, CommandError> {
    let kind = match kind {
        IdentityArgument::Phone => IdentityKind::Phone,
        IdentityArgument::IdNumber => IdentityKind::IdNumber,
    };
    if off {
        return Ok(Change::Remove(kind));
    }
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    read.map_err(|source| CommandError::Io {
        doing: "cannot read from standard input",
        source,
    })?;
    let today = Date::from_unix_ms_shanghai(SystemClock.now_ms());
    let identity = Identity::parse(kind, line.trim(), today).map_err(CommandError::Refused)?;
    Ok(Change::Record(identity))
}

/// Does it and says so, without what was recorded.
pub(super) fn run(
    store: &Store,
    keyring: &Arc<Keyring>,
    username: &str,
    change: Change,
) -> Result<(), CommandError> {
    let refused = |error: &dyn std::fmt::Display| CommandError::Refused(error.to_string());
    let name = username.trim().to_owned();
    let (wanted, keyring) = (name.clone(), keyring.clone());
    let is_recorded = matches!(change, Change::Record(_));
    let is_done = block_on(async {
        let set = store.write::<_, _, StoreError>(move |tx| match &change {
            Change::Record(identity) => {
                let now_ms = SystemClock.now_ms();
                staff_identity::record(tx, &keyring, &wanted, identity, now_ms)
            }
            Change::Remove(kind) => staff_identity::remove(tx, &wanted, *kind),
        });
        set.await.map_err(|error| refused(&error))
    })?;
    store.close();
    match (is_done, is_recorded) {
        (true, true) => say(&format!("recorded for {name}")),
        (true, false) => say(&format!("taken away from {name}")),
        (false, true) => Err(CommandError::Refused(format!("no account is named {name}"))),
        (false, false) => Err(CommandError::Refused(format!(
            "nothing is recorded for {name}"
        ))),
    }
}

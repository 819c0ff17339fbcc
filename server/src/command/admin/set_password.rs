//! `fumin admin set-password`: for whoever has forgotten the password, or lost it to somebody.

use store::Store;

use super::super::{CommandError, say};
use super::account;
use super::create_user::{make_password, read_password};
use crate::clock::{Clock as _, SystemClock};
use crate::password;
use crate::staff_account::{self, LEAST_PASSWORD_CHARS, StaffAccountError};

/// A password to be set, and whether it was made here and has to be shown.
pub(super) struct Prepared {
    password: String,
    hash: String,
    is_made: bool,
}

/// Reads or makes it, before the database is opened.
///
/// # Errors
/// When it cannot be read, or is too short.
pub(super) fn prepare(password_stdin: bool) -> Result<Prepared, CommandError> {
    let refused = |error: StaffAccountError| CommandError::Refused(error.to_string());
    let password = if password_stdin {
        read_password()?
    } else {
        make_password()
    };
    if password.chars().count() < LEAST_PASSWORD_CHARS {
        return Err(refused(StaffAccountError::PasswordTooShort));
    }
    let hash =
        password::hash(&password).map_err(|error| refused(StaffAccountError::Hash(error)))?;
    Ok(Prepared {
        password,
        hash,
        is_made: !password_stdin,
    })
}

/// Sets it, ends what the account has open, and says so.
pub(super) fn run(store: &Store, username: &str, new: Prepared) -> Result<(), CommandError> {
    let (hash, now_ms) = (new.hash, SystemClock.now_ms());
    let name = account::change(store, username, move |tx, name| {
        staff_account::set_password(tx, name, &hash, now_ms)
    })?;
    say(&format!(
        "{name} has a new password and is signed out everywhere"
    ))?;
    if new.is_made {
        say(&format!("password, shown this once: {}", new.password))
    } else {
        Ok(())
    }
}

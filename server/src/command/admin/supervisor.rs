//! `fumin admin set-supervisor`: who keeps an office's templates.

use store::{Store, staff};

use super::super::{CommandError, say};
use super::account;

/// Makes an account a supervisor of its office, or takes that away.
pub(super) fn run(store: &Store, username: &str, is_supervisor: bool) -> Result<(), CommandError> {
    let name = account::change(
        store,
        username,
        move |tx, name| match staff::find_by_username(tx, name)? {
            Some(member) => staff::set_supervisor(tx, &member.id, is_supervisor),
            None => Ok(false),
        },
    )?;
    let what = if is_supervisor {
        "is a supervisor"
    } else {
        "is no supervisor any more"
    };
    say(&format!("{name} {what}"))
}

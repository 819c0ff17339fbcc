//! `fumin admin set-appeals`: who decides on appeals, where the district names a unit for them.

use store::{Store, staff};

use super::super::{CommandError, say};
use super::account;

/// Lets an account decide on the appeals of its office, or takes that away.
pub(super) fn run(store: &Store, username: &str, decides: bool) -> Result<(), CommandError> {
    let name = account::change(
        store,
        username,
        move |tx, name| match staff::find_by_username(tx, name)? {
            Some(member) => staff::set_decides_appeals(tx, &member.id, decides),
            None => Ok(false),
        },
    )?;
    let what = if decides {
        "decides on appeals"
    } else {
        "decides on no appeals any more"
    };
    say(&format!("{name} {what}"))
}

//! `fumin admin set-appeals`: who decides on appeals, where the district names a unit for them.

use store::{Store, StoreError, staff};

use super::super::{CommandError, block_on, say};

/// Lets an account decide on the appeals of its office, or takes that away.
pub(super) fn run(store: &Store, username: &str, decides: bool) -> Result<(), CommandError> {
    let refused = |error: &dyn std::fmt::Display| CommandError::Refused(error.to_string());
    let name = username.trim().to_owned();
    let wanted = name.clone();
    let is_known = block_on(async {
        let set = store.write::<_, _, StoreError>(move |tx| {
            match staff::find_by_username(tx, &wanted)? {
                Some(member) => staff::set_decides_appeals(tx, &member.id, decides),
                None => Ok(false),
            }
        });
        set.await.map_err(|error| refused(&error))
    })?;
    store.close();
    if !is_known {
        return Err(CommandError::Refused(format!("no account is named {name}")));
    }
    let what = if decides {
        "decides on appeals"
    } else {
        "decides on no appeals any more"
    };
    say(&format!("{name} {what}"))
}

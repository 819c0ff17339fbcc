//! `fumin admin set-supervisor`: who keeps an office's templates.

use store::{Store, StoreError, staff};

use super::super::{CommandError, block_on, say};

/// Makes an account a supervisor of its office, or takes that away.
pub(super) fn run(store: &Store, username: &str, is_supervisor: bool) -> Result<(), CommandError> {
    let refused = |error: &dyn std::fmt::Display| CommandError::Refused(error.to_string());
    let name = username.trim().to_owned();
    let wanted = name.clone();
    let is_known = block_on(async {
        let set = store.write::<_, _, StoreError>(move |tx| {
            match staff::find_by_username(tx, &wanted)? {
                Some(member) => staff::set_supervisor(tx, &member.id, is_supervisor),
                None => Ok(false),
            }
        });
        set.await.map_err(|error| refused(&error))
    })?;
    store.close();
    if !is_known {
        return Err(CommandError::Refused(format!("no account is named {name}")));
    }
    let what = if is_supervisor {
        "is a supervisor"
    } else {
        "is no supervisor any more"
    };
    say(&format!("{name} {what}"))
}

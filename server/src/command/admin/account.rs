//! What every command about one account does: finds it by its user name, changes it in one write, and says who is unknown.

use store::{Store, StoreError, Tx};

use super::super::{CommandError, block_on};

/// Changes an account and answers its user name.
///
/// # Errors
/// When the work finds no such account, or the store does not answer.
pub(super) fn change(
    store: &Store,
    username: &str,
    work: impl Fn(&Tx, &str) -> Result<bool, StoreError> + Send + 'static,
) -> Result<String, CommandError> {
    let name = username.trim().to_owned();
    let wanted = name.clone();
    let changed = block_on(async {
        let change = store.write::<_, _, StoreError>(move |tx| work(tx, &wanted));
        change
            .await
            .map_err(|error| CommandError::Refused(error.to_string()))
    })?;
    store.close();
    if changed {
        Ok(name)
    } else {
        Err(CommandError::Refused(format!("no account is named {name}")))
    }
}

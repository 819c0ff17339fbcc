//! `fumin admin confirm-clock`: somebody has looked at the clock and says it is right.

use domain::Date;
use store::{Store, StoreError, Tx};

use super::super::{CommandError, say};
use crate::clock::{self, Clock as _, SystemClock};

/// Notes what the clock shows as the newest instant seen, and ends every session.
pub(super) fn run(store: &Store) -> Result<(), CommandError> {
    let now_ms = SystemClock.now_ms();
    store
        .write_blocking::<_, _, StoreError>(move |tx: &Tx| clock::confirm(tx, now_ms))
        .map_err(|error| CommandError::Refused(format!("cannot note the time: {error}")))?;
    say(&format!(
        "noted: today is {}; the portal starts again",
        Date::from_unix_ms_shanghai(now_ms)
    ))
}

//! Logs of what was kept before there was one. Only who has the key can seal an event, so no migration makes them: the start of
//! the portal does, out of the row.

use store::{Connection, StoreError, Tx};

use crate::problem::ApiError;
use crate::state::{AppState, Parts};

/// Given their log in one write.
const PART: i64 = 200;
/// What stands in such an event in the place of the key of a request, which nobody kept.
pub const FROM_ROW: &str = "from_row";

/// Gives each row that has none its log, and says how many. One that gives none that holds is left out: it stays as it is, and
/// `fumin verify` names it.
///
/// `list` finds those without a log after an id, an empty id being before all; `give` says whether it gave one.
///
/// # Errors
/// When the store does not answer.
pub async fn give_logs<R: 'static>(
    state: &AppState,
    list: fn(&Connection, &str, i64) -> Result<Vec<R>, StoreError>,
    id: fn(&R) -> &str,
    give: fn(&Tx, &Parts, &R) -> Result<bool, ApiError>,
) -> Result<usize, ApiError> {
    let (mut given, mut after) = (0, String::new());
    loop {
        let is_done = |connection: &Connection| Ok(list(connection, &after, 1)?.is_empty());
        if state.store.read::<_, StoreError>(is_done)? {
            return Ok(given);
        }
        let (parts, from) = (state.clone(), after.clone());
        let work = move |tx: &Tx| {
            let without = list(tx, &from, PART)?;
            let mut count = 0;
            for row in &without {
                count += usize::from(give(tx, &parts, row)?);
            }
            Ok((count, without.last().map(|row| id(row).to_owned())))
        };
        let (count, last) = state.store.write::<_, _, ApiError>(work).await?;
        given += count;
        let Some(last) = last else {
            return Ok(given);
        };
        after = last;
    }
}

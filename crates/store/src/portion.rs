//! Forgetting in portions: a year's rows deleted in one write would keep everybody else's writes waiting.

use crate::{StoreError, Tx, Value};

/// Rows deleted in one write: a few milliseconds of work.
pub const PORTION: usize = 1_000;

/// Deletes at most a portion of the rows for which `is_due` holds of `$1`, and says how many. `key` are the columns of the
/// table's primary key; an index should lead to the rows that are due.
pub(crate) fn delete(
    tx: &Tx,
    table: &str,
    key: &str,
    is_due: &str,
    due: Value,
) -> Result<usize, StoreError> {
    let sql = format!(
        "DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE {is_due} LIMIT {PORTION})"
    );
    tx.execute(&sql, &[due])
}

//! Counters that leave no gap among committed writes.

use crate::{Connection, StoreError, Tx};

/// The next number of a sequence, from 1.
pub fn next(tx: &Tx, name: &str) -> Result<i64, StoreError> {
    let sql = "INSERT INTO sequences (name, last) VALUES ($1, 1)
        ON CONFLICT (name) DO UPDATE SET last = sequences.last + 1 RETURNING last";
    tx.query_one(sql, &[name.into()])?
        .ok_or(StoreError::Abandoned)?
        .get(0)
}

/// The last number given; 0 before the first.
pub fn last(connection: &Connection, name: &str) -> Result<i64, StoreError> {
    let sql = "SELECT last FROM sequences WHERE name = $1";
    let last: Option<i64> = connection.find(sql, &[name.into()], |row| row.get(0))?;
    Ok(last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{in_write, test_store};

    #[test]
    fn each_name_counts_from_one() {
        let numbers = in_write(|tx| {
            Ok([
                next(tx, "a")?,
                next(tx, "a")?,
                next(tx, "b")?,
                next(tx, "a")?,
                last(tx, "a")?,
                last(tx, "c")?,
            ])
        });
        assert_eq!(numbers, [1, 2, 1, 3, 3, 0]);
    }

    #[test]
    fn a_failed_write_uses_no_number() {
        let test = test_store();
        let refused = test
            .store
            .write_blocking(|tx| next(tx, "a").and(Err::<i64, _>(StoreError::Panicked)));
        assert_eq!(refused, Err(StoreError::Panicked));
        assert_eq!(test.store.write_blocking(|tx| next(tx, "a")), Ok(1));
    }
}

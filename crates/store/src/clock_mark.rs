//! The newest instant this database has seen: by it a server notices that the clock jumped while it was off.

use crate::{Connection, StoreError, Tx};

const NAME: &str = "newest";

/// The newest instant, if any was noted.
pub fn newest(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT seen_ms FROM clock_marks WHERE name = $1";
    connection.find(sql, &[NAME.into()], |row| row.get(0))
}

/// Notes an instant; an older one than is noted changes nothing.
pub fn note(tx: &Tx, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO clock_marks (name, seen_ms) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET seen_ms = excluded.seen_ms
        WHERE clock_marks.seen_ms < excluded.seen_ms";
    tx.execute(sql, &[NAME.into(), now_ms.into()]).map(drop)
}

/// Notes an instant, older or newer: somebody has looked at the clock and says it is right.
pub fn confirm(tx: &Tx, now_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO clock_marks (name, seen_ms) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET seen_ms = excluded.seen_ms";
    tx.execute(sql, &[NAME.into(), now_ms.into()]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn the_mark_goes_back_only_when_somebody_says_so() {
        let seen = in_write(|tx| {
            let mut seen = vec![newest(tx)?];
            for now_ms in [5, 9, 7] {
                note(tx, now_ms)?;
                seen.push(newest(tx)?);
            }
            confirm(tx, 3)?;
            seen.push(newest(tx)?);
            Ok(seen)
        });
        assert_eq!(seen, [None, Some(5), Some(9), Some(9), Some(3)]);
    }
}

//! What classes teach, as it was on their first day.

use crate::{Connection, StoreError, Tx};

/// Notes it, once: what a class began with stays. `subject` is JSON text whose shape the server knows.
pub fn put(tx: &Tx, class_id: &str, subject: &str, began_ms: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO class_subjects (class_id, subject, began_ms) VALUES ($1, $2, $3)
        ON CONFLICT (class_id) DO NOTHING";
    let values = [class_id.into(), subject.into(), began_ms.into()];
    tx.execute(sql, &values).map(drop)
}

/// What a class began with; none before it did, and of one that began before this was noted.
pub fn find(connection: &Connection, class_id: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT subject FROM class_subjects WHERE class_id = $1";
    connection.find(sql, &[class_id.into()], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_class, in_write};

    #[test]
    fn what_a_class_began_with_stays() {
        let found = in_write(|tx| {
            add_class(tx, "a");
            let before = find(tx, "a")?;
            put(tx, "a", "{}", 1)?;
            put(tx, "a", "[]", 2)?;
            Ok([before, find(tx, "a")?, find(tx, "b")?])
        });
        assert_eq!(found, [None, Some("{}".to_owned()), None]);
    }
}

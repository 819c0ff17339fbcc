//! What a database says of itself: whose it is.

use crate::{Connection, StoreError, Tx};

/// What the key file that seals this database makes of a text known to all: another key file makes another.
pub const KEY_CHECK: &str = "key_check";
/// The code of the district.
pub const DISTRICT: &str = "district";
/// The version of the catalogue whose classes are all there.
pub const CLASSES_OF: &str = "classes_of";

/// What is kept under a name; the value given, if nothing was.
pub fn keep(tx: &Tx, name: &str, value: &str) -> Result<String, StoreError> {
    let sql = "INSERT INTO portal (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    tx.execute(sql, &[name.into(), value.into()])?;
    find(tx, name)?.ok_or(StoreError::Abandoned)
}

/// Keeps a value in the place of whatever was there.
pub fn put(tx: &Tx, name: &str, value: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO portal (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    tx.execute(sql, &[name.into(), value.into()]).map(drop)
}

pub fn find(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT value FROM portal WHERE name = $1";
    connection.find(sql, &[name.into()], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

    #[test]
    fn the_first_word_stands() {
        let said = in_write(|tx| {
            Ok([
                keep(tx, DISTRICT, "620602")?,
                keep(tx, DISTRICT, "620603")?,
                find(tx, DISTRICT)?.unwrap_or_default(),
                find(tx, KEY_CHECK)?.unwrap_or_default(),
            ])
        });
        assert_eq!(said, ["620602", "620602", "620602", ""]);
    }

    #[test]
    fn what_is_put_takes_the_place() {
        let said = in_write(|tx| {
            put(tx, CLASSES_OF, "one")?;
            put(tx, CLASSES_OF, "two")?;
            find(tx, CLASSES_OF)
        });
        assert_eq!(said.as_deref(), Some("two"));
    }
}

//! The key of each file, wrapped by the keyring. Destroying it erases what the file's events say.

use crate::{Connection, StoreError, Tx};

/// What is left of a file's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoredFileKey {
    Wrapped(Vec<u8>),
    Destroyed { destroyed_ms: i64 },
}

pub fn insert(
    tx: &Tx,
    application_id: &str,
    wrapped_key: &[u8],
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO file_keys (application_id, wrapped_key, created_ms) VALUES ($1, $2, $3)";
    tx.execute(
        sql,
        &[application_id.into(), wrapped_key.into(), now_ms.into()],
    )
    .map(drop)
}

pub fn find(
    connection: &Connection,
    application_id: &str,
) -> Result<Option<StoredFileKey>, StoreError> {
    let sql = "SELECT wrapped_key, destroyed_ms FROM file_keys WHERE application_id = $1";
    connection.find(sql, &[application_id.into()], |row| {
        match row.get::<Option<Vec<u8>>>(0)? {
            Some(wrapped) => Ok(StoredFileKey::Wrapped(wrapped)),
            None => Ok(StoredFileKey::Destroyed {
                destroyed_ms: row.get(1)?,
            }),
        }
    })
}

/// False if there is no key, or it was destroyed before.
pub fn destroy(tx: &Tx, application_id: &str, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE file_keys SET wrapped_key = NULL, destroyed_ms = $1
        WHERE application_id = $2 AND wrapped_key IS NOT NULL";
    Ok(tx.execute(sql, &[now_ms.into(), application_id.into()])? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    #[test]
    fn a_key_can_be_destroyed_once() {
        let (before, destroyed, after, nothing) = in_write(|tx| {
            add_application(tx, "a");
            insert(tx, "a", &[1, 2], 1)?;
            let before = find(tx, "a")?;
            Ok((
                before,
                [destroy(tx, "a", 5)?, destroy(tx, "a", 6)?],
                find(tx, "a")?,
                find(tx, "b")?,
            ))
        });
        assert_eq!(before, Some(StoredFileKey::Wrapped(vec![1, 2])));
        assert_eq!(destroyed, [true, false]);
        assert_eq!(
            (after, nothing),
            (Some(StoredFileKey::Destroyed { destroyed_ms: 5 }), None)
        );
    }

    #[test]
    fn a_file_has_one_key() {
        let again = in_write(|tx| {
            add_application(tx, "a");
            insert(tx, "a", &[1], 1)?;
            Ok(tx.attempt(|tx| insert(tx, "a", &[2], 2)))
        });
        assert_eq!(
            again,
            Err(StoreError::Duplicate {
                constraint: "file_keys.application_id".into()
            })
        );
    }
}

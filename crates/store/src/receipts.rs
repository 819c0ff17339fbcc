//! What a file was judged by when it was submitted: the verdict frozen with the hash of its policy pack.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub application_id: String,
    /// The version of the file that was judged; a corrected file is judged again.
    pub version: i64,
    pub pack_hash: String,
    pub sealed_receipt: Vec<u8>,
    /// Of the receipt before sealing.
    pub hash: [u8; 32],
    pub created_ms: i64,
}

const COLUMNS: &str = "application_id, version, pack_hash, sealed_receipt, hash, created_ms";

fn read(row: &Row) -> Result<Receipt, StoreError> {
    Ok(Receipt {
        application_id: row.get(0)?,
        version: row.get(1)?,
        pack_hash: row.get(2)?,
        sealed_receipt: row.get(3)?,
        hash: row.get(4)?,
        created_ms: row.get(5)?,
    })
}

/// Keeps a receipt. Its pack must have been published.
pub fn insert(tx: &Tx, receipt: &Receipt) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO receipts ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)");
    let values = [
        (&receipt.application_id).into(),
        receipt.version.into(),
        (&receipt.pack_hash).into(),
        (&receipt.sealed_receipt).into(),
        (&receipt.hash).into(),
        receipt.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// The receipt that counts: the newest.
pub fn find_latest(
    connection: &Connection,
    application_id: &str,
) -> Result<Option<Receipt>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM receipts WHERE application_id = $1 ORDER BY version DESC LIMIT 1"
    );
    connection.find(&sql, &[application_id.into()], read)
}

/// The receipt that counts of a file that can still be read, with what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub receipt: Receipt,
    pub acceptance_number: Option<String>,
    pub wrapped_key: Vec<u8>,
}

/// The receipts that count, by application id, from after an id on; files whose key was destroyed are left out.
pub fn list_filed(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<Filed>, StoreError> {
    let sql = "SELECT receipts.application_id, receipts.version, receipts.pack_hash, receipts.sealed_receipt,
            receipts.hash, receipts.created_ms, applications.acceptance_number, file_keys.wrapped_key
        FROM receipts
        JOIN applications ON applications.id = receipts.application_id
        JOIN file_keys ON file_keys.application_id = receipts.application_id
        WHERE receipts.application_id > $1 AND file_keys.wrapped_key IS NOT NULL
            AND receipts.version = (SELECT max(version) FROM receipts AS newest
                WHERE newest.application_id = receipts.application_id)
        ORDER BY receipts.application_id LIMIT $2";
    connection.list(sql, &[after.into(), limit.into()], |row| {
        Ok(Filed {
            receipt: read(row)?,
            acceptance_number: row.get(6)?,
            wrapped_key: row.get(7)?,
        })
    })
}

/// Every receipt of a file, the oldest first.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<Receipt>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM receipts WHERE application_id = $1 ORDER BY version");
    connection.list(&sql, &[application_id.into()], read)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use domain::Date;

    use super::*;
    use crate::{
        file_keys,
        policy_packs::{self, PolicyPack},
        testing::{add_application, in_write},
    };

    fn receipt(version: i64, pack_hash: &str) -> Receipt {
        Receipt {
            application_id: "a".into(),
            version,
            pack_hash: pack_hash.into(),
            sealed_receipt: vec![1],
            hash: [2; 32],
            created_ms: 3,
        }
    }

    #[test]
    fn the_newest_counts_and_none_is_lost() {
        let (latest, all, again, unpublished) = in_write(|tx| {
            add_application(tx, "a");
            let pack = PolicyPack {
                hash: "h".into(),
                effective_from: Date::MIN,
                document: "{}".into(),
                published_ms: 0,
            };
            policy_packs::keep(tx, &pack, &BTreeMap::new())?;
            for version in [9, 2] {
                insert(tx, &receipt(version, "h"))?;
            }
            Ok((
                find_latest(tx, "a")?,
                list(tx, "a")?,
                tx.attempt(|tx| insert(tx, &receipt(2, "h"))),
                tx.attempt(|tx| insert(tx, &receipt(3, "unknown"))),
            ))
        });
        assert_eq!(latest, Some(receipt(9, "h")));
        assert_eq!(all, [receipt(2, "h"), receipt(9, "h")]);
        assert!(matches!(again, Err(StoreError::Duplicate { .. })));
        assert!(matches!(unpublished, Err(StoreError::Database(_))));
    }

    #[test]
    fn filed_ones_come_once_each_and_in_pages() {
        let pages = in_write(|tx| {
            let pack = PolicyPack {
                hash: "h".into(),
                effective_from: Date::MIN,
                document: "{}".into(),
                published_ms: 0,
            };
            policy_packs::keep(tx, &pack, &BTreeMap::new())?;
            for id in ["a", "b", "c", "destroyed"] {
                add_application(tx, id);
                file_keys::insert(tx, id, b"key", 1)?;
                for version in [1, 2] {
                    let application_id = id.into();
                    insert(
                        tx,
                        &Receipt {
                            application_id,
                            ..receipt(version, "h")
                        },
                    )?;
                }
            }
            file_keys::destroy(tx, "destroyed", 5)?;
            Ok([
                list_filed(tx, "", 2)?,
                list_filed(tx, "b", 2)?,
                list_filed(tx, "c", 2)?,
            ])
        });
        let pages = pages.map(|page| {
            page.into_iter()
                .map(|filed| (filed.receipt.application_id, filed.receipt.version))
                .collect::<Vec<_>>()
        });
        assert_eq!(
            pages,
            [
                vec![("a".to_owned(), 2), ("b".to_owned(), 2)],
                vec![("c".to_owned(), 2)],
                vec![]
            ]
        );
    }
}

//! What a file was judged by when it was submitted: the verdict frozen with the hash of its policy pack.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub application_id: String,
    /// The version of the file that was judged; a corrected file is judged again.
    pub version: i64,
    pub pack_hash: String,
    pub sealed_receipt: Vec<u8>,
    /// None in rows that hold it in `sealed_receipt`.
    pub sealed_view: Option<Vec<u8>>,
    /// Of the receipt before sealing.
    pub hash: [u8; 32],
    pub created_ms: i64,
}

const COLUMNS: &str =
    "application_id, version, pack_hash, sealed_receipt, sealed_view, hash, created_ms";

fn read(row: &Row) -> Result<Receipt, StoreError> {
    Ok(Receipt {
        application_id: row.get(0)?,
        version: row.get(1)?,
        pack_hash: row.get(2)?,
        sealed_receipt: row.get(3)?,
        sealed_view: row.get(4)?,
        hash: row.get(5)?,
        created_ms: row.get(6)?,
    })
}

/// Keeps a receipt. Its pack must have been published.
pub fn insert(tx: &Tx, receipt: &Receipt) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO receipts ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let values = [
        (&receipt.application_id).into(),
        receipt.version.into(),
        (&receipt.pack_hash).into(),
        (&receipt.sealed_receipt).into(),
        (&receipt.sealed_view).into(),
        (&receipt.hash).into(),
        receipt.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// What the verdict that counts was shown as: the view, or in older rows the receipt that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    View { version: i64, sealed: Vec<u8> },
    Inside { version: i64, sealed: Vec<u8> },
}

/// What the newest receipt was shown as. The receipt itself is not read where the view stands beside it.
pub fn find_shown(
    connection: &Connection,
    application_id: &str,
) -> Result<Option<Shown>, StoreError> {
    let sql = "SELECT version, sealed_view, CASE WHEN sealed_view IS NULL THEN sealed_receipt END
        FROM receipts WHERE application_id = $1 ORDER BY version DESC LIMIT 1";
    connection.find(sql, &[application_id.into()], |row| {
        let version = row.get(0)?;
        Ok(match row.get(1)? {
            Some(sealed) => Shown::View { version, sealed },
            None => Shown::Inside {
                version,
                sealed: row.get(2)?,
            },
        })
    })
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
            receipts.sealed_view, receipts.hash, receipts.created_ms, applications.acceptance_number, file_keys.wrapped_key
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
            acceptance_number: row.get(7)?,
            wrapped_key: row.get(8)?,
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
            sealed_view: (version > 2).then(|| vec![4]),
            hash: [2; 32],
            created_ms: 3,
        }
    }

    #[test]
    fn the_newest_counts_and_none_is_lost() {
        let (before, shown, all, again, unpublished) = in_write(|tx| {
            add_application(tx, "a");
            let pack = PolicyPack {
                hash: "h".into(),
                effective_from: Date::MIN,
                document: "{}".into(),
                published_ms: 0,
            };
            policy_packs::keep(tx, &pack, &BTreeMap::new())?;
            insert(tx, &receipt(2, "h"))?;
            let before = find_shown(tx, "a")?;
            insert(tx, &receipt(9, "h"))?;
            Ok((
                before,
                find_shown(tx, "a")?,
                list(tx, "a")?,
                tx.attempt(|tx| insert(tx, &receipt(2, "h"))),
                tx.attempt(|tx| insert(tx, &receipt(3, "unknown"))),
            ))
        });
        let old = Shown::Inside {
            version: 2,
            sealed: vec![1],
        };
        assert_eq!(before, Some(old));
        let new = Shown::View {
            version: 9,
            sealed: vec![4],
        };
        assert_eq!(shown, Some(new));
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

//! Receipts of browsers that the server did not come to: noted with the submission, never in its way.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptMismatch {
    pub application_id: String,
    /// The version of the file that the submission made.
    pub version: i64,
    /// `differs`, `unknown_pack`, `other_programme`, `unreadable` or `too_large`.
    pub reason: String,
    /// The pack the browser named; empty when it named none.
    pub pack_hash: String,
    /// Of what the browser sent.
    pub browser_hash: [u8; 32],
    /// Of the server's receipt for the same facts, day and pack, when it can be made.
    pub server_hash: Option<[u8; 32]>,
    /// What the browser sent, as far as it is kept.
    pub sealed_receipt: Vec<u8>,
    pub created_ms: i64,
}

const COLUMNS: &str = "application_id, version, reason, pack_hash, browser_hash, server_hash, sealed_receipt, created_ms";

fn read(row: &Row) -> Result<ReceiptMismatch, StoreError> {
    Ok(ReceiptMismatch {
        application_id: row.get(0)?,
        version: row.get(1)?,
        reason: row.get(2)?,
        pack_hash: row.get(3)?,
        browser_hash: row.get(4)?,
        server_hash: row.get(5)?,
        sealed_receipt: row.get(6)?,
        created_ms: row.get(7)?,
    })
}

pub fn insert(tx: &Tx, mismatch: &ReceiptMismatch) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO receipt_mismatches ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    );
    let values = [
        (&mismatch.application_id).into(),
        mismatch.version.into(),
        (&mismatch.reason).into(),
        (&mismatch.pack_hash).into(),
        (&mismatch.browser_hash).into(),
        (&mismatch.server_hash).into(),
        (&mismatch.sealed_receipt).into(),
        mismatch.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// That of the submission whose receipt counts.
pub fn find_of_last_submission(
    connection: &Connection,
    application_id: &str,
) -> Result<Option<ReceiptMismatch>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM receipt_mismatches WHERE application_id = $1
            AND version = (SELECT max(version) FROM receipts WHERE application_id = $1)"
    );
    connection.find(&sql, &[application_id.into()], read)
}

/// The newest first, each with the acceptance number of its file.
pub fn list(
    connection: &Connection,
    limit: i64,
) -> Result<Vec<(ReceiptMismatch, Option<String>)>, StoreError> {
    let columns = COLUMNS.replace("version", "receipt_mismatches.version");
    let columns = columns.replace("created_ms", "receipt_mismatches.created_ms");
    let sql = format!(
        "SELECT {columns}, acceptance_number FROM receipt_mismatches
        JOIN applications ON applications.id = application_id
        ORDER BY receipt_mismatches.created_ms DESC, application_id, receipt_mismatches.version LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], |row| Ok((read(row)?, row.get(8)?)))
}

/// How many there are.
pub fn count(connection: &Connection) -> Result<i64, StoreError> {
    connection.count("SELECT count(*) FROM receipt_mismatches", &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        receipts::{self, Receipt},
        testing::{add_application, add_pack, in_write},
    };

    #[test]
    fn only_that_of_the_last_submission_counts() {
        let mismatch = |version: i64, created_ms: i64| ReceiptMismatch {
            application_id: "a".into(),
            version,
            reason: "differs".into(),
            pack_hash: "h".into(),
            browser_hash: [1; 32],
            server_hash: (version == 4).then_some([2; 32]),
            sealed_receipt: vec![1],
            created_ms,
        };
        let receipt = |version| Receipt {
            application_id: "a".into(),
            version,
            pack_hash: "h".into(),
            sealed_receipt: vec![1],
            sealed_view: None,
            hash: [3; 32],
            created_ms: 1,
        };
        let (found, newest, count, again) = in_write(move |tx| {
            add_application(tx, "a");
            add_pack(tx, "h");
            let mut found = vec![find_of_last_submission(tx, "a")?];
            for version in [1, 4, 7] {
                receipts::insert(tx, &receipt(version))?;
                if version < 7 {
                    insert(tx, &mismatch(version, version * 10))?;
                }
                found.push(find_of_last_submission(tx, "a")?);
            }
            let again = tx.attempt(|tx| insert(tx, &mismatch(4, 30)));
            Ok((found, list(tx, 1)?, count(tx)?, again))
        });
        assert_eq!(
            found,
            [None, Some(mismatch(1, 10)), Some(mismatch(4, 40)), None]
        );
        assert_eq!((newest, count), (vec![(mismatch(4, 40), None)], 2));
        assert!(matches!(again, Err(StoreError::Duplicate { .. })));
    }
}

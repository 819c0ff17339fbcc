//! The texts a pack was compiled from, by path; a draft begins from them.

use std::collections::BTreeMap;

use crate::{Connection, StoreError, Tx};

/// Keeps the texts of a pack.
pub fn insert(
    tx: &Tx,
    pack_hash: &str,
    sources: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    for (path, text) in sources {
        let sql = "INSERT INTO policy_sources (pack_hash, path, document) VALUES ($1, $2, $3)";
        tx.execute(sql, &[pack_hash.into(), path.into(), text.into()])?;
    }
    Ok(())
}

/// The texts of a pack by path; empty when none were kept.
pub fn list(
    connection: &Connection,
    pack_hash: &str,
) -> Result<BTreeMap<String, String>, StoreError> {
    let sql = "SELECT path, document FROM policy_sources WHERE pack_hash = $1";
    let rows = connection.list(sql, &[pack_hash.into()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.into_iter().collect())
}

//! Published policy packs. A row never changes: whoever was judged by a pack can be shown it for ever.

use std::collections::BTreeMap;

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, policy_sources};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyPack {
    pub hash: String,
    /// The first day it was meant for; which pack is in force on a day is said by `policy_publications`.
    pub effective_from: Date,
    /// JSON text.
    pub document: String,
    pub published_ms: i64,
}

const COLUMNS: &str = "hash, effective_from, document, published_ms";

fn read(row: &Row) -> Result<PolicyPack, StoreError> {
    Ok(PolicyPack {
        hash: row.get(0)?,
        effective_from: row.get(1)?,
        document: row.get(2)?,
        published_ms: row.get(3)?,
    })
}

/// Stores a pack; false if one of that hash is there already, which stays as it was.
fn publish(tx: &Tx, pack: &PolicyPack) -> Result<bool, StoreError> {
    let sql = format!(
        "INSERT INTO policy_packs ({COLUMNS}) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING"
    );
    let values = [
        (&pack.hash).into(),
        pack.effective_from.into(),
        (&pack.document).into(),
        pack.published_ms.into(),
    ];
    Ok(tx.execute(&sql, &values)? == 1)
}

pub fn find(connection: &Connection, hash: &str) -> Result<Option<PolicyPack>, StoreError> {
    connection.find(
        &format!("SELECT {COLUMNS} FROM policy_packs WHERE hash = $1"),
        &[hash.into()],
        read,
    )
}

/// A pack without its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub hash: String,
    pub published_ms: i64,
    /// Compiled from a draft; otherwise it came with the program.
    pub is_drafted: bool,
    pub has_sources: bool,
}

/// The packs that were published or came with the program, the newest first. One that was proposed and never published
/// is not among them.
pub fn list(connection: &Connection) -> Result<Vec<Listed>, StoreError> {
    let sql = "SELECT hash, published_ms, is_drafted, has_sources FROM (
            SELECT hash, published_ms,
                CASE WHEN EXISTS (SELECT 1 FROM policy_proposals WHERE pack_hash = hash AND draft_id IS NOT NULL)
                    THEN 1 ELSE 0 END AS is_drafted,
                CASE WHEN EXISTS (SELECT 1 FROM policy_sources WHERE pack_hash = hash) THEN 1 ELSE 0 END AS has_sources,
                CASE WHEN EXISTS (SELECT 1 FROM policy_publications WHERE pack_hash = hash)
                    THEN 1 ELSE 0 END AS is_published
            FROM policy_packs) AS listed
        WHERE is_published = 1 OR is_drafted = 0 ORDER BY published_ms DESC, hash";
    connection.list(sql, &[], |row| {
        Ok(Listed {
            hash: row.get(0)?,
            published_ms: row.get(1)?,
            is_drafted: row.get(2)?,
            has_sources: row.get(3)?,
        })
    })
}

/// Keeps a pack with the texts it was compiled from; false if it is there already.
pub fn keep(
    tx: &Tx,
    pack: &PolicyPack,
    sources: &BTreeMap<String, String>,
) -> Result<bool, StoreError> {
    if !publish(tx, pack)? {
        return Ok(false);
    }
    policy_sources::insert(tx, &pack.hash, sources)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_proposal, add_publication, in_write};

    fn pack(hash: &str, effective_from: &str, published_ms: i64) -> PolicyPack {
        let effective_from = Date::parse_iso(effective_from).unwrap();
        PolicyPack {
            hash: hash.into(),
            effective_from,
            document: "{}".into(),
            published_ms,
        }
    }

    #[test]
    fn a_published_pack_never_changes() {
        let (published, found) = in_write(|tx| {
            let changed = PolicyPack {
                document: "[]".into(),
                ..pack("a", "2024-01-01", 9)
            };
            Ok((
                [
                    keep(tx, &pack("a", "2023-10-01", 1), &BTreeMap::new())?,
                    keep(tx, &changed, &BTreeMap::new())?,
                ],
                find(tx, "a")?,
            ))
        });
        assert_eq!(
            (published, found),
            ([true, false], Some(pack("a", "2023-10-01", 1)))
        );
    }

    #[test]
    fn what_was_only_proposed_is_not_listed() {
        let listed = in_write(|tx| {
            let texts = BTreeMap::from([("facts.toml".to_owned(), "x".to_owned())]);
            keep(tx, &pack("shipped", "2020-04-15", 1), &texts)?;
            keep(tx, &pack("old", "2020-04-15", 2), &BTreeMap::new())?;
            for (hash, ms) in [("proposed", 3), ("approved", 4)] {
                keep(tx, &pack(hash, "2023-10-01", ms), &texts)?;
                add_proposal(tx, hash, hash);
            }
            add_publication(tx, "approved", "2023-10-01");
            list(tx)
        });
        let listed: Vec<_> = listed
            .iter()
            .map(|pack| (pack.hash.as_str(), pack.is_drafted, pack.has_sources))
            .collect();
        assert_eq!(
            listed,
            [
                ("approved", true, true),
                ("old", false, false),
                ("base", false, false),
                ("shipped", false, true)
            ]
        );
    }
}

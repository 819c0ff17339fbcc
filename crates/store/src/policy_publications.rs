//! Which pack is in force from which day. Append-only; going back to an earlier pack is one more row.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, sequences};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Counted from 1.
    pub seq: i64,
    /// `seed`, `publish` or `rollback`.
    pub kind: String,
    pub pack_hash: String,
    pub effective_on: Date,
    /// None for a seed.
    pub proposal_id: Option<String>,
    /// Staff id; none for a seed.
    pub prepared_by: Option<String>,
    /// Staff id; none for a seed.
    pub approved_by: Option<String>,
    pub approved_ms: i64,
    pub reason: String,
}

/// The kind that no person decided.
pub const SEED: &str = "seed";

const COLUMNS: &str = "seq, kind, pack_hash, effective_on, proposal_id, prepared_by, approved_by, approved_ms, reason";

fn read(row: &Row) -> Result<Publication, StoreError> {
    Ok(Publication {
        seq: row.get(0)?,
        kind: row.get(1)?,
        pack_hash: row.get(2)?,
        effective_on: row.get(3)?,
        proposal_id: row.get(4)?,
        prepared_by: row.get(5)?,
        approved_by: row.get(6)?,
        approved_ms: row.get(7)?,
        reason: row.get(8)?,
    })
}

/// Adds a publication and gives its number; that of the argument does not count. Its pack must be there.
pub fn append(tx: &Tx, publication: &Publication) -> Result<i64, StoreError> {
    let seq = sequences::next(tx, "policy_publications")?;
    let sql = format!(
        "INSERT INTO policy_publications ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    );
    let values = [
        seq.into(),
        (&publication.kind).into(),
        (&publication.pack_hash).into(),
        publication.effective_on.into(),
        (&publication.proposal_id).into(),
        (&publication.prepared_by).into(),
        (&publication.approved_by).into(),
        publication.approved_ms.into(),
        (&publication.reason).into(),
    ];
    tx.execute(&sql, &values)?;
    Ok(seq)
}

/// Every publication, the one that counts most last: by first day, then by number.
pub fn list(connection: &Connection) -> Result<Vec<Publication>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM policy_publications ORDER BY effective_on, seq");
    connection.list(&sql, &[], read)
}

/// The number of the last one.
pub fn last(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT max(seq) FROM policy_publications";
    let row = connection.query_one(sql, &[])?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// Whether a person has ever decided what is in force.
pub fn is_by_hand(connection: &Connection) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM policy_publications WHERE kind <> $1 LIMIT 1";
    Ok(connection.query_one(sql, &[SEED.into()])?.is_some())
}

/// Whether a pack was ever published.
pub fn has_pack(connection: &Connection, pack_hash: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM policy_publications WHERE pack_hash = $1 LIMIT 1";
    Ok(connection.query_one(sql, &[pack_hash.into()])?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_pack, add_publication, in_write, test_store};

    #[test]
    fn the_first_day_decides_and_then_the_number() {
        let (order, by_hand, known) = in_write(|tx| {
            ["a", "b", "c"].iter().for_each(|hash| add_pack(tx, hash));
            add_publication(tx, "a", "2026-11-01");
            let before = is_by_hand(tx)?;
            add_publication(tx, "b", "2027-01-01");
            add_publication(tx, "a", "2026-11-24");
            add_publication(tx, "b", "2026-11-24");
            let order: Vec<_> = list(tx)?
                .into_iter()
                .map(|row| (row.seq, row.pack_hash))
                .collect();
            let mut by_hand = list(tx)?.remove(0);
            by_hand.kind = "publish".into();
            append(tx, &by_hand)?;
            Ok((
                order,
                (before, is_by_hand(tx)?),
                (has_pack(tx, "b")?, has_pack(tx, "c")?),
            ))
        });
        let order: Vec<_> = order
            .iter()
            .map(|(seq, hash)| (*seq, hash.as_str()))
            .collect();
        assert_eq!(order, [(1, "a"), (3, "a"), (4, "b"), (2, "b")]);
        assert_eq!((by_hand, known), ((false, true), (true, false)));
    }

    #[test]
    fn no_publication_without_its_pack() {
        let refused = test_store().store.write_blocking(|tx| {
            append(
                tx,
                &Publication {
                    seq: 0,
                    kind: SEED.into(),
                    pack_hash: "nothing".into(),
                    effective_on: Date::MIN,
                    proposal_id: None,
                    prepared_by: None,
                    approved_by: None,
                    approved_ms: 1,
                    reason: String::new(),
                },
            )
        });
        assert!(matches!(refused, Err(StoreError::Database(_))));
    }
}

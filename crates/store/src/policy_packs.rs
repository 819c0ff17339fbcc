//! Published policy packs. A row never changes: whoever was judged by a pack can be shown it for ever.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyPack {
    pub hash: String,
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

/// Publishes a pack; false if one of that hash is there already, which stays as it was.
pub fn publish(tx: &Tx, pack: &PolicyPack) -> Result<bool, StoreError> {
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

/// The pack in force on a day: the latest that has begun, and of those with the same first day the last published.
pub fn find_in_force(connection: &Connection, day: Date) -> Result<Option<PolicyPack>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM policy_packs WHERE effective_from <= $1
        ORDER BY effective_from DESC, published_ms DESC, hash DESC LIMIT 1"
    );
    connection.find(&sql, &[day.into()], read)
}

/// Every pack, the latest first day first.
pub fn list(connection: &Connection) -> Result<Vec<PolicyPack>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM policy_packs ORDER BY effective_from DESC, published_ms DESC, hash DESC"
    );
    connection.list(&sql, &[], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::in_write;

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
                    publish(tx, &pack("a", "2023-10-01", 1))?,
                    publish(tx, &changed)?,
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
    fn the_day_decides_which_is_in_force() {
        let (found, count) = in_write(|tx| {
            for new in [
                pack("old", "2020-04-15", 1),
                pack("new", "2023-10-01", 2),
                pack("fixed", "2023-10-01", 3),
            ] {
                publish(tx, &new)?;
            }
            let on = |day| {
                find_in_force(tx, Date::parse_iso(day).unwrap())
                    .map(|found| found.map(|pack| pack.hash))
            };
            Ok((
                [
                    on("2020-04-14")?,
                    on("2020-04-15")?,
                    on("2023-09-30")?,
                    on("2023-10-01")?,
                ],
                list(tx)?.len(),
            ))
        });
        assert_eq!(
            found.each_ref().map(Option::as_deref),
            [None, Some("old"), Some("old"), Some("fixed")]
        );
        assert_eq!(count, 3);
    }
}

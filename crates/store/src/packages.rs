//! Files handed over to agencies without accounts, who took them, and what came back.

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    pub id: String,
    pub application_id: String,
    /// Of the file, from 1; a newer one makes those before it stale.
    pub number: i64,
    pub agency_id: String,
    /// The number of the file's events when it was made.
    pub file_version: i64,
    pub sealed_manifest: Vec<u8>,
    /// SHA-256 of the signed manifest.
    pub manifest_hash: [u8; 32],
    pub state: String,
    /// What the form that came back says.
    pub sealed_decision: Option<Vec<u8>>,
    /// So often had answers of the file been corrected and put back when it was read; none of those made before that was
    /// counted.
    pub corrections: Option<i64>,
    /// The number of writes.
    pub version: i64,
    /// Staff id.
    pub made_by: String,
    pub made_ms: i64,
    pub updated_ms: i64,
}

/// Somebody took a package out of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taking {
    pub staff_id: String,
    /// SHA-256 of what was taken.
    pub hash: [u8; 32],
    pub at_ms: i64,
}

const COLUMNS: &str = "id, application_id, number, agency_id, file_version, sealed_manifest, manifest_hash, state, \
    sealed_decision, version, made_by, made_ms, updated_ms, corrections";

fn read(row: &Row) -> Result<Package, StoreError> {
    Ok(Package {
        id: row.get(0)?,
        application_id: row.get(1)?,
        number: row.get(2)?,
        agency_id: row.get(3)?,
        file_version: row.get(4)?,
        sealed_manifest: row.get(5)?,
        manifest_hash: row.get(6)?,
        state: row.get(7)?,
        sealed_decision: row.get(8)?,
        version: row.get(9)?,
        made_by: row.get(10)?,
        made_ms: row.get(11)?,
        updated_ms: row.get(12)?,
        corrections: row.get(13)?,
    })
}

/// Adds a package. `Duplicate` if the file has one of that number.
pub fn insert(tx: &Tx, new: &Package) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO packages ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let values = [
        (&new.id).into(),
        (&new.application_id).into(),
        new.number.into(),
        (&new.agency_id).into(),
        new.file_version.into(),
        (&new.sealed_manifest).into(),
        (&new.manifest_hash).into(),
        (&new.state).into(),
        (&new.sealed_decision).into(),
        new.version.into(),
        (&new.made_by).into(),
        new.made_ms.into(),
        new.updated_ms.into(),
        new.corrections.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what came back and how far it is, if the package still has its version, which goes up by one.
pub fn update(tx: &Tx, changed: &Package) -> Result<i64, UpdateError> {
    let sql = "UPDATE packages SET state = $1, sealed_decision = $2, updated_ms = $3, version = version + 1
        WHERE id = $4 AND version = $5";
    let values = [
        (&changed.state).into(),
        (&changed.sealed_decision).into(),
        changed.updated_ms.into(),
        (&changed.id).into(),
        changed.version.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &changed.id)?.map(|one| one.version))
    })?;
    Ok(changed.version + 1)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Package>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM packages WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Those of a file, the newest first.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<Package>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM packages WHERE application_id = $1 ORDER BY number DESC");
    connection.list(&sql, &[application_id.into()], read)
}

/// Notes that somebody took a package.
pub fn note_taking(tx: &Tx, package_id: &str, taking: &Taking) -> Result<(), StoreError> {
    let sql = "INSERT INTO package_takings (package_id, seq, staff_id, hash, at_ms)
        SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4 FROM package_takings WHERE package_id = $5";
    let values = [
        package_id.into(),
        (&taking.staff_id).into(),
        (&taking.hash).into(),
        taking.at_ms.into(),
        package_id.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Who took a package, the first first.
pub fn list_takings(connection: &Connection, package_id: &str) -> Result<Vec<Taking>, StoreError> {
    let sql =
        "SELECT staff_id, hash, at_ms FROM package_takings WHERE package_id = $1 ORDER BY seq";
    connection.list(sql, &[package_id.into()], |row| {
        Ok(Taking {
            staff_id: row.get(0)?,
            hash: row.get(1)?,
            at_ms: row.get(2)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    fn made(id: &str, number: i64) -> Package {
        Package {
            id: id.into(),
            application_id: "a".into(),
            number,
            agency_id: "bank".into(),
            file_version: 5,
            sealed_manifest: vec![1],
            manifest_hash: [2; 32],
            state: "out".into(),
            sealed_decision: None,
            corrections: Some(3),
            version: 1,
            made_by: "s".into(),
            made_ms: 1,
            updated_ms: 1,
        }
    }

    #[test]
    fn packages_are_numbered_and_move_by_compare_and_set() {
        let (again, listed, stale, takings) = in_write(|tx| {
            add_application(tx, "a");
            insert(tx, &made("1", 1))?;
            insert(tx, &made("2", 2))?;
            let again = tx.attempt(|tx| insert(tx, &made("3", 2)));
            let changed = Package {
                state: "read".into(),
                sealed_decision: Some(vec![7]),
                ..made("2", 2)
            };
            assert_eq!(update(tx, &changed), Ok(2));
            let stale = update(tx, &changed);
            for at_ms in [5, 6] {
                let taking = Taking {
                    staff_id: "s".into(),
                    hash: [3; 32],
                    at_ms,
                };
                note_taking(tx, "2", &taking)?;
            }
            let takings = list_takings(tx, "2")?;
            Ok((again, list(tx, "a")?, stale, takings))
        });
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        let numbers: Vec<_> = listed
            .iter()
            .map(|one| (one.number, one.state.as_str()))
            .collect();
        assert_eq!(numbers, [(2, "read"), (1, "out")]);
        assert_eq!(listed[0].sealed_decision, Some(vec![7]));
        assert_eq!(listed[0].corrections, Some(3));
        assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
        let times: Vec<_> = takings.iter().map(|one| one.at_ms).collect();
        assert_eq!(times, [5, 6]);
    }
}

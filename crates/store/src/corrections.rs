//! Answers that an officer corrected: one row per press. The columns are what the events fold into.

use domain::Date;

use crate::{Connection, Row, StoreError, Tx, UpdateError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub id: String,
    pub application_id: String,
    /// From 1, in the order made.
    pub number: i64,
    pub state: String,
    /// The number of events.
    pub version: i64,
    /// The last day to object.
    pub until_on: Date,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str =
    "id, application_id, number, state, version, until_on, created_ms, updated_ms";

fn read(row: &Row) -> Result<Correction, StoreError> {
    Ok(Correction {
        id: row.get(0)?,
        application_id: row.get(1)?,
        number: row.get(2)?,
        state: row.get(3)?,
        version: row.get(4)?,
        until_on: row.get(5)?,
        created_ms: row.get(6)?,
        updated_ms: row.get(7)?,
    })
}

/// Adds one. `Duplicate` if the application has one of that number.
pub fn insert(tx: &Tx, correction: &Correction) -> Result<(), StoreError> {
    let sql =
        format!("INSERT INTO corrections ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&correction.id).into(),
        (&correction.application_id).into(),
        correction.number.into(),
        (&correction.state).into(),
        correction.version.into(),
        correction.until_on.into(),
        correction.created_ms.into(),
        correction.updated_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes what an event changed, if the correction still has the version `seen`.
pub fn update(tx: &Tx, changed: &Correction, seen: i64) -> Result<(), UpdateError> {
    let sql = "UPDATE corrections SET state = $1, version = $2, updated_ms = $3 WHERE id = $4 AND version = $5";
    let values = [
        (&changed.state).into(),
        changed.version.into(),
        changed.updated_ms.into(),
        (&changed.id).into(),
        seen.into(),
    ];
    tx.compare_and_set(sql, &values, || {
        Ok(find(tx, &changed.id)?.map(|one| one.version))
    })
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Correction>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM corrections WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Those of an application, in the order made.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<Correction>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM corrections WHERE application_id = $1 ORDER BY number");
    connection.list(&sql, &[application_id.into()], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    fn correction(id: &str, number: i64) -> Correction {
        Correction {
            id: id.into(),
            application_id: "a".into(),
            number,
            state: "made".into(),
            version: 1,
            until_on: Date::parse_iso("2026-11-27").unwrap(),
            created_ms: 5,
            updated_ms: 5,
        }
    }

    #[test]
    fn corrections_are_numbered_and_move_by_compare_and_set() {
        let (again, stale, listed, nobodys) = in_write(|tx| {
            add_application(tx, "a");
            insert(tx, &correction("y", 1))?;
            insert(tx, &correction("x", 2))?;
            let again = tx.attempt(|tx| insert(tx, &correction("z", 2)));
            let changed = Correction {
                state: "objected".into(),
                version: 2,
                updated_ms: 9,
                ..correction("y", 1)
            };
            update(tx, &changed, 1).unwrap();
            let stale = update(tx, &changed, 1);
            assert_eq!(find(tx, "y")?, Some(changed));
            let ids = |found: Vec<Correction>| found.into_iter().map(|one| one.id);
            let listed: Vec<_> = ids(list(tx, "a")?).collect();
            Ok((again, stale, listed, list(tx, "b")?))
        });
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
        assert_eq!(stale, Err(UpdateError::Stale { current: 2 }));
        assert_eq!((listed, nobodys), (vec!["y".into(), "x".into()], vec![]));
    }
}

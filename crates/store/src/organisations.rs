//! Training organisations.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub id: String,
    pub name: String,
    pub credit_code: String,
    /// JSON text whose shape `listing` knows.
    pub licence: String,
    /// Counts every change, from 1.
    pub version: i64,
    pub created_ms: i64,
    pub updated_ms: i64,
}

const COLUMNS: &str = "id, name, credit_code, licence, version, created_ms, updated_ms";

fn read(row: &Row) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: row.get(0)?,
        name: row.get(1)?,
        credit_code: row.get(2)?,
        licence: row.get(3)?,
        version: row.get(4)?,
        created_ms: row.get(5)?,
        updated_ms: row.get(6)?,
    })
}

/// `Duplicate` if the name or the credit code is taken.
pub fn insert(tx: &Tx, new: &Organisation) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO organisations ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let values = [
        (&new.id).into(),
        (&new.name).into(),
        (&new.credit_code).into(),
        (&new.licence).into(),
        new.version.into(),
        new.created_ms.into(),
        new.updated_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Writes name, code and licence if the row still has the version given; false if not. `Duplicate` as [`insert`].
pub fn update(tx: &Tx, changed: &Organisation) -> Result<bool, StoreError> {
    let sql = "UPDATE organisations SET name = $1, credit_code = $2, licence = $3, version = version + 1, updated_ms = $4
        WHERE id = $5 AND version = $6";
    let values = [
        (&changed.name).into(),
        (&changed.credit_code).into(),
        (&changed.licence).into(),
        changed.updated_ms.into(),
        (&changed.id).into(),
        changed.version.into(),
    ];
    Ok(tx.execute(sql, &values)? == 1)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Organisation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM organisations WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Whose a course is; none for courses that nobody publishes.
pub fn find_of_course(
    connection: &Connection,
    course_id: &str,
) -> Result<Option<Organisation>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM organisations
        WHERE id = (SELECT organisation_id FROM listings WHERE course_id = $1)"
    );
    connection.find(&sql, &[course_id.into()], read)
}

/// By name.
pub fn list(connection: &Connection) -> Result<Vec<Organisation>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM organisations ORDER BY name, id");
    connection.list(&sql, &[], read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_organisation, in_write};

    #[test]
    fn a_change_counts_only_from_the_version_seen() {
        let (changes, found) = in_write(|tx| {
            let first = add_organisation(tx, "a");
            let renamed = Organisation {
                name: "乙".into(),
                ..first
            };
            let changes = [update(tx, &renamed)?, update(tx, &renamed)?];
            Ok((changes, find(tx, "a")?.unwrap()))
        });
        assert_eq!(changes, [true, false]);
        assert_eq!((found.name.as_str(), found.version), ("乙", 2));
    }

    #[test]
    fn name_and_code_are_taken_once() {
        let again = in_write(|tx| {
            let first = add_organisation(tx, "a");
            let same = Organisation {
                id: "b".into(),
                ..first
            };
            Ok(tx.attempt(|tx| insert(tx, &same)))
        });
        assert!(matches!(again, Err(StoreError::Duplicate { .. })));
    }
}

//! Messages that a write owes to somebody, until the gateway has taken them.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: String,
    pub person_id: String,
    pub sealed_text: Vec<u8>,
    /// From when it is tried next.
    pub due_ms: i64,
    pub created_ms: i64,
}

const COLUMNS: &str = "id, person_id, sealed_text, due_ms, created_ms";

fn read(row: &Row) -> Result<Notice, StoreError> {
    Ok(Notice {
        id: row.get(0)?,
        person_id: row.get(1)?,
        sealed_text: row.get(2)?,
        due_ms: row.get(3)?,
        created_ms: row.get(4)?,
    })
}

pub fn insert(tx: &Tx, notice: &Notice) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO notices ({COLUMNS}) VALUES ($1, $2, $3, $4, $5)");
    let values = [
        (&notice.id).into(),
        (&notice.person_id).into(),
        (&notice.sealed_text).into(),
        notice.due_ms.into(),
        notice.created_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// Those to be tried by an instant, the longest due first.
pub fn list_due(
    connection: &Connection,
    by_ms: i64,
    limit: i64,
) -> Result<Vec<Notice>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM notices WHERE due_ms <= $1 ORDER BY due_ms, id LIMIT $2");
    connection.list(&sql, &[by_ms.into(), limit.into()], read)
}

/// Takes it to be tried, and puts it off for others until `until_ms`; false when somebody else was first or it is gone.
pub fn claim(tx: &Tx, notice: &Notice, until_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE notices SET due_ms = $1 WHERE id = $2 AND due_ms = $3";
    let values = [until_ms.into(), (&notice.id).into(), notice.due_ms.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

/// The gateway has taken it, or it is too late.
pub fn delete(tx: &Tx, id: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM notices WHERE id = $1", &[id.into()])
        .map(drop)
}

/// Whoever it was for is nobody any more.
pub fn delete_of(tx: &Tx, person_id: &str) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM notices WHERE person_id = $1",
        &[person_id.into()],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_person, in_write};

    #[test]
    fn one_is_taken_once_and_comes_back_until_it_is_gone() {
        let (due, claims, later, left) = in_write(|tx| {
            add_person(tx, "p");
            let notice = |id: &str, due_ms| Notice {
                id: id.into(),
                person_id: "p".into(),
                sealed_text: vec![1],
                due_ms,
                created_ms: 1,
            };
            for (id, due_ms) in [("b", 5), ("a", 7), ("c", 9)] {
                insert(tx, &notice(id, due_ms))?;
            }
            let due = list_due(tx, 7, 9)?;
            let claims = [claim(tx, &due[0], 20)?, claim(tx, &due[0], 20)?];
            let later = list_due(tx, 20, 9)?;
            delete(tx, "a")?;
            Ok((due, claims, later, list_due(tx, 20, 9)?))
        });
        let ids = |found: &[Notice]| found.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        assert_eq!(
            (ids(&due), claims),
            (vec!["b".into(), "a".into()], [true, false])
        );
        assert_eq!(ids(&later), ["a", "c", "b"]);
        assert_eq!(ids(&left), ["c", "b"]);
    }
}

//! The course catalogue, as documents whose shape `catalogue` knows.

use crate::{Connection, Row, StoreError, Tx};

const VERSION_NAME: &str = "courses";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub id: String,
    /// JSON text.
    pub document: String,
}

fn read(row: &Row) -> Result<Course, StoreError> {
    Ok(Course {
        id: row.get(0)?,
        document: row.get(1)?,
    })
}

/// Puts this catalogue in the place of whatever was there. The version names the content, for caches.
pub fn replace_all(tx: &Tx, courses: &[Course], version: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM courses", &[])?;
    for course in courses {
        let sql = "INSERT INTO courses (id, document) VALUES ($1, $2)";
        tx.execute(sql, &[(&course.id).into(), (&course.document).into()])?;
    }
    let sql = "INSERT INTO content_versions (name, version) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET version = excluded.version";
    tx.execute(sql, &[VERSION_NAME.into(), version.into()])
        .map(drop)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<Course>, StoreError> {
    connection.find(
        "SELECT id, document FROM courses WHERE id = $1",
        &[id.into()],
        read,
    )
}

/// Every course, by id.
pub fn list(connection: &Connection) -> Result<Vec<Course>, StoreError> {
    connection.list("SELECT id, document FROM courses ORDER BY id", &[], read)
}

/// The version of the last `replace_all`; none in a new database.
pub fn content_version(connection: &Connection) -> Result<Option<String>, StoreError> {
    let sql = "SELECT version FROM content_versions WHERE name = $1";
    connection.find(sql, &[VERSION_NAME.into()], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{in_write, test_store};

    fn course(id: &str, document: &str) -> Course {
        Course {
            id: id.into(),
            document: document.into(),
        }
    }

    #[test]
    fn a_new_catalogue_replaces_the_old() {
        let (empty, listed, version, gone) = in_write(|tx| {
            let empty = content_version(tx)?;
            replace_all(tx, &[course("a", "{}"), course("b", "{}")], "1")?;
            replace_all(
                tx,
                &[course("c", "{\"title\":\"电工\"}"), course("b", "[]")],
                "2",
            )?;
            Ok((empty, list(tx)?, content_version(tx)?, find(tx, "a")?))
        });
        assert_eq!((empty, gone), (None, None));
        assert_eq!(
            listed,
            [course("b", "[]"), course("c", "{\"title\":\"电工\"}")]
        );
        assert_eq!(version.as_deref(), Some("2"));
    }

    #[test]
    fn a_catalogue_with_an_id_twice_leaves_the_old_one() {
        let test = test_store();
        test.store
            .write_blocking(|tx| replace_all(tx, &[course("a", "{}")], "1"))
            .unwrap();
        let refused = test
            .store
            .write_blocking(|tx| replace_all(tx, &[course("b", "{}"), course("b", "{}")], "2"));
        assert!(matches!(refused, Err(StoreError::Duplicate { .. })));
        assert_eq!(test.store.read(list), Ok(vec![course("a", "{}")]));
    }
}

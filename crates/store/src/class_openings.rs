//! Classes in the order in which they were opened: what is new since somebody looked.

use crate::{Connection, StoreError, Tx, portion, sequences};

const SEQUENCE: &str = "class_openings";

/// A class that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub seq: i64,
    pub class_id: String,
    pub course_id: String,
    /// Identifier within the course.
    pub session_id: String,
}

/// Notes that a class is opened now.
pub fn note(tx: &Tx, class_id: &str, now_ms: i64) -> Result<(), StoreError> {
    let seq = sequences::next(tx, SEQUENCE)?;
    let sql = "INSERT INTO class_openings (seq, class_id, created_ms) VALUES ($1, $2, $3)";
    tx.execute(sql, &[seq.into(), class_id.into(), now_ms.into()])
        .map(drop)
}

/// The place of the last opening there ever was.
pub fn last(connection: &Connection) -> Result<i64, StoreError> {
    sequences::last(connection, SEQUENCE)
}

/// What was opened after a place, in order; classes that are over or given up by now are left out.
pub fn list_after(connection: &Connection, seq: i64) -> Result<Vec<Opening>, StoreError> {
    let sql = "SELECT o.seq, o.class_id, c.course_id, c.session_id
        FROM class_openings o JOIN classes c ON c.id = o.class_id
        WHERE o.seq > $1 AND c.state IN ('open', 'full') ORDER BY o.seq";
    connection.list(sql, &[seq.into()], |row| {
        Ok(Opening {
            seq: row.get(0)?,
            class_id: row.get(1)?,
            course_id: row.get(2)?,
            session_id: row.get(3)?,
        })
    })
}

/// Forgets a portion of those of before an instant and says how many.
pub fn delete_before(tx: &Tx, created_ms: i64) -> Result<usize, StoreError> {
    let due = created_ms.into();
    portion::delete(tx, "class_openings", "seq", "created_ms < $1", due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classes;
    use crate::testing::{add_class, in_write};

    #[test]
    fn openings_stand_in_order_and_places_are_never_given_twice() {
        let (first, listed, after, forgotten, next) = in_write(|tx| {
            let first = last(tx)?;
            for (id, ms) in [("a", 10), ("b", 20), ("gone", 30)] {
                let mut class = add_class(tx, id);
                if id == "gone" {
                    class.state = "cancelled".into();
                    classes::update(tx, &class).unwrap();
                }
                note(tx, id, ms)?;
            }
            let ids = |found: Vec<Opening>| -> Vec<_> {
                found
                    .into_iter()
                    .map(|one| (one.seq, one.class_id))
                    .collect()
            };
            let listed = ids(list_after(tx, 0)?);
            let after = ids(list_after(tx, 1)?);
            let forgotten = delete_before(tx, 31)?;
            add_class(tx, "new");
            note(tx, "new", 40)?;
            Ok((first, listed, after, forgotten, last(tx)?))
        });
        assert_eq!(first, 0);
        assert_eq!(listed, [(1, "a".to_owned()), (2, "b".to_owned())]);
        assert_eq!(after, [(2, "b".to_owned())]);
        assert_eq!((forgotten, next), (3, 4));
    }
}

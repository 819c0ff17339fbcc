//! Papers that go with events of the files of training. The bytes lie sealed where the papers of applications lie.

use crate::documents::Document;
use crate::{Connection, Row, StoreError, Tx, portion};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingPaper {
    /// Of what kind the file is.
    pub file_kind: String,
    /// The paper's own key, sealed by the portal's.
    pub wrapped_key: Vec<u8>,
    /// What it is and where; `application_id` is the id of its file here, and `staff_id` is never missing.
    pub paper: Document,
}

const COLUMNS: &str = "id, file_kind, file_id, wrapped_key, mime, byte_length, sha256, sealed_name, width, height, \
    storage_path, created_ms, removed_ms, staff_id, event_seq";
/// What all of them are.
const KIND: &str = "office_paper";

fn read(row: &Row) -> Result<TrainingPaper, StoreError> {
    Ok(TrainingPaper {
        file_kind: row.get(1)?,
        wrapped_key: row.get(3)?,
        paper: Document {
            id: row.get(0)?,
            application_id: row.get(2)?,
            kind: KIND.to_owned(),
            mime: row.get(4)?,
            byte_length: row.get(5)?,
            sha256: row.get(6)?,
            sealed_name: row.get(7)?,
            width: row.get(8)?,
            height: row.get(9)?,
            storage_path: row.get(10)?,
            created_ms: row.get(11)?,
            removed_ms: row.get(12)?,
            staff_id: Some(row.get(13)?),
            event_seq: row.get(14)?,
        },
    })
}

pub fn insert(tx: &Tx, one: &TrainingPaper) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO training_papers ({COLUMNS})
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
    );
    let paper = &one.paper;
    let values = [
        (&paper.id).into(),
        (&one.file_kind).into(),
        (&paper.application_id).into(),
        (&one.wrapped_key).into(),
        (&paper.mime).into(),
        paper.byte_length.into(),
        (&paper.sha256).into(),
        (&paper.sealed_name).into(),
        paper.width.into(),
        paper.height.into(),
        (&paper.storage_path).into(),
        paper.created_ms.into(),
        paper.removed_ms.into(),
        paper.staff_id.as_ref().into(),
        paper.event_seq.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// What a file has, in the order it came.
pub fn list(
    connection: &Connection,
    file_kind: &str,
    file_id: &str,
) -> Result<Vec<TrainingPaper>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM training_papers WHERE file_kind = $1 AND file_id = $2 AND removed_ms IS NULL
        ORDER BY created_ms, id"
    );
    connection.list(&sql, &[file_kind.into(), file_id.into()], read)
}

/// Every one that was not removed, by id; an empty id is before all.
pub fn list_all(
    connection: &Connection,
    after: &str,
    limit: i64,
) -> Result<Vec<TrainingPaper>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM training_papers WHERE id > $1 AND removed_ms IS NULL ORDER BY id LIMIT $2"
    );
    connection.list(&sql, &[after.into(), limit.into()], read)
}

/// Takes off one that no event came with; false if it is none. The bytes go later, see `list_removed`.
pub fn remove(tx: &Tx, id: &str, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE training_papers SET removed_ms = $1 WHERE id = $2 AND removed_ms IS NULL AND event_seq IS NULL";
    Ok(tx.execute(sql, &[now_ms.into(), id.into()])? == 1)
}

/// Ties one to the event it came with; false if it is gone, or came with another.
pub fn attach(tx: &Tx, id: &str, event_seq: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE training_papers SET event_seq = $1 WHERE id = $2 AND removed_ms IS NULL AND event_seq IS NULL";
    Ok(tx.execute(sql, &[event_seq.into(), id.into()])? == 1)
}

/// Takes off what no event came with before that instant, a portion at a time; how many they were. The bytes go later, see
/// `list_removed`.
pub fn give_up_left(tx: &Tx, before_ms: i64, now_ms: i64) -> Result<usize, StoreError> {
    let sql = format!(
        "UPDATE training_papers SET removed_ms = $1 WHERE id IN
        (SELECT id FROM training_papers WHERE created_ms < $2 AND event_seq IS NULL AND removed_ms IS NULL LIMIT {})",
        portion::PORTION
    );
    tx.execute(&sql, &[now_ms.into(), before_ms.into()])
}

/// Takes off those of listings that are gone, a portion at a time; how many they were. The bytes go later, see
/// `list_removed`.
pub fn remove_of_gone(tx: &Tx, now_ms: i64) -> Result<usize, StoreError> {
    let sql = format!(
        "UPDATE training_papers SET removed_ms = $1 WHERE id IN
        (SELECT p.id FROM training_papers p WHERE p.file_kind = 'listing' AND p.removed_ms IS NULL
        AND NOT EXISTS (SELECT 1 FROM listings l WHERE l.id = p.file_id) LIMIT {})",
        portion::PORTION
    );
    tx.execute(&sql, &[now_ms.into()])
}

/// Those removed before that instant, whose bytes may be deleted.
pub fn list_removed(
    connection: &Connection,
    before_ms: i64,
    limit: i64,
) -> Result<Vec<TrainingPaper>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM training_papers WHERE removed_ms < $1 ORDER BY removed_ms, id LIMIT $2"
    );
    connection.list(&sql, &[before_ms.into(), limit.into()], read)
}

/// Forgets a removed one once its bytes are gone, and its key with it.
pub fn delete_removed(tx: &Tx, id: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM training_papers WHERE id = $1 AND removed_ms IS NOT NULL";
    tx.execute(sql, &[id.into()]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::list_storage_paths;
    use crate::testing::in_write;

    fn paper(id: &str, file_kind: &str, created_ms: i64) -> TrainingPaper {
        TrainingPaper {
            file_kind: file_kind.into(),
            wrapped_key: vec![1],
            paper: Document {
                id: id.into(),
                application_id: "file".into(),
                kind: KIND.into(),
                mime: "application/pdf".into(),
                byte_length: 3,
                sha256: [9; 32],
                sealed_name: vec![7],
                width: None,
                height: None,
                storage_path: format!("uploads/file/{id}"),
                created_ms,
                removed_ms: None,
                staff_id: Some("officer".into()),
                event_seq: None,
            },
        }
    }

    #[test]
    fn what_is_left_lying_goes_and_what_came_with_an_event_stays() {
        let (attached, listed, paths, gone, left, orphans) = in_write(|tx| {
            for (id, kind, created_ms) in [
                ("1", "spot_check", 5),
                ("2", "spot_check", 5),
                ("3", "spot_check", 9),
                ("4", "settlement", 9),
                ("5", "listing", 9),
            ] {
                insert(tx, &paper(id, kind, created_ms))?;
            }
            let listed = list(tx, "spot_check", "file")?;
            let attached = [attach(tx, "1", 2)?, attach(tx, "1", 3)?];
            assert!(!remove(tx, "1", 10)?, "came with an event");
            assert_eq!(give_up_left(tx, 9, 10)?, 1);
            let paths = [
                list_storage_paths(tx, false, "", 2)?,
                list_storage_paths(tx, true, "uploads/file/1", 2)?,
            ];
            let gone = list_removed(tx, 11, 9)?;
            for one in &gone {
                delete_removed(tx, &one.paper.id)?;
            }
            let left = list_all(tx, "", 9)?;
            let orphans = [remove_of_gone(tx, 12)?, remove_of_gone(tx, 12)?];
            Ok((attached, listed, paths, gone, left, orphans))
        });
        assert_eq!(attached, [true, false]);
        assert_eq!(listed[0], paper("1", "spot_check", 5));
        let ids = |papers: &[TrainingPaper]| {
            let ids = papers.iter().map(|one| one.paper.id.as_str());
            ids.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(ids(&listed), "1 2 3");
        assert_eq!(paths[0], ["uploads/file/1", "uploads/file/3"]);
        assert_eq!(paths[1], ["uploads/file/2", "uploads/file/3"]);
        assert_eq!((ids(&gone), ids(&left)), ("2".into(), "1 3 4 5".into()));
        assert_eq!(orphans, [1, 0]);
    }
}

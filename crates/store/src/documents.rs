//! The photos and papers of a file. The bytes lie sealed in the data folder; here is what they are and where.

use crate::{Connection, Row, StoreError, Tx, portion};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: String,
    pub application_id: String,
    /// Which paper of the product's list it is.
    pub kind: String,
    pub mime: String,
    pub byte_length: i64,
    /// Of the bytes before sealing.
    pub sha256: [u8; 32],
    /// The file name on the resident's device, which often says who it is about.
    pub sealed_name: Vec<u8>,
    pub width: Option<i64>,
    pub height: Option<i64>,
    /// Relative to the data folder.
    pub storage_path: String,
    pub created_ms: i64,
    pub removed_ms: Option<i64>,
    /// The officer who put it on the file; nobody for the resident's own.
    pub staff_id: Option<String>,
    /// The event an officer's paper came with; none while its action is not done.
    pub event_seq: Option<i64>,
}

const COLUMNS: &str = "id, application_id, kind, mime, byte_length, sha256, sealed_name, width, height, storage_path, \
    created_ms, removed_ms, staff_id, event_seq";

fn read(row: &Row) -> Result<Document, StoreError> {
    Ok(Document {
        id: row.get(0)?,
        application_id: row.get(1)?,
        kind: row.get(2)?,
        mime: row.get(3)?,
        byte_length: row.get(4)?,
        sha256: row.get(5)?,
        sealed_name: row.get(6)?,
        width: row.get(7)?,
        height: row.get(8)?,
        storage_path: row.get(9)?,
        created_ms: row.get(10)?,
        removed_ms: row.get(11)?,
        staff_id: row.get(12)?,
        event_seq: row.get(13)?,
    })
}

pub fn insert(tx: &Tx, document: &Document) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO documents ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
    );
    let values = [
        (&document.id).into(),
        (&document.application_id).into(),
        (&document.kind).into(),
        (&document.mime).into(),
        document.byte_length.into(),
        (&document.sha256).into(),
        (&document.sealed_name).into(),
        document.width.into(),
        document.height.into(),
        (&document.storage_path).into(),
        document.created_ms.into(),
        document.removed_ms.into(),
        document.staff_id.as_ref().into(),
        document.event_seq.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// The document, if it belongs to that file and was not removed.
pub fn find(
    connection: &Connection,
    application_id: &str,
    id: &str,
) -> Result<Option<Document>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM documents WHERE application_id = $1 AND id = $2 AND removed_ms IS NULL"
    );
    connection.find(&sql, &[application_id.into(), id.into()], read)
}

/// What a file has, in the order it came.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<Document>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM documents WHERE application_id = $1 AND removed_ms IS NULL ORDER BY created_ms, id"
    );
    connection.list(&sql, &[application_id.into()], read)
}

/// Where the bytes of papers lie, those of training too, in order, each after `after`; with `removed`, also of those taken
/// back whose bytes may be there still.
pub fn list_storage_paths(
    connection: &Connection,
    removed: bool,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, StoreError> {
    let which = if removed {
        ""
    } else {
        "AND removed_ms IS NULL"
    };
    let of = |table: &str| {
        let sql = format!(
            "SELECT storage_path FROM {table} WHERE storage_path > $1 {which} ORDER BY storage_path LIMIT $2"
        );
        connection.list(&sql, &[after.into(), limit.into()], |row| {
            row.get::<String>(0)
        })
    };
    let mut found = of("documents")?;
    found.extend(of("training_papers")?);
    found.sort();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// Takes a document off its file; false if it was not there. The bytes go later, see `list_removed`.
pub fn remove(tx: &Tx, application_id: &str, id: &str, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE documents SET removed_ms = $1 WHERE application_id = $2 AND id = $3 AND removed_ms IS NULL";
    Ok(tx.execute(sql, &[now_ms.into(), application_id.into(), id.into()])? == 1)
}

/// Ties an officer's paper to the event it came with; false if it is none, or came with another.
pub fn attach(tx: &Tx, application_id: &str, id: &str, event_seq: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE documents SET event_seq = $1 WHERE application_id = $2 AND id = $3 AND removed_ms IS NULL
        AND staff_id IS NOT NULL AND event_seq IS NULL";
    let values = [event_seq.into(), application_id.into(), id.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

/// Takes off what officers put on files before that instant and no event came with, a portion at a time; how many they were.
/// The bytes go later, see `list_removed`.
pub fn give_up_left(tx: &Tx, before_ms: i64, now_ms: i64) -> Result<usize, StoreError> {
    let sql = format!(
        "UPDATE documents SET removed_ms = $1 WHERE id IN
        (SELECT id FROM documents WHERE created_ms < $2 AND staff_id IS NOT NULL AND event_seq IS NULL
        AND removed_ms IS NULL LIMIT {})",
        portion::PORTION
    );
    tx.execute(&sql, &[now_ms.into(), before_ms.into()])
}

/// Documents removed before that instant, whose bytes may be deleted.
pub fn list_removed(
    connection: &Connection,
    before_ms: i64,
    limit: i64,
) -> Result<Vec<Document>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM documents WHERE removed_ms < $1 ORDER BY removed_ms, id LIMIT $2"
    );
    connection.list(&sql, &[before_ms.into(), limit.into()], read)
}

/// Forgets a removed document once its bytes are gone.
pub fn delete_removed(tx: &Tx, id: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM documents WHERE id = $1 AND removed_ms IS NOT NULL",
        &[id.into()],
    )
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    fn document(id: &str, application_id: &str) -> Document {
        Document {
            id: id.into(),
            application_id: application_id.into(),
            kind: "id_card_front".into(),
            mime: "image/jpeg".into(),
            byte_length: 12_345,
            sha256: [9; 32],
            sealed_name: vec![1],
            width: Some(1_200),
            height: None,
            storage_path: format!("documents/{id}"),
            created_ms: 5,
            removed_ms: None,
            staff_id: None,
            event_seq: None,
        }
    }

    #[test]
    fn what_an_officer_left_lying_goes_and_what_came_with_an_event_stays() {
        let paper = |id: &str, created_ms: i64| Document {
            staff_id: Some("officer".into()),
            created_ms,
            ..document(id, "a")
        };
        let (attached, again, gone, left) = in_write(move |tx| {
            add_application(tx, "a");
            insert(tx, &document("own", "a"))?;
            for (id, created_ms) in [("1", 5), ("2", 5), ("3", 9)] {
                insert(tx, &paper(id, created_ms))?;
            }
            let attached = attach(tx, "a", "1", 4)?;
            let again = [attach(tx, "a", "1", 5)?, attach(tx, "a", "own", 5)?];
            assert_eq!(give_up_left(tx, 9, 10)?, 1);
            let gone: Vec<String> = list_removed(tx, 11, 9)?
                .into_iter()
                .map(|one| one.id)
                .collect();
            Ok((attached, again, gone, list(tx, "a")?))
        });
        assert_eq!((attached, again), (true, [false, false]));
        assert_eq!(gone, ["2"]);
        let left: Vec<_> = left
            .into_iter()
            .map(|one| (one.id, one.event_seq))
            .collect();
        let expected = [("1", Some(4)), ("own", None), ("3", None)];
        assert_eq!(left, expected.map(|(id, seq)| (id.to_owned(), seq)));
    }

    #[test]
    fn a_document_is_found_through_its_own_file_only() {
        let (own, other, listed) = in_write(|tx| {
            for id in ["a", "b"] {
                add_application(tx, id);
            }
            insert(tx, &document("2", "a"))?;
            insert(tx, &document("1", "a"))?;
            Ok((find(tx, "a", "1")?, find(tx, "b", "1")?, list(tx, "a")?))
        });
        assert_eq!((own, other), (Some(document("1", "a")), None));
        assert_eq!(listed, [document("1", "a"), document("2", "a")]);
    }

    #[test]
    fn the_places_of_papers_come_in_parts() {
        let (live, all, rest) = in_write(|tx| {
            add_application(tx, "a");
            for id in ["3", "1", "2"] {
                insert(tx, &document(id, "a"))?;
            }
            remove(tx, "a", "2", 8)?;
            Ok((
                list_storage_paths(tx, false, "", 9)?,
                list_storage_paths(tx, true, "", 2)?,
                list_storage_paths(tx, true, "documents/2", 2)?,
            ))
        });
        assert_eq!(live, ["documents/1", "documents/3"]);
        assert_eq!(all, ["documents/1", "documents/2"]);
        assert_eq!(rest, ["documents/3"]);
    }

    #[test]
    fn a_removed_document_is_gone_and_can_be_cleared_away() {
        let (removed, found, cleared, left) = in_write(|tx| {
            add_application(tx, "a");
            insert(tx, &document("1", "a"))?;
            delete_removed(tx, "1")?;
            let removed = [
                remove(tx, "b", "1", 8)?,
                remove(tx, "a", "1", 8)?,
                remove(tx, "a", "1", 9)?,
            ];
            let found = (find(tx, "a", "1")?, list(tx, "a")?);
            let cleared = [list_removed(tx, 8, 9)?.len(), list_removed(tx, 9, 9)?.len()];
            delete_removed(tx, "1")?;
            Ok((removed, found, cleared, list_removed(tx, 9, 9)?))
        });
        assert_eq!(removed, [false, true, false]);
        assert_eq!(found, (None, vec![]));
        assert_eq!((cleared, left), ([0, 1], vec![]));
    }
}

//! Papers on their way in parts: how far each has come, and whose parts may be cleared away.

use crate::{Connection, Row, StoreError, Tx, portion};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperUpload {
    pub id: String,
    pub application_id: String,
    /// Which paper of the product's list it is.
    pub kind: String,
    /// The file name on the resident's device.
    pub sealed_name: Vec<u8>,
    /// Of the whole.
    pub byte_length: i64,
    /// Of the whole.
    pub sha256: [u8; 32],
    /// Bytes that are there, from the first on.
    pub received: i64,
    /// Parts that lie in the place of papers.
    pub parts: i64,
    /// What it became.
    pub document_id: Option<String>,
    /// When a part last came.
    pub touched_ms: i64,
    /// When it became a paper, or was given up.
    pub ended_ms: Option<i64>,
}

const COLUMNS: &str = "id, application_id, kind, sealed_name, byte_length, sha256, received, parts, document_id, touched_ms, \
    ended_ms";

fn read(row: &Row) -> Result<PaperUpload, StoreError> {
    Ok(PaperUpload {
        id: row.get(0)?,
        application_id: row.get(1)?,
        kind: row.get(2)?,
        sealed_name: row.get(3)?,
        byte_length: row.get(4)?,
        sha256: row.get(5)?,
        received: row.get(6)?,
        parts: row.get(7)?,
        document_id: row.get(8)?,
        touched_ms: row.get(9)?,
        ended_ms: row.get(10)?,
    })
}

pub fn insert(tx: &Tx, upload: &PaperUpload) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO paper_uploads ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    let values = [
        (&upload.id).into(),
        (&upload.application_id).into(),
        (&upload.kind).into(),
        (&upload.sealed_name).into(),
        upload.byte_length.into(),
        (&upload.sha256).into(),
        upload.received.into(),
        upload.parts.into(),
        upload.document_id.as_deref().into(),
        upload.touched_ms.into(),
        upload.ended_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// The upload, if it belongs to that file and was not given up.
pub fn find(
    connection: &Connection,
    application_id: &str,
    id: &str,
) -> Result<Option<PaperUpload>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM paper_uploads WHERE application_id = $1 AND id = $2
        AND (ended_ms IS NULL OR document_id IS NOT NULL)"
    );
    connection.find(&sql, &[application_id.into(), id.into()], read)
}

/// What is on its way to a file.
pub fn list_open(
    connection: &Connection,
    application_id: &str,
) -> Result<Vec<PaperUpload>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM paper_uploads WHERE application_id = $1 AND ended_ms IS NULL ORDER BY id"
    );
    connection.list(&sql, &[application_id.into()], read)
}

/// Counts one more part, if as many bytes were there as the sender thought; false if not.
pub fn advance(tx: &Tx, id: &str, (from, to): (i64, i64), now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE paper_uploads SET received = $1, parts = parts + 1, touched_ms = $2
        WHERE id = $3 AND received = $4 AND ended_ms IS NULL";
    let values = [to.into(), now_ms.into(), id.into(), from.into()];
    Ok(tx.execute(sql, &values)? == 1)
}

/// It has become this paper; false if it has become one before, or was given up.
pub fn finish(tx: &Tx, id: &str, document_id: &str, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE paper_uploads SET document_id = $1, ended_ms = $2 WHERE id = $3 AND ended_ms IS NULL";
    Ok(tx.execute(sql, &[document_id.into(), now_ms.into(), id.into()])? == 1)
}

/// Gives one up; false if it has ended already.
pub fn give_up(tx: &Tx, id: &str, now_ms: i64) -> Result<bool, StoreError> {
    let sql = "UPDATE paper_uploads SET ended_ms = $1 WHERE id = $2 AND ended_ms IS NULL";
    Ok(tx.execute(sql, &[now_ms.into(), id.into()])? == 1)
}

/// Gives up all that is on its way to a file.
pub fn give_up_all(tx: &Tx, application_id: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql =
        "UPDATE paper_uploads SET ended_ms = $1 WHERE application_id = $2 AND ended_ms IS NULL";
    tx.execute(sql, &[now_ms.into(), application_id.into()])
        .map(drop)
}

/// Gives up what no part came for since then, a portion at a time.
pub fn give_up_untouched(tx: &Tx, before_ms: i64, now_ms: i64) -> Result<usize, StoreError> {
    let sql = format!(
        "UPDATE paper_uploads SET ended_ms = $1 WHERE id IN
        (SELECT id FROM paper_uploads WHERE ended_ms IS NULL AND touched_ms < $2 LIMIT {})",
        portion::PORTION
    );
    tx.execute(&sql, &[now_ms.into(), before_ms.into()])
}

/// What has ended and whose parts may lie there still.
pub fn list_ended(connection: &Connection, limit: i64) -> Result<Vec<PaperUpload>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM paper_uploads WHERE ended_ms IS NOT NULL AND parts >= 0 ORDER BY ended_ms, id LIMIT $1"
    );
    connection.list(&sql, &[limit.into()], read)
}

/// Notes that none of its parts lies there any more.
pub fn note_cleared(tx: &Tx, id: &str) -> Result<(), StoreError> {
    let sql = "UPDATE paper_uploads SET parts = -1 WHERE id = $1 AND ended_ms IS NOT NULL";
    tx.execute(sql, &[id.into()]).map(drop)
}

/// Forgets what ended before that instant and was cleared away, a portion at a time.
pub fn delete_ended(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    let is_due = "ended_ms < $1 AND parts < 0";
    portion::delete(tx, "paper_uploads", "id", is_due, before_ms.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{add_application, in_write};

    fn upload(id: &str, application_id: &str) -> PaperUpload {
        PaperUpload {
            id: id.into(),
            application_id: application_id.into(),
            kind: "id_card_front".into(),
            sealed_name: vec![1],
            byte_length: 300,
            sha256: [9; 32],
            received: 0,
            parts: 0,
            document_id: None,
            touched_ms: 5,
            ended_ms: None,
        }
    }

    #[test]
    fn parts_are_counted_in_order_and_it_becomes_a_paper_once() {
        let (steps, found) = in_write(|tx| {
            add_application(tx, "a");
            insert(tx, &upload("1", "a"))?;
            let steps = [
                advance(tx, "1", (0, 200), 6)?,
                advance(tx, "1", (0, 200), 7)?,
                advance(tx, "1", (200, 300), 8)?,
                finish(tx, "1", "d1", 9)?,
                finish(tx, "1", "d2", 9)?,
                give_up(tx, "1", 9)?,
                advance(tx, "1", (300, 400), 9)?,
            ];
            Ok((steps, [find(tx, "a", "1")?, find(tx, "b", "1")?]))
        });
        assert_eq!(steps, [true, false, true, true, false, false, false]);
        let expected = PaperUpload {
            received: 300,
            parts: 2,
            document_id: Some("d1".into()),
            touched_ms: 8,
            ended_ms: Some(9),
            ..upload("1", "a")
        };
        assert_eq!(found, [Some(expected), None]);
    }

    #[test]
    fn what_was_given_up_is_cleared_and_forgotten() {
        let (open, ended, left) = in_write(|tx| {
            for id in ["a", "b"] {
                add_application(tx, id);
            }
            for (id, application, touched_ms) in
                [("1", "a", 5), ("2", "a", 9), ("3", "a", 9), ("4", "b", 9)]
            {
                let upload = PaperUpload {
                    touched_ms,
                    ..upload(id, application)
                };
                insert(tx, &upload)?;
            }
            assert_eq!(give_up_untouched(tx, 9, 20)?, 1);
            assert!(give_up(tx, "2", 21)?);
            let open = list_open(tx, "a")?.len();
            give_up_all(tx, "a", 22)?;
            assert_eq!(find(tx, "a", "3")?, None);
            let ended: Vec<_> = list_ended(tx, 9)?.into_iter().map(|one| one.id).collect();
            assert_eq!(delete_ended(tx, 22)?, 0, "its parts lie there still");
            for id in &ended {
                note_cleared(tx, id)?;
            }
            assert_eq!(list_ended(tx, 9)?, []);
            let forgotten = delete_ended(tx, 22)?;
            Ok((open, ended, (forgotten, list_open(tx, "b")?.len())))
        });
        assert_eq!(open, 1);
        assert_eq!(ended, ["1", "2", "3"]);
        assert_eq!(left, (2, 1));
    }
}

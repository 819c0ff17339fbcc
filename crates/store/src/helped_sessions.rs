//! Sessions in which a clerk does something for a resident, what was done in them, and what they left on the computer.

use crate::{Connection, Row, StoreError, Tx, portion, sessions};

/// Which rows of `sessions` are of these.
pub const SUBJECT_KIND: &str = "helped";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpedSession {
    pub id: String,
    pub consent_id: String,
    /// The clerk.
    pub staff_id: String,
    /// Who is helped.
    pub person_id: String,
    pub purpose: String,
    pub opened_ms: i64,
    pub ended_ms: Option<i64>,
    /// Such as `ended`, `other`, `revoked`.
    pub end_reason: Option<String>,
}

/// One thing done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpedAct {
    pub action: String,
    /// The file or the enrolment it was done to.
    pub subject_id: Option<String>,
    pub at_ms: i64,
}

/// A file of the clerk's own that is still on the computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpedFile {
    pub id: String,
    pub helped_session_id: String,
    pub staff_id: String,
    /// `scan` or `print`.
    pub kind: String,
    pub sealed_name: Vec<u8>,
    pub at_ms: i64,
}

const COLUMNS: &str =
    "id, consent_id, staff_id, person_id, purpose, opened_ms, ended_ms, end_reason";
const FILE_COLUMNS: &str = "id, helped_session_id, staff_id, kind, sealed_name, at_ms";

fn read(row: &Row) -> Result<HelpedSession, StoreError> {
    Ok(HelpedSession {
        id: row.get(0)?,
        consent_id: row.get(1)?,
        staff_id: row.get(2)?,
        person_id: row.get(3)?,
        purpose: row.get(4)?,
        opened_ms: row.get(5)?,
        ended_ms: row.get(6)?,
        end_reason: row.get(7)?,
    })
}

/// Opens one; those of the same clerk that are still open end, so that two can never be mixed up.
pub fn open(tx: &Tx, new: &HelpedSession) -> Result<(), StoreError> {
    end_all_of_staff(tx, &new.staff_id, "other", new.opened_ms)?;
    let sql =
        format!("INSERT INTO helped_sessions ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let values = [
        (&new.id).into(),
        (&new.consent_id).into(),
        (&new.staff_id).into(),
        (&new.person_id).into(),
        (&new.purpose).into(),
        new.opened_ms.into(),
        new.ended_ms.into(),
        (&new.end_reason).into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

pub fn find(connection: &Connection, id: &str) -> Result<Option<HelpedSession>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM helped_sessions WHERE id = $1");
    connection.find(&sql, &[id.into()], read)
}

/// Those of a clerk opened since, the newest first.
pub fn list_of_staff(
    connection: &Connection,
    staff_id: &str,
    since_ms: i64,
) -> Result<Vec<HelpedSession>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM helped_sessions WHERE staff_id = $1 AND opened_ms >= $2 ORDER BY opened_ms DESC, id"
    );
    connection.list(&sql, &[staff_id.into(), since_ms.into()], read)
}

/// Those opened by a consent, the oldest first.
pub fn list_of_consent(
    connection: &Connection,
    consent_id: &str,
) -> Result<Vec<HelpedSession>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM helped_sessions WHERE consent_id = $1 ORDER BY opened_ms, id"
    );
    connection.list(&sql, &[consent_id.into()], read)
}

/// Ends one with the browser's session that belongs to it; one that had ended keeps its reason.
pub fn end(tx: &Tx, id: &str, reason: &str, now_ms: i64) -> Result<(), StoreError> {
    let sql = "UPDATE helped_sessions SET ended_ms = $1, end_reason = $2 WHERE id = $3 AND ended_ms IS NULL";
    tx.execute(sql, &[now_ms.into(), reason.into(), id.into()])?;
    sessions::revoke_all_of(tx, SUBJECT_KIND, id, now_ms).map(drop)
}

/// Ends those of a clerk that are open.
pub fn end_all_of_staff(
    tx: &Tx,
    staff_id: &str,
    reason: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM helped_sessions WHERE staff_id = $1 AND ended_ms IS NULL ORDER BY id"
    );
    for open in tx.list(&sql, &[staff_id.into()], read)? {
        end(tx, &open.id, reason, now_ms)?;
    }
    Ok(())
}

/// Ends those opened by a consent.
pub fn end_all_of_consent(
    tx: &Tx,
    consent_id: &str,
    reason: &str,
    now_ms: i64,
) -> Result<(), StoreError> {
    for open in list_of_consent(tx, consent_id)? {
        if open.ended_ms.is_none() {
            end(tx, &open.id, reason, now_ms)?;
        }
    }
    Ok(())
}

/// Notes that something was done.
pub fn note_act(tx: &Tx, id: &str, act: &HelpedAct) -> Result<(), StoreError> {
    let sql = "INSERT INTO helped_acts (helped_session_id, seq, action, subject_id, at_ms)
        SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4 FROM helped_acts WHERE helped_session_id = $1";
    let values = [
        id.into(),
        (&act.action).into(),
        (&act.subject_id).into(),
        act.at_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// What was done, the oldest first.
pub fn list_acts(connection: &Connection, id: &str) -> Result<Vec<HelpedAct>, StoreError> {
    let sql = "SELECT action, subject_id, at_ms FROM helped_acts WHERE helped_session_id = $1 ORDER BY seq";
    connection.list(sql, &[id.into()], |row| {
        Ok(HelpedAct {
            action: row.get(0)?,
            subject_id: row.get(1)?,
            at_ms: row.get(2)?,
        })
    })
}

/// Notes a file that stays on the computer.
pub fn note_file(tx: &Tx, file: &HelpedFile) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO helped_files ({FILE_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)");
    let values = [
        (&file.id).into(),
        (&file.helped_session_id).into(),
        (&file.staff_id).into(),
        (&file.kind).into(),
        (&file.sealed_name).into(),
        file.at_ms.into(),
    ];
    tx.execute(&sql, &values).map(drop)
}

/// How many files one session has noted.
pub fn count_files(connection: &Connection, id: &str) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM helped_files WHERE helped_session_id = $1";
    connection.count(sql, &[id.into()])
}

/// The files that a clerk has still to delete, the oldest first.
pub fn list_files(connection: &Connection, staff_id: &str) -> Result<Vec<HelpedFile>, StoreError> {
    let sql =
        format!("SELECT {FILE_COLUMNS} FROM helped_files WHERE staff_id = $1 ORDER BY at_ms, id");
    connection.list(&sql, &[staff_id.into()], |row| {
        Ok(HelpedFile {
            id: row.get(0)?,
            helped_session_id: row.get(1)?,
            staff_id: row.get(2)?,
            kind: row.get(3)?,
            sealed_name: row.get(4)?,
            at_ms: row.get(5)?,
        })
    })
}

/// The clerk says that they are gone: their names go too.
pub fn forget_files(tx: &Tx, staff_id: &str) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM helped_files WHERE staff_id = $1",
        &[staff_id.into()],
    )
}

/// Deletes a portion of the names noted by that instant and says how many.
pub fn delete_files_before(tx: &Tx, before_ms: i64) -> Result<usize, StoreError> {
    portion::delete(tx, "helped_files", "id", "at_ms <= $1", before_ms.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consents::tests::consent;
    use crate::testing::in_write;

    fn session(id: &str, opened_ms: i64) -> HelpedSession {
        HelpedSession {
            id: id.into(),
            consent_id: "c".into(),
            staff_id: "s".into(),
            person_id: "p".into(),
            purpose: "loan".into(),
            opened_ms,
            ended_ms: None,
            end_reason: None,
        }
    }

    #[test]
    fn a_clerk_has_one_session_at_a_time() {
        let (reasons, listed) = in_write(|tx| {
            consent(tx, "c")?;
            open(tx, &session("a", 1))?;
            open(tx, &session("b", 2))?;
            end(tx, "a", "ended", 3)?;
            end_all_of_consent(tx, "c", "revoked", 4)?;
            let reason = |id| find(tx, id).map(|found| found.and_then(|found| found.end_reason));
            let listed = list_of_staff(tx, "s", 2)?.len() + list_of_consent(tx, "c")?.len();
            Ok(([reason("a")?, reason("b")?], listed))
        });
        let expected = ["other", "revoked"].map(|reason| Some(reason.to_owned()));
        assert_eq!((reasons, listed), (expected, 3));
    }

    #[test]
    fn acts_keep_their_order_and_files_go_when_the_clerk_says_so() {
        let act = |action: &str, at_ms| HelpedAct {
            action: action.into(),
            subject_id: Some("file".into()),
            at_ms,
        };
        let file = HelpedFile {
            id: "f".into(),
            helped_session_id: "a".into(),
            staff_id: "s".into(),
            kind: "scan".into(),
            sealed_name: vec![1],
            at_ms: 5,
        };
        let expected = (
            vec![act("x", 2), act("y", 1)],
            vec![file.clone()],
            [1, 0, 0],
        );
        let found = in_write(move |tx| {
            consent(tx, "c")?;
            open(tx, &session("a", 1))?;
            note_act(tx, "a", &act("x", 2))?;
            note_act(tx, "a", &act("y", 1))?;
            note_file(tx, &file)?;
            let (acts, files) = (list_acts(tx, "a")?, list_files(tx, "s")?);
            let kept = count_files(tx, "a")?;
            let early = i64::try_from(delete_files_before(tx, 4)?).unwrap();
            let counted = [
                kept,
                early,
                i64::try_from(forget_files(tx, "s")?).unwrap() - 1,
            ];
            Ok((acts, files, counted))
        });
        assert_eq!(found, expected);
    }
}

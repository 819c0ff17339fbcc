//! What officers said of themselves and a file. Rows are only ever added; the last one of an officer and a file holds.

use crate::{Connection, Row, StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub application_id: String,
    /// Staff id of whoever it is about.
    pub officer_id: String,
    /// The place among those of the officer and the file, from 1.
    pub seq: i64,
    /// `none`, `declared` or `lifted`.
    pub answer: String,
    /// Staff id of whoever said so.
    pub by_id: String,
    /// Why it was lifted, under the file's key.
    pub sealed_reason: Option<Vec<u8>>,
    pub at_ms: i64,
}

const COLUMNS: &str = "application_id, officer_id, seq, answer, by_id, sealed_reason, at_ms";

fn read(row: &Row) -> Result<Conflict, StoreError> {
    Ok(Conflict {
        application_id: row.get(0)?,
        officer_id: row.get(1)?,
        seq: row.get(2)?,
        answer: row.get(3)?,
        by_id: row.get(4)?,
        sealed_reason: row.get(5)?,
        at_ms: row.get(6)?,
    })
}

/// Adds one. `Duplicate` if its place is taken.
pub fn insert(tx: &Tx, new: &Conflict) -> Result<(), StoreError> {
    let sql = "INSERT INTO conflicts (application_id, officer_id, seq, answer, by_id, sealed_reason, at_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        (&new.application_id).into(),
        (&new.officer_id).into(),
        new.seq.into(),
        (&new.answer).into(),
        (&new.by_id).into(),
        (&new.sealed_reason).into(),
        new.at_ms.into(),
    ];
    tx.execute(sql, &values).map(drop)
}

/// Everything said about a file, officer by officer, the oldest first.
pub fn list(connection: &Connection, application_id: &str) -> Result<Vec<Conflict>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM conflicts WHERE application_id = $1 ORDER BY officer_id, seq"
    );
    connection.list(&sql, &[application_id.into()], read)
}

/// Ids of the files whose applicants an officer has declared to be close to, where nobody has lifted it.
pub fn list_declared(connection: &Connection, officer_id: &str) -> Result<Vec<String>, StoreError> {
    let sql =
        "SELECT c.application_id FROM conflicts c WHERE c.officer_id = $1 AND c.answer = 'declared'
        AND NOT EXISTS (SELECT 1 FROM conflicts said WHERE said.application_id = c.application_id
        AND said.officer_id = c.officer_id AND said.seq > c.seq) ORDER BY c.application_id";
    connection.list(sql, &[officer_id.into()], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::staff::{self, StaffMember};
    use crate::testing::{add_application, in_write};

    fn officer(id: &str) -> StaffMember {
        StaffMember {
            id: id.into(),
            username: id.into(),
            display_name: "示例 经办人".into(),
            role: "hr_officer".into(),
            agency_id: Some("hr".into()),
            duty: None,
            password_hash: "a slow hash".into(),
            sealed_totp_secret: None,
            disabled_ms: None,
            created_ms: 1,
        }
    }

    fn conflict(officer_id: &str, seq: i64, answer: &str) -> Conflict {
        Conflict {
            application_id: "a".into(),
            officer_id: officer_id.into(),
            seq,
            answer: answer.into(),
            by_id: "li".into(),
            sealed_reason: (answer == "lifted").then(|| vec![1, 2]),
            at_ms: seq,
        }
    }

    #[test]
    fn what_holds_of_an_officer_is_found_over_all_files() {
        let (wang, li) = in_write(|tx| {
            for id in ["li", "wang"] {
                staff::insert(tx, &officer(id))?;
            }
            for id in ["a", "b"] {
                add_application(tx, id);
            }
            let of = |file: &str, seq, answer: &str| Conflict {
                application_id: file.into(),
                ..conflict("wang", seq, answer)
            };
            for new in [
                of("a", 1, "declared"),
                of("a", 2, "lifted"),
                of("b", 1, "none"),
                of("b", 2, "declared"),
                conflict("li", 1, "declared"),
            ] {
                insert(tx, &new)?;
            }
            Ok((list_declared(tx, "wang")?, list_declared(tx, "li")?))
        });
        assert_eq!((wang, li), (vec!["b".to_owned()], vec!["a".to_owned()]));
    }

    #[test]
    fn everything_said_of_a_file_is_kept_in_order() {
        let (found, nothing, again) = in_write(|tx| {
            for id in ["li", "wang"] {
                staff::insert(tx, &officer(id))?;
            }
            add_application(tx, "a");
            for new in [
                conflict("wang", 1, "declared"),
                conflict("li", 1, "none"),
                conflict("wang", 2, "lifted"),
            ] {
                insert(tx, &new)?;
            }
            let again = tx.attempt(|tx| insert(tx, &conflict("wang", 2, "none")));
            Ok((list(tx, "a")?, list(tx, "b")?, again))
        });
        let expected = [
            conflict("li", 1, "none"),
            conflict("wang", 1, "declared"),
            conflict("wang", 2, "lifted"),
        ];
        assert_eq!(found, expected);
        assert!(nothing.is_empty());
        assert!(
            matches!(again, Err(StoreError::Duplicate { .. })),
            "{again:?}"
        );
    }
}
